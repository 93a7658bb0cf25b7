using System.Globalization;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Reports;

/// <summary>What sales and refunds add to the figures of their business day.</summary>
public static class SaleFigures
{
    private const string WithoutReceipt = "Without a receipt";

    /// <summary>A sale that has just been paid: goods, taxes, tenders, cashier, hour.</summary>
    /// <param name="sale">With lines, taxes and tenders.</param>
    /// <param name="register">The register's name.</param>
    /// <param name="categoryOf">The category's name of a line's product.</param>
    /// <param name="nameOf">What a tender is called: "Cash", "Visa", "Gift card".</param>
    public static IReadOnlyList<FigureDelta> OfPaid(Sale sale, StoreClock clock, string register, Func<SaleLine, string> categoryOf, Func<Tender, string> nameOf) =>
        OfPaid(sale, clock, register, categoryOf, nameOf, t => t.Amount);

    /// <summary>A tender of a sale that was paid already turned out to be another amount: what it adds now, less what it added before.</summary>
    /// <param name="was">The amount that was booked before.</param>
    public static IReadOnlyList<FigureDelta> OfMovedAmount(
        Sale sale, StoreClock clock, string register, Func<SaleLine, string> categoryOf, Func<Tender, string> nameOf, Tender tender, Money was) =>
        Added(OfPaid(sale, clock, register, categoryOf, nameOf)
            .Concat(OfPaid(sale, clock, register, categoryOf, nameOf, t => t.Id == tender.Id ? was : t.Amount).Select(d => d.Negated())));

    private static FigureDelta[] OfPaid(
        Sale sale, StoreClock clock, string register, Func<SaleLine, string> categoryOf, Func<Tender, string> nameOf, Func<Tender, Money> amountOf)
    {
        var shares = PaidShares.Of(sale, amountOf);
        var lines = sale.ActiveLines.ToArray();
        var side = sale.ShownAt;
        var counting = sale.Tenders.Where(t => t.Counts).ToArray();
        var whole = new FigureDelta(FigureKind.Sales, "", "")
        {
            Count = 1,
            Thousandths = lines.Sum(l => (long)l.Quantity.Thousandths),
            Amount = Money.Sum(counting.Select(amountOf)),
            Net = shares.Net,
            Tax = shares.Tax,
            Tip = Money.Sum(counting.Select(t => t.Tip)),
            Discount = sale.Discounted.For(side),
            Kept = Money.Sum(counting.Where(t => t.PricedAt == TenderKind.Card).Select(t => t.Covers.Difference)),
            Saved = Money.Sum(counting.Where(t => t.PricedAt == TenderKind.Cash).Select(t => t.Covers.Difference)),
            Cashback = Money.Sum(counting.Select(t => t.HandedOut)),
        };
        var hour = clock.Local(sale.PaidAt ?? sale.ChangedAt).Hour.ToString("00", CultureInfo.InvariantCulture);
        return Added(
        [
            whole,
            whole with { Kind = FigureKind.Hour, Key = hour, Label = hour },
            whole with { Kind = FigureKind.Cashier, Key = Cut(sale.PaidBy ?? ""), Label = sale.PaidBy ?? "" },
            whole with { Kind = FigureKind.Register, Key = sale.RegisterId.Value.ToString("N"), Label = register },
            .. lines.SelectMany((line, i) => OfLine(line, shares.Nets[i], side, categoryOf(line))),
            .. sale.Taxes.Where(t => !shares.TaxOf(t.Position).IsZero || !t.Amount.Card.IsZero)
                .Select(t => OfTax(FigureKind.Tax, t, shares.TaxOf(t.Position), BaseOf(sale, t, shares, lines))),
            .. counting.Select(t => OfTender(t, nameOf(t), amountOf(t), t.Tip, 1)),
        ]);
    }

    /// <summary>A tender that came to, left, or changed its tip on a sale that was paid already.</summary>
    public static IReadOnlyList<FigureDelta> OfLateTender(Sale sale, StoreClock clock, string register, Tender tender, string name, Money amount, Money tip, int count)
    {
        var change = new FigureDelta(FigureKind.Sales, "", "") { Amount = amount, Tip = tip };
        var hour = clock.Local(sale.PaidAt ?? sale.ChangedAt).Hour.ToString("00", CultureInfo.InvariantCulture);
        return
        [
            change,
            change with { Kind = FigureKind.Hour, Key = hour, Label = hour },
            change with { Kind = FigureKind.Cashier, Key = Cut(sale.PaidBy ?? ""), Label = sale.PaidBy ?? "" },
            change with { Kind = FigureKind.Register, Key = sale.RegisterId.Value.ToString("N"), Label = register },
            OfTender(tender, name, amount, tip, count),
        ];
    }

