using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Holds;

/// <summary>What is held on cards and neither captured nor released, the oldest first: it ends soonest.</summary>
[Needs(Permission.AdjustTips)]
public sealed record ListHolds(int Skip, int Take) : IRequest<Result<HoldPage>>;

/// <summary>A page of holds, with what all of them come to.</summary>
public sealed record HoldPage(IReadOnlyList<HoldRow> Rows, int Total, Money Held);

/// <summary>A hold.</summary>
/// <param name="RungUp">What is rung up and not paid, at the Card Price.</param>
/// <param name="CaptureMax">The most that the store captures of it, tip included.</param>
/// <param name="Suggested">What to capture: what is rung up, as far as the store allows.</param>
/// <param name="EndsIn">Until the card's bank lets go of it by itself.</param>
/// <param name="Known">What became of the last try to capture or release it, if that matters.</param>
/// <param name="NextId">For the next try.</param>
public sealed record HoldRow(
    AttemptId HoldId, AttemptId NextId, string Label, string Card, string? AuthCode, string TerminalLabel, SaleId SaleId, int SaleNumber, string StoreName,
    DateTimeOffset SinceLocal, TimeSpan Age, TimeSpan EndsIn, Money Held, Money RungUp, Money CaptureMax, Money Suggested, Rate CaptureAbove,
    bool CanCapture, bool CanRelease, bool MustRelease, string? Known)
{
    /// <summary>What is rung up above the hold.</summary>
    public Money Above => Money.Max(Money.Zero, RungUp - Held);
}

internal sealed class ListHoldsHandler(AppDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<ListHolds, Result<HoldPage>>
{
    /// <summary>Banks let go of a hold after about a week; some sooner.</summary>
    private static readonly TimeSpan HoldLasts = TimeSpan.FromDays(7);

    public async Task<Result<HoldPage>> Handle(ListHolds request, CancellationToken cancel)
    {
        var holds = db.Attempts.AsNoTracking().OfActorsMerchant(context).Where(a => a.Kind == AttemptKind.Auth
            && (a.State == AttemptState.Approved || a.State == AttemptState.PartiallyApproved));
        var total = await holds.CountAsync(cancel);
        if (total == 0)
            return new HoldPage([], 0, Money.Zero);
        var held = new Money(await holds.SumAsync(a => a.Charged != null ? a.Charged.Value.Cents : a.Amount.Cents, cancel));
        var page = await holds.OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).Skip(request.Skip).Take(request.Take).ToListAsync(cancel);
        var (saleIds, ids) = (page.Select(a => a.SaleId).ToArray(), page.Select(a => (AttemptId?)a.Id).ToArray());
        var sales = await db.Sales.AsNoTracking().Include(s => s.Lines).Include(s => s.Tenders).AsSplitQuery().Where(s => saleIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancel);
        var terminals = await db.Terminals.AsNoTracking().OfActorsMerchant(context).ToDictionaryAsync(t => t.Id, t => t.Label, cancel);
        var stores = await db.Stores.AsNoTracking().OfActorsMerchant(context).ToDictionaryAsync(s => s.Id, cancel);
        var lasts = await db.Attempts.AsNoTracking().Where(a => ids.Contains(a.OriginalId)).OrderBy(a => a.CreatedAt).ToListAsync(cancel);
        var now = clock.GetUtcNow();
        return new HoldPage([.. page.Select(a => Row(a, sales[a.SaleId!.Value], stores[a.StoreId], terminals[a.TerminalId], lasts.LastOrDefault(l => l.OriginalId == a.Id), now))], total, held);
    }

    private static HoldRow Row(PaymentAttempt hold, Sale sale, Store store, string terminal, PaymentAttempt? last, DateTimeOffset now)
    {
        var rungUp = sale.State == SaleState.Open ? sale.Left.For(hold.PricedAt) : Money.Zero;
        var (most, isBusy, age) = (store.CaptureMax(hold.Held), last is { IsOpen: true }, now - hold.CreatedAt);
        return new HoldRow(hold.Id, AttemptId.New(), hold.Label ?? "Hold", PaymentSentences.CardOf(hold) ?? "Card", hold.AuthCode, terminal, sale.Id, sale.Number, store.Name,
            store.Clock.Local(hold.CreatedAt), age, HoldLasts - age, hold.Held, rungUp, most, Money.Min(rungUp, most), store.CaptureAbove,
            CanCapture: !isBusy && sale.CanCapture, CanRelease: !isBusy, MustRelease: sale.State != SaleState.Open, HoldWords.Of(last));
    }
}

/// <summary>What became of the last capture or release.</summary>
internal static class HoldWords
{
    public static string? Of(PaymentAttempt? last) => last switch
    {
        null or { IsCharged: true } => null,
        { IsUnresolved: true } => $"{What(last)} is not known yet; the PIN pad is being asked.",
        { IsOpen: true } => $"{What(last)} is under way.",
        { State: AttemptState.NotStarted, Reason: AttemptReason.NotFound } => $"{What(last)} was refused: the PIN pad does not hold it any more.",
        { State: AttemptState.NotStarted, Reason: AttemptReason.TerminalOffline } => $"{What(last)} was not sent: the PIN pad is offline.",
        { State: AttemptState.NotStarted, Reason: AttemptReason.TerminalBusy } => $"{What(last)} was not sent: the PIN pad was busy.",
        { State: AttemptState.NotProcessed } => $"{What(last)} did not happen.",
        _ => $"{What(last)} was refused: {last.TerminalText ?? "no reason given"}.",
    };

    private static string What(PaymentAttempt last) => last.Kind == AttemptKind.Capture ? "The capture" : "The release";
}

internal sealed class ListHoldsValidator : AbstractValidator<ListHolds>
{
    public ListHoldsValidator()
    {
        RuleFor(r => r.Skip).GreaterThanOrEqualTo(0).Says("A page begins at row 0 or later.");
        RuleFor(r => r.Take).InclusiveBetween(1, 100).Says("A page has 1 to 100 rows.");
    }
}
