using CloudPos.Application.Features.Sales;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Reports;
using CloudPos.Domain.Staff;
using FluentValidation;
using MediatR;

namespace CloudPos.Application.Features.Reports;

/// <summary>Sales tax by tax and jurisdiction: what was taken, less what went back with refunds.</summary>
[Needs(Permission.ViewReports)]
public sealed record GetTaxReport(ReportRange Range) : IRequest<Result<TaxReport>>;

/// <summary>The report; the sums are those of the rows.</summary>
public sealed record TaxReport(ReportRange Range, IReadOnlyList<TaxReportRow> Rows, Money Untaxed, Money Net, Money Tax, IReadOnlyList<StoreRow> Stores);

/// <summary>One tax. <paramref name="Jurisdiction"/> is "Local" or "State"; empty, as the rate, where taxes went back without a receipt and nobody knows which.</summary>
public sealed record TaxReportRow(string Jurisdiction, string Name, string RatePercent, Money Taxable, Money Taken, Money TaxableBack, Money TakenBack)
{
    public Money NetTaxable => Taxable - TaxableBack;

    public Money Due => Taken - TakenBack;
}

internal sealed class GetTaxReportValidator : AbstractValidator<GetTaxReport>
{
    public GetTaxReportValidator() => RuleFor(r => r.Range).SetValidator(new ReportRangeValidator());
}

internal sealed class GetTaxReportHandler(FigureQueries figures) : IRequestHandler<GetTaxReport, Result<TaxReport>>
{
    private const int RowsMax = 1_000;

    public async Task<Result<TaxReport>> Handle(GetTaxReport request, CancellationToken cancel)
    {
        if (!await figures.SeesAsync(request.Range.StoreId, cancel))
            return new Refusal("store.unknown", "That store does not exist.");
        var found = await figures.SumAsync(request.Range, [FigureKind.Tax, FigureKind.RefundTax, FigureKind.Sales, FigureKind.Refunds], RowsMax, cancel);
        var back = found.Where(f => f.Kind == FigureKind.RefundTax).ToDictionary(f => f.Key);
        TaxReportRow[] rows = [.. found.Where(f => f.Kind is FigureKind.Tax or FigureKind.RefundTax).Select(f => f.Key).Distinct().Order(StringComparer.Ordinal)
            .Select(key => Row(key, found.FirstOrDefault(f => f.Kind == FigureKind.Tax && f.Key == key), back.GetValueOrDefault(key)))];
        var sales = found.FirstOrDefault(f => f.Kind == FigureKind.Sales) ?? Figure.None(FigureKind.Sales);
        var refunds = found.FirstOrDefault(f => f.Kind == FigureKind.Refunds) ?? Figure.None(FigureKind.Refunds);
        var net = sales.Net - refunds.Net;
        var taxable = rows.Length == 0 ? Money.Zero : rows.Max(r => r.NetTaxable);
        return new TaxReport(request.Range, rows, Money.Max(Money.Zero, net - taxable), net, sales.Tax - refunds.Tax, await figures.StoresAsync(cancel));
    }

    private static TaxReportRow Row(string key, Figure? taken, Figure? back)
    {
        var parts = key.Split('|');
        return new TaxReportRow(parts[0], parts.Length > 2 ? string.Join('|', parts[1..^1]) : key, parts[^1],
            taken?.Net ?? Money.Zero, taken?.Tax ?? Money.Zero, back?.Net ?? Money.Zero, back?.Tax ?? Money.Zero);
    }
}
