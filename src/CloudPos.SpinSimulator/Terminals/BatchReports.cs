using System.Globalization;
using System.Xml.Linq;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>The open batch told three ways: Summary, Daily, and the rows of a settlement.</summary>
internal static class BatchReports
{
    private const string CardApp = "DvPayLiteCredit";
    private const string CashApp = "DvPayLiteCashAlter";

    public static bool IsEmpty(Ledger ledger) => !ledger.Open.Any(l => l.IsHeld);

    public static IEnumerable<XElement> Summary(Ledger ledger)
    {
        var open = ledger.Open.ToList();
        var card = ledger.Counted(cash: false);
        var cash = ledger.Counted(cash: true);
        long Of(string type) => card.Where(l => l.TransType == type).Sum(l => l.Total);
        long Voided(bool isCash) => open.Where(l => l.State == LineState.Voided && l.IsCash == isCash).Sum(l => l.Total);
        var held = open.Where(l => l is { State: LineState.Approved, TransType: LedgerTypes.Auth }).Sum(l => l.Total);

        yield return Row(
            ("App", CardApp), ("SaleAmt", Dollars.Plain(Of(LedgerTypes.Sale))), ("TrnsCnt", Count(card)),
            ("ReturnAmt", Dollars.Plain(Of(LedgerTypes.Return))), ("VoidAmt", Dollars.Plain(Voided(false))),
            ("AuthAmt", Dollars.Plain(held)), ("TicketAmt", Dollars.Plain(Of(LedgerTypes.Capture))),
            ("ReversalAmt", "0.00"), ("CashAdvanceAmt", "0.00"), ("TotalAmt", Dollars.Plain(Net(card))));
        if (cash.Count > 0 || open.Any(l => l.IsCash && l.IsHeld))
        {
            yield return Row(
                ("App", CashApp), ("SaleAmt", Dollars.Plain(Net(cash))), ("ReturnAmt", "0.00"),
                ("VoidAmt", Dollars.Plain(Voided(true))), ("TotalAmt", Dollars.Plain(Net(cash))));
        }
    }

    public static IEnumerable<XElement> Daily(Ledger ledger) =>
        new[] { (App: CardApp, Lines: ledger.Counted(cash: false)), (App: CashApp, Lines: ledger.Counted(cash: true)) }
            .Where(a => a.App == CardApp || a.Lines.Count > 0)
            .Select(a => new XElement(
                "TransReport",
                new XElement("App", a.App),
                new XElement("Total", a.Lines.Count),
                new XElement("TotalAmt", Dollars.Plain(Net(a.Lines))),
                a.Lines.Select(l => new XElement("Trans", string.Create(
                    CultureInfo.InvariantCulture, $"NUM={l.Num}, TransType={Word(l)}, Amt={Dollars.Plain(l.Total)}")))));

    /// <summary>One row per application; read before the ledger is closed.</summary>
    public static IReadOnlyList<XElement> Settlement(Ledger ledger)
    {
        var rows = new List<XElement> { App("DvCredit, Merchant=CREDIT", ledger.Counted(cash: false), ledger.Batch) };
        var cash = ledger.Counted(cash: true);
        if (cash.Count > 0)
        {
            rows.Add(App(CashApp, cash, ledger.Batch));
        }

        rows.Add(new XElement("ExtData", "App=DvGift, ResultCode=0, BatchNum=0, Rsp=Batch Already Settled"));
        return rows;
    }

    private static XElement App(string app, IReadOnlyList<LedgerLine> lines, int batch)
    {
        var words = lines.Count == 0 ? "BATCH NOT OPEN" : "BATCH  RELEASED";
        return new XElement("ExtData", string.Create(
            CultureInfo.InvariantCulture,
            $"App={app}, ResultCode=0, BatchNum={batch},Rsp={words}, Status=0, NumTrans={lines.Count}, TipAmt={Dollars.Plain(lines.Sum(l => l.Tip))}, TotalAmt={Dollars.Plain(Net(lines))}"));
    }

    // a refund is listed with a positive amount and taken off the total
    private static long Net(IEnumerable<LedgerLine> lines) =>
        lines.Sum(l => l.TransType == LedgerTypes.Return ? -l.Total : l.Total);

    private static string Count(IReadOnlyCollection<LedgerLine> lines) => lines.Count.ToString(CultureInfo.InvariantCulture);

    private static string Word(LedgerLine line) => line.TransType switch
    {
        LedgerTypes.Return => "REFUND",
        LedgerTypes.Capture => "TICKET",
        LedgerTypes.Cash => "CASH",
        _ => "SALE",
    };

    private static XElement Row(params (string Key, string Value)[] pairs) =>
        new("TransReport", string.Join(", ", pairs.Select(p => $"{p.Key}={p.Value}")));
}
