using System.Globalization;
using System.Xml.Linq;
using CloudPos.SpinSimulator.Printing;
using CloudPos.SpinSimulator.Terminals;

namespace CloudPos.SpinSimulator.Proxy;

/// <summary>Replies written like the vendor's samples of the XML document, tags in their order.</summary>
internal static class XmlAnswers
{
    public static XElement Of(Reply reply, TerminalDefinition? terminal) => reply.Kind switch
    {
        ReplyKind.Proxy => Response(
            ("Message", reply.Message),
            ("ResultCode", "2"),
            ("RespMSG", reply.Text)),
        ReplyKind.Transaction => Approved(reply, terminal!),
        ReplyKind.FollowedUp => FollowedUp(reply, terminal!),
        ReplyKind.NotApproved => Refusal(reply, terminal!, reply.Line!.RefId, reply.Line.PaymentType, reply.Line.AskedType),
        ReplyKind.EmptyReport => Response(
            ("Message", reply.Message), ("RegisterId", terminal!.RegisterId), ("ResultCode", "1"), ("RespMSG", reply.Text),
            ("Voided", "false"), ("TransType", "Report")),
        ReplyKind.Refused => reply.Request is { Prompt: not null } or { TransType: "Printer" }
            ? Prompted(reply, terminal!)
            : Refusal(reply, terminal!, reply.Request!.RefId, reply.Request.PaymentType, reply.Request.TransType),
        ReplyKind.Success => reply.Request is { Prompt: not null } or { TransType: "Printer" }
            ? Prompted(reply, terminal!)
            : Succeeded(reply, terminal!),
    };

    /// <summary>An approved sale, refund or hold; the same again when Status asks.</summary>
    private static XElement Approved(Reply reply, TerminalDefinition terminal)
    {
        var line = reply.Line!;
        var answer = Response(
            ("RefId", line.RefId),
            ("RegisterId", terminal.RegisterId),
            ("TPN", terminal.Tpn),
            ("TransNum", Text(line.Num)),
            ("InvNum", line.InvoiceNumber ?? Text(line.Num)),
            ("ResultCode", "0"),
            ("RespMSG", WireText.Encode(reply.Text)),
            ("Message", reply.Message));
        AddHostFields(answer, line, terminal);
        answer.Add(new XElement("ExtData", ExtData(line)));
        if (line.Card?.Aid is { } aid)
        {
            answer.Add(new XElement("EMVData", EmvData(line.Card.Brand, aid)));
        }

        if (line.Signed)
        {
            answer.Add(new XElement("Sign", Convert.ToBase64String(new SignatureImage(line.Strokes ?? []).Bmp())));
        }

        return answer;
    }

    /// <summary>A void, capture or tip adjustment that worked.</summary>
    private static XElement FollowedUp(Reply reply, TerminalDefinition terminal)
    {
        var line = reply.Line!;
        var answer = Response(
            ("RefId", line.RefId), ("RegisterId", terminal.RegisterId), ("TPN", terminal.Tpn), ("ResultCode", "0"),
            ("Message", reply.Message));
        AddHostFields(answer, line, terminal);
        answer.Add(new XElement("ExtData", ExtData(line)));
        return answer;
    }

    /// <summary>Settlement and report rows.</summary>
    private static XElement Succeeded(Reply reply, TerminalDefinition terminal)
    {
        var request = reply.Request!;
        var answer = Response(
            ("RefId", request.RefId.Length > 0 ? request.RefId : null), ("RegisterId", terminal.RegisterId), ("TPN", terminal.Tpn),
            ("ResultCode", reply.ResultCode.ToString()), ("Message", reply.Message));
        answer.Add(reply.Settled.Select(r => new XElement("ExtData", Row(r))));
        answer.Add(reply.Report.Select(a => request.ReportType == "Daily" ? Daily(a) : Summary(a)));
        return answer;
    }

    /// <summary>Printing and questions have no ResultCode: the message says how it went.</summary>
    private static XElement Prompted(Reply reply, TerminalDefinition terminal)
    {
        var request = reply.Request!;
        var answered = reply.IsSuccess;
        var message = reply.Status switch { "0000" => "Success", "1012" => "Cancel", "1006" => "No Paper", _ => reply.Message };
        return Response(
            ("RefId", request.RefId.Length > 0 ? request.RefId : null),
            ("RegisterId", terminal.RegisterId),
            ("TPN", terminal.Tpn),
            ("Message", answered && request.Prompt?.Kind == "choice" ? null : message),
            ("RespMSG", answered || message is "Cancel" or "No Paper" ? null : WireText.Encode(reply.Text)),
            ("UserChoice", answered && request.Prompt?.Kind == "choice" ? reply.Input : null),
            ("UserInput", answered && request.Prompt?.Kind == "input" ? reply.Input : null),
            ("Sign", reply.Sign is { } sign ? Convert.ToBase64String(sign.Bmp()) : null));
    }

