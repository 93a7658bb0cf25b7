using System.Globalization;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Shifts;
using CloudPos.Spin;

namespace CloudPos.Application.Features.Shifts;

/// <summary>How a line of a slip stands on it.</summary>
public enum SlipLook
{
    Title,
    Centred,
    Pair,
    Strong,
    Total,
    Note,
    Rule,
}

/// <summary>A line of a slip: words, and an amount or a word at the end.</summary>
public sealed record SlipLine(SlipLook Look, string Left = "", string Right = "");

/// <summary>An X or Z report line by line: the one text for screen, roll of paper, PIN pad and PDF.</summary>
public static class ZSlip
{
    /// <summary>The lines, from the head to the last word.</summary>
    public static IReadOnlyList<SlipLine> Lines(ShiftReport report) =>
        [.. Head(report), .. Sales(report.Figures), .. Cash(report), .. People(report), .. Foot(report)];

    /// <summary>The slip for the PIN pad's printer.</summary>
    public static SpinPrintout ToPrintout(ShiftReport report)
    {
        var slip = new SpinPrintoutBuilder();
        foreach (var line in Lines(report))
        {
            // the printer's letters have no true minus
            var (left, right) = (line.Left, line.Right.Replace('−', '-'));
            _ = line.Look switch
            {
                SlipLook.Title => slip.Centred(left, bold: true),
                SlipLook.Centred => slip.Centred(left),
                SlipLook.Pair => slip.Pair(left, right),
                SlipLook.Strong or SlipLook.Total => slip.Pair(left, right, bold: true),
                SlipLook.Note => slip.Line(left),
                SlipLook.Rule => slip.Rule(),
            };
        }

        return slip.Feed().Build();
    }

    /// <summary>"Z report 0412", "X report".</summary>
    public static string TitleOf(int? number) => number is { } z ? string.Create(CultureInfo.InvariantCulture, $"Z report {z:0000}") : "X report";

    private static IEnumerable<SlipLine> Head(ShiftReport report)
    {
        yield return new(SlipLook.Title, TitleOf(report.Number));
        yield return new(SlipLook.Centred, $"{report.MerchantName}, {report.StoreName}");
        yield return new(SlipLook.Centred, report.RegisterName);
        yield return new(SlipLook.Centred, "Business day " + report.BusinessDate.ToString("ddd, MMM d, yyyy", CultureInfo.InvariantCulture));
        yield return new(SlipLook.Centred, $"Opened {At(report.OpenedAtLocal)} by {report.OpenedBy}");
        yield return new(SlipLook.Centred, report.ClosedBy is { } by ? $"Closed {At(report.AtLocal)} by {by}" : $"Looked at {At(report.AtLocal)}");
    }

    private static IEnumerable<SlipLine> Sales(ShiftFigures figures)
    {
        yield return new(SlipLook.Rule);
        yield return Pair("Items at list price", figures.Gross);
        yield return Pair(Counted("Discounts", figures.DiscountCount), -figures.Discounts);
        yield return Pair("Net", figures.Net);
        foreach (var tax in figures.Taxes)
            yield return Pair(tax.Name, tax.Amount);
        yield return Pair(Counted("Sales with tax", figures.SaleCount), figures.Total, SlipLook.Strong);
        if (!figures.PaidOtherwise.IsZero)
            yield return Pair("Cash part of mixed payments, PIN pad", figures.PaidOtherwise);
        yield return Pair("Tips", figures.Tips);
        yield return Pair("Taken", figures.Taken, SlipLook.Total);
        if (figures.GivenBack.Count > 0)
            yield return Pair(Counted(figures.GivenBack.Name, figures.GivenBack.Count), figures.GivenBack.Amount);
        if (!figures.Carried.IsZero)
            yield return Pair("Parts of sales of another shift", figures.Carried);
        yield return new(SlipLook.Rule);
        foreach (var tender in figures.Tenders)
            yield return Pair(Counted(tender.Name, tender.Count), tender.Amount);
        if (figures.Tenders.Count == 0)
            yield return new(SlipLook.Note, "Nothing was taken.");
        yield return Pair(Counted("Refunds", figures.Undone.RefundCount), -figures.Undone.Refunds);
        yield return Pair(Counted("Voids", figures.Undone.VoidCount), -figures.Undone.Voids);
        yield return Pair("Cash Price saved customers", figures.Saved);
    }

