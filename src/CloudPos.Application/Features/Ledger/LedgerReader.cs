using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Ledger;

/// <summary>Finds the payments that are not done, group by group: each is a seek in an index that begins with the merchant.</summary>
internal sealed class LedgerReader(AppDbContext db, RequestContext context)
{
    public IQueryable<PaymentAttempt> Of(LedgerGroup group, StoreId? store)
    {
        var attempts = db.Attempts.AsNoTracking().OfActorsMerchant(context);
        var found = group switch
        {
            LedgerGroup.NeedsReview => attempts.Where(a => a.State == AttemptState.NeedsReview),
            LedgerGroup.ToVoid => attempts.Where(a => a.ToVoidSince != null),
            LedgerGroup.ToRelease => attempts.Where(a => a.Kind == AttemptKind.Auth
                && (a.State == AttemptState.Approved || a.State == AttemptState.PartiallyApproved)
                && db.Sales.Any(s => s.Id == a.SaleId && s.State != SaleState.Open)),
            LedgerGroup.NotKnown => attempts.Where(a => a.State == AttemptState.Unknown),
            LedgerGroup.OnPinPad => attempts.Where(a => a.State == AttemptState.Sent),
            LedgerGroup.Queued => attempts.Where(a => a.State == AttemptState.Created),
        };
        return store is { } only ? found.Where(a => a.StoreId == only) : found;
    }

    public async Task<IReadOnlyList<LedgerRow>> RowsAsync(IReadOnlyList<(LedgerGroup Group, PaymentAttempt Attempt)> found, DateTimeOffset now, CancellationToken cancel)
    {
        var around = await AroundAsync([.. found.Select(f => f.Attempt)], cancel);
        var ids = found.Where(f => f.Group is LedgerGroup.ToVoid or LedgerGroup.ToRelease).Select(f => (AttemptId?)f.Attempt.Id).ToArray();
        var followUps = ids.Length == 0 ? [] : await db.Attempts.AsNoTracking().Where(a => ids.Contains(a.OriginalId) && (a.Kind == AttemptKind.Void || a.Kind == AttemptKind.Return))
            .OrderBy(a => a.CreatedAt).ToListAsync(cancel);
        return [.. found.Select(f => Row(f.Group, f.Attempt, around, followUps.LastOrDefault(a => a.OriginalId == f.Attempt.Id), now))];
    }

    /// <summary>Names and numbers around attempts, in five queries however many there are.</summary>
    public async Task<LedgerAround> AroundAsync(IReadOnlyList<PaymentAttempt> attempts, CancellationToken cancel)
    {
        var saleIds = attempts.Select(a => a.SaleId).OfType<SaleId>().Distinct().ToArray();
        var storeIds = attempts.Select(a => a.StoreId).Distinct().ToArray();
        var terminalIds = attempts.Select(a => a.TerminalId).Distinct().ToArray();
        var originalIds = attempts.Select(a => a.OriginalId).OfType<AttemptId>().Distinct().ToArray();
        var sales = await db.Sales.AsNoTracking().Where(s => saleIds.Contains(s.Id)).Select(s => new LedgerSale(s.Id, s.Number, s.ParkedAt != null, s.RegisterId)).ToListAsync(cancel);
        var registerIds = sales.Select(s => s.RegisterId).Distinct().ToArray();
        return new LedgerAround(
            sales.ToDictionary(s => s.Id),
            await db.Stores.AsNoTracking().Where(s => storeIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancel),
            await db.Terminals.AsNoTracking().Where(t => terminalIds.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancel),
            await db.Registers.AsNoTracking().Where(r => registerIds.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Name, cancel),
            originalIds.Length == 0 ? new Dictionary<AttemptId, PaymentAttempt>()
                : await db.Attempts.AsNoTracking().Where(a => originalIds.Contains(a.Id)).ToDictionaryAsync(a => a.Id, cancel));
    }

    private static LedgerRow Row(LedgerGroup group, PaymentAttempt attempt, LedgerAround around, PaymentAttempt? last, DateTimeOffset now)
    {
        var isSetAside = attempt.SaleId is { } id && around.Sales.TryGetValue(id, out var sale) && sale.IsParked;
        var since = group switch
        {
            LedgerGroup.ToVoid => attempt.ToVoidSince,
            LedgerGroup.Queued => attempt.ChangedAt,
            LedgerGroup.NeedsReview or LedgerGroup.NotKnown or LedgerGroup.OnPinPad => attempt.SentAt,
            LedgerGroup.ToRelease => attempt.CreatedAt,
        } ?? attempt.CreatedAt;
        return new LedgerRow(attempt.Id, group, attempt.Kind, around.Title(attempt),
            LedgerWords.Known(attempt, group, around.Terminals[attempt.TerminalId].Label, around.Stores[attempt.StoreId].Clock, last, isSetAside),
            LedgerWords.AmountOf(attempt), LedgerWords.IsBack(attempt), isSetAside, now > since ? now - since : TimeSpan.Zero, ActionOf(group, attempt, last));
    }

    private static LedgerAction ActionOf(LedgerGroup group, PaymentAttempt attempt, PaymentAttempt? last) => group switch
    {
        LedgerGroup.NeedsReview => LedgerAction.Decide,
        LedgerGroup.ToVoid or LedgerGroup.ToRelease when last is { IsOpen: true } => LedgerAction.Watch,
        LedgerGroup.ToVoid => LedgerWords.IsOutOfBatch(attempt, last) ? LedgerAction.Return : LedgerAction.Void,
        LedgerGroup.ToRelease => LedgerAction.Release,
        LedgerGroup.NotKnown => LedgerAction.CheckNow,
        LedgerGroup.OnPinPad or LedgerGroup.Queued => LedgerAction.Watch,
    };
}

/// <summary>What the ledger needs of a sale.</summary>
internal sealed record LedgerSale(SaleId Id, int Number, bool IsParked, RegisterId RegisterId);

/// <summary>The rows that give attempts their names.</summary>
internal sealed record LedgerAround(
    IReadOnlyDictionary<SaleId, LedgerSale> Sales, IReadOnlyDictionary<StoreId, Store> Stores, IReadOnlyDictionary<TerminalId, Terminal> Terminals,
    IReadOnlyDictionary<RegisterId, string> Registers, IReadOnlyDictionary<AttemptId, PaymentAttempt> Originals)
{
    public string Title(PaymentAttempt attempt)
    {
        var sale = attempt.SaleId is { } id ? Sales.GetValueOrDefault(id) : null;
        var register = sale is null ? null : Registers.GetValueOrDefault(sale.RegisterId);
        string[] place = [Stores[attempt.StoreId].Name, Terminals[attempt.TerminalId].Label, .. register is null ? (string[])[] : [register]];
        var original = attempt.OriginalId is { } of && Originals.TryGetValue(of, out var charge) ? PaymentSentences.CardOf(charge) : null;
        return LedgerWords.Title(attempt, sale?.Number, string.Join(", ", place), original);
    }
}
