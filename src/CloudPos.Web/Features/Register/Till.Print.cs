using CloudPos.Application.Features.Receipts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Receipts;

namespace CloudPos.Web.Features.Register;

public sealed partial class Till
{
    private readonly PinPadPrint _pinPadPrint = new();

    /// <summary>Beside everything else: the next sale does not wait for a slip.</summary>
    private async Task PrintOnPinPadAsync(SaleId sale)
    {
        if (_pinPadPrint.Begin(sale))
            _pinPadPrint.End(await Sender.SendAsync(new PrintReceiptOnPinPad(sale)));
    }
}
