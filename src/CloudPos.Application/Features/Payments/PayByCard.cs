using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Payments;

/// <summary>Puts a card payment for all that is left, or for a part of it, on record. A worker sends it; the screen only watches.</summary>
/// <remarks>The attempt's id is made when the button is shown: a double click or a second tab is the same attempt.</remarks>
/// <param name="Shown">What the screen said is left; where the cart comes to something else by now, nothing is sent. Null = not compared.</param>
/// <param name="Amount">The part to charge, at the price that the method pays; null = all that the method may pay.</param>
/// <param name="Method">What kind of card; never cash.</param>
/// <param name="Terminal">The PIN pad to send it to; null = the register's.</param>
/// <param name="Cashback">Cash from the drawer, charged on top; debit and EBT cash only.</param>
[Needs(Permission.Sell)]
public sealed record PayByCard(
    SaleId SaleId, AttemptId AttemptId, Money? Shown = null, Money? Amount = null, PayMethod Method = PayMethod.Credit, TerminalId? Terminal = null,
    Money Cashback = default) : IRequest<Result<PaymentView>>;

internal sealed class PayByCardHandler(
    AppDbContext db, RequestContext context, PaymentReader payments, TerminalLeases leases, PaymentNudge nudge, TimeProvider clock)
    : IRequestHandler<PayByCard, Result<PaymentView>>
{
    private const int PerformedByLengthMax = 100; // SPIn PerformedBy

    public Task<Result<PaymentView>> Handle(PayByCard request, CancellationToken cancel) =>
        payments.OnceAsync(request.SaleId, request.AttemptId, () => BeginAsync(request, cancel), cancel);

    private async Task<Result<PaymentView>> BeginAsync(PayByCard request, CancellationToken cancel)
    {
        var sale = await db.Sales.Whole()
            .SingleOrDefaultAsync(s => s.Id == request.SaleId, cancel);
        if (sale is null)
            return new Refusal("sale.unknown", "That sale does not exist.");
        if (sale.OpenAttemptId is { } running && await payments.FindAsync(running, cancel) is { } view)
            return view; // another tab was first: here is its payment, in its true state
        var rules = (await db.Stores.AsNoTracking().SingleAsync(s => s.Id == sale.StoreId, cancel)).Tenders;
        var (choice, no) = TenderChoice.Of(sale, request.Method, rules);
        if (choice is null)
            return no!;
        var amount = request.Amount ?? choice.Most;
        if (Refuse(sale, request, amount, choice.Most) is { } refusal)
            return refusal;
        if (TenderChoice.RefuseCashback(request.Method, request.Cashback, rules) is { } noCashback)
            return noCashback;
        if (await ShiftRefusals.IsShutAsync(db, sale.RegisterId, sale.StoreId, cancel))
            return ShiftRefusals.Closed;
        if (await TerminalOfAsync(sale, request.Terminal, cancel) is not { } terminal)
            return new Refusal("terminal.none", request.Terminal is null
                ? "No PIN pad is paired with this register. Take cash, or ask your ISO to pair one."
                : "That PIN pad is not paired with this store. Choose another one.");
        if (await PinPadOfRegister.RefusePartAsync(db, sale, amount, terminal, cancel) is { } whole)
            return whole;
        if (await PinPadOfRegister.RefuseCashbackAsync(db, request.Cashback, terminal, cancel) is { } notThere)
            return notThere;

        var now = clock.GetUtcNow();
        var plan = new AttemptPlan(AttemptKind.Sale, choice.Method, choice.PricedAt, amount, sale, sale.Id, Cashback: request.Cashback);
        var attempt = await ProvenNotChargedAsync(plan, terminal, cancel);
        if (attempt is null)
        {
            attempt = PaymentAttempt.Of(request.AttemptId, plan, terminal, Guid.CreateVersion7().ToString("N"), context.Actor.Email, now);
            db.Attempts.Add(attempt);
        }
        else
        {
            await leases.SendAgainAsync(attempt, context.Actor.Email, now, cancel);
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

    /// <summary>Another tab may have begun a payment: then here it is. Else the cart was changed.</summary>
    private async Task<Result<PaymentView>> AfterAnotherWasFirstAsync(PayByCard request, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var open = await db.Sales.Where(s => s.Id == request.SaleId).Select(s => s.OpenAttemptId).SingleAsync(cancel);
        return open is { } running && await payments.FindAsync(running, cancel) is { } view
            ? view
            : new Refusal("sale.moved", "This sale has just been changed elsewhere. Look at the cart, then press Pay again.");
    }

    private Refusal? Refuse(Sale sale, PayByCard request, Money amount, Money left)
    {
        if (sale is { State: SaleState.Open, ParkedAt: not null })
            return SaleRefusals.Parked;
        if (!sale.CanPayByCard)
            return sale.State == SaleState.Paid
                ? new Refusal("sale.paid", "This sale is already paid.")
                : sale.CanPay
                    ? new Refusal("sale.free", "There is nothing to charge to a card: the sale comes to $0.00. Finish it as cash.")
                    : new Refusal("sale.empty", "There is nothing to charge. Scan or tap an item first.");
        if (request.Shown is { } shown && shown != sale.Left.Card)
            return new Refusal("sale.moved", $"The cart was changed on another screen: it comes to {MoneyText.Show(sale.Left.Card)} by card now. Nothing was sent.");
        if (amount > left)
            return SaleRefusals.MoreThanLeft(amount, left);
        if (amount > Domain.Catalog.Product.PriceMax)
            return new Refusal("amount.too.large", "One card payment takes at most $9,999,999.99.");
        return context.Actor.Email.Length > PerformedByLengthMax
            ? new Refusal("email.too.long", "Your e-mail address is longer than the PIN pad takes (100 characters). Ask for a shorter sign-in.")
            : null;
    }

    private async Task<TerminalId?> TerminalOfAsync(Sale sale, TerminalId? asked, CancellationToken cancel)
    {
        if (asked is not null)
            return await db.Terminals.AnyAsync(t => t.Id == asked && t.StoreId == sale.StoreId, cancel) ? asked : null;
        var chosen = await db.Registers.Where(r => r.Id == sale.RegisterId).Select(r => r.TerminalId).SingleAsync(cancel);
        return await db.Terminals.InOrderFor(sale.StoreId, chosen)
            .Select(t => (TerminalId?)t.Id).FirstOrDefaultAsync(cancel);
    }

    /// <summary>The last attempt where it never reached the card: it goes out again under its own RefId, so that a wrong proof meets "duplicate".</summary>
    private async Task<PaymentAttempt?> ProvenNotChargedAsync(AttemptPlan plan, TerminalId terminal, CancellationToken cancel)
    {
        var last = await db.Attempts.AsNoTracking().Where(a => a.SaleId == plan.SaleId && a.Kind == AttemptKind.Sale)
            .OrderByDescending(a => a.CreatedAt).ThenByDescending(a => a.Id).FirstOrDefaultAsync(cancel);
        if (last is not { CanSendAgain: true } || last.TerminalId != terminal || !last.AsksFor(plan))
            return null;
        // tracked only now: the last attempt may be this very click's, put on record a moment ago by its twin
        var again = await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == last.Id, cancel);
        return again.CanSendAgain ? again : null;
    }
}

internal sealed class PayByCardValidator : AbstractValidator<PayByCard>
{
    public PayByCardValidator()
    {
        RuleFor(r => r.Amount).Must(amount => amount is not { IsPositive: false }).Says("Type an amount above zero.");
    }
}