    private static IEnumerable<SlipLine> Cash(ShiftReport report)
    {
        yield return new(SlipLook.Rule);
        foreach (var term in CashTerms.Of(report.Cash))
            yield return Pair(term.Words, term.Amount);
        yield return Pair("Expected in the drawer", report.Expected, SlipLook.Strong);
        if (report.Float.Difference is { IsZero: false } opening)
            yield return Pair(opening.IsPositive ? "Over at the opening" : "Short at the opening", opening);
        if (report.Close is { } close)
        {
            yield return Pair("Counted", close.Counted);
            yield return Pair(OverOrShort(close.Difference), close.Difference, SlipLook.Total);
            if (close.Reason is { } reason)
                yield return new(SlipLook.Note, reason + (close.ApprovedBy is { } manager ? $". Approved by {manager}." : "."));
            yield return Pair("To the safe at the close", close.Dropped);
            yield return Pair("Left in the drawer", close.Left);
        }

        yield return new(SlipLook.Pair, "No sale, drawer opened", report.NoSales.ToString("N0", CultureInfo.InvariantCulture));
        foreach (var moved in report.Movements)
        {
            yield return moved.Kind == CashMovementKind.NoSale ? new(SlipLook.Note, $"{CashTerms.Of(moved.Kind)}: {moved.Reason}")
                : Pair($"{CashTerms.Of(moved.Kind)}: {moved.Reason}", moved.Kind == CashMovementKind.In ? moved.Amount : -moved.Amount);
        }
    }

    private static IEnumerable<SlipLine> People(ShiftReport report)
    {
        if (report.Figures.Cashiers.Count == 0)
            yield break;
        yield return new(SlipLook.Rule);
        foreach (var cashier in report.Figures.Cashiers)
            yield return Pair(Counted(cashier.Name, cashier.Count), cashier.Amount);
        yield return new(SlipLook.Pair, "Sales", report.Figures is { FirstSale: { } first, LastSale: { } last }
            ? string.Create(CultureInfo.InvariantCulture, $"{first} to {last}") : "none");
    }

    private static IEnumerable<SlipLine> Foot(ShiftReport report)
    {
        yield return new(SlipLook.Rule);
        yield return new(SlipLook.Centred, report.Number is null ? "Not a closing. Figures go on changing." : "A copy of what is stored.");
    }

    /// <summary>"Over", "Short", or that it fits.</summary>
    public static string OverOrShort(Money difference) => difference.IsZero ? "Difference" : difference.IsPositive ? "Over" : "Short";

    private static string Counted(string words, int count) => string.Create(CultureInfo.InvariantCulture, $"{words}, {count:N0}");

    private static string At(DateTimeOffset local) => local.ToString("MMM d, h:mm tt", CultureInfo.InvariantCulture);

    private static SlipLine Pair(string words, Money amount, SlipLook look = SlipLook.Pair) => new(look, words, MoneyText.Show(amount));
}

/// <summary>The terms of the expected sum in words, with their sign, in the order in which they are added.</summary>
/// <remarks>Cash back stands there only where some was handed out: most stores know none, and a Z of before it was kept apart stays as it was.</remarks>
public static class CashTerms
{
    public static IReadOnlyList<(string Words, Money Amount)> Of(ShiftCash cash) =>
    [
        ("Opening float, counted", cash.Float), ("Cash sales", cash.Sales), ("Cash refunds", -cash.Refunds),
        .. cash.Cashback.IsZero ? Array.Empty<(string, Money)>() : [("Cash back", -cash.Cashback)], ("Cash in", cash.In),
        ("Cash out", -cash.Out), ("Drops to the safe", -cash.Drops),
    ];

    public static string Of(CashMovementKind kind) => kind switch
    {
        CashMovementKind.In => "Cash in",
        CashMovementKind.Out => "Cash out",
        CashMovementKind.Drop => "Drop to the safe",
        CashMovementKind.NoSale => "No sale",
    };
}
