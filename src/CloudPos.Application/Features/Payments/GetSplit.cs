using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Payments;

/// <summary>How far a sale is paid: its tenders, what is left at both prices, and the parts that are offered next.</summary>
/// <param name="Next">What was typed for the next tender; null = all that is left.</param>
[Needs(Permission.Sell)]
public sealed record GetSplit(SaleId SaleId, Money? Next = null) : IRequest<Result<SplitView>>;

/// <summary>A sale on its way to being paid with several tenders.</summary>
/// <param name="Paid">What tenders have taken so far, tips apart.</param>
/// <param name="Quick">All, a half, a third, a quarter of what is left, at both prices.</param>
/// <param name="Typed">What was typed, as each price can take it; null where nothing was typed, or more than is left.</param>
/// <param name="InCash">What the typed amount pays in cash of the sale at both prices; null where nothing was typed.</param>
public sealed record SplitView(
    SaleId SaleId, int Number, DualPrice Total, DualPrice Left, Money Paid, IReadOnlyList<SplitTender> Tenders,
    IReadOnlyList<SplitPart> Quick, DualPrice? Typed, DualPrice? InCash, bool CanGiveBack)
{
    /// <summary>Cards of other kinds that the store takes and that may still pay something of this sale.</summary>
    public IReadOnlyList<OtherTender> Others { get; init; } = [];

    /// <summary>A debit card, which may be charged for cash on top.</summary>
    public OtherTender Debit => new(PayMethod.Debit, TenderKind.Card, Left.Card);

    /// <summary>The most that a debit or EBT cash card may be charged on top and handed out of the drawer; zero where this sale hands out none.</summary>
    public Money CashbackMax { get; init; }
}

/// <summary>A gift card, EBT food or EBT cash.</summary>
/// <param name="PricedAt">Which of the two prices it pays.</param>
/// <param name="Most">What it may pay of the sale at most, at that price.</param>
public sealed record OtherTender(PayMethod Method, TenderKind PricedAt, Money Most)
{
    /// <summary>What it takes of the part that comes next.</summary>
    public Money Of(DualPrice part) => Money.Min(part.For(PricedAt), Most);

    /// <summary>Cash may be charged on top and handed out.</summary>
    public bool HandsOutCash => TenderChoice.HandsOutCash(Method);

    /// <summary>What the card is charged for the part that comes next, the cash on top included.</summary>
    public Money Charges(DualPrice part, Money cashback) => HandsOutCash && Of(part).IsPositive ? Of(part) + cashback : Of(part);
}

/// <summary>A part that one press asks for.</summary>
public sealed record SplitPart(string Label, DualPrice Amount);

/// <summary>A tender that pays its share.</summary>
/// <param name="Words">What it was: <c>Visa ····4821</c>.</param>
/// <param name="Detail">What there is to say of it.</param>
/// <param name="Share">What of the sale it pays, at the Card Price: the length of its bar.</param>
public sealed record SplitTender(TenderId Id, TenderKind Kind, PayMethod Method, string Words, string Detail, Money Amount, Money Share, Money Tip);

internal sealed class GetSplitHandler(AppDbContext db) : IRequestHandler<GetSplit, Result<SplitView>>
{
    private static readonly PayMethod[] OtherMethods = [PayMethod.Gift, PayMethod.EbtFood, PayMethod.EbtCash];
    private static readonly (string Label, int Parts)[] Offered = [("All", 1), ("½", 2), ("⅓", 3), ("¼", 4)];

    public async Task<Result<SplitView>> Handle(GetSplit request, CancellationToken cancel)
    {
        var sale = await db.Sales.AsNoTracking().Whole()
            .SingleOrDefaultAsync(s => s.Id == request.SaleId, cancel);
        if (sale is null)
            return new Refusal("sale.unknown", "That sale does not exist.");
        var rules = (await db.Stores.AsNoTracking().SingleAsync(s => s.Id == sale.StoreId, cancel)).Tenders;
        var attempts = await db.Attempts.AsNoTracking().Where(a => a.SaleId == sale.Id).ToListAsync(cancel);
        var terminals = await db.Terminals.Where(t => t.StoreId == sale.StoreId).ToDictionaryAsync(t => t.Id, t => t.Label, cancel);
        var left = sale.Left;
        DualPrice? typed = request.Next is { IsPositive: true } next && next <= left.Card ? DualPrice.Amounts(Money.Min(next, left.Cash), next) : null;
        return new SplitView(
            sale.Id, sale.Number, sale.Total, left, sale.Paid,
            [.. sale.Tenders.Where(t => t.Counts).OrderBy(t => t.At).Select(t => Tender(t, attempts.Find(a => a.Id == t.AttemptId), terminals))],
            [.. Offered.Select(o => new SplitPart(o.Label, DualPrice.Amounts(Part(left.Cash, o.Parts), Part(left.Card, o.Parts)))).Where(q => q.Amount.Card.IsPositive)],
            typed, typed is { } t ? sale.CoveredBy(TenderKind.Cash, t.Cash) : null, sale.CanGiveBack)
        {
            Others = [.. OtherMethods.Select(m => TenderChoice.Of(sale, m, rules).Choice).OfType<TenderChoice>().Where(c => c.Most.IsPositive).Select(c => new OtherTender(c.Method, c.PricedAt, c.Most))],
            CashbackMax = left.Card.IsPositive && (await db.PinPadOfAsync(sale.RegisterId, cancel))?.CarriesCashback() == true ? rules.CashbackMax : Money.Zero,
        };
    }

    /// <summary>One of so many equal parts; the odd cents go into the first, so that the last one pays no more than the others.</summary>
    private static Money Part(Money left, int parts) => Rounding.Split(left, [.. Enumerable.Repeat(new Money(1), parts)])[0];

    private static SplitTender Tender(Tender tender, PaymentAttempt? attempt, Dictionary<TerminalId, string> terminals)
    {
        var isCash = tender.Kind == TenderKind.Cash;
        return new SplitTender(tender.Id, tender.Kind, tender.Method,
            isCash ? "Cash" : attempt is null ? "Card" : PaymentSentences.CardOf(attempt) ?? "Card", Detail(tender, isCash ? null : attempt, terminals),
            tender.Amount, tender.Covers.Card, tender.Tip);
    }

    private static string Detail(Tender tender, PaymentAttempt? attempt, Dictionary<TerminalId, string> terminals)
    {
        var cashback = $"{MoneyText.Show(tender.Cashback)} cash back from the drawer";
        if (attempt is { State: AttemptState.PartiallyApproved })
            return $"Asked for {MoneyText.Show(attempt.Amount)}, the card held {MoneyText.Show(tender.Amount)}{(tender.Cashback.IsPositive ? $", and {cashback}" : "")}";
        if (tender.Cashback.IsPositive)
            return "And " + cashback;
        if (tender.PricedAt == TenderKind.Cash && tender.Covers.Card > tender.Amount)
            return $"At the Cash Price: pays {MoneyText.Show(tender.Covers.Card)} of the sale";
        return tender.Change.IsPositive
            ? $"Received {MoneyText.Show(tender.Received)}, change {MoneyText.Show(tender.Change)}"
            : attempt is not null ? terminals.GetValueOrDefault(attempt.TerminalId, "") : "In the drawer";
    }
}
