using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Reads a PIN pad's open batch as it stands there now, without comparing it.</summary>
[Needs(Permission.Settle)]
public sealed record FetchBatchReport(TerminalId TerminalId) : IRequest<Result<BatchReport>>;

internal sealed class FetchBatchReportHandler(AppDbContext db, IBatchTerminal batchTerminal, TerminalLeases leases)
    : IRequestHandler<FetchBatchReport, Result<BatchReport>>
{
    public async Task<Result<BatchReport>> Handle(FetchBatchReport request, CancellationToken cancel)
    {
        var terminal = await db.Terminals.AsNoTracking().SingleOrDefaultAsync(t => t.Id == request.TerminalId, cancel);
        if (terminal is null)
            return BatchReports.Unknown;
        return await leases.ErrandAsync<BatchReport>(terminal.Tpn, BatchReports.Holder, BatchReports.Window, BatchReports.Busy, async _ =>
        {
            var report = await batchTerminal.ReportAsync(terminal, cancel);
            return BatchReports.TroubleOf(report, terminal.Label) is { } trouble ? trouble : report;
        }, cancel);
    }
}
