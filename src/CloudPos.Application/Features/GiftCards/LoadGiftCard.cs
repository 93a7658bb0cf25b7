using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.GiftCards;

/// <summary>Puts the value that a paid line sold on the card that the customer presents at the PIN pad.</summary>
/// <remarks>The attempt's id is made when the button is shown: a double click or a second tab is the same attempt.</remarks>
[Needs(Permission.Sell)]
public sealed record LoadGiftCard(SaleId SaleId, SaleLineId LineId, AttemptId AttemptId) : IRequest<Result<PaymentView>>;

internal sealed class LoadGiftCardHandler(AppDbContext db, RequestContext context, PaymentReader payments, PaymentNudge nudge, TimeProvider clock)
    : IRequestHandler<LoadGiftCard, Result<PaymentView>>
{
    public Task<Result<PaymentView>> Handle(LoadGiftCard request, CancellationToken cancel) =>
        payments.OnceAsync(request.SaleId, request.AttemptId, () => LoadAsync(request, cancel), cancel);

    private async Task<Result<PaymentView>> LoadAsync(LoadGiftCard request, CancellationToken cancel)
    {
        var sale = await db.Sales.Whole().SingleOrDefaultAsync(s => s.Id == request.SaleId, cancel);
        if (sale is null)
            return new Refusal("sale.unknown", "That sale does not exist.");
        var line = sale.ActiveLines.FirstOrDefault(l => l.Id == request.LineId && l.GiftLoad != GiftLoad.None);
        if (line is null)
            return new Refusal("line.unknown", "That line sells no gift card.");
        if (line.GiftAttemptId is { } running && await payments.FindAsync(running, cancel) is { } view)
            return view; // another tab was first, or the value is on the card already: here is what became of it
        if (!sale.GiftLoadsWaiting.Any(l => l.Id == line.Id))
            return new Refusal("gift.not.paid", "The gift card is loaded once the sale is paid. Take the payment first.");
        // read after the sale: a refund that comes between changes the sale's version, and this is not saved
        if (await db.HeldRefundLines().AnyAsync(b => b.SaleLineId == line.Id, cancel))
            return new Refusal("gift.refunded", "This value goes back to the customer by a refund. Nothing is put on a card for it.");
        if (await db.PinPadOfAsync(sale.RegisterId, cancel) is not { } terminal)
            return new Refusal("terminal.none", "No PIN pad is paired with this register. The card can be loaded at another register of the store.");

        var now = clock.GetUtcNow();
        var plan = new AttemptPlan(line.GiftLoad == GiftLoad.Activate ? AttemptKind.GiftActivate : AttemptKind.GiftReload,
            PayMethod.Gift, TenderKind.Cash, line.Gross.Cash, sale, sale.Id);
        var attempt = PaymentAttempt.Of(request.AttemptId, plan, terminal.Id, Guid.CreateVersion7().ToString("N"), context.Actor.Email, now);
        db.Attempts.Add(attempt);
        sale.BeginGiftLoad(line.Id, attempt.Id, now);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || UniqueViolation.Is(failure))
        {
            return new Refusal("sale.moved", "This sale has just been changed elsewhere. Look again: the card may be loaded already.");
        }

        nudge.Give();
        return await payments.ViewAsync(attempt, cancel);
    }
}

internal static class GiftQueries
{
    /// <summary>Lines of which something went back or is about to: what they sold on a gift card is not put on it any more.</summary>
    public static IQueryable<RefundLine> HeldRefundLines(this AppDbContext db) => db.Refunds.Where(r => r.State != RefundState.Abandoned).SelectMany(r => r.Lines);
}
