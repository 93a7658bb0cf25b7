namespace CloudPos.SpinSimulator.Proxy;

/// <summary>A request that passed the strict reader. Amounts in cents.</summary>
internal sealed record SpinRequest
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(120);

    public required string TransType { get; init; }
    public string PaymentType { get; init; } = "";
    public string RefId { get; init; } = "";
    public string? RegisterId { get; init; }
    public string? Tpn { get; init; }
    public required string AuthKey { get; init; }
    public long Amount { get; init; }
    public long Tip { get; init; }
    public long CustomFee { get; init; }
    public long Cashback { get; init; }
    public string? AcntLast4 { get; init; }
    public string? ReportType { get; init; }
    public bool CapturesSignature { get; init; }
    public TimeSpan OperationalTimeout { get; init; } = DefaultTimeout;
    public DualPrices? Dual { get; init; }
    public Cart? Cart { get; init; }

    /// <summary>What a card is charged, before a tip asked for on the terminal.</summary>
    public long CardPrice
    {
        get
        {
            if (Dual is null || Amount == Dual.CardTotal || (Tip > 0 && Amount == Dual.CardTotal + Tip))
            {
                return Amount;
            }

            return Dual.Calculated ? Dual.CardTotal : Amount;
        }
    }

    /// <summary>The customer is asked only when there is something to choose.</summary>
    public bool OffersCash => TransType == "Sale" && Dual is not null && Dual.CashTotal != CardPrice;
}

/// <summary>The dual pricing block: both totals and the taxes inside each.</summary>
internal sealed record DualPrices(long CardTotal, long CashTotal, bool Calculated)
{
    /// <summary>The card total before tax; what percentages of a tip are taken from.</summary>
    public long? CardBase { get; init; }
    public long Tax1Card { get; init; }
    public long Tax2Card { get; init; }
    public long Tax1Cash { get; init; }
    public long Tax2Cash { get; init; }
    public long CardDiscount { get; init; }
    public long CashDiscount { get; init; }
}

/// <summary>What the items screen shows.</summary>
internal sealed record Cart(IReadOnlyList<CartAmount> Amounts, IReadOnlyList<CartItem> Items);

internal sealed record CartAmount(string Name, long Value, bool IsTotal);

internal sealed record CartItem(string Name, long? Price, string? Quantity, IReadOnlyList<CartOption> Options, string? Note);

internal sealed record CartOption(string Name, long? Price, string? Quantity);
