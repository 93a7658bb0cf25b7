using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Shifts;

/// <summary>The business day of a store over all its registers: the stored Z reports added up.</summary>
[Needs(Permission.ViewShifts)]
public sealed record GetStoreDay(StoreId StoreId, DateOnly BusinessDate) : IRequest<Result<StoreDay>>;

internal sealed class GetStoreDayHandler(AppDbContext db, RequestContext context) : IRequestHandler<GetStoreDay, Result<StoreDay>>
{
    public async Task<Result<StoreDay>> Handle(GetStoreDay request, CancellationToken cancel)
    {
        if (await db.Stores.AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.StoreId, cancel) is not { } store)
            return new Refusal("store.unknown", "That store does not exist.");
        var shifts = await db.Shifts.AsNoTracking().OfActorsMerchant(context)
            .Where(s => s.StoreId == store.Id && s.BusinessDate == request.BusinessDate).ToListAsync(cancel);
        var reports = await db.ZReports.AsNoTracking().OfActorsMerchant(context).Include(z => z.Lines)
            .Where(z => z.StoreId == store.Id && z.BusinessDate == request.BusinessDate).ToListAsync(cancel);
        var registers = await db.Registers.Where(r => r.StoreId == store.Id).ToDictionaryAsync(r => r.Id, r => r.Name, cancel);
        var closed = shifts.Where(s => !s.IsOpen).ToDictionary(s => s.Id);
        return new StoreDay(
            store.Name, request.BusinessDate,
            [.. reports.OrderBy(z => registers[z.RegisterId], StringComparer.Ordinal).ThenBy(z => z.Number)
                .Select(z => new DayZ(z.ShiftId, registers[z.RegisterId], z.Number, z.SaleCount, z.Figures.Taken, closed[z.ShiftId].Difference))],
            [.. shifts.Where(s => s.IsOpen).Select(s => registers[s.RegisterId]).Order(StringComparer.Ordinal)],
            ShiftFigures.Sum([.. reports.Select(z => z.Figures)]),
            Sum(closed, s => s.Cash.Expected), Sum(closed, s => s.Counted), Sum(closed, s => s.Difference),
            Sum(closed, s => s.Cash.Drops + s.DroppedAtClose));
    }

    private static Money Sum(Dictionary<ShiftId, Shift> closed, Func<Shift, Money> figure) => Money.Sum(closed.Values.Select(figure));
}
