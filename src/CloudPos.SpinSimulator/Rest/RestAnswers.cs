using System.Globalization;
using System.Text.Json.Nodes;
using CloudPos.SpinSimulator.Printing;
using CloudPos.SpinSimulator.Proxy;
using CloudPos.SpinSimulator.Terminals;

namespace CloudPos.SpinSimulator.Rest;

/// <summary>Replies as JSON. Amounts are numbers, except in the extended data, where all is text.</summary>
internal static class RestAnswers
{
    public static string Of(Reply reply, TerminalDefinition? terminal)
    {
        var answer = new JsonObject { ["GeneralResponse"] = General(reply) };
        if (reply.Line is { } line && terminal is not null)
        {
            Add(answer, Transaction(line, reply.Request, terminal));
        }
        else if (reply.Request is { RefId.Length: > 0 } request && reply.Kind != ReplyKind.Proxy)
        {
            answer["ReferenceId"] = request.RefId;
        }

        if (reply.Request?.Prompt is { } prompt && reply.IsSuccess)
        {
            switch (prompt.Kind)
            {
                case "choice":
                    answer["SelectedOption"] = reply.Input;
                    break;
                case "input":
                    answer["InputedString"] = reply.Input;
                    break;
                case "card":
                    answer["CardData"] = CardData(reply.Card!);
                    break;
            }
        }

        if (reply.Sign is { } sign)
        {
            answer["Signature"] = Convert.ToBase64String(sign.Png());
        }

        if (reply.Settled.Count > 0)
        {
            answer["SettleDetails"] = new JsonArray([.. reply.Settled.Where(r => !r.IsBare).Select(Settled)]);
        }

        if (reply.Request?.TransType == "StatusList" && terminal is not null)
        {
            answer["Transactions"] = new JsonArray([.. reply.Listed.Select(l => Listed(l, reply.Request, terminal))]);
        }

        if (reply.Report.Count > 0)
        {
            var daily = reply.Request?.ReportType == "Daily";
            answer["Reports"] = new JsonArray([.. reply.Report.Select(a => Report(a, daily, reply.Request!, terminal!))]);
        }

        return answer.ToJsonString();
    }

    /// <summary>The answer to what does not validate.</summary>
    public static Reply Invalid(string reason) => Reply.Proxy("2201", reason);

    private static JsonObject General(Reply reply) => new()
    {
        ["HostResponseCode"] = reply.Line is null ? "" : reply.IsSuccess ? "00" : "05",
        ["HostResponseMessage"] = reply.Line is null ? "" : reply.IsSuccess ? "APPROVAL-Approved and Completed" : reply.Text.Trim(),
        ["ResultCode"] = reply.Status == "1011" ? "1" : reply.ResultCode.ToString(),
        ["StatusCode"] = reply.Status,
        ["Message"] = reply.IsSuccess ? (reply.Line is null ? "Success" : "Approved") : reply.Kind == ReplyKind.Proxy ? "Error" : reply.Message,
        ["DetailedMessage"] = reply.Kind switch
        {
            _ when reply.Status == "2201" => reply.Text,
            _ when reply.Line is not null && !reply.IsSuccess => reply.Text.Trim(),
            _ when reply.Status == "1000" => "Service Busy",
            _ => TerminalTexts.Of(reply.Status),
        },
        ["DelayBeforeNextRequest"] = reply.DelaySeconds,
    };

