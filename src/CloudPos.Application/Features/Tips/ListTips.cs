using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Tips;

/// <summary>Card sales of the open batch: those that wait for a tip first, then those that have one.</summary>
/// <param name="Text">A sale's number, the last four digits of a card, or part of the server's e-mail.</param>
[Needs(Permission.AdjustTips)]
public sealed record ListTips(string? Text, TerminalId? Terminal, int Skip, int Take) : IRequest<Result<TipPage>>;

/// <summary>A page of tips.</summary>
/// <param name="Waiting">How many wait for a tip, on all pages.</param>
/// <param name="Sent">Bill and tip of all that have one.</param>
/// <param name="Today">Tips of today by server.</param>
public sealed record TipPage(
    IReadOnlyList<TipRow> Rows, int Total, int Waiting, TipSum Sent, IReadOnlyList<TipsOfServer> Today, IReadOnlyList<TipTerminal> Terminals);

/// <summary>How many, and what they come to.</summary>
public sealed record TipSum(int Count, Money Bill, Money Tip)
{
    public Money Total => Bill + Tip;
}

/// <summary>What a server was tipped today.</summary>
public sealed record TipsOfServer(string Server, int Sales, Money Tip);

/// <summary>A PIN pad that the list can be narrowed to.</summary>
public sealed record TipTerminal(TerminalId Id, string Label);

/// <summary>A card sale that may have a tip.</summary>
/// <param name="Refused">Why the last try was refused, in the PIN pad's or our own words.</param>
/// <param name="IsUnknown">A tip was sent and nobody knows yet whether it was taken.</param>
/// <param name="NextId">For the next try.</param>
public sealed record TipRow(
    AttemptId ChargeId, AttemptId NextId, SaleId SaleId, int SaleNumber, DateTimeOffset AtLocal, string Card, string Server, Money Bill, Money? Tip,
    bool IsWaiting, bool IsOnItsWay, bool IsUnknown, string? Refused, Money? Asked)
{
    /// <summary>The tip as it stands, or as it is on its way.</summary>
    public TipDraft Draft => TipDraft.Of(Bill, (IsOnItsWay || IsUnknown ? Asked : null) ?? Tip ?? Money.Zero);
}