    /// <summary>A refund that is done. What went back is split over what came back as it was paid.</summary>
    /// <param name="sale">The sale with lines, taxes and tenders; null without a receipt, where the taxes of what went back are not known by name.</param>
    /// <param name="before">The refunds of the sale that are in the figures already, with their lines; null = none.</param>
    public static IReadOnlyList<FigureDelta> OfRefund(Refund refund, Sale? sale, Func<RefundTender, string> nameOf, IReadOnlyCollection<Refund>? before = null) =>
        OfRefund(refund, sale, nameOf, GoneBack.Of(refund), before ?? []);

    /// <summary>More went back by a refund that was done already: what it adds now, less what it added before.</summary>
    /// <param name="was">What was booked before.</param>
    public static IReadOnlyList<FigureDelta> OfMovedRefund(Refund refund, Sale? sale, Func<RefundTender, string> nameOf, GoneBack was, IReadOnlyCollection<Refund> before) =>
        Added(OfRefund(refund, sale, nameOf, before).Concat(OfRefund(refund, sale, nameOf, was, before).Select(d => d.Negated())));

    private static FigureDelta[] OfRefund(Refund refund, Sale? sale, Func<RefundTender, string> nameOf, GoneBack gone, IReadOnlyCollection<Refund> before)
    {
        var (nets, taxes) = PartsOf(gone, sale);
        var whole = new FigureDelta(FigureKind.Refunds, "", "")
        {
            Count = 1,
            Thousandths = refund.Lines.Sum(l => (long)l.Quantity.Thousandths),
            Amount = gone.GivenBack,
            Net = Money.Sum(nets),
            Tax = Money.Sum(taxes),
            Tip = gone.TipBack,
        };
        return Added(
        [
            whole,
            whole with { Kind = FigureKind.RefundBy, Key = Cut(refund.AskedBy), Label = refund.AskedBy },
            .. refund.Lines.Select((l, i) => new FigureDelta(FigureKind.RefundItem, Cut(l.Sku), l.Name) { Count = 1, Thousandths = l.Quantity.Thousandths, Amount = nets[i], Net = nets[i] }),
            .. sale is null ? UnnamedTaxBack(nets, taxes) : TaxesBack(refund, sale, nets, taxes, before),
            .. gone.Tenders.Select(t => new FigureDelta(FigureKind.RefundTender, Cut(nameOf(t)), nameOf(t)) { Count = 1, Amount = t.GivenBack, Tip = t.Tip }),
        ]);
    }

    /// <summary>Goods and taxes of what went back: line by line, or of the whole where an amount without lines went back.</summary>
    private static (Money[] Nets, Money[] Taxes) PartsOf(GoneBack gone, Sale? sale)
    {
        Money[] nets = [.. gone.Lines.Select(l => l.Amount - l.Tax)], taxes = [.. gone.Lines.Select(l => l.Tax)];
        if (nets.Length > 0 && Money.Sum(gone.Lines.Select(l => l.Amount)) == gone.GivenBack)
            return (nets, taxes);
        if (gone.Lines.Any(l => l.Amount.IsPositive))
        {
            var parts = Rounding.Split(gone.GivenBack, [.. nets, .. taxes]);
            return (parts[..nets.Length], parts[nets.Length..]);
        }

        var tax = sale is null || !sale.Total.Card.IsPositive ? Money.Zero : Rounding.Proportion(gone.GivenBack, sale.Tax.Card, sale.Total.Card);
        return ([gone.GivenBack - tax], [tax]);
    }

