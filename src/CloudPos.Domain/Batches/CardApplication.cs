namespace CloudPos.Domain.Batches;

/// <summary>The application on the PIN pad that holds a transaction; each has a list and a host of its own.</summary>
public enum CardApplication
{
    Credit = 0,
    Debit = 1,
    Ebt = 2,
    Gift = 3,
    Check = 4,

    /// <summary>Cash that the customer chose on the PIN pad; no host holds it.</summary>
    Cash = 5,

    /// <summary>A name that is not known here.</summary>
    Other = 6,
}

/// <summary>What a line of a batch does.</summary>
public enum LineType
{
    Sale = 0,

    /// <summary>Money back; positive in the list, and taken off the total.</summary>
    Return = 1,

    /// <summary>The charge of a hold.</summary>
    Capture = 2,
    Cash = 3,
    Redeem = 4,
    Activate = 5,
    Reload = 6,
    Other = 7,
}

/// <summary>Reads the names that PIN pads give their applications.</summary>
public static class CardApplications
{
    // "DvPayLiteCashAlter", "DvCredit", "DvPayLiteEbt": the stem is what they have in common. "EBT_Cash" is no cash: EBT comes first.
    private static readonly (string Stem, CardApplication Application)[] Stems =
    [
        ("EBT", CardApplication.Ebt), ("CASH", CardApplication.Cash), ("GIFT", CardApplication.Gift), ("CHECK", CardApplication.Check),
        ("DEBIT", CardApplication.Debit), ("CREDIT", CardApplication.Credit),
    ];

    /// <summary>The application of a name; <see cref="CardApplication.Other"/> for one that nobody knows.</summary>
    public static CardApplication Of(string? name) =>
        Array.Find(Stems, s => name?.Contains(s.Stem, StringComparison.OrdinalIgnoreCase) == true) is { Stem: not null } found
            ? found.Application : CardApplication.Other;
}
