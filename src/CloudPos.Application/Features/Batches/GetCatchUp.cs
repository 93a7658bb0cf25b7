using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>What a sale of the PIN pad alone may be entered with: the store's registers, and its parked carts as the items.</summary>
[Needs(Permission.Settle)]
public sealed record GetCatchUp(StoreId StoreId) : IRequest<Result<CatchUp>>;

public sealed record CatchUp(IReadOnlyList<CatchUpRegister> Registers, IReadOnlyList<CatchUpCart> Carts);

public sealed record CatchUpRegister(RegisterId Id, string Name);

/// <summary>A parked cart: rung up at a till for this.</summary>
public sealed record CatchUpCart(SaleId Id, string Name, int Lines, Money Total);

internal sealed class GetCatchUpHandler(AppDbContext db) : IRequestHandler<GetCatchUp, Result<CatchUp>>
{
    private const int CartsMax = 100;

    public async Task<Result<CatchUp>> Handle(GetCatchUp request, CancellationToken cancel)
    {
        var registers = await db.Registers.Where(r => r.StoreId == request.StoreId).OrderBy(r => r.Name).Select(r => new CatchUpRegister(r.Id, r.Name)).ToListAsync(cancel);
        if (registers.Count == 0)
            return new Refusal("store.unknown", "That store does not exist, or it has no register.");
        var parked = await db.Sales.AsNoTracking().Include(s => s.Lines).Include(s => s.Tenders).AsSplitQuery()
            .Where(s => s.StoreId == request.StoreId && s.ParkedAt != null && s.State == SaleState.Open && s.OpenAttemptId == null)
            .OrderByDescending(s => s.ParkedAt).ThenBy(s => s.Id).Take(CartsMax).ToListAsync(cancel);
        return new CatchUp(registers, [.. parked.Where(s => s.Left.Card.IsPositive)
            .Select(s => new CatchUpCart(s.Id, s.ParkedName ?? $"Sale {s.Number}", s.ActiveLines.Count(), s.Left.Card))]);
    }
}
