namespace CloudPos.SpinSimulator.Terminals;

/// <summary>One transaction in the terminal's database. Amounts in cents.</summary>
internal sealed record LedgerLine
{
    public required int Num { get; init; }
    public required string RefId { get; init; }

    /// <summary>Sale, Return, Auth, Capture, or CASH for a sale the customer chose to pay in cash.</summary>
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
    public long Discount { get; init; }
    public long TaxCity { get; init; }
    public long TaxState { get; init; }
    public required LineState State { get; init; }
    public required int Batch { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? AuthCode { get; init; }
    public string? PnRef { get; init; }
    public CardShown? Card { get; init; }
    public bool Signed { get; init; }

    /// <summary>Message of a transaction that was not approved: the terminal's word and the host's text.</summary>
    public string? RespMsg { get; init; }

    public bool IsCash => TransType == LedgerTypes.Cash;

    /// <summary>The host holds only what was approved, voided or not.</summary>
    public bool IsHeld => State is LineState.Approved or LineState.Voided;

    /// <summary>The transaction's type as the register asked for it.</summary>
    public string AskedType => IsCash ? LedgerTypes.Sale : TransType;
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

/// <summary>A test card and how it came: tapped, inserted or swiped.</summary>
internal sealed record CardShown(string Brand, string First4, string Last4, string Holder, string EntryType, string? Aid)
{
    public static readonly CardShown Tapped =
        new("VISA", "4111", "1111", "CARDHOLDER/VISA", "CHIP Contactless", "A0000000031010");

    public static readonly CardShown Inserted =
        new("MASTERCARD", "5413", "0403", "DOE/JANE", "CHIP", "A0000000041010");

    public static readonly CardShown Swiped = new("DISCOVER", "6011", "6527", "DOE/JOHN", "Swipe", null);
}