    private static JsonObject Transaction(LedgerLine line, SpinRequest? request, TerminalDefinition terminal)
    {
        var body = new JsonObject
        {
            ["PaymentType"] = line.PaymentType,
            ["TransactionType"] = line.AskedType,
            ["Amounts"] = new JsonObject
            {
                ["TotalAmount"] = Dollars.Number(line.Total),
                ["Amount"] = Dollars.Number(line.Amount + line.Tip),
                ["TipAmount"] = Dollars.Number(line.Tip),
                ["FeeAmount"] = Dollars.Number(line.Fee),
                ["TaxAmount"] = Dollars.Number(line.TaxCity + line.TaxState),
            },
            ["AuthCode"] = line.AuthCode ?? "",
            ["ReferenceId"] = line.RefId,
            ["InvoiceNumber"] = line.InvoiceNumber ?? line.Num.ToString(CultureInfo.InvariantCulture),
            ["SerialNumber"] = XmlAnswers.Serial(terminal),
            ["BatchNumber"] = line.Batch.ToString(CultureInfo.InvariantCulture),
            ["TransactionNumber"] = line.Num.ToString(CultureInfo.InvariantCulture),
            ["Voided"] = line.State == LineState.Voided,
        };
        if (line.Card is { } card && line.IsHeld)
        {
            body["CardData"] = CardData(card);
            if (card.Aid is { } aid)
            {
                body["EMVData"] = new JsonObject { ["ApplicationName"] = $"{card.Brand} CREDIT", ["AID"] = aid, ["TVR"] = "0000008000", ["TSI"] = "E800" };
            }
        }

        if (line.Signed)
        {
            body["Signature"] = Convert.ToBase64String(new SignatureImage(line.Strokes ?? []).Png());
        }

        if (line.GiftBalance is { } gift)
        {
            body["Balance"] = Dollars.Number(gift);
        }
        else if (line.App == CardApp.Ebt)
        {
            body["Balance"] = Dollars.Number((line.PaymentType == "EBT_Cash" ? line.EbtCashBalance : line.EbtFoodBalance) ?? 0);
        }

        if (request?.WantsReceipt == true && line.IsHeld)
        {
            body["Receipts"] = new JsonObject
            {
                ["Customer"] = Receipts.Markup(line, terminal, "Customer"),
                ["Merchant"] = Receipts.Markup(line, terminal, "Merchant"),
            };
        }

        if (request?.WantsExtendedData == true)
        {
            var data = new JsonObject();
            foreach (var (key, value) in ExtendedData.Of(line))
            {
                data[key] = value;
            }

            body["ExtendedDataByApplication"] = new JsonObject { [$"DvPayLite{line.App}"] = data };
        }

        return body;
    }

    /// <summary>A listed transaction tells its own decision, as Status would.</summary>
    private static JsonObject Listed(LedgerLine line, SpinRequest request, TerminalDefinition terminal)
    {
        var row = Transaction(line, request, terminal);
        row["GeneralResponse"] = General(Reply.Outcome(line));
        return row;
    }

    private static JsonObject CardData(CardShown card) => new()
    {
        ["CardType"] = card.Brand,
        ["EntryType"] = card.EntryType,
        ["Last4"] = card.Last4,
        ["First4"] = card.First4,
        ["BIN"] = card.First4 + "00",
        ["Name"] = card.Holder,
    };

    private static JsonObject Settled(SettledApp row) => new JsonObject
    {
        ["Application"] = row.App,
        ["MerchantName"] = row.Merchant,
        ["DetailedMessage"] = TerminalTexts.Of(row.Status),
        ["HostStatus"] = row.Words,
        ["StatusCode"] = row.Status,
        ["BatchNumber"] = row.Batch.ToString(CultureInfo.InvariantCulture),
        ["TransactionsReports"] = Sums(row.Lines, 0, 0),
    };

    private static JsonObject Report(BatchApp app, bool daily, SpinRequest request, TerminalDefinition terminal)
    {
        var report = new JsonObject { ["Application"] = app.Name, ["TransactionsReports"] = Sums(app.Counted, app.Voided, app.Held) };
        if (daily)
        {
            report["Transactions"] = new JsonArray([.. app.Counted.Select(l => Transaction(l, request, terminal))]);
        }

        return report;
    }

    private static JsonObject Sums(IReadOnlyList<LedgerLine> lines, long voided, long held) => new()
    {
        ["TransactionsCount"] = lines.Count,
        ["SaleAmount"] = Dollars.Number(lines.Where(l => l.TransType is not (LedgerTypes.Return or "Refund")).Sum(l => l.Total)),
        ["ReturnAmount"] = Dollars.Number(lines.Where(l => l.TransType is LedgerTypes.Return or "Refund").Sum(l => l.Total)),
        ["VoidAmount"] = Dollars.Number(voided),
        ["AuthAmount"] = Dollars.Number(held),
        ["TotalAmount"] = Dollars.Number(BatchApp.Net(lines)),
    };

    private static void Add(JsonObject to, JsonObject from)
    {
        foreach (var (name, value) in from)
        {
            to[name] = value?.DeepClone();
        }
    }
}
