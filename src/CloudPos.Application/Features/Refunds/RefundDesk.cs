using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Refunds;

/// <summary>What every refund of a sale has in common: work out what may go back, take hold of it, put it on record, start it.</summary>
internal sealed class RefundDesk(
    AppDbContext db, RequestContext context, RefundParts parts, RefundReader reader, PaymentNudge nudge, TimeProvider clock)
{
    /// <summary>More than the tabs and colleagues that ever give back of one sale at the same moment.</summary>
    private const int TriesMax = 10;
    private const int PauseMillisecondsMax = 40;
    private const int PerformedByLengthMax = 100; // SPIn PerformedBy

    public static readonly Refusal UnknownSale = new("sale.unknown", "That sale does not exist, or is not paid.");
    public static readonly Refusal NoTerminal = new("terminal.none", "No PIN pad is paired with this register, so no card can take money back here. Use another register.");

    /// <summary>A refund of a sale. Two that meet read again: what the first one holds, the second one cannot give back.</summary>
    public async Task<Result<RefundView>> OpenAsync(RefundOrder order, Func<Refundable, Result<RefundPlan>> plan, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var result = await TryAsync(order, plan, cancel);
            if (result is { } said)
                return said;
            db.ChangeTracker.Clear();
            if (await reader.FindAsync(order.Id, cancel) is { } twin)
                return twin;
            if (tries == TriesMax)
                return new Refusal("sale.moved", "This sale is being refunded elsewhere at this moment. Look at what can still go back, then try again.");
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, PauseMillisecondsMax)), clock, cancel);
        }
    }

    /// <summary>Saves a refund with its first part started; null where another write was first.</summary>
    public async Task<Result<RefundView>?> SaveAsync(Refund refund, CancellationToken cancel)
    {
        var (now, store) = (clock.GetUtcNow(), await db.Stores.SingleAsync(s => s.Id == refund.StoreId, cancel));
        foreach (var cash in refund.Tenders.Where(t => t is { Kind: TenderKind.Cash, IsWanted: true }).ToArray())
            refund.PayOut(cash.Id, store.Clock, now);
        await parts.StartNextAsync(refund, store.Clock, context.Actor.Email, now, cancel);
        try
        {
            // cash leaves the drawer of the shift that is open now
            if (!await ShiftGate.SaveAsync(db, refund.RegisterId, store.UsesShifts && refund.Tenders.Exists(t => t.Kind == TenderKind.Cash), cancel))
                return ShiftRefusals.Closed;
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || UniqueViolation.Is(failure))
        {
            return null;
        }

        nudge.Give();
        return await reader.FindAsync(refund.Id, cancel) is { } view ? view : RefundReader.Unknown;
    }

    /// <summary>Why money cannot go back through the PIN pad here; null where it can.</summary>
    public async Task<Refusal?> RefuseCardAsync(RegisterId register, StoreId store, CancellationToken cancel) =>
        context.Actor.Email.Length > PerformedByLengthMax
            ? new Refusal("email.too.long", "Your e-mail address is longer than the PIN pad takes (100 characters). Ask for a shorter sign-in.")
            : await parts.TerminalOfAsync(register, store, cancel) is null ? NoTerminal : null;

    private async Task<Result<RefundView>?> TryAsync(RefundOrder order, Func<Refundable, Result<RefundPlan>> plan, CancellationToken cancel)
    {
        var (sale, refundable) = await ReadAsync(db, order.SaleId, cancel);
        if (sale is null)
            return UnknownSale;
        if (!await db.Registers.AnyAsync(r => r.Id == order.RegisterId && r.StoreId == sale.StoreId, cancel))
            return new Refusal("register.unknown", "That register does not exist, or is in another store than the sale. Give it back where it was sold.");
        var planned = plan(refundable);
        if (planned.Value is not { } wanted)
            return planned.Refusal!;
        if (wanted.NeedsApproval && order.ApprovedBy is null)
            return new Refusal("approval.needed", "Money that goes back another way than it was paid needs a manager's approval.");
        if (await RefuseAsync(order, sale, wanted, cancel) is { } refusal)
            return refusal;

        var now = clock.GetUtcNow();
        var refund = new Refund(order.Id, sale, sale, order.RegisterId, sale.Number, order.Reason, context.Actor.Email, order.ApprovedBy, now);
        Add(refund, sale, wanted.Shares, now);
        foreach (var (part, position) in wanted.Parts.Select((p, i) => (p, i)))
            refund.Add(new RefundTender(RefundTenderId.New(), refund, part.TenderId, part.Kind, part.Method, part.Amount, part.Tip, position), now);
        sale.ReserveRefund();
        foreach (var cash in refund.Tenders.Where(t => t.Kind == TenderKind.Cash))
            sale.NoteRefund(cash.Amount, cash.AskedTip);
        db.Refunds.Add(refund);
        return await SaveAsync(refund, cancel);
    }

    /// <summary>Lines of the sale that come back. A gift card's load that never began is not to begin any more.</summary>
    public static void Add(Refund refund, Sale sale, IEnumerable<RefundShare> shares, DateTimeOffset now)
    {
        foreach (var share in shares)
        {
            var line = share.Of.Line;
            if (line.GiftAttemptId is { } neverBegan && share.Of.Left.Thousandths > 0)
                sale.EndGiftLoad(neverBegan, loaded: false, now);
            refund.Add(new RefundLine(refund, line.Id, line.ProductId, line.Sku, line.Name, share.Quantity, share.Amount, share.Tax), now);
        }
    }

    private async Task<Refusal?> RefuseAsync(RefundOrder order, Sale sale, RefundPlan plan, CancellationToken cancel)
    {
        var ids = plan.Parts.Select(p => p.TenderId).ToArray();
        var attempts = sale.Tenders.Where(t => ids.Contains(t.Id) && t.AttemptId is not null).Select(t => t.AttemptId!.Value).ToArray();
        // a void by a refund takes all of a tender, so what is voided and still has something left was voided elsewhere
        if (await db.Attempts.AnyAsync(a => attempts.Contains(a.Id) && a.State == AttemptState.Voided, cancel))
            return new Refusal("tender.voided", "This payment was voided already, outside of a refund: nothing of it can go back. A manager sees it in the back office.");
        return plan.Parts.Any(p => p.Kind == TenderKind.Card) ? await RefuseCardAsync(order.RegisterId, sale.StoreId, cancel) : null;
    }

    /// <summary>A paid sale and what of it may still go back.</summary>
    public static async Task<(Sale? Sale, Refundable Refundable)> ReadAsync(AppDbContext db, SaleId id, CancellationToken cancel)
    {
        var sale = await db.Sales.Whole().Include(s => s.Taxes)
            .SingleOrDefaultAsync(s => s.Id == id && s.State == SaleState.Paid, cancel);
        if (sale is null)
            return (null, null!);
        var refunds = await db.Refunds.AsNoTracking().Include(r => r.Lines).Include(r => r.Tenders).AsSplitQuery()
            .Where(r => r.SaleId == id).ToListAsync(cancel);
        var loads = sale.ActiveLines.Where(l => l is { GiftAttemptId: not null, GiftLoadedAt: null }).Select(l => l.GiftAttemptId!.Value).ToArray();
        var idle = loads.Length == 0 ? [] : (await db.Attempts.AsNoTracking().Where(a => loads.Contains(a.Id)).ToListAsync(cancel))
            .Where(a => a.CanSendAgain).Select(a => a.Id).ToArray();
        return (sale, Refundable.Of(sale, refunds, idle));
    }
}

/// <summary>What every refund of a sale is asked with.</summary>
internal sealed record RefundOrder(RefundId Id, SaleId SaleId, RegisterId RegisterId, string Reason, string? ApprovedBy);
