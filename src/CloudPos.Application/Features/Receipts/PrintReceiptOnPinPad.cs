using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Receipts;

/// <summary>Prints the receipt of a paid sale on the PIN pad of its register.</summary>
[Needs(Permission.Sell)]
public sealed record PrintReceiptOnPinPad(SaleId SaleId) : IRequest<Result<SlipPrinted>>;

internal sealed class PrintReceiptOnPinPadHandler(AppDbContext db, ReceiptReader receipts, PinPadPrinter printer)
    : IRequestHandler<PrintReceiptOnPinPad, Result<SlipPrinted>>
{
    public async Task<Result<SlipPrinted>> Handle(PrintReceiptOnPinPad request, CancellationToken cancel)
    {
        if (await receipts.FindAsync(request.SaleId, cancel) is not { } receipt)
            return new Refusal("sale.unknown", "That sale does not exist, or is not paid yet.");
        var register = await db.Sales.Where(s => s.Id == request.SaleId).Select(s => s.RegisterId).SingleAsync(cancel);
        return await printer.PrintAsync(register, ReceiptPrintout.Of(receipt), cancel);
    }
}
