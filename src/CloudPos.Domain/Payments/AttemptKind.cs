namespace CloudPos.Domain.Payments;

/// <summary>What a payment attempt asks the terminal for (SPIn <c>TransType</c>).</summary>
public enum AttemptKind
{
    /// <summary>Charges a card for a sale; with <see cref="PayMethod.Gift"/> it redeems a gift card.</summary>
    Sale = 0,

    /// <summary>Pays money back to a card that is presented again, under a RefId of its own.</summary>
    Return = 1,

    /// <summary>Takes back another attempt of the open batch, under that one's RefId.</summary>
    Void = 2,

    /// <summary>Sets the tip of another attempt of the open batch, under that one's RefId.</summary>
    TipAdjust = 3,

    /// <summary>Holds an amount without charging it.</summary>
    Auth = 4,

    /// <summary>Charges what a hold holds, under the hold's RefId.</summary>
    Capture = 5,

    /// <summary>Puts the first value on a new gift card.</summary>
    GiftActivate = 6,

    /// <summary>Adds value to a gift card.</summary>
    GiftReload = 7,
}

/// <summary>How a customer pays (SPIn <c>PaymentType</c>, and cash in the drawer).</summary>
public enum PayMethod
{
    /// <summary>Notes and coins in the drawer; never sent to a terminal.</summary>
    Cash = 0,

    Credit = 1,
    Debit = 2,

    /// <summary>Food benefits: pay eligible items only, at the Cash Price, without a fee.</summary>
    EbtFood = 3,

    /// <summary>Cash benefits: at the Cash Price, without a fee.</summary>
    EbtCash = 4,

    /// <summary>A gift card; which price it pays is the store's parameter.</summary>
    Gift = 5,

    /// <summary>The customer chooses on the PIN pad; the answer says what was chosen.</summary>
    UserChoice = 6,
}
