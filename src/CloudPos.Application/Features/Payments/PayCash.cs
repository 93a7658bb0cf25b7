using CloudPos.Application.Data;
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

/// <summary>Takes cash for all that is left or for a part of it, at the Cash Price.</summary>
/// <remarks>The tender's id is made when the cash panel opens: a double click is the same tender and gives the same answer.</remarks>
/// <param name="Shown">What the panel said was to pay; where the cart comes to something else by now, nothing is taken. Null = not compared.</param>
/// <param name="Part">What the cash shall pay, at the Cash Price; null = all that is left.</param>
[Needs(Permission.Sell)]
public sealed record PayCash(SaleId SaleId, TenderId TenderId, Money Received, Money? Shown = null, Money? Part = null) : IRequest<Result<CashPaid>>;

/// <summary>What was due, given and given back.</summary>
public sealed record CashPaid(SaleId SaleId, int SaleNumber, Money Due, Money Received, Money Change)
{
    /// <summary>What the sale still needs, at both prices.</summary>
    public DualPrice LeftToPay { get; init; }

    public bool SaleIsPaid { get; init; } = true;

    /// <summary>Value that was sold and is not on its gift card yet.</summary>
    public Money GiftToLoad { get; init; }
}

internal sealed class PayCashHandler(AppDbContext db, RequestContext context, PaymentFeed feed, TimeProvider clock)
    : IRequestHandler<PayCash, Result<CashPaid>>
{
    public async Task<Result<CashPaid>> Handle(PayCash request, CancellationToken cancel)
    {
        var sale = await db.Sales.Whole()
            .SingleOrDefaultAsync(s => s.Id == request.SaleId, cancel);
        if (sale is null)
            return new Refusal("sale.unknown", "That sale does not exist.");
        if (sale.Tenders.Find(t => t.Id == request.TenderId) is { } sameClick)
            return Paid(sale, sameClick);
        if (Refuse(sale, request) is { } refusal)
            return refusal;

        var store = await db.Stores.SingleAsync(s => s.Id == sale.StoreId, cancel);
        var tender = sale.TakeCash(request.TenderId, request.Received, context.Actor.Email, store.Clock, clock.GetUtcNow(), request.Part);
        try
        {
            if (!await ShiftGate.SaveAsync(db, sale.RegisterId, store.UsesShifts, cancel))
                return ShiftRefusals.Closed;
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || UniqueViolation.Is(failure))
        {
            return await AfterAnotherWasFirstAsync(request, cancel);
        }

        feed.Publish(sale.Id);
        return Paid(sale, tender);
    }

    private async Task<Result<CashPaid>> AfterAnotherWasFirstAsync(PayCash request, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var sale = await db.Sales.AsNoTracking().Include(s => s.Tenders).SingleAsync(s => s.Id == request.SaleId, cancel);
        return sale.Tenders.Find(t => t.Id == request.TenderId) is { } tender
            ? Paid(sale, tender)
            : new Refusal("sale.moved", "This sale has just been changed elsewhere. Nothing was booked. Look at the cart and try again.");
    }

    private static Refusal? Refuse(Sale sale, PayCash request)
    {
        if (sale.State == SaleState.Paid)
            return new Refusal("sale.paid", "This sale is already paid.");
        if (sale is { State: SaleState.Open, ParkedAt: not null })
            return SaleRefusals.Parked;
        if (sale.OpenAttemptId is not null)
            return new Refusal("sale.paying", "A card payment of this sale is under way or not yet known. Cash can be taken once it is certain that no card was charged.");
        if (!sale.CanPay)
            return new Refusal("sale.empty", "There is nothing to pay. Scan or tap an item first.");
        if (request.Shown is { } shown && shown != sale.Left.Cash)
            return new Refusal("sale.moved", $"The cart was changed on another screen: it comes to {MoneyText.Show(sale.Left.Cash)} in cash now. Nothing was taken.");
        var due = request.Part ?? sale.Left.Cash;
        if (due > sale.Left.Cash)
            return SaleRefusals.MoreThanLeft(due, sale.Left.Cash);
        return request.Received < due
            ? new Refusal("cash.too.little",
                $"{MoneyText.Show(request.Received)} is {MoneyText.Show(due - request.Received)} less than the {MoneyText.Show(due)} to pay.")
            : null;
    }

    private static CashPaid Paid(Sale sale, Tender tender) => new(sale.Id, sale.Number, tender.Amount, tender.Received, tender.Change)
    {
        LeftToPay = sale.Left,
        SaleIsPaid = sale.State == SaleState.Paid,
        GiftToLoad = sale.GiftToLoad,
    };
}

internal sealed class PayCashValidator : AbstractValidator<PayCash>
{
    public PayCashValidator()
    {
        RuleFor(r => r.Received)
            .Must(received => !received.IsNegative && received <= Domain.Catalog.Product.PriceMax)
            .Says("That is more than anybody gives: type the amount received, at most 9,999,999.99.");
        RuleFor(r => r.Part).Must(part => part is not { IsPositive: false }).Says("Type an amount above zero.");
    }
}

/// <summary>What somebody is asked about before it is taken.</summary>
public static class CashRules
{
    /// <summary>A customer hands over the next hundred dollars and one note more at most; above that a digit was typed too many.</summary>
    public static bool IsUnlikely(Money received, Money due) => received.Cents > (due.Cents + 9_999) / 10_000 * 10_000 + 10_000;
}
