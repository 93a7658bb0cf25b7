using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>What the gift host does with a card. It gives the accounts after it, or the reason why not.</summary>
internal static class GiftDesk
{
    /// <summary>The card that a Reissue hands out.</summary>
    public const string SpareCard = "9009";

    /// <summary>What is put on a card was paid for by another tender; only what is taken from it counts.</summary>
    public static bool MovesMoney(LedgerLine line) => line.App != CardApp.Gift
        || line.TransType is LedgerTypes.Sale or "Redeem" or LedgerTypes.Return or "Refund";

    public static GiftOutcome Do(SpinRequest request, string last4, long amount, CardAccounts accounts)
    {
        var balance = accounts.GiftOf(last4);
        return request.TransType switch
        {
            "Activate" when balance is null => new(accounts.WithGift(last4, amount), amount, amount),
            "Activate" => Refused(accounts, "CARD ALREADY ACTIVE"),
            _ when balance is null => Refused(accounts, "CARD NOT ACTIVE"),
            "Inquire" => new(accounts, 0, balance.Value),
            "Reload" or "Refund" or LedgerTypes.Return => new(accounts.WithGift(last4, balance.Value + amount), amount, balance.Value + amount),
            "Redeem" or LedgerTypes.Sale when balance == 0 => Refused(accounts, "NO FUNDS"),
            "Redeem" or LedgerTypes.Sale => Take(accounts, last4, Math.Min(amount, balance.Value), balance.Value),
            "Deactivate" => new(accounts.WithGift(last4, null), 0, 0),
            "Reissue" => new(accounts.WithGift(last4, null).WithGift(SpareCard, balance.Value), 0, balance.Value),
            _ => Refused(accounts, "NOT SUPPORTED"),
        };
    }

    /// <summary>A void gives back what was taken, or takes back what was given.</summary>
    public static CardAccounts Undo(LedgerLine line, CardAccounts accounts)
    {
        if (line.Card?.Last4 is not { } last4)
        {
            return accounts;
        }

        var balance = accounts.GiftOf(last4) ?? 0;
        return line.TransType switch
        {
            LedgerTypes.Sale or "Redeem" => accounts.WithGift(last4, balance + line.Total),
            "Reload" or "Refund" or LedgerTypes.Return => accounts.WithGift(last4, Math.Max(0, balance - line.Total)),
            "Activate" => accounts.WithGift(last4, null),
            _ => accounts,
        };
    }

    private static GiftOutcome Take(CardAccounts accounts, string last4, long taken, long balance) =>
        new(accounts.WithGift(last4, balance - taken), taken, balance - taken);

    private static GiftOutcome Refused(CardAccounts accounts, string reason) => new(accounts, 0, null, reason);
}

internal sealed record GiftOutcome(CardAccounts Accounts, long Moved, long? Balance, string? Refusal = null);
