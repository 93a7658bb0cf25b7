using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Takes up a settlement that a stopped server left after "sent": it is unknown from now on. Nothing is sent from here.</summary>
[SystemOnly]
public sealed record SweepSettlement(SettlementId SettlementId) : IRequest<Result<SettlementState>>;

internal sealed class SweepSettlementHandler(AppDbContext db, SettlementBooking booking) : IRequestHandler<SweepSettlement, Result<SettlementState>>
{
    public async Task<Result<SettlementState>> Handle(SweepSettlement request, CancellationToken cancel)
    {
        var settlement = await db.Settlements.Include(s => s.Entries).Include(s => s.Parts).AsSplitQuery().SingleAsync(s => s.Id == request.SettlementId, cancel);
        if (settlement.State == SettlementState.Sent)
            await booking.BookAsync(settlement, new SettleAnswer(SettlementSignal.NoAnswer, [], null, "The server that held this settlement stopped."), cancel);
        return settlement.State;
    }
}
