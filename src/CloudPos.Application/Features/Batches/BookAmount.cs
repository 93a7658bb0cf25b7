using CloudPos.Application.Data;
using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Asks the PIN pad what it charged and takes that into the books, with its answer as the evidence.</summary>
[Needs(Permission.Settle)]
public sealed record BookAmount(ReconciliationId Id, int Line) : IRequest<Result<ReconciliationView>>;

internal sealed class BookAmountHandler(AppDbContext db, RequestContext context, DifferenceDesk desk, StatusDesk status, FollowUpDesk followUps, TimeProvider clock)
    : IRequestHandler<BookAmount, Result<ReconciliationView>>
{
    public Task<Result<ReconciliationView>> Handle(BookAmount request, CancellationToken cancel) =>
        desk.OnceAsync(request.Id, request.Line, DecisionKind.Booked, open => BookAsync(open, request, cancel), cancel);

    private async Task<Result<ReconciliationView>> BookAsync(OpenDifference open, BookAmount request, CancellationToken cancel)
    {
        if (open.Line is not { Difference: DifferenceKind.Amount, AttemptId: { } id, TerminalAmount: { } listed })
            return new Refusal("difference.other", "Only another amount is booked like this.");
        var attempt = await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == id, cancel);
        var sale = await db.Sales.Include(s => s.Tenders).SingleOrDefaultAsync(s => s.Id == attempt.SaleId, cancel);
        if (!attempt.CanTakeAmount || sale is not { State: SaleState.Paid, Refunded.IsZero: true } || sale.CardTenderOf(id) is not { Counts: true })
            return DifferenceDesk.PaymentMoved;
        if (await db.HoldAnyOfAsync(sale.Id, cancel)) // asked after the sale was read: a refund that begins now meets its version
            return DifferenceDesk.RefundOpen;
        if (await followUps.BusyAsync(id, cancel) is { } busy)
            return busy;

        var asked = await status.AskAsync(open.Terminal, attempt, cancel);
        if (asked.Value is not { } answer)
            return asked.Refusal!;
        if (answer is not { Signal: AttemptSignal.Approved or AttemptSignal.PartiallyApproved, Result: { Charged: { } charged } said } || charged != listed)
            return new Refusal("difference.contradiction",
                $"{open.Terminal.Label} lists {MoneyText.Show(listed)}, and asked for this payment it says: {StatusWords.Of(answer)} Nothing was changed. Look at its slip, then mark the line with a reason.");

        var now = clock.GetUtcNow();
        var booked = attempt.Charged ?? attempt.Amount;
        attempt.TakeAmount(said, $"{MoneyText.Show(booked)} was booked, {MoneyText.Show(charged)} was charged.", answer.Journal, now, context.Actor.Email);
        sale.TakeAmount(attempt, now);
        open.Found.Decide(open.Line, DecisionKind.Booked, $"{MoneyText.Show(charged)} was booked instead of {MoneyText.Show(booked)}, as the PIN pad says when asked.", context.Actor.Email, now);
        return await desk.SaveAsync(open, cancel);
    }
}
