using CloudPos.Application.Data;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Payments;

/// <summary>Gives one tender of an unfinished sale back: cash at once out of the drawer, a card by a void of its charge, or by a return once its batch is settled.</summary>
/// <remarks>The attempt's id is made when the button is shown: a double click or a second tab is the same void.</remarks>
/// <param name="ByReturn">The void is not possible any more: money back to the card, which the customer presents again.</param>
[Needs(Permission.Refund)]
public sealed record GiveBackTender(SaleId SaleId, TenderId TenderId, AttemptId AttemptId, bool ByReturn = false) : IRequest<Result<TenderGivenBack>>;

/// <summary>What goes back, and how.</summary>
/// <param name="Payment">Null where it was cash: that is out of the drawer at once.</param>
public sealed record TenderGivenBack(SaleId SaleId, TenderId TenderId, Money Amount, TenderKind Kind, bool IsDone, PaymentView? Payment);

internal sealed class GiveBackTenderHandler(
    AppDbContext db, RequestContext context, PaymentReader payments, TerminalLeases leases, PaymentNudge nudge, PaymentFeed feed, TimeProvider clock)
    : IRequestHandler<GiveBackTender, Result<TenderGivenBack>>
{
    private static readonly Refusal UnknownTender = new("tender.unknown", "That tender is not of this sale.");

    public Task<Result<TenderGivenBack>> Handle(GiveBackTender request, CancellationToken cancel) =>
        Once.DoAsync(() => FindAsync(request, cancel), () => GiveBackAsync(request, cancel));

    private async Task<Result<TenderGivenBack>> GiveBackAsync(GiveBackTender request, CancellationToken cancel)
    {
        var sale = await db.Sales.Whole()
            .SingleOrDefaultAsync(s => s.Id == request.SaleId, cancel);
        if (sale is null)
            return new Refusal("sale.unknown", "That sale does not exist.");
        if (sale.Tenders.Find(t => t.Id == request.TenderId) is not { } tender)
            return UnknownTender;
        if (Refuse(sale) is { } refusal)
            return refusal;

        var now = clock.GetUtcNow();
        PaymentAttempt? attempt = null;
        if (tender.Kind == TenderKind.Cash)
        {
            sale.GiveBack(tender.Id, now);
        }
        else
        {
            var original = await db.Attempts.SingleAsync(a => a.Id == tender.AttemptId, cancel);
            // a void would take the cash back too that the customer has
            var byReturn = request.ByReturn || tender.Cashback.IsPositive;
            if (RefuseCard(original, byReturn) is { } settled)
                return settled;
            attempt = byReturn
                ? await ReturnAsync(request.AttemptId, original, now, cancel)
                : db.Attempts.Add(PaymentAttempt.FollowUp(request.AttemptId, AttemptKind.Void, original, original.ChargedWithoutTip, null, null, context.Actor.Email, now)).Entity;
            sale.BeginGivingBack(tender.Id, attempt.Id, now);
        }

        try
        {
            // cash leaves the drawer of the shift that is open now
            var needsShift = tender.Kind == TenderKind.Cash && await db.Stores.AnyAsync(s => s.Id == sale.StoreId && s.UsesShifts, cancel);
            if (!await ShiftGate.SaveAsync(db, sale.RegisterId, needsShift, cancel))
                return ShiftRefusals.Closed;
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || UniqueViolation.Is(failure))
        {
            return new Refusal("sale.moved", "This sale has just been changed elsewhere. Nothing was given back. Look at it, then do that again.");
        }

        if (attempt is null)
        {
            feed.Publish(sale.Id);
            return Given(tender, null);
        }

        nudge.Give();
        return Given(tender, await payments.ViewAsync(attempt, cancel));
    }

    private async Task<PaymentAttempt> ReturnAsync(AttemptId id, PaymentAttempt original, DateTimeOffset now, CancellationToken cancel)
    {
        var made = PaymentAttempt.ReturnOf(id, original, Guid.CreateVersion7().ToString("N"), context.Actor.Email, now);
        return await db.ReturnAgainAsync(leases, original.Id, made.Amount, context.Actor.Email, now, cancel) ?? db.Attempts.Add(made).Entity;
    }

    /// <summary>What this click, its twin or another tab has begun: here it is, in its true state.</summary>
    private async Task<TenderGivenBack?> FindAsync(GiveBackTender request, CancellationToken cancel)
    {
        var sale = await db.Sales.AsNoTracking().Include(s => s.Tenders).SingleOrDefaultAsync(s => s.Id == request.SaleId, cancel);
        if (sale?.Tenders.Find(t => t.Id == request.TenderId) is not { } tender)
            return null;
        var running = await db.Attempts.AsNoTracking()
            .Where(a => a.SaleId == sale.Id && a.OriginalId != null && a.OriginalId == tender.AttemptId && (a.Kind == AttemptKind.Void || a.Kind == AttemptKind.Return)
                && (a.Id == request.AttemptId || a.Id == sale.OpenAttemptId || (!tender.Counts && (a.State == AttemptState.Approved || a.State == AttemptState.Settled))))
            .OrderByDescending(a => a.CreatedAt).FirstOrDefaultAsync(cancel);
        if (running is not null)
            return Given(tender, await payments.ViewAsync(running, cancel));
        return tender.Counts ? null : Given(tender, null);
    }

    private static Refusal? Refuse(Sale sale) => sale switch
    {
        { State: SaleState.Paid } => new Refusal("sale.paid", "This sale is paid. Give money back with a refund of it."),
        { State: SaleState.Open, ParkedAt: not null } => SaleRefusals.Parked,
        { CanGiveBack: false } => SaleRefusals.Paying,
        _ => null,
    };

    private static Refusal? RefuseCard(PaymentAttempt original, bool byReturn) => original.State switch
    {
        AttemptState.Settled when !byReturn => new Refusal("batch.settled",
            "The batch of this charge is settled, so it cannot be voided any more. Return the money to the card instead: the customer presents it again."),
        AttemptState.Settled => null,
        _ => original.CanVoid ? null : new Refusal("tender.not.voidable", "The PIN pad does not hold this charge any more. Ask a manager to look at the payment."),
    };

    private static TenderGivenBack Given(Tender tender, PaymentView? payment) =>
        new(tender.SaleId, tender.Id, tender.Amount, tender.Kind, !tender.Counts, payment);
}
