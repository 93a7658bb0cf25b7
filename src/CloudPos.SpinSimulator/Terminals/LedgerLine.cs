namespace CloudPos.SpinSimulator.Terminals;

/// <summary>One transaction in the terminal's database. Amounts in cents.</summary>
internal sealed record LedgerLine
{
    public required int Num { get; init; }
    public required string RefId { get; init; }

    /// <summary>Sale, Return, Auth, Capture, a gift operation, or CASH for a sale the customer chose to pay in cash.</summary>
    public required string TransType { get; init; }
    public required string PaymentType { get; init; }

    /// <summary>What the register wrote into Amount; the base that follow-ups have to name.</summary>
    public required long Requested { get; init; }

    /// <summary>The price charged, without the tip the terminal added.</summary>
    public required long Amount { get; init; }
    public required long Total { get; init; }
    public long Tip { get; init; }
    public long Cashback { get; init; }
    public long Fee { get; init; }
    public string? FeeLabel { get; init; }
    public long Discount { get; init; }
    public long TaxCity { get; init; }
    public long TaxState { get; init; }
    public required LineState State { get; init; }
    public required int Batch { get; init; }
    public int Merchant { get; init; } = 1;
    public bool Settled { get; init; }

    /// <summary>Approved without the host; to be sent up before the batch can close.</summary>
    public bool Stored { get; init; }
    public bool TipAdjusted { get; init; }

    /// <summary>What stayed unpaid of a partial approval.</summary>
    public long Due { get; init; }
    public long? GiftBalance { get; init; }
    public long? EbtFoodBalance { get; init; }
    public long? EbtCashBalance { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? AuthCode { get; init; }
    public string? PnRef { get; init; }
    public CardShown? Card { get; init; }
    public bool Signed { get; init; }

    /// <summary>The strokes on the pad; empty for a signature nobody gave by hand.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? Strokes { get; init; }
    public string? InvoiceNumber { get; init; }

    /// <summary>Message of a transaction that was not approved: the terminal's word and the host's text.</summary>
    public string? RespMsg { get; init; }

    /// <summary>Its four-digit code, where it is not the usual one.</summary>
    public string? Status { get; init; }

    public bool IsCash => TransType == LedgerTypes.Cash;

    public bool IsPartial => Due > 0;

    /// <summary>The host holds only what was approved, voided or not.</summary>
    public bool IsHeld => State is LineState.Approved or LineState.Voided;

    /// <summary>The transaction's type as the register asked for it.</summary>
    public string AskedType => IsCash ? LedgerTypes.Sale : TransType;

    /// <summary>The application on the device that holds it.</summary>
    public CardApp App => PaymentType switch
    {
        _ when IsCash => CardApp.Cash,
        "Gift" => CardApp.Gift,
        "Check" => CardApp.Check,
        "EBT" or "EBT_Food" or "EBT_Cash" => CardApp.Ebt,
        "Debit" => CardApp.Debit,
        _ => CardApp.Credit,
    };
}

internal enum CardApp
{
    Credit,
    Debit,
    Ebt,
    Gift,
    Check,
    Cash,
}

internal static class LedgerTypes
{
    public const string Sale = "Sale";
    public const string Return = "Return";
    public const string Auth = "Auth";
    public const string Capture = "Capture";
    public const string Cash = "CASH";
}

internal enum LineState
{
    Approved,
    Declined,
    Cancelled,
    Voided,
}

/// <summary>A test card and how it came: tapped, inserted, swiped or typed.</summary>
internal sealed record CardShown(string Brand, string First4, string Last4, string Holder, string EntryType, string? Aid)
{
    public static readonly CardShown Tapped =
        new("VISA", "4111", "1111", "CARDHOLDER/VISA", "CHIP Contactless", "A0000000031010");

    public static readonly CardShown Inserted =
        new("MASTERCARD", "5413", "0403", "DOE/JANE", "CHIP", "A0000000041010");

    public static readonly CardShown Swiped = new("DISCOVER", "6011", "6527", "DOE/JOHN", "Swipe", null);

    public static CardShown Typed(string number) => new(
        number[0] switch { '3' => "AMEX", '4' => "VISA", '5' or '2' => "MASTERCARD", _ => "DISCOVER" },
        number[..4], number[^4..], "", "Manual", null);

    /// <summary>The same hand, with a card of the kind that is asked for.</summary>
    public CardShown As(string paymentType) => paymentType switch
    {
        "Debit" => this with { Brand = "DEBIT", Aid = Aid is null ? null : "A0000000980840" },
        "EBT" or "EBT_Food" or "EBT_Cash" => this with { Brand = "EBT", First4 = "5076", EntryType = Plain(), Aid = null },
        "Gift" => this with { Brand = "GIFT", First4 = "6010", EntryType = Plain(), Aid = null },
        _ => this,
    };

    private string Plain() => EntryType == "Manual" ? EntryType : "Swipe";
}
