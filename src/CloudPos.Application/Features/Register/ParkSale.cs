using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Register;

/// <summary>Sets a cart aside under a name, so that the next customer can be served. A payment whose outcome is unknown goes on being asked about.</summary>
/// <param name="Name">What people will look for; null = the time and the first item.</param>
[Needs(Permission.Sell)]
public sealed record ParkSale(SaleId SaleId, string? Name = null) : IRequest<Result<ParkedSale>>;

/// <summary>A cart that is parked now.</summary>
public sealed record ParkedSale(SaleId SaleId, int Number, string Name);

internal sealed class ParkSaleHandler(AppDbContext db, TimeProvider clock) : IRequestHandler<ParkSale, Result<ParkedSale>>
{
    public async Task<Result<ParkedSale>> Handle(ParkSale request, CancellationToken cancel)
    {
        var sale = await CartDesk.Whole(db.Sales.Where(s => s.Id == request.SaleId)).SingleOrDefaultAsync(cancel);
        if (sale is null)
            return CartDesk.UnknownSale;
        if (sale is { State: SaleState.Open, ParkedAt: not null })
            return Parked(sale); // the second half of a double click
        if (await RefuseAsync(sale, cancel) is { } refusal)
            return refusal;
        var store = await db.Stores.AsNoTracking().SingleAsync(s => s.Id == sale.StoreId, cancel);
        var now = clock.GetUtcNow();
        sale.Park(string.IsNullOrWhiteSpace(request.Name) ? NameOf(sale, store.Clock.Time(now)) : request.Name.Trim(), now);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            var other = await db.Sales.AsNoTracking().SingleAsync(s => s.Id == request.SaleId, cancel);
            return other is { State: SaleState.Open, ParkedAt: not null }
                ? Parked(other)
                : new Refusal("sale.moved", "This cart has just been changed elsewhere. Look at it, then park it again.");
        }

        return Parked(sale);
    }

    private async Task<Refusal?> RefuseAsync(Sale sale, CancellationToken cancel)
    {
        if (sale.State != SaleState.Open)
            return sale.State == SaleState.Paid
                ? new Refusal("sale.paid", "This sale is already paid: there is nothing to park.")
                : new Refusal("sale.cleared", "This cart was cleared. Take it back first (Undo), then park it.");
        if (!sale.ActiveLines.Any())
            return new Refusal("sale.empty", "There is nothing to park. Scan or tap an item first.");
        return sale.OpenAttemptId is not { } open || await db.Attempts.AnyAsync(
            a => a.Id == open && (a.State == AttemptState.Unknown || a.State == AttemptState.NeedsReview), cancel)
            ? null
            : new Refusal("sale.paying", "The PIN pad is working on this sale's payment. Wait for its answer or ask it to cancel; then the sale can be set aside.");
    }

    /// <summary>As a cashier would call it: when, and what lay first on the counter.</summary>
    private static string NameOf(Sale sale, string time) => $"{time} {sale.ActiveLines.First().Name}";

    private static ParkedSale Parked(Sale sale) => new(sale.Id, sale.Number, sale.ParkedName ?? "");
}

internal sealed class ParkSaleValidator : AbstractValidator<ParkSale>
{
    public ParkSaleValidator() => RuleFor(r => r.Name)
        .Must(name => name is null || name.Trim().Length <= Sale.ParkedNameLengthMax)
        .Says($"A name takes at most {Sale.ParkedNameLengthMax} characters.");
}
