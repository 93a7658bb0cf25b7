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
public sealed record HoldPage(IReadOnlyList<HoldRow> Rows, int Total, Money Held)
{
    /// <summary>What was captured last and is not settled yet, the newest first.</summary>
    public IReadOnlyList<CapturedRow> Captured { get; init; } = [];
}

/// <summary>A hold that was charged.</summary>
/// <param name="CaptureId">The capture, which holds the money now.</param>
/// <param name="Charged">What the card was charged, <paramref name="Tip"/> inside.</param>
public sealed record CapturedRow(AttemptId CaptureId, string Label, string Card, int SaleNumber, string StoreName, DateTimeOffset AtLocal, Money Held, Money Charged, Money Tip)
{
    /// <summary>What happened to the money, and to the rest of the hold.</summary>
    public string Words => $"Captured {MoneyText.Show(Charged)}{(Tip.IsPositive ? $", tip {MoneyText.Show(Tip)} inside" : "")}"
        + (Charged < Held ? $". {MoneyText.Show(Held - Charged)} was let go." : Charged > Held ? $", {MoneyText.Show(Charged - Held)} more than was held." : ".");
}

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

    /// <summary>A batch is settled every day; what is older than a week is in no open batch, whatever the books say.</summary>
    private static readonly TimeSpan OpenBatchAgeMax = TimeSpan.FromDays(7);

    /// <summary>Enough to find what was just pressed.</summary>
    private const int CapturedMax = 20;

    public async Task<Result<HoldPage>> Handle(ListHolds request, CancellationToken cancel)
    {
        var holds = db.Attempts.AsNoTracking().OfActorsMerchant(context).Where(a => a.Kind == AttemptKind.Auth
            && (a.State == AttemptState.Approved || a.State == AttemptState.PartiallyApproved));
        var total = await holds.CountAsync(cancel);
        var stores = await db.Stores.AsNoTracking().OfActorsMerchant(context).ToDictionaryAsync(s => s.Id, cancel);
        var now = clock.GetUtcNow();
        var captured = await CapturedAsync(stores, now - OpenBatchAgeMax, cancel);
        if (total == 0)
            return new HoldPage([], 0, Money.Zero) { Captured = captured };
        var held = new Money(await holds.SumAsync(a => a.Charged != null ? a.Charged.Value.Cents : a.Amount.Cents, cancel));
        var page = await holds.OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).Skip(request.Skip).Take(request.Take).ToListAsync(cancel);
        var (saleIds, ids) = (page.Select(a => a.SaleId).ToArray(), page.Select(a => (AttemptId?)a.Id).ToArray());
        var sales = await db.Sales.AsNoTracking().Include(s => s.Lines).Include(s => s.Tenders).AsSplitQuery().Where(s => saleIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancel);
        var terminals = await db.Terminals.AsNoTracking().OfActorsMerchant(context).ToDictionaryAsync(t => t.Id, t => t.Label, cancel);
        var lasts = await db.Attempts.AsNoTracking().Where(a => ids.Contains(a.OriginalId)).OrderBy(a => a.CreatedAt).ToListAsync(cancel);
        return new HoldPage([.. page.Select(a => Row(a, sales[a.SaleId!.Value], stores[a.StoreId], terminals[a.TerminalId], lasts.LastOrDefault(l => l.OriginalId == a.Id), now))], total, held) { Captured = captured };
    }

    private async Task<IReadOnlyList<CapturedRow>> CapturedAsync(Dictionary<StoreId, Store> stores, DateTimeOffset since, CancellationToken cancel)
    {
        var rows = await (
            from capture in db.Attempts.AsNoTracking().OfActorsMerchant(context)
            where capture.Kind == AttemptKind.Capture && (capture.State == AttemptState.Approved || capture.State == AttemptState.PartiallyApproved)
                && capture.CreatedAt >= since && capture.ToVoidSince == null
            join hold in db.Attempts.AsNoTracking() on capture.OriginalId equals hold.Id
            join sale in db.Sales on capture.SaleId equals sale.Id
            orderby capture.CreatedAt descending, capture.Id
            select new { Capture = capture, Hold = hold, sale.Number }).Take(CapturedMax).ToListAsync(cancel);
        return [.. rows.Select(r => new CapturedRow(r.Capture.Id, r.Hold.Label ?? "Hold", PaymentSentences.CardOf(r.Capture) ?? "Card", r.Number, stores[r.Capture.StoreId].Name,
            stores[r.Capture.StoreId].Clock.Local(r.Capture.CreatedAt), r.Hold.Held, r.Capture.Charged ?? r.Capture.Amount, r.Capture.Tip ?? Money.Zero))];
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

    private static string What(PaymentAttempt last) => last.Kind == AttemptKind.Capture ? $"The capture of {MoneyText.Show(last.Amount)}" : "The release";
}

internal sealed class ListHoldsValidator : AbstractValidator<ListHolds>
{
    public ListHoldsValidator()
    {
        RuleFor(r => r.Skip).GreaterThanOrEqualTo(0).Says("A page begins at row 0 or later.");
        RuleFor(r => r.Take).InclusiveBetween(1, 100).Says("A page has 1 to 100 rows.");
    }
}
