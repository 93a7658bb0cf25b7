using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Application.Features.Register;

/// <summary>The cart as the till shows it, out of the sale itself.</summary>
internal static class SaleViews
{
    public static SaleView Of(Sale sale, SaleLineId? touched = null) => new(
        sale.Id, sale.Number, sale.State, [.. sale.ActiveLines.Select(Line)],
        [.. sale.Taxes.Where(t => !t.Amount.Card.IsZero || !t.Amount.Cash.IsZero).OrderBy(t => t.Position)
            .Select(t => new SaleTaxView(t.Name, t.Rate, t.Amount))],
        sale.Gross, sale.Discounted, sale.Total, sale.Left, sale.Discount,
        ItemCount: sale.ActiveLines.Sum(l => l.Quantity.IsWhole ? l.Quantity.Thousandths / 1_000 : 1),
        sale.CanChange, sale.CanPay, sale.CanPayByCard,
        CashChosenOnPinPad: sale.CashChosenAttemptId is not null, sale.Version, touched)
    {
        Paid = sale.Paid,
        IsPaidInPart = sale.State == SaleState.Open && sale.Tenders.Exists(t => t.Counts),
    };

    private static SaleLineView Line(SaleLine line) => new(
        line.Id, line.Sku, line.Name, line.Quantity, line.UnitPrice, line.Gross, line.Discounted, line.Net, line.Discount, line.IsRemoved);
}
