using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Shifts;

/// <summary>The figures of a closed shift, as they were at the close. Stored once, never worked out again.</summary>
public sealed class ZReport : IStoreOwned
{
    private ZReport() { }

    public ZReport(Shift shift, ShiftFigures figures)
    {
        (ShiftId, IsoId, MerchantId, StoreId, RegisterId) = (shift.Id, shift.IsoId, shift.MerchantId, shift.StoreId, shift.RegisterId);
        (Number, BusinessDate) = (shift.ZNumber ?? throw new InvalidOperationException("Only a closed shift has a Z report."), shift.BusinessDate);
        (SaleCount, FirstSale, LastSale) = (figures.SaleCount, figures.FirstSale, figures.LastSale);
        (Gross, DiscountCount, Discounts, Total) = (figures.Gross, figures.DiscountCount, figures.Discounts, figures.Total);
        (Paid, Tips, Saved) = (figures.Paid, figures.Tips, figures.Saved);
        (RefundCount, Refunds, VoidCount, Voids) = figures.Undone;
        foreach (var (kind, lines) in new[]
        {
            (ZLineKind.Tax, figures.Taxes), (ZLineKind.Tender, figures.Tenders), (ZLineKind.Cashier, figures.Cashiers),
            (ZLineKind.GivenBack, figures.GivenBack.Count == 0 ? [] : [figures.GivenBack]),
        })
            Lines.AddRange(lines.Select((line, i) => new ZLine(this, kind, i, line)));
    }

    public ShiftId ShiftId { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    public RegisterId RegisterId { get; private set; }

    public int Number { get; private set; }

    public DateOnly BusinessDate { get; private set; }

    public int SaleCount { get; private set; }

    public int? FirstSale { get; private set; }

    public int? LastSale { get; private set; }

    public Money Gross { get; private set; }

    public int DiscountCount { get; private set; }

    public Money Discounts { get; private set; }

    public Money Total { get; private set; }

    public Money Paid { get; private set; }

    public Money Tips { get; private set; }

    public Money Saved { get; private set; }

    public int RefundCount { get; private set; }

    public Money Refunds { get; private set; }

    public int VoidCount { get; private set; }

    public Money Voids { get; private set; }

    public List<ZLine> Lines { get; private set; } = [];

    /// <summary>The figures as they were stored.</summary>
    public ShiftFigures Figures => new(
        SaleCount, FirstSale, LastSale, Gross, DiscountCount, Discounts, Total, Paid, Tips, Saved,
        Of(ZLineKind.Tax), Of(ZLineKind.Tender), Of(ZLineKind.Cashier), new ShiftUndone(RefundCount, Refunds, VoidCount, Voids))
    {
        GivenBack = Of(ZLineKind.GivenBack) is [var line] ? line : ShiftFigures.NothingGivenBack,
    };

    private FigureLine[] Of(ZLineKind kind) =>
        [.. Lines.Where(l => l.Kind == kind).OrderBy(l => l.Position).Select(l => new FigureLine(l.Name, l.Count, l.Amount))];
}

/// <summary>What a line of a Z report is about.</summary>
public enum ZLineKind
{
    Tax = 0,
    Tender = 1,
    Cashier = 2,
    GivenBack = 3,
}

/// <summary>A named sum of a Z report.</summary>
public sealed class ZLine : IStoreOwned
{
    private ZLine() { }

    internal ZLine(ZReport report, ZLineKind kind, int position, FigureLine line)
    {
        (ShiftId, IsoId, MerchantId, StoreId) = (report.ShiftId, report.IsoId, report.MerchantId, report.StoreId);
        (Kind, Position, Name, Count, Amount) = (kind, position, line.Name, line.Count, line.Amount);
    }

    public ShiftId ShiftId { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    public ZLineKind Kind { get; private set; }

    public int Position { get; private set; }

    public string Name { get; private set; } = "";

    public int Count { get; private set; }

    public Money Amount { get; private set; }
}
