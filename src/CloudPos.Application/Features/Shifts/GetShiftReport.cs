using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Shifts;

/// <summary>The X report of an open shift, or the stored Z report of a closed one.</summary>
[Needs(Permission.ViewShifts)]
public sealed record GetShiftReport(ShiftId ShiftId) : IRequest<Result<ShiftReport>>;

internal sealed class GetShiftReportHandler(ShiftReader shifts) : IRequestHandler<GetShiftReport, Result<ShiftReport>>
{
    public Task<Result<ShiftReport>> Handle(GetShiftReport request, CancellationToken cancel) => shifts.ReadAsync(request.ShiftId, cancel);
}
