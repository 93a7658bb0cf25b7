namespace CloudPos.Spin;

/// <summary>How the customer pays, as the specification names it (Request Fields Definition, PaymentType).</summary>
public enum SpinPaymentType
{
    /// <summary>Credit.</summary>
    Credit,

    /// <summary>Debit.</summary>
    Debit,

    /// <summary>The customer chooses on the terminal; the answer names what was chosen.</summary>
    UserChoice,

    /// <summary>EBT_Food.</summary>
    EbtFood,

    /// <summary>EBT_Cash.</summary>
    EbtCash,

    /// <summary>Gift.</summary>
    Gift,

    /// <summary>Any card: for Status, when it is not known what the customer chose.</summary>
    Card,

    /// <summary>Cash: for Status, after a dual pricing sale paid in cash.</summary>
    Cash,

    /// <summary>Check.</summary>
    Check,
}

/// <summary>Which receipts the terminal prints by itself.</summary>
public enum SpinPrintReceipt
{
    /// <summary>None; the register prints.</summary>
    No,

    /// <summary>The merchant's copy.</summary>
    Merchant,

    /// <summary>The customer's copy.</summary>
    Customer,

    /// <summary>Both copies.</summary>
    Both,
}
