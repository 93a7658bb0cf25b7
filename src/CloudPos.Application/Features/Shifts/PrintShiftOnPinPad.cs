using CloudPos.Application.Data;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Shifts;

/// <summary>Prints the X or Z report of a shift on the PIN pad of its register.</summary>
[Needs(Permission.ViewShifts)]
public sealed record PrintShiftOnPinPad(ShiftId ShiftId) : IRequest<Result<SlipPrinted>>;

internal sealed class PrintShiftOnPinPadHandler(AppDbContext db, ShiftReader shifts, PinPadPrinter printer)
    : IRequestHandler<PrintShiftOnPinPad, Result<SlipPrinted>>
{
    public async Task<Result<SlipPrinted>> Handle(PrintShiftOnPinPad request, CancellationToken cancel)
    {
        var report = await shifts.ReadAsync(request.ShiftId, cancel);
        if (report.Value is not { } found)
            return report.Refusal!;
        var register = await db.Shifts.Where(s => s.Id == request.ShiftId).Select(s => s.RegisterId).SingleAsync(cancel);
        return await printer.PrintAsync(register, [ZSlip.ToPrintout(found)], cancel);
    }
}
