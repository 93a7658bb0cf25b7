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

    /// <summary>What was put on a card meanwhile waits no more.</summary>
    private async Task CloseGiftAsync()
    {
        await ClosePanelAsync();
        if (!_state.IsPaying)
            await OpenAgainAsync();
    }

    private Task GiftSoldAsync(SaleView sale)
    {
        _state.Show(sale);
        return ClosePanelAsync();
    }
}
