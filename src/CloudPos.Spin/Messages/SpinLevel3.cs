namespace CloudPos.Spin;

/// <summary>
/// Purchase details of a business card payment (specification: Level 2 &amp; Level 3 Data). Dollars and percent, at most
/// two decimals; texts are sent only when given.
/// </summary>
/// <remarks>The totals of the lines add up to the amount of the sale, else the request is refused before the wire.</remarks>
public sealed record SpinLevel3
{
    /// <summary>Local tax of the sale.</summary>
    public decimal TaxAmount { get; init; }

    /// <summary>Whether tax is part of the sale: sent as TaxProvided, else NonTaxable.</summary>
    public bool TaxProvided { get; init; } = true;

    /// <summary>State and national tax of the sale.</summary>
    public decimal NationalTaxAmount { get; init; }

    /// <summary>The customer's reference, at most 17 letters and digits.</summary>
    public string? CustomerReference { get; init; }

    /// <summary>Where the goods go, at most 10 characters.</summary>
    public string? DestinationZipCode { get; init; }

    /// <summary>The customer's VAT registration, at most 13 characters.</summary>
    public string? CustomerVatRegistration { get; init; }

    /// <summary>Commodity code of the whole, at most 4 characters.</summary>
    public string? SummaryCommodityCode { get; init; }

    /// <summary>Sum of all tax rates, percent.</summary>
    public decimal TaxRateApplied { get; init; }

    /// <summary>Sum of the discounts of the items.</summary>
    public decimal TotalDiscountAmount { get; init; }

    /// <summary>Purchase order number, at most 25 digits or letters.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>Freight.</summary>
    public decimal FreightAmount { get; init; }

    /// <summary>Duty.</summary>
    public decimal DutyAmount { get; init; }

    /// <summary>Where the goods come from, at most 10 characters.</summary>
    public string? ShipFromZipCode { get; init; }

    /// <summary>Numeric country code, three digits; 840 is the USA.</summary>
    public string? DestinationCountryCode { get; init; }

    /// <summary>The merchant's tax number, at most 20 characters.</summary>
    public string? MerchantTaxId { get; init; }

    /// <summary>The customer's tax number, at most 20 characters.</summary>
    public string? CustomerTaxId { get; init; }

    /// <summary>The lines, at least one and at most 98.</summary>
    public required IReadOnlyList<SpinLevel3Line> Lines { get; init; }
}

/// <summary>One line of the purchase. Dollars and percent; quantity with at most three decimals.</summary>
public sealed record SpinLevel3Line
{
    /// <summary>At most 12 characters.</summary>
    public string CommodityCode { get; init; } = "";

    /// <summary>At most 35 characters; longer ones are cut.</summary>
    public required string Description { get; init; }

    /// <summary>At most 12 characters.</summary>
    public string ProductCode { get; init; } = "";

    /// <summary>How many, above zero.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>ITM, EA, … at most 12 characters.</summary>
    public string UnitOfMeasure { get; init; } = "ITM";

    /// <summary>Price of one.</summary>
    public required decimal UnitCost { get; init; }

    /// <summary>VAT of the line.</summary>
    public decimal VatTaxAmount { get; init; }

    /// <summary>VAT rate, percent.</summary>
    public decimal VatTaxRate { get; init; }

    /// <summary>Discount of the line, positive.</summary>
    public decimal DiscountAmount { get; init; }

    /// <summary>Discount, percent.</summary>
    public decimal DiscountRate { get; init; }

    /// <summary>Local tax of the line.</summary>
    public decimal LocalTaxAmount { get; init; }

    /// <summary>State and national tax of the line.</summary>
    public decimal NationalTaxAmount { get; init; }

    /// <summary>Local tax rate, percent.</summary>
    public decimal LocalTaxRate { get; init; }

    /// <summary>State tax rate, percent.</summary>
    public decimal StateTaxRate { get; init; }

    /// <summary>All taxes of the line.</summary>
    public decimal TaxAmount { get; init; }

    /// <summary>All tax rates of the line, percent.</summary>
    public decimal TaxRate { get; init; }

    /// <summary>The line with its taxes and discount.</summary>
    public required decimal TotalAmount { get; init; }
}
