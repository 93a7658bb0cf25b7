using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Payments;

/// <summary>Takes a payment to another PIN pad of the store: one that waits in a queue moves there, one that never started begins there anew.</summary>
/// <param name="Next">The id of the attempt that begins anew, made when the button is shown: a double click is the same attempt.</param>
[Needs(Permission.Sell)]
public sealed record UseOtherTerminal(AttemptId AttemptId, TerminalId TerminalId, AttemptId Next) : IRequest<Result<PaymentView>>;

internal sealed class UseOtherTerminalHandler(AppDbContext db, PaymentReader payments, PayByCardHandler payByCard, PaymentNudge nudge, PaymentFeed feed, TimeProvider clock)
    : IRequestHandler<UseOtherTerminal, Result<PaymentView>>
{
    public async Task<Result<PaymentView>> Handle(UseOtherTerminal request, CancellationToken cancel)
    {
        var attempt = await db.Attempts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == request.AttemptId, cancel);
        if (attempt is not { Kind: AttemptKind.Sale, SaleId: { } saleId })
            return PaymentReader.Unknown;
        if (request.Next != request.AttemptId && await payments.FindAsync(request.Next, cancel) is { } sameClick)
            return sameClick.SaleId == saleId ? sameClick : PaymentReader.OfAnotherSale;
        if (attempt.TerminalId == request.TerminalId)
            return await payments.ViewAsync(attempt, cancel); // the second half of a double click
        if (!await db.Terminals.AnyAsync(t => t.Id == request.TerminalId && t.StoreId == attempt.StoreId, cancel))
            return new Refusal("terminal.unknown", "That PIN pad is not paired with this store. Choose another one.");
        if (attempt.CanSendAgain)
            return await payByCard.Handle(new PayByCard(saleId, request.Next, null, attempt.Amount, attempt.Method, request.TerminalId, attempt.AskedCashback), cancel);
        return attempt.CanMove ? await MoveAsync(request, saleId, cancel) : await StaysAsync(attempt, cancel);
    }

    private async Task<Result<PaymentView>> MoveAsync(UseOtherTerminal request, SaleId saleId, CancellationToken cancel)
    {
        var attempt = await db.Attempts.SingleAsync(a => a.Id == request.AttemptId, cancel);
        if (attempt.TerminalId == request.TerminalId)
            return await payments.ViewAsync(attempt, cancel); // the first half of a double click moved it since it was looked at
        var sale = await db.Sales.AsNoTracking().Include(s => s.Tenders).SingleAsync(s => s.Id == saleId, cancel);
        if (await PinPadOfRegister.RefusePartAsync(db, sale, attempt.Amount, request.TerminalId, cancel) is { } refusal)
            return refusal;
        if (await PinPadOfRegister.RefuseCashbackAsync(db, attempt.AskedCashback, request.TerminalId, cancel) is { } notThere)
            return notThere;
        if (!attempt.CanMove)
            return await StaysAsync(attempt, cancel);
        attempt.MoveTo(request.TerminalId, clock.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear(); // its turn came, or another tab was first: what is true now is the answer
            var now = await db.Attempts.AsNoTracking().SingleAsync(a => a.Id == request.AttemptId, cancel);
            return now.TerminalId == request.TerminalId ? await payments.ViewAsync(now, cancel) : await StaysAsync(now, cancel);
        }

        feed.Publish(attempt);
        nudge.Give();
        return await payments.ViewAsync(attempt, cancel);
    }

    /// <summary>What a PIN pad may know of is asked about there and nowhere else.</summary>
    private async Task<Result<PaymentView>> StaysAsync(PaymentAttempt attempt, CancellationToken cancel)
    {
        var label = await db.Terminals.Where(t => t.Id == attempt.TerminalId).Select(t => t.Label).SingleAsync(cancel);
        return new Refusal("attempt.sent", attempt.State == AttemptState.Created
            ? $"This payment was sent to {label} before, so it stays there. Stop waiting, then pay at another PIN pad."
            : $"This payment has already gone to {label}. Wait for its answer there.");
    }
}
