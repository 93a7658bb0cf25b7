using CloudPos.Application.Features.Holds;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;

namespace CloudPos.Web.Features.Register;

public sealed partial class Till
{
    private bool MayHold => May(Permission.AdjustTips);

    private bool CanHold => _state is { Sale: { CanPay: true, CanPayByCard: true, CanChange: true }, IsPaying: false, IsPaid: false };

    private void OpenHold()
    {
        if (CanHold)
            OpenPanel(FloorPanel.Hold);
    }

    private Task HoldAsync((Money Amount, string Label) hold) => _state.Sale is { } sale && CanHold
        ? PayAsync(() => Sender.SendAsync(new AuthoriseSale(sale.Id, _state.NextAttempt, hold.Amount, hold.Label)))
        : Task.CompletedTask;
}