    /// <summary>Declined, cancelled or refused: the message is often "Canceled", the text says why.</summary>
    private static XElement Refusal(Reply reply, TerminalDefinition terminal, string refId, string paymentType, string transType)
    {
        var answer = Response(
            ("Message", reply.Message),
            ("RefId", refId.Length > 0 ? refId : null),
            ("RegisterId", terminal.RegisterId),
            ("TPN", terminal.Tpn),
            ("ResultCode", "1"),
            ("RespMSG", WireText.Encode(reply.Text)),
            ("PaymentType", paymentType.Length > 0 ? paymentType : null),
            ("Voided", "false"),
            ("TransType", transType),
            ("SN", Serial(terminal)));
        if (reply.Line is { } line && (line.EbtCashBalance is not null || line.GiftBalance is not null))
        {
            answer.Add(new XElement("ExtData", ExtData(line)));
        }

        return answer;
    }

    private static void AddHostFields(XElement answer, LedgerLine line, TerminalDefinition terminal)
    {
        if (line.AuthCode is not null)
        {
            answer.Add(new XElement("AuthCode", line.AuthCode), new XElement("PNRef", line.PnRef));
        }

        answer.Add(
            new XElement("PaymentType", line.PaymentType),
            new XElement("Voided", line.State == LineState.Voided ? "true" : "false"),
            new XElement("TransType", line.AskedType),
            new XElement("SN", Serial(terminal)));
    }

    public static string Serial(TerminalDefinition terminal) => "B179" + terminal.Tpn[^Math.Min(10, terminal.Tpn.Length)..];

    private static string ExtData(LedgerLine line) => WireText.Pairs(ExtendedData.Of(line));

    private static XElement Summary(BatchApp app)
    {
        var pairs = new List<(string Key, string Value)> { ("App", app.Name) };
        var sold = Dollars.Plain(app.Of(LedgerTypes.Sale, LedgerTypes.Cash, "Redeem"));
        if (app.App == CardApp.Credit)
        {
            pairs.AddRange(
            [
                ("SaleAmt", sold), ("TrnsCnt", Text(app.Counted.Count)),
                ("ReturnAmt", Dollars.Plain(app.Of(LedgerTypes.Return))), ("VoidAmt", Dollars.Plain(app.Voided)),
                ("AuthAmt", Dollars.Plain(app.Held)), ("TicketAmt", Dollars.Plain(app.Of(LedgerTypes.Capture))),
                ("ReversalAmt", "0.00"), ("CashAdvanceAmt", Dollars.Plain(app.Of("CashAdvance"))),
            ]);
        }
        else
        {
            pairs.AddRange(
            [
                ("SaleAmt", sold), ("ReturnAmt", Dollars.Plain(app.Of(LedgerTypes.Return, "Refund"))), ("VoidAmt", Dollars.Plain(app.Voided)),
            ]);
        }

        pairs.Add(("TotalAmt", Dollars.Plain(BatchApp.Net(app.Counted))));
        return new XElement("TransReport", string.Join(", ", pairs.Select(p => $"{p.Key}={p.Value}")));
    }

    private static XElement Daily(BatchApp app) => new(
        "TransReport",
        new XElement("App", app.Name),
        new XElement("Total", app.Counted.Count),
        new XElement("TotalAmt", Dollars.Plain(BatchApp.Net(app.Counted))),
        app.Counted.Select(l => new XElement("Trans", string.Create(
            CultureInfo.InvariantCulture, $"NUM={l.Num}, TransType={Word(l)}, Amt={Dollars.Plain(l.Total)}"))));

    private static string Row(SettledApp row)
    {
        if (row.IsBare)
        {
            return $"App={row.App}, ResultCode=0, BatchNum=0, Rsp={row.Words}";
        }

        var total = Dollars.Plain(BatchApp.Net(row.Lines));
        var merchant = row.Merchant is null ? "" : $", Merchant={row.Merchant}";
        return row.IsOffline
            ? string.Create(CultureInfo.InvariantCulture, $"App={row.App}{merchant}, ResultCode=0, BatchNum=0, Rsp={row.Words}, NumTrans={row.Lines.Count}, Total={total}")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"App={row.App}{merchant}, ResultCode={row.Result}, BatchNum={row.Batch},Rsp={row.Words}, Status=0, NumTrans={row.Lines.Count}, TipAmt={Dollars.Plain(row.Lines.Sum(l => l.Tip))}, TotalAmt={total}");
    }

    private static string Word(LedgerLine line) => line.TransType switch
    {
        LedgerTypes.Return => "REFUND",
        LedgerTypes.Capture => "TICKET",
        _ => line.TransType.ToUpperInvariant(),
    };

    private static string EmvData(string brand, string aid) => WireText.Pairs(
        ("AID", aid), ("AppName", $"{brand} CREDIT"), ("TVR", "0000008000"), ("TSI", "E800"),
        ("IAD", "06010A03A08000"), ("ARC", "00"));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static XElement Response(params (string Name, string? Value)[] fields) =>
        new("response", fields.Where(f => f.Value is not null).Select(f => new XElement(f.Name, f.Value)));
}
