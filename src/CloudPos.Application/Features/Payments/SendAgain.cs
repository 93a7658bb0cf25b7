using CloudPos.Application.Data;
using CloudPos.Application.Features.GiftCards;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Payments;

/// <summary>Sends a payment again that is proven not to have started or not to have been processed, with the same RefId.</summary>
[Needs(Permission.Sell)]
public sealed record SendAgain(AttemptId AttemptId) : IRequest<Result<PaymentView>>;

internal sealed class SendAgainHandler(
    AppDbContext db, RequestContext context, PaymentReader payments, PayByCardHandler payByCard, TerminalLeases leases, PaymentNudge nudge, TimeProvider clock)
    : IRequestHandler<SendAgain, Result<PaymentView>>
{
    public Task<Result<PaymentView>> Handle(SendAgain request, CancellationToken cancel) =>
        Once.DoAsync(() => MovedOnAsync(request.AttemptId, cancel), () => BeginAsync(request, cancel));

    /// <summary>A payment that is not to be sent again: a late second press must not begin another charge.</summary>
    private async Task<PaymentView?> MovedOnAsync(AttemptId id, CancellationToken cancel) =>
        await db.Attempts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancel) is { CanSendAgain: false } attempt ? await payments.ViewAsync(attempt, cancel) : null;

    private async Task<Result<PaymentView>> BeginAsync(SendAgain request, CancellationToken cancel)
    {
        var attempt = await db.Attempts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == request.AttemptId, cancel);
        if (attempt is null)
            return PaymentReader.Unknown;
        // the rules are those of paying by card; an attempt of this id exists, so a fresh one names what to do if it may not be reused
        return attempt is { Kind: AttemptKind.Sale, SaleId: { } sale }
            ? await payByCard.Handle(await SameAsync(attempt, sale, cancel), cancel)
            : await SendAgainAsync(attempt.Id, cancel);
    }

    /// <summary>The same payment at the same PIN pad; where the sale owes less by now, all that it owes.</summary>
    private async Task<PayByCard> SameAsync(PaymentAttempt attempt, SaleId id, CancellationToken cancel)
    {
        var left = (await db.Sales.AsNoTracking().Include(s => s.Tenders).SingleAsync(s => s.Id == id, cancel)).Left;
        return new PayByCard(id, AttemptId.New(), null, attempt.Amount <= left.For(attempt.PricedAt) ? attempt.Amount : null, attempt.Method, attempt.TerminalId, attempt.AskedCashback);
    }

    /// <summary>A void, return, capture or tip adjustment goes out again under its own RefId.</summary>
    private async Task<Result<PaymentView>> SendAgainAsync(AttemptId id, CancellationToken cancel)
    {
        var attempt = await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == id, cancel);
        if (!attempt.CanSendAgain)
            return await payments.ViewAsync(attempt, cancel); // the first half of a double click sent it since it was looked at
        var now = clock.GetUtcNow();
        if (attempt.RefundId is { } refundId)
        {
            var refund = await db.Refunds.Include(r => r.Tenders).SingleAsync(r => r.Id == refundId, cancel);
            if (refund.Tenders.Find(t => t.AttemptId == id) is not { IsWanted: true } part || refund is not { State: RefundState.Open, OpenAttemptId: null })
                return new Refusal("refund.moved", "This part of the refund has gone back another way. Nothing was sent.");
            if (!part.IsAskedBy(attempt) || await db.Sales.AnyAsync(s => s.Tenders.Any(t => t.Id == part.TenderId
                && db.Attempts.Any(a => a.Id == t.AttemptId && a.State == AttemptState.Voided)), cancel))
                return new Refusal("refund.moved", "The payment that this gives back of has moved meanwhile. Nothing was sent. Look at the refund.");
            refund.BeginAttempt(part.Id, id, now);
        }
        else if (attempt is { Kind: AttemptKind.Void or AttemptKind.Return, SaleId: { } saleId, OriginalId: { } original })
        {
            var sale = await db.Sales.Whole().SingleAsync(s => s.Id == saleId, cancel);
            var tender = sale.CardTenderOf(original);
            if (tender is { Counts: true } && tender.Covers != Domain.Amounts.DualPrice.Zero)
            {
                if (!sale.CanGiveBack)
                    return new Refusal("sale.moved", "This sale has moved on: the tender is not to be given back any more. Nothing was sent.");
                sale.BeginGivingBack(tender.Id, id, now);
            }
        }
        else if (attempt is { Kind: AttemptKind.Auth or AttemptKind.Capture, SaleId: { } held })
        {
            var sale = await db.Sales.Whole().SingleAsync(s => s.Id == held, cancel);
            if (attempt.Kind == AttemptKind.Capture ? !sale.CanCapture : !sale.CanPayByCard)
                return new Refusal("sale.moved", "This sale does not wait for that any more. Nothing was sent.");
            if (attempt.Kind == AttemptKind.Capture)
                sale.BeginCapture(id, now);
            else
                sale.BeginAttempt(id, now);
        }
        else if (attempt is { Kind: AttemptKind.GiftActivate or AttemptKind.GiftReload, SaleId: { } paid })
        {
            var sale = await db.Sales.Whole().SingleAsync(s => s.Id == paid, cancel);
            if (sale.GiftLoadsWaiting.FirstOrDefault(l => l.GiftAttemptId == id) is not { } line || await db.HeldRefundLines().AnyAsync(b => b.SaleLineId == line.Id, cancel))
                return new Refusal("gift.moved", "This value went back to the customer, or goes on a card by another payment. Nothing was sent. Look at the gift cards again.");
            sale.BeginGiftLoad(line.Id, id, now);
        }

        await leases.SendAgainAsync(attempt, context.Actor.Email, now, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || UniqueViolation.Is(failure))
        {
            db.ChangeTracker.Clear(); // another tab was first: here is what it led to
            return await payments.FindAsync(id, cancel) is { } moved ? moved : PaymentReader.Unknown;
        }

        nudge.Give();
        return await payments.ViewAsync(attempt, cancel);
    }
}

internal static class SendingAgain
{
    /// <summary>Lets an attempt that is proven not to have been done wait for its PIN pad again, under the same RefId. The caller saves it.</summary>
    public static async Task SendAgainAsync(this TerminalLeases leases, PaymentAttempt attempt, string by, DateTimeOffset now, CancellationToken cancel)
    {
        await leases.FreeEndedAsync(attempt.Id, cancel); // while it still has ended: it would wait for its own hold
        attempt.Record(AttemptSignal.SendAgain, AttemptReason.None, "Sent again by " + by, now, by);
    }
}
