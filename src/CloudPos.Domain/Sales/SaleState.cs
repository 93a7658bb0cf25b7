namespace CloudPos.Domain.Sales;

/// <summary>Where a sale is in its life.</summary>
public enum SaleState
{
    /// <summary>In the cart of a register.</summary>
    Open = 0,

    /// <summary>Paid in full; nothing about it changes any more.</summary>
    Paid = 1,

    /// <summary>Cleared before anything was paid. Can be taken back while the register has no other cart.</summary>
    Cleared = 2,
}
