using CloudPos.SpinSimulator.Printing;

namespace CloudPos.SpinSimulator.Proxy;

/// <summary>A request that passed a strict reader, XML or JSON. Amounts in cents.</summary>
internal sealed record SpinRequest
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(120);
    public static readonly TimeSpan SettleTimeout = TimeSpan.FromSeconds(420);

    /// <summary>As the document has it; for what has none, the name of the tag: UserChoice, UserInput, GetSign, Printer.</summary>
    public required string TransType { get; init; }
    public string PaymentType { get; init; } = "";
    public string RefId { get; init; } = "";
    public string? RegisterId { get; init; }
    public string? Tpn { get; init; }
    public required string AuthKey { get; init; }
    public bool IsRest { get; init; }
    public long Amount { get; init; }
    public long Tip { get; init; }
    public long CustomFee { get; init; }
    public long Cashback { get; init; }
    public HsaAmounts? Hsa { get; init; }
    public int? MerchantId { get; init; }
    public bool HasTags { get; init; }
    public string? AuthCode { get; init; }
    public string? AcntLast4 { get; init; }
    public string? InvoiceNumber { get; init; }
    public string? ReportType { get; init; }
    public bool Force { get; init; }
    public bool CapturesSignature { get; init; }

    /// <summary>Merchant, Customer, Both or No.</summary>
    public string PrintReceipt { get; init; } = "No";
    public bool WantsReceipt { get; init; }
    public bool WantsExtendedData { get; init; }
    public TimeSpan OperationalTimeout { get; init; } = DefaultTimeout;
    public bool FeeCalculated { get; init; }
    public bool TaxCalculated { get; init; }
    public DualPrices? Dual { get; init; }
    public Cart? Cart { get; init; }
    public Prompt? Prompt { get; init; }
    public IReadOnlyList<PrintedRow>? Print { get; init; }
    /// <summary>JSON: the register wants to be told the stages, and where to post the result besides.</summary>
    public bool WantsStages { get; init; }
    public string? CallbackUrl { get; init; }
    public int ListFrom { get; init; }
    public int ListTo { get; init; }

    // set by faults: the customer starts this much later, the host approves a part only, the terminal restarts after it approved
    public TimeSpan Lateness { get; init; }
    public bool PartialOnly { get; init; }
    public TimeSpan? RestartFor { get; init; }

    public bool IsGift => PaymentType == "Gift";

    public bool IsEbt => PaymentType is "EBT" or "EBT_Food" or "EBT_Cash";

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

/// <summary>The part of a sale that a health account may pay, and what it is made of.</summary>
internal sealed record HsaAmounts(long Total, long Parts);

/// <summary>A question to the person at the terminal that moves no money.</summary>
/// <param name="Kind">choice, input, sign, disclaimer or card.</param>
/// <param name="InputType">n, an, a, $n or i.</param>
internal sealed record Prompt(string Kind, string Title)
{
    public IReadOnlyList<string> Choices { get; init; } = [];
    public string InputType { get; init; } = "i";
    public int MaxLength { get; init; } = 40;
    public bool Hidden { get; init; }
    public TimeSpan? Timeout { get; init; }
}

/// <summary>What the items screen shows.</summary>
internal sealed record Cart(IReadOnlyList<CartAmount> Amounts, IReadOnlyList<CartItem> Items);

internal sealed record CartAmount(string Name, long Value, bool IsTotal);

internal sealed record CartItem(string Name, long? Price, string? Quantity, IReadOnlyList<CartOption> Options, string? Note);

internal sealed record CartOption(string Name, long? Price, string? Quantity);
