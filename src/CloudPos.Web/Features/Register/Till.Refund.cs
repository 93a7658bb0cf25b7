using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Refunds;
using Microsoft.AspNetCore.Components;

namespace CloudPos.Web.Features.Register;

/// <summary>The refund panel stands where grid and cart stand. The cart is kept meanwhile.</summary>
public sealed partial class Till
{
    private RefundBoard? _refunds;
    private SaleId? _saleToRefund;
    private bool _isRefunding;

    /// <summary>A sale of the back office to give back; the panel opens with it.</summary>
    [Parameter] public SaleId? Refund { get; set; }

    private void OpenRefund(SaleId? sale)
    {
        if (!_isRefunding && !_state.IsPaying && !_state.IsPaid)
            (_isRefunding, _saleToRefund) = (true, sale);
    }

    private async Task CloseRefundAsync()
    {
        (_isRefunding, _saleToRefund, _refunds) = (false, null, null);
        await OpenAgainAsync();
    }
}
