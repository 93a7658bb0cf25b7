using System.Globalization;
using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>The screens of a payment, one by one.</summary>
internal static class PaymentScreens
{
    public static readonly int[] TipPercents = [12, 15, 18];
    public static readonly string[] Types = ["Credit", "Debit", "EBT_Food", "EBT_Cash"];

    private static readonly string[] CardKeys = ["tap", "insert", "swipe"];
    private static readonly long[] CashbackSteps = [10_00, 20_00, 40_00];

    public static ScreenView Of(string stage, SpinRequest request, string paymentType, long extra, string? note)
    {
        string[] choice = request.OffersCash ? ["card", "cash"] : [];
        var view = ScreenView.Of(stage, request) with { Note = note };
        return stage switch
        {
            "items" => view.WithCart(request.Cart!) with { Keys = [.. CardKeys, .. choice, "decline", "ok", "cancel"] },
            "choose-price" => view with { Keys = [.. CardKeys, .. choice, "decline", "cancel"] },
            "payment-type" => view with { Keys = ["type", "decline", "cancel"], Choices = Types },
            "tip" => view with
            {
                Keys = [.. CardKeys, "tip", "ok", "cancel"],
                TipBase = Dollars.Shown(TipBase(request)),
                TipChoices = [.. TipPercents.Select(p => Dollars.Percent(TipBase(request), p)).Zip(TipPercents, (tip, percent) =>
                    new TipChoice($"{percent} %", Dollars.Shown(tip), $"tip:{Dollars.Plain(tip)}"))],
            },
            "cashback" => view with
            {
                Keys = ["cashback", "ok", "cancel"],
                TipChoices = [.. CashbackSteps.Select(c => new TipChoice(Dollars.Shown(c)[..^3], "", $"cashback:{Dollars.Plain(c)}"))],
            },
            "pin" => view with { Keys = ["pin", "decline", "cancel"], Amount = Dollars.Shown(request.CardPrice + extra) },
            "manual-entry" => view with { Keys = ["manual", "cancel"], Amount = Dollars.Shown(request.CardPrice + extra) },
            "signature" => view with { Keys = ["sign", "ok"], Amount = Dollars.Shown(request.CardPrice + extra), Title = "Please sign" },
            _ => view with
            {
                // a debit card wants its PIN and with it the card itself
                Keys = paymentType == "Debit" ? [.. CardKeys, "decline", "cancel"] : [.. CardKeys, "manual-entry", "decline", "cancel"],
                Amount = Dollars.Shown(request.CardPrice + extra),
                AmountLabel = Label(request, extra),
            },
        };
    }

    public static ScreenView Processing(SpinRequest request, long extra) =>
        ScreenView.Of("processing", request) with { Amount = Dollars.Shown(request.CardPrice + extra) };

    public static ScreenView Waiting(SpinRequest request) =>
        ScreenView.Of("processing", request) with { Reason = "slow" };

    public static long TipBase(SpinRequest request) => request.Dual?.CardBase ?? request.CardPrice;

    private static string Label(SpinRequest request, long extra) => request.TransType switch
    {
        "Return" or "Refund" => "Refund",
        "Auth" => "Held on your card",
        "Activate" or "Reload" => "Put on your gift card",
        "Inquire" => "Balance of your card",
        "Deactivate" or "Reissue" => "Gift card",
        _ => extra > 0 ? "Total with tip" : "Total",
    };
}

/// <summary>A number typed at the terminal: its check digit, and a date that is not over.</summary>
internal static class CardNumber
{
    /// <param name="typed">Number and MMYY, as 4111111111111111:1230.</param>
    public static CardShown? Read(string typed, TimeProvider clock)
    {
        var parts = typed.Split(':');
        if (parts is not [{ Length: >= 13 and <= 19 } number, { Length: 4 } date] || !typed.All(c => char.IsAsciiDigit(c) || c == ':'))
        {
            return null;
        }

        var sum = number.Reverse().Select((c, i) => i % 2 == 0 ? c - '0' : ((c - '0') * 2 / 10) + ((c - '0') * 2 % 10)).Sum();
        var month = int.Parse(date[..2], CultureInfo.InvariantCulture);
        var year = 2000 + int.Parse(date[2..], CultureInfo.InvariantCulture);
        var now = clock.GetUtcNow();
        var over = (year * 12) + month < (now.Year * 12) + now.Month;
        return sum % 10 == 0 && month is >= 1 and <= 12 && !over ? CardShown.Typed(number) : null;
    }
}
