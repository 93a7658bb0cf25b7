using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CloudPos.Application.Features.Payments;

/// <summary>Takes the PIN pad and commits "sent". Only then may the one request leave; what it carries is the answer.</summary>
[SystemOnly]
public sealed record DispatchAttempt(AttemptId AttemptId) : IRequest<Result<ChargeOrder>>;

internal sealed class DispatchAttemptHandler(
    AppDbContext db, ICardTerminal cardTerminal, AnswerBooking booking, TerminalLeases leases, IOptions<PaymentOptions> options, PaymentFeed feed, TimeProvider clock)
    : IRequestHandler<DispatchAttempt, Result<ChargeOrder>>
{
    private static readonly TerminalAnswer NotOwed = new(null, AttemptReason.RequestRefused, null, false,
        "The sale does not owe this amount any more", "Not sent: the sale does not owe this amount any more.");

    private static readonly TerminalAnswer OriginalBusy = new(null, AttemptReason.FollowUp, null, false,
        "Another change of the same charge is not known yet", "Not sent: another change of the same charge is not known yet.");

    public async Task<Result<ChargeOrder>> Handle(DispatchAttempt request, CancellationToken cancel)
    {
        var attempt = await db.Attempts.Include(a => a.Entries).SingleOrDefaultAsync(a => a.Id == request.AttemptId, cancel);
        if (attempt?.State != AttemptState.Created)
            return new Refusal("attempt.not.waiting", "This payment is not waiting to be sent.");
        var order = await ChargeOrders.ReadAsync(db, attempt, cancel);
        if (!order.IsStillWanted)
        {
            await booking.BookAsync(attempt, AttemptSignal.NotStarted, NotOwed, cancel);
            return new Refusal("sale.moved", "The sale does not owe this amount any more. Nothing was sent.");
        }

        // what became of another void, tip or capture of the same charge decides whether this one still makes sense
        if (attempt.OriginalId is { } original && await db.Attempts.AnyAsync(a => a.OriginalId == original && a.Id != attempt.Id
            && (a.State == AttemptState.Sent || a.State == AttemptState.Unknown || a.State == AttemptState.NeedsReview), cancel))
        {
            await booking.BookAsync(attempt, AttemptSignal.NotStarted, OriginalBusy, cancel);
            return new Refusal("original.busy", "Another change of the same charge is not known yet. Nothing was sent.");
        }

        // first come, first served: whoever waited longer at this PIN pad goes first
        var fresh = clock.GetUtcNow() - options.Value.QueueMax;
        if (await db.Attempts.AnyAsync(a => a.TerminalId == attempt.TerminalId && a.State == AttemptState.Created
            && a.ChangedAt < attempt.ChangedAt && a.ChangedAt >= fresh, cancel))
            return new Refusal("terminal.busy", "The PIN pad is serving another register.");

        // longer than the proxy's window and the client's patience together, so that "expired" never means "still running"
        var window = TimeSpan.FromSeconds(order.Terminal.OperationalTimeoutSeconds) + options.Value.WindowMargin * 3;
        var taking = clock.GetTimestamp();
        if (await leases.TryTakeAsync(order.Terminal.Tpn, attempt.Id.Value, order.RegisterName, window, cancel) is not { } grip)
            return new Refusal("terminal.busy", "The PIN pad is serving another register.");

        attempt.KeepWindow(order.Terminal.OperationalTimeoutSeconds, grip.Token);
        attempt.KeepPlace(order.Terminal);
        attempt.Record(AttemptSignal.Sent, AttemptReason.None, cardTerminal.Describe(order), clock.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch
        {
            // not on record, so nothing may leave; nobody else is to wait for it
            await leases.FreeMineAsync(attempt.Id.Value, CancellationToken.None);
            throw;
        }

        feed.Publish(attempt);
        return order with { TakenAt = taking };
    }
}

/// <summary>Reads what a request to the PIN pad needs.</summary>
internal static class ChargeOrders
{
    public static async Task<ChargeOrder> ReadAsync(AppDbContext db, PaymentAttempt attempt, CancellationToken cancel)
    {
        var sale = attempt.SaleId is null ? null : await db.Sales.AsNoTracking().Whole().Include(s => s.Taxes)
            .SingleAsync(s => s.Id == attempt.SaleId, cancel);
        var refund = attempt.RefundId is null ? null : await db.Refunds.AsNoTracking().Include(r => r.Lines).Include(r => r.Tenders)
            .AsSplitQuery().SingleAsync(r => r.Id == attempt.RefundId, cancel);
        var original = attempt.OriginalId is null ? null : await db.Attempts.AsNoTracking().SingleAsync(a => a.Id == attempt.OriginalId, cancel);
        var at = refund?.RegisterId ?? sale?.RegisterId;
        var here = await (
            from terminal in db.Terminals.AsNoTracking()
            where terminal.Id == attempt.TerminalId
            from register in db.Registers
            where register.Id == at
            from store in db.Stores
            where store.Id == attempt.StoreId
            select new { Terminal = terminal, Register = register.Name, store.Tenders }).SingleAsync(cancel);
        return new ChargeOrder(attempt, sale, refund, original, here.Terminal, here.Register) { Tenders = here.Tenders };
    }

    public static async Task<StatusQuestion> QuestionAsync(AppDbContext db, PaymentAttempt attempt, CancellationToken cancel)
    {
        var original = attempt.OriginalId is null ? null : await db.Attempts.AsNoTracking().SingleAsync(a => a.Id == attempt.OriginalId, cancel);
        return new StatusQuestion(attempt, original, await db.Terminals.AsNoTracking().SingleAsync(t => t.Id == attempt.TerminalId, cancel));
    }
}
