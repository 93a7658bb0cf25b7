using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Payments;

/// <summary>Puts a card payment for all that is left on record. A worker sends it; the screen only watches.</summary>
/// <remarks>The attempt's id is made when the button is shown: a double click or a second tab is the same attempt.</remarks>
/// <param name="Shown">What the button said; where the cart comes to something else by now, nothing is sent. Null = not compared.</param>
[Needs(Permission.Sell)]
public sealed record PayByCard(SaleId SaleId, AttemptId AttemptId, Money? Shown = null) : IRequest<Result<PaymentView>>;

internal sealed class PayByCardHandler(AppDbContext db, RequestContext context, PaymentReader payments, PaymentNudge nudge, TimeProvider clock)
    : IRequestHandler<PayByCard, Result<PaymentView>>
{
    private const int PerformedByLengthMax = 100; // SPIn PerformedBy

    public async Task<Result<PaymentView>> Handle(PayByCard request, CancellationToken cancel)
    {
        if (await payments.FindAsync(request.AttemptId, cancel) is { } sameClick)
            return sameClick;
        var sale = await db.Sales.Include(s => s.Lines).Include(s => s.Tenders).AsSplitQuery()
            .SingleOrDefaultAsync(s => s.Id == request.SaleId, cancel);
        if (sale is null)
            return new Refusal("sale.unknown", "That sale does not exist.");
        if (sale.OpenAttemptId is { } running && await payments.FindAsync(running, cancel) is { } view)
            return view; // another tab was first: here is its payment, in its true state
        if (Refuse(sale) is { } refusal)
            return refusal;
        if (request.Shown is { } shown && shown != sale.Left.Card)
            return new Refusal("sale.moved", $"The cart was changed on another screen: it comes to {MoneyText.Show(sale.Left.Card)} by card now. Nothing was sent.");
        if (await TerminalOfAsync(sale, cancel) is not { } terminal)
            return new Refusal("terminal.none", "No PIN pad is paired with this register. Take cash, or ask your ISO to pair one.");
        if (sale.Tenders.Count > 0 && await db.Terminals.AnyAsync(t => t.Id == terminal && t.FeeAndTaxBy == ComputedBy.Terminal, cancel))
            return new Refusal("terminal.no.rest", "This PIN pad adds fee and tax itself, so it cannot take the rest of a sale that is partly paid. Take the rest in cash.");

        var now = clock.GetUtcNow();
        var attempt = await ProvenNotChargedAsync(sale, terminal, cancel);
        if (attempt is null)
        {
            attempt = new PaymentAttempt(request.AttemptId, sale, terminal, Guid.CreateVersion7().ToString("N"), sale.Left.Card, context.Actor.Email, now);
            db.Attempts.Add(attempt);
        }
        else
        {
            attempt.Record(AttemptSignal.SendAgain, AttemptReason.None, "Sent again by " + context.Actor.Email, now);
        }

        sale.BeginAttempt(attempt.Id, now);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || UniqueViolation.Is(failure))
        {
            return await AfterAnotherWasFirstAsync(request, cancel);
        }

        nudge.Give();
        return await payments.ViewAsync(attempt, cancel);
    }

    /// <summary>The other click or tab may have begun the payment: then here it is. Else the cart was changed.</summary>
    private async Task<Result<PaymentView>> AfterAnotherWasFirstAsync(PayByCard request, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        if (await payments.FindAsync(request.AttemptId, cancel) is { } sameClick)
            return sameClick;
        var open = await db.Sales.Where(s => s.Id == request.SaleId).Select(s => s.OpenAttemptId).SingleAsync(cancel);
        return open is { } running && await payments.FindAsync(running, cancel) is { } view
            ? view
            : new Refusal("sale.moved", "This sale has just been changed elsewhere. Look at the cart, then press Pay again.");
    }

    private Refusal? Refuse(Sale sale)
    {
        if (!sale.CanPayByCard)
            return sale.State == SaleState.Paid
                ? new Refusal("sale.paid", "This sale is already paid.")
                : sale.CanPay
                    ? new Refusal("sale.free", "There is nothing to charge to a card: the sale comes to $0.00. Finish it as cash.")
                    : new Refusal("sale.empty", "There is nothing to charge. Scan or tap an item first.");
        if (sale.Left.Card > Domain.Catalog.Product.PriceMax)
            return new Refusal("amount.too.large", "One card payment takes at most $9,999,999.99.");
        return context.Actor.Email.Length > PerformedByLengthMax
            ? new Refusal("email.too.long", "Your e-mail address is longer than the PIN pad takes (100 characters). Ask for a shorter sign-in.")
            : null;
    }

    private async Task<TerminalId?> TerminalOfAsync(Sale sale, CancellationToken cancel)
    {
        var chosen = await db.Registers.Where(r => r.Id == sale.RegisterId).Select(r => r.TerminalId).SingleAsync(cancel);
        return await db.Terminals.InOrderFor(sale.StoreId, chosen)
            .Select(t => (TerminalId?)t.Id).FirstOrDefaultAsync(cancel);
    }

    /// <summary>The last attempt where it never reached the card: it goes out again under its own RefId, so that a wrong proof meets "duplicate".</summary>
    private async Task<PaymentAttempt?> ProvenNotChargedAsync(Sale sale, TerminalId terminal, CancellationToken cancel)
    {
        var last = await db.Attempts.AsNoTracking().Where(a => a.SaleId == sale.Id && a.Kind == AttemptKind.Sale)
            .OrderByDescending(a => a.CreatedAt).ThenByDescending(a => a.Id).FirstOrDefaultAsync(cancel);
        if (last is not { CanSendAgain: true } || last.Amount != sale.Left.Card || last.TerminalId != terminal)
            return null;
        // tracked only now: the last attempt may be this very click's, put on record a moment ago by its twin
        var again = await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == last.Id, cancel);
        return again.CanSendAgain ? again : null;
    }
}
