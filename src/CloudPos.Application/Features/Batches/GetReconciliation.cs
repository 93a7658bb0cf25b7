using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Staff;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>A comparison as it was stored, with its differences and decisions, however old it is.</summary>
[Needs(Permission.ViewReports)]
public sealed record GetReconciliation(ReconciliationId Id) : IRequest<Result<ReconciliationView>>;

internal sealed class GetReconciliationHandler(AppDbContext db, ReconciliationReader reader) : IRequestHandler<GetReconciliation, Result<ReconciliationView>>
{
    internal static readonly Refusal Unknown = new("reconciliation.unknown", "That comparison does not exist.");

    public async Task<Result<ReconciliationView>> Handle(GetReconciliation request, CancellationToken cancel)
    {
        var found = await db.Reconciliations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.Id, cancel);
        if (found is null)
            return Unknown;
        var terminal = await db.Terminals.AsNoTracking().SingleAsync(t => t.Id == found.TerminalId, cancel);
        var batch = await db.Batches.AsNoTracking().SingleAsync(b => b.Id == found.BatchId, cancel);
        return await reader.ViewAsync(found, terminal, batch, cancel);
    }
}
