using CloudPos.Application.Features.Register;

namespace CloudPos.Web.Features.Register;

public sealed partial class Till
{
    private async Task OpenGiftAsync()
    {
        if (_state.IsPaid)
            await NextAsync();
        if (!_state.IsPaying && _state.Panel is FloorPanel.None or FloorPanel.Keys)
            OpenPanel(FloorPanel.Gift);
    }

    private Task GiftSoldAsync(SaleView sale)
    {
        _state.Show(sale);
        return ClosePanelAsync();
    }
}
