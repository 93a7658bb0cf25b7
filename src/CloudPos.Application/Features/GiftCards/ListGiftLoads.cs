using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.GiftCards;

/// <summary>Gift cards of the register's store that are paid and not loaded yet, the newest first.</summary>
/// <param name="Followed">Loads that the asking screen has seen under way: it is told what became of them.</param>
[Needs(Permission.Sell)]
public sealed record ListGiftLoads(RegisterId RegisterId, IReadOnlyCollection<AttemptId>? Followed = null) : IRequest<Result<GiftDesk>>;

/// <summary>What the gift card sheet shows.</summary>
public sealed record GiftDesk(bool TakesGift, bool TakesEbt, IReadOnlyList<GiftLoadRow> Waiting)
{
    /// <summary>What became of the loads that were followed.</summary>
    public IReadOnlyList<PaymentView> Followed { get; init; } = [];
}

/// <summary>A paid gift card without its value; <paramref name="Payment"/> is the attempt that is loading it or did not start.</summary>
public sealed record GiftLoadRow(SaleId SaleId, SaleLineId LineId, int SaleNumber, GiftLoad Load, Money Amount, PaymentView? Payment);

internal sealed class ListGiftLoadsValidator : AbstractValidator<ListGiftLoads>
{
    /// <summary>One card is loaded at a time; a screen that saw several has a few.</summary>
    private const int FollowedMax = 20;

    public ListGiftLoadsValidator() => RuleFor(r => r.Followed).Must(f => f is null || f.Count <= FollowedMax).Says("At most 20 gift card loads are followed at once.");
}

internal sealed class ListGiftLoadsHandler(AppDbContext db, PaymentReader payments) : IRequestHandler<ListGiftLoads, Result<GiftDesk>>
{
    private const int RowsMax = 20;

    public async Task<Result<GiftDesk>> Handle(ListGiftLoads request, CancellationToken cancel)
    {
        var register = await db.Registers.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.RegisterId, cancel);
        if (register is null)
            return CartDesk.UnknownRegister;
        var store = await db.Stores.AsNoTracking().SingleAsync(s => s.Id == register.StoreId, cancel);
        var found = await db.WaitingGiftLoads(register.StoreId).OrderByDescending(w => w.Sale.PaidAt).Take(RowsMax)
            .Select(w => new { w.Sale.Id, Line = w.Line.Id, w.Sale.Number, w.Line.GiftLoad, Amount = w.Line.Gross.Cash, w.Line.GiftAttemptId }).ToListAsync(cancel);
        var rows = new List<GiftLoadRow>();
        foreach (var load in found)
        {
            rows.Add(new GiftLoadRow(load.Id, load.Line, load.Number, load.GiftLoad, load.Amount,
                load.GiftAttemptId is { } attempt ? await payments.FindAsync(attempt, cancel) : null)); // at most a few are under way
        }

        var followed = new List<PaymentView>();
        foreach (var id in request.Followed ?? [])
        {
            if (await payments.FindAsync(id, cancel) is { } load)
                followed.Add(load);
        }

        return new GiftDesk(store.TakesGift, store.TakesEbt, rows) { Followed = followed };
    }
}