internal sealed class ListTipsHandler(AppDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<ListTips, Result<TipPage>>
{
    /// <summary>A PIN pad's batch is settled every day; what is older than a week is in no open batch, whatever the books say.</summary>
    private static readonly TimeSpan OpenBatchAgeMax = TimeSpan.FromDays(7);

    public async Task<Result<TipPage>> Handle(ListTips request, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var charges = Charges(request, now - OpenBatchAgeMax);
        var waiting = charges.Where(a => a.TipSetAt == null && (a.Tip == null || a.Tip.Value.Cents == 0));
        var (total, waits) = (await charges.CountAsync(cancel), await waiting.CountAsync(cancel));
        var page = await charges.OrderByDescending(a => a.TipSetAt == null && (a.Tip == null || a.Tip.Value.Cents == 0)).ThenByDescending(a => a.CreatedAt).ThenBy(a => a.Id)
            .Skip(request.Skip).Take(request.Take).ToListAsync(cancel);
        var stores = await db.Stores.AsNoTracking().OfActorsMerchant(context).ToDictionaryAsync(s => s.Id, cancel);
        var rows = await RowsAsync(page, stores, cancel);
        var pads = await db.Terminals.AsNoTracking().OfActorsMerchant(context).OrderBy(t => t.Label).Select(t => new { t.Id, t.Label, t.StoreId }).ToListAsync(cancel);
        return new TipPage(rows, total, waits, await SentAsync(charges, total - waits, cancel), await TodayAsync(stores.Values, now, cancel),
            [.. pads.Select(t => new TipTerminal(t.Id, stores.Count > 1 ? $"{t.Label}, {stores[t.StoreId].Name}" : t.Label))]);
    }

    private IQueryable<PaymentAttempt> Charges(ListTips request, DateTimeOffset since)
    {
        var charges = db.Attempts.AsNoTracking().OfActorsMerchant(context).Where(a => (a.Kind == AttemptKind.Sale || a.Kind == AttemptKind.Capture)
            && (a.State == AttemptState.Approved || a.State == AttemptState.PartiallyApproved) && a.CreatedAt >= since && a.ToVoidSince == null
            && (a.Method == PayMethod.Credit || (a.Method == PayMethod.UserChoice && a.PaymentType != "Debit")));
        if (request.Terminal is { } terminal)
            charges = charges.Where(a => a.TerminalId == terminal);
        if (request.Text?.Trim() is not { Length: > 0 } text)
            return charges;
        var number = int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : -1;
        return charges.Where(a => a.Last4 == text || a.PerformedBy.StartsWith(text) || db.Sales.Any(s => s.Id == a.SaleId && s.Number == number));
    }

    private async Task<IReadOnlyList<TipRow>> RowsAsync(List<PaymentAttempt> page, Dictionary<StoreId, Store> stores, CancellationToken cancel)
    {
        if (page.Count == 0)
            return [];
        var saleIds = page.Select(a => a.SaleId).ToArray();
        var ids = page.Select(a => (AttemptId?)a.Id).ToArray();
        var numbers = await db.Sales.AsNoTracking().Where(s => saleIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Number, cancel);
        var tips = await db.Attempts.AsNoTracking().Where(a => a.Kind == AttemptKind.TipAdjust && ids.Contains(a.OriginalId)).OrderBy(a => a.CreatedAt).ToListAsync(cancel);
        return [.. page.Select(a => Row(a, numbers[a.SaleId!.Value], stores[a.StoreId].Clock, tips.LastOrDefault(t => t.OriginalId == a.Id)))];
    }

    private static TipRow Row(PaymentAttempt charge, int number, StoreClock clock, PaymentAttempt? last) => new(
        charge.Id, AttemptId.New(), charge.SaleId!.Value, number, clock.Local(charge.CreatedAt), PaymentSentences.CardOf(charge) ?? "Card", charge.PerformedBy,
        charge.ChargedWithoutTip, charge.Tip, charge.TipSetAt is null && charge.Tip is not { IsPositive: true },
        IsOnItsWay: last is { State: AttemptState.Created or AttemptState.Sent }, IsUnknown: last is { IsUnresolved: true },
        Refused: last is { IsOpen: false, IsCharged: false } ? TipWords.Refused(last) : null, last is { IsCharged: false } ? last.AskedTip : null);

    private static async Task<TipSum> SentAsync(IQueryable<PaymentAttempt> charges, int count, CancellationToken cancel)
    {
        if (count == 0)
            return new TipSum(0, Money.Zero, Money.Zero);
        var sent = charges.Where(a => a.TipSetAt != null || (a.Tip != null && a.Tip.Value.Cents != 0));
        var tip = await sent.SumAsync(a => a.Tip != null ? a.Tip.Value.Cents : 0, cancel);
        var charged = await sent.SumAsync(a => a.Charged != null ? a.Charged.Value.Cents : a.Amount.Cents, cancel);
        return new TipSum(count, new Money(charged - tip), new Money(tip));
    }

    /// <summary>By business day, which each store has its own of.</summary>
    private async Task<IReadOnlyList<TipsOfServer>> TodayAsync(IEnumerable<Store> stores, DateTimeOffset now, CancellationToken cancel)
    {
        var today = new List<TipsOfServer>();
        foreach (var store in stores)
        {
            var (id, since) = (store.Id, store.Clock.DayStart(now));
            var charges = db.Attempts.AsNoTracking().OfActorsMerchant(context)
                .Where(a => (a.Kind == AttemptKind.Sale || a.Kind == AttemptKind.Capture) && (a.State == AttemptState.Approved || a.State == AttemptState.PartiallyApproved || a.State == AttemptState.Settled)
                    && a.CreatedAt >= since && a.StoreId == id && a.ToVoidSince == null && a.Tip != null && a.Tip.Value.Cents != 0);
            today.AddRange((await charges.GroupBy(a => a.PerformedBy)
                .Select(g => new { Server = g.Key, Sales = g.Count(), Tip = g.Sum(a => a.Tip!.Value.Cents) }).ToListAsync(cancel))
                .Select(g => new TipsOfServer(g.Server, g.Sales, new Money(g.Tip))));
            today.AddRange(await GoneBackAsync(charges, cancel));
        }

        return [.. today.GroupBy(t => t.Server).Select(g => new TipsOfServer(g.Key, g.Sum(t => t.Sales), Money.Sum(g.Select(t => t.Tip)))).Where(t => t.Sales > 0).OrderByDescending(t => t.Tip.Cents)];
    }

    /// <summary>What of the charges' tips a return has given back to the customers: it is the servers' no more. (A charge that was voided does not count at all.)</summary>
    private async Task<IEnumerable<TipsOfServer>> GoneBackAsync(IQueryable<PaymentAttempt> charges, CancellationToken cancel)
    {
        var back = await (
            from part in db.Refunds.SelectMany(r => r.Tenders)
            where part.DoneAt != null && part.Tip.Cents != 0
            join tender in db.Sales.SelectMany(s => s.Tenders) on part.TenderId equals tender.Id
            join charge in charges on tender.AttemptId equals charge.Id
            select new { charge.Id, charge.PerformedBy, Tip = charge.Tip!.Value.Cents, Back = part.Tip.Cents }).ToListAsync(cancel);
        return back.GroupBy(b => (b.Id, b.PerformedBy, b.Tip)).Select(g => (g.Key.PerformedBy, g.Key.Tip, Back: Math.Min(g.Key.Tip, g.Sum(b => b.Back))))
            .Select(g => new TipsOfServer(g.PerformedBy, g.Back == g.Tip ? -1 : 0, new Money(-g.Back)));
    }
}

/// <summary>Why a tip was not taken.</summary>
internal static class TipWords
{
    public static string Refused(PaymentAttempt tip) => tip switch
    {
        { State: AttemptState.NotStarted, Reason: AttemptReason.NotFound } => "The PIN pad does not hold this sale in its open batch: it is settled.",
        { State: AttemptState.NotStarted, Reason: AttemptReason.TerminalOffline } => "The PIN pad is offline. Nothing was sent.",
        { State: AttemptState.NotStarted, Reason: AttemptReason.TerminalBusy } => "The PIN pad was busy. Nothing was sent.",
        { State: AttemptState.NotStarted, Reason: AttemptReason.RequestRefused } => "The PIN pad takes no tip for this card afterwards.",
        { State: AttemptState.NotProcessed } => "It was not set: the PIN pad was asked.",
        _ => $"The PIN pad refused it: {tip.TerminalText ?? "no reason given"}.",
    };
}

internal sealed class ListTipsValidator : AbstractValidator<ListTips>
{
    public ListTipsValidator()
    {
        RuleFor(r => r.Skip).GreaterThanOrEqualTo(0).Says("A page begins at row 0 or later.");
        RuleFor(r => r.Take).InclusiveBetween(1, 100).Says("A page has 1 to 100 rows.");
        RuleFor(r => r.Text).MaximumLength(100).Says("Search with at most 100 characters.");
    }
}
