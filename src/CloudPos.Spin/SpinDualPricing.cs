namespace CloudPos.Spin;

/// <summary>
/// The card and the cash form of one sale, computed by us (specification: Dual Pricing Request). Dollars.
/// </summary>
/// <remarks>
/// The names are the tags of the specification. With one item of 10.00 cash / 10.40 card and taxes of 5 % and 10 % the
/// totals are 11.50 / 11.96, FeeAmount 0.40, Tax1Fee 0.02 and Tax2Fee 0.04: the fee columns are card minus cash.
/// </remarks>
public sealed record SpinDualPricing
{
    /// <summary>True when the amounts below already hold the fee, so that the terminal adds none.</summary>
    public bool FeeCalculated { get; init; } = true;

    /// <summary>True when the amounts below already hold the taxes, so that the terminal adds none.</summary>
    public bool TaxCalculated { get; init; } = true;

    /// <summary>Card price of all lines, before discount and tax.</summary>
    public decimal TotalCardAmountWithoutDiscount { get; init; }

    /// <summary>Cash price of all lines, before discount and tax.</summary>
    public decimal TotalCashAmountWithoutDiscount { get; init; }

    /// <summary>Card price of all lines after discount, before tax.</summary>
    public decimal TotalCardAmountWithDiscount { get; init; }

    /// <summary>Cash price of all lines after discount, before tax.</summary>
    public decimal TotalCashAmountWithDiscount { get; init; }

    /// <summary>Card minus cash before tax.</summary>
    public decimal FeeAmount { get; init; }

    /// <summary>Card minus cash of the first tax.</summary>
    public decimal Tax1Fee { get; init; }

    /// <summary>Card minus cash of the second tax.</summary>
    public decimal Tax2Fee { get; init; }

    /// <summary>Name of the first tax; cut to 25 characters on the wire.</summary>
    public string? Tax1Label { get; init; }

    /// <summary>Name of the second tax; cut to 25 characters on the wire.</summary>
    public string? Tax2Label { get; init; }

    /// <summary>First tax when paid by card.</summary>
    public decimal Tax1CardAmount { get; init; }

    /// <summary>First tax when paid in cash.</summary>
    public decimal Tax1CashAmount { get; init; }

    /// <summary>Second tax when paid by card.</summary>
    public decimal Tax2CardAmount { get; init; }

    /// <summary>Second tax when paid in cash.</summary>
    public decimal Tax2CashAmount { get; init; }

    /// <summary>What a card payer pays, tax included.</summary>
    public decimal TotalCardAmount { get; init; }

    /// <summary>Discount of a card payer, positive.</summary>
    public decimal TotalCardDiscount { get; init; }

    /// <summary>What a cash payer pays, tax included.</summary>
    public decimal TotalCashAmount { get; init; }

    /// <summary>Discount of a cash payer, positive.</summary>
    public decimal TotalCashDiscount { get; init; }

    /// <summary>
    /// The lines; left out together with their count when the request grows too long, the totals never are.
    /// </summary>
    public IReadOnlyList<SpinLineItem> Lines { get; init; } = [];
}

/// <summary>One line of a dual pricing sale. Amounts in dollars, quantity with at most three decimals.</summary>
public sealed record SpinLineItem(
    string ProductName,
    decimal CardDiscountAmount,
    decimal CardTotal,
    decimal CashDiscountAmount,
    decimal CashTotal,
    decimal Quantity,
    string UnitMeasure,
    string Description,
    string ItemCode,
    decimal UnitCostCardPrice,
    decimal UnitCostCashPrice);
