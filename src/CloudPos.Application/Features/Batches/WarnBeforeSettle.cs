using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Tells 60 and 15 minutes before the autopilot runs what is still open. Nothing open, no mail.</summary>
[SystemOnly]
public sealed record WarnBeforeSettle(StoreId StoreId) : IRequest<Result<Done>>;

internal sealed class WarnBeforeSettleHandler(AppDbContext db, OpenItems items, SettleMail mail, TimeProvider clock) : IRequestHandler<WarnBeforeSettle, Result<Done>>
{
    public async Task<Result<Done>> Handle(WarnBeforeSettle request, CancellationToken cancel)
    {
        var store = await db.Stores.AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.StoreId, cancel);
        var plan = await db.SettlePlans.SingleOrDefaultAsync(p => p.StoreId == request.StoreId, cancel);
        if (store is null || plan?.WarningDue(clock.GetUtcNow()) is not { } minutes)
            return default(Done);
        plan.NoteWarning(minutes);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return default(Done); // another server was first
        }

        if (await items.OfAsync(store, cancel) is { Count: > 0 } open)
            await mail.WarnAsync(store, plan, minutes, open, cancel);
        return default(Done);
    }
}
