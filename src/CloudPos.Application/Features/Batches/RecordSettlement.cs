using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Books what the terminal answered to a settlement. May be repeated until it succeeds.</summary>
[SystemOnly]
public sealed record RecordSettlement(SettlementId SettlementId, SettleAnswer Answer) : IRequest<Result<Done>>;

internal sealed class RecordSettlementHandler(AppDbContext db, SettlementBooking booking) : IRequestHandler<RecordSettlement, Result<Done>>
{
    public async Task<Result<Done>> Handle(RecordSettlement request, CancellationToken cancel)
    {
        var settlement = await db.Settlements.Include(s => s.Entries).Include(s => s.Parts).AsSplitQuery().SingleAsync(s => s.Id == request.SettlementId, cancel);
        if (SettlementTransitions.Next(settlement.State, request.Answer.Signal) is null)
            return default(Done); // on record already, or no news
        await booking.BookAsync(settlement, request.Answer, cancel);
        return default(Done);
    }
}
