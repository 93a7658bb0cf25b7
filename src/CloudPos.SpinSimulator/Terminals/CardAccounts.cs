namespace CloudPos.SpinSimulator.Terminals;

/// <summary>Balances that the host keeps for gift and benefit cards. Cents, by the last four digits.</summary>
internal sealed record CardAccounts
{
    public static readonly CardAccounts AtFirst = new();

    /// <summary>Only active cards stand here.</summary>
    public IReadOnlyDictionary<string, long> Gift { get; init; } = new Dictionary<string, long> { ["1111"] = 50_00, ["0403"] = 7_50 };
    public long EbtFood { get; init; } = 120_00;
    public long EbtCash { get; init; } = 80_00;

    public long? GiftOf(string last4) => Gift.TryGetValue(last4, out var balance) ? balance : null;

    public CardAccounts WithGift(string last4, long? balance)
    {
        var gift = new Dictionary<string, long>(Gift);
        gift.Remove(last4);
        if (balance is { } left)
        {
            gift[last4] = left;
        }

        return this with { Gift = gift };
    }

    public long EbtOf(string paymentType) => paymentType == "EBT_Cash" ? EbtCash : EbtFood;

    public CardAccounts AddEbt(string paymentType, long cents) =>
        paymentType == "EBT_Cash" ? this with { EbtCash = EbtCash + cents } : this with { EbtFood = EbtFood + cents };
}