    /// <summary>Taxes by name. Of a line they go back in proportion to what was paid as each, all refunds of it together: so the last one leaves nothing behind.</summary>
    private static IEnumerable<FigureDelta> TaxesBack(Refund refund, Sale sale, Money[] nets, Money[] taxes, IReadOnlyCollection<Refund> before)
    {
        var paid = PaidShares.Of(sale);
        SaleTax[] named = [.. sale.Taxes.OrderBy(t => t.Position)];
        for (var i = 0; i < taxes.Length; i++)
        {
            if (taxes[i].IsZero)
                continue;
            var line = refund.Lines.Count > 0 ? refund.Lines[i].SaleLineId : null;
            IReadOnlyList<Money> weights = line is { } id ? paid.TaxesOf(id) : [.. named.Select(t => t.Amount.Card)];
            if (Money.Sum(weights).IsZero)
                continue;
            var gone = line is null ? Money.Zero : Money.Sum(before.SelectMany(r => r.Lines).Where(l => l.SaleLineId == line).Select(l => l.Tax));
            var (now, then) = (Rounding.Split(gone + taxes[i], weights), Rounding.Split(gone, weights));
            for (var t = 0; t < named.Length; t++)
            {
                if (weights[t].IsPositive)
                    yield return OfTax(FigureKind.RefundTax, named[t], now[t] - then[t], nets[i]);
            }
        }
    }

    /// <summary>Only the taxes of a sale are stamped: what went back without a receipt stands in a row of its own, so that the rows add up.</summary>
    private static IEnumerable<FigureDelta> UnnamedTaxBack(Money[] nets, Money[] taxes)
    {
        var taxed = Enumerable.Range(0, taxes.Length).Where(i => !taxes[i].IsZero).ToArray();
        if (taxed.Length == 0)
            yield break;
        var tax = Money.Sum(taxed.Select(i => taxes[i]));
        yield return new FigureDelta(FigureKind.RefundTax, $"|{WithoutReceipt}|", WithoutReceipt) { Count = 1, Amount = tax, Tax = tax, Net = Money.Sum(taxed.Select(i => nets[i])) };
    }

    private static IEnumerable<FigureDelta> OfLine(SaleLine line, Money net, TenderKind side, string category)
    {
        var item = new FigureDelta(FigureKind.Item, Cut(line.Sku), line.Name)
        {
            Count = 1,
            Thousandths = line.Quantity.Thousandths,
            Amount = net,
            Net = net,
            Discount = line.Discounted.For(side),
        };
        return [item, item with { Kind = FigureKind.Category, Key = Cut(category), Label = category }];
    }

    private static FigureDelta OfTender(Tender tender, string name, Money amount, Money tip, int count) => new(FigureKind.Tender, Cut(name), name)
    {
        Count = count,
        Amount = amount,
        Tip = tip,
        Kept = count > 0 && tender.PricedAt == TenderKind.Card ? tender.Covers.Difference : Money.Zero,
        Saved = count > 0 && tender.PricedAt == TenderKind.Cash ? tender.Covers.Difference : Money.Zero,
        Cashback = count > 0 ? tender.HandedOut : Money.Zero,
    };

    private static FigureDelta OfTax(FigureKind kind, SaleTax tax, Money amount, Money taxed)
    {
        var rate = (tax.Rate.PartsPerMillion / 10_000m).ToString("0.####", CultureInfo.InvariantCulture);
        return new FigureDelta(kind, Cut($"{tax.Kind}|{tax.Name}|{rate}"), $"{tax.Name} {rate} %") { Count = 1, Amount = amount, Tax = amount, Net = taxed };
    }

    private static Money BaseOf(Sale sale, SaleTax tax, PaidShares shares, SaleLine[] lines) =>
        Money.Sum(lines.Select((line, i) => line.Taxes.Contains(tax.Position) ? shares.Nets[i] : Money.Zero));

    private static string Cut(string key) => key.Length > DayFigure.KeyLengthMax ? key[..DayFigure.KeyLengthMax] : key;

    private static FigureDelta[] Added(IEnumerable<FigureDelta> deltas) =>
        [.. deltas.GroupBy(d => (d.Kind, d.Key)).Select(g => g.Aggregate((sum, next) => sum.Plus(next)))];
}

/// <summary>What had gone back by a refund at a time.</summary>
/// <param name="Lines">Of each of its lines, in their order: the amount, and the taxes in it.</param>
/// <param name="Tenders">The parts that had gone back.</param>
public sealed record GoneBack(Money GivenBack, Money TipBack, IReadOnlyList<(Money Amount, Money Tax)> Lines, IReadOnlyList<RefundTender> Tenders)
{
    /// <summary>As it is now.</summary>
    public static GoneBack Of(Refund refund) =>
        new(refund.GivenBack, refund.TipBack, refund.Lines.ConvertAll(l => (l.Amount, l.Tax)), refund.Tenders.FindAll(t => t.IsDone));
}
