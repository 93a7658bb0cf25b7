using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Terminals;
using CloudPos.Spin;

namespace CloudPos.Application.Features.Payments.Terminal;

/// <summary>Writes a sale as the PIN pad wants it: the amount, the dual pricing block, the cart for the customer's eyes.</summary>
internal static class SpinSaleBuilder
{
    public static SpinSale Build(ChargeOrder order)
    {
        var (attempt, terminal) = (order.Attempt, order.Terminal);
        var sale = order.Sale ?? throw new InvalidOperationException("A charge belongs to a sale.");
        // what is left after another tender has paid a part is not the sale that the block describes
        var isWhole = attempt.PricedAt == TenderKind.Card && attempt.Amount == sale.Total.Card && !sale.Tenders.Exists(t => t.Counts);
        // a terminal that adds fee and tax itself is always given the base and the block, or it would add them to a total that holds them
        // the REST form has no fields for a second price: it is sent the total at the Card Price, and that alone
        // nor does the block know of cash back: it would name totals that the amount is not
        var hasTwoPrices = isWhole && !attempt.AskedCashback.IsPositive && terminal.Protocol == SpinProtocol.Xml && (!sale.Total.Difference.IsZero || terminal.FeeAndTaxBy == ComputedBy.Terminal);
        var sendsBase = hasTwoPrices && terminal.AmountHolds == AmountHolds.Base;
        // what items come to is told at the Card Price: beside the base it would be more than the amount, and the REST form has no fields for it
        var tellsItems = !sendsBase && terminal.Protocol == SpinProtocol.Xml;
        return new SpinSale
        {
            PaymentType = SpinOrderBuilder.TypeOf(attempt.Method),
            Amount = Dollars(sendsBase ? (sale.Gross - sale.Discounted).Cash : attempt.Asked),
            CashbackAmount = attempt.AskedCashback.IsPositive ? Dollars(attempt.AskedCashback) : null,
            Health = order.Tenders.TakesHealthCards && tellsItems && attempt.Method is PayMethod.Credit or PayMethod.Debit or PayMethod.UserChoice ? SpinPurchaseBuilder.Health(sale, attempt) : null,
            Level3 = order.Tenders.SendsLevel3 && tellsItems && isWhole && attempt.Method is PayMethod.Credit ? SpinPurchaseBuilder.Level3(sale) : null,
            RefId = attempt.RefId,
            PrintReceipt = SpinPrintReceipt.No,
            CaptureSignature = terminal.CaptureSignature,
            PerformedBy = attempt.PerformedBy,
            OperationalTimeoutSeconds = terminal.OperationalTimeoutSeconds,
            DualPricing = hasTwoPrices ? DualPricing(sale, terminal.FeeAndTaxBy == ComputedBy.Register) : null,
            Cart = Cart(sale, order.RegisterName, isWhole ? null : attempt),
        };
    }

    private static SpinDualPricing DualPricing(Sale sale, bool computed)
    {
        var net = sale.Gross - sale.Discounted;
        var (first, second) = TwoTaxes(sale);
        return new SpinDualPricing
        {
            FeeCalculated = computed,
            TaxCalculated = computed,
            TotalCardAmountWithoutDiscount = Dollars(sale.Gross.Card),
            TotalCashAmountWithoutDiscount = Dollars(sale.Gross.Cash),
            TotalCardAmountWithDiscount = Dollars(net.Card),
            TotalCashAmountWithDiscount = Dollars(net.Cash),
            FeeAmount = Dollars(net.Difference),
            Tax1Fee = Dollars(first.Amount.Difference),
            Tax2Fee = Dollars(second.Amount.Difference),
            Tax1Label = first.Label,
            Tax2Label = second.Label,
            Tax1CardAmount = Dollars(first.Amount.Card),
            Tax1CashAmount = Dollars(first.Amount.Cash),
            Tax2CardAmount = Dollars(second.Amount.Card),
            Tax2CashAmount = Dollars(second.Amount.Cash),
            TotalCardAmount = Dollars(sale.Total.Card),
            TotalCardDiscount = Dollars(sale.Discounted.Card),
            TotalCashAmount = Dollars(sale.Total.Cash),
            TotalCashDiscount = Dollars(sale.Discounted.Cash),
            Lines = [.. sale.ActiveLines.Select(Line)],
        };
    }

    private static SpinLineItem Line(SaleLine line) => new(
        line.Name, Dollars(line.Discounted.Card), Dollars(line.Net.Card), Dollars(line.Discounted.Cash), Dollars(line.Net.Cash),
        Pieces(line.Quantity), line.Unit, line.Name, line.Sku, Dollars(line.UnitPrice.Card), Dollars(line.UnitPrice.Cash));

    /// <summary>The PIN pad knows two tax lines. Up to two taxes go as they are; more are added up as local and state.</summary>
    private static ((string? Label, DualPrice Amount) First, (string? Label, DualPrice Amount) Second) TwoTaxes(Sale sale)
    {
        var taxes = sale.Taxes.Where(t => t.Amount != DualPrice.Zero).OrderBy(t => t.Kind).ThenBy(t => t.Position).ToArray();
        return taxes.Length <= 2
            ? (One(taxes.ElementAtOrDefault(0)), One(taxes.ElementAtOrDefault(1)))
            : (Of(TaxKind.Local, "Local taxes"), Of(TaxKind.State, "State taxes"));

        (string? Label, DualPrice Amount) One(SaleTax? tax) => tax is null ? (null, DualPrice.Zero) : (tax.Name, tax.Amount);
        (string? Label, DualPrice Amount) Of(TaxKind kind, string label) =>
            (label, DualPrice.Sum(taxes.Where(t => t.Kind == kind).Select(t => t.Amount)));
    }

    /// <summary>What the customer sees. With a part, the large figure is what this card pays.</summary>
    private static SpinCart Cart(Sale sale, string registerName, PaymentAttempt? part)
    {
        var net = sale.Gross - sale.Discounted;
        SpinCartAmount[] sums =
        [
            new SpinCartAmount("Discounts", Dollars(sale.Discounted.Card)),
            new SpinCartAmount("Subtotal", Dollars(net.Card)),
            new SpinCartAmount("Taxes", Dollars(sale.Tax.Card)),
        ];
        SpinCartAmount[] total = part is null
            ? [new SpinCartAmount("Total", Dollars(sale.Total.Card), IsTotal: true)]
            :
            [
                new SpinCartAmount("Sale", Dollars(sale.Total.Card)),
                new SpinCartAmount("Paid before", Dollars(sale.Left.Card - sale.Total.Card)),
                new SpinCartAmount("This payment", Dollars(part.Amount), IsTotal: true),
            ];
        return new SpinCart([.. sums, .. total], [.. sale.ActiveLines.Select(Item)], registerName);
    }

    private static SpinCartItem Item(SaleLine line)
    {
        var item = new SpinCartItem(line.Name, Dollars(line.Gross.Card), Dollars(line.UnitPrice.Card), Pieces(line.Quantity));
        return line.Discounted.Card.IsZero ? item : item with
        {
            Modifiers = [new SpinCartModifier("Discount", [new SpinCartOption("Discount", -Dollars(line.Discounted.Card), 1)])],
        };
    }

    private static decimal Dollars(Money money) => money.Cents / 100m;

    private static decimal Pieces(Quantity quantity) => quantity.Thousandths / 1000m;
}
