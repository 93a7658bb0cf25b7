using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Holds;

/// <summary>Holds an amount on a card for a cart. Once it is held the cart is set aside; it is charged by a capture.</summary>
/// <param name="AttemptId">Made when the sheet opens: a double click is the same hold.</param>
/// <param name="Amount">More than what is rung up so far, if more is to come.</param>
/// <param name="Label">What people call it: a table, an order.</param>
[Needs(Permission.AdjustTips)]
public sealed record AuthoriseSale(SaleId SaleId, AttemptId AttemptId, Money Amount, string Label) : IRequest<Result<PaymentView>>;

internal sealed class AuthoriseSaleHandler(AppDbContext db, RequestContext context, PaymentReader payments, PaymentNudge nudge, TimeProvider clock)
    : IRequestHandler<AuthoriseSale, Result<PaymentView>>
{
    public Task<Result<PaymentView>> Handle(AuthoriseSale request, CancellationToken cancel) =>
        payments.OnceAsync(request.SaleId, request.AttemptId, () => HoldAsync(request, cancel), cancel);

    private async Task<Result<PaymentView>> HoldAsync(AuthoriseSale request, CancellationToken cancel)
    {
        var sale = await db.Sales.Whole().SingleOrDefaultAsync(s => s.Id == request.SaleId, cancel);
        if (sale is null)
            return new Refusal("sale.unknown", "That sale does not exist.");
        if (sale.OpenAttemptId is { } running && await payments.FindAsync(running, cancel) is { } view)
            return view;
        if (await db.Attempts.AnyAsync(a => a.SaleId == sale.Id && a.Kind == AttemptKind.Auth && (a.State == AttemptState.Approved || a.State == AttemptState.PartiallyApproved), cancel))
            return new Refusal("hold.there", "This sale has a hold already. Capture or release that one first.");
        if (!sale.CanPayByCard || sale.Tenders.Exists(t => t.Counts))
            return new Refusal("hold.no.cart", "A hold is for a cart with something in it of which nothing is paid yet.");
        var chosen = await db.Registers.Where(r => r.Id == sale.RegisterId).Select(r => r.TerminalId).SingleAsync(cancel);
        if (await db.Terminals.InOrderFor(sale.StoreId, chosen).FirstOrDefaultAsync(cancel) is not { } terminal)
            return new Refusal("terminal.none", "No PIN pad is paired with this register. Ask your ISO to pair one.");
        return terminal.FeeAndTaxBy == ComputedBy.Terminal ? PinPadOfRegister.NoHold : await BeginAsync(sale, terminal.Id, request, cancel);
    }

    private async Task<Result<PaymentView>> BeginAsync(Sale sale, TerminalId terminal, AuthoriseSale request, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var attempt = PaymentAttempt.Of(request.AttemptId,
            new AttemptPlan(AttemptKind.Auth, PayMethod.Credit, TenderKind.Card, request.Amount, sale, sale.Id, Label: request.Label.Trim()),
            terminal, Guid.CreateVersion7().ToString("N"), context.Actor.Email, now);
        db.Attempts.Add(attempt);
        sale.BeginAttempt(attempt.Id, now);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || UniqueViolation.Is(failure))
        {
            return new Refusal("sale.moved", "This sale has just been changed elsewhere. Nothing was sent. Look at the cart, then do that again.");
        }

        nudge.Give();
        return await payments.ViewAsync(attempt, cancel);
    }
}

internal sealed class AuthoriseSaleValidator : AbstractValidator<AuthoriseSale>
{
    public AuthoriseSaleValidator()
    {
        RuleFor(r => r.Amount).Must(amount => amount.IsPositive && amount <= Domain.Catalog.Product.PriceMax).Says("Hold an amount from $0.01 to $9,999,999.99.");
        RuleFor(r => r.Label).Must(label => label?.Trim().Length is >= 1 and <= PaymentAttempt.LabelLengthMax).Says("Say what it is for, in 1 to 60 characters: “Table 4”.");
    }
}
