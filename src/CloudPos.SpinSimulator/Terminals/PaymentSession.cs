using CloudPos.SpinSimulator.Printing;
using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>The customer who pays: order, price, kind of card, tip, card, cashback, PIN, host, signature.</summary>
internal sealed class PaymentSession(
    SpinRequest request,
    Autopilot autopilot,
    bool asksTip,
    TerminalParameters parameters,
    TimeProvider clock,
    Action<ScreenSession, ScreenView> show) : ScreenSession(request, autopilot, clock, show)
{
    /// <summary>How long the items stand before the next screen comes by itself.</summary>
    public static readonly TimeSpan ItemsTime = TimeSpan.FromSeconds(1.5);

    /// <summary>How long the host takes to answer.</summary>
    public static readonly TimeSpan HostTime = TimeSpan.FromMilliseconds(600);

    private string? paymentType;
    private CardShown? card;
    private long? tip;
    private long? cashback;
    private bool pinEntered;

    private string PaymentType => paymentType ?? Request.PaymentType;

    private bool AsksTip => asksTip && Request.TransType == "Sale" && Request.Tip == 0 && !Request.IsGift;

    private bool NeedsPin => PaymentType == "Debit" || PaymentType is "EBT" or "EBT_Food" or "EBT_Cash";

    private bool AsksCashback => parameters.AsksCashback && Request is { TransType: "Sale", Cashback: 0 } && PaymentType is "Debit" or "EBT_Cash";

    private long Extra => (tip ?? 0) + (cashback ?? 0);

    public async Task<CustomerDecision> RunAsync()
    {
        if (Request.Lateness > TimeSpan.Zero)
        {
            Show(PaymentScreens.Waiting(Request));
            await Task.Delay(Request.Lateness, Clock);
        }

        return Mode == AutopilotMode.Manual ? await ByHandAsync() : await AloneAsync();
    }

    private async Task<CustomerDecision> ByHandAsync()
    {
        var stage = Request.Cart is not null ? "items" : Next(afterPrice: false);
        string? note = null;
        while (stage != "processing")
        {
            Show(PaymentScreens.Of(stage, Request, PaymentType, Extra, note));
            note = null;
            var key = await NextKeyAsync(stage == "items" ? ItemsTime : Wait);
            switch (key?.Name)
            {
                case null or "ok" when stage == "items":
                    stage = Next(afterPrice: false);
                    continue;
                case null:
                    return CustomerDecision.GaveUp;
                case "cancel" when stage == "manual-entry":
                    stage = "present-card";
                    continue;
                case "cancel":
                    return CustomerDecision.Cancelled;
                case "cash":
                    return CustomerDecision.Cash;
                case "decline":
                    await AskHostAsync();
                    return CustomerDecision.Declined;
                case "type":
                    paymentType = PaymentScreens.Types.Contains(key.Value) ? key.Value : null;
                    break;
                case "tip":
                    Dollars.TryRead(key.Value, out var chosen);
                    tip = chosen;
                    break;
                case "ok" when stage == "tip":
                    tip = 0;
                    break;
                case "cashback":
                    Dollars.TryRead(key.Value, out var wanted);
                    cashback = wanted;
                    break;
                case "ok" when stage == "cashback":
                    cashback = 0;
                    break;
                case "pin":
                    pinEntered = true;
                    break;
                case "manual-entry":
                    stage = "manual-entry";
                    continue;
                case "manual":
                    card = CardNumber.Read(key.Value, Clock);
                    note = card is null ? "That is not a card number and date." : null;
                    stage = card is null ? "manual-entry" : stage;
                    if (card is null)
                    {
                        continue;
                    }

                    break;
                default:
                    // a card on the first screens takes the card price
                    card = Shown(key.Name) ?? card;
                    tip ??= stage == "tip" ? 0 : null;
                    break;
            }

            stage = Next(afterPrice: key.Name == "card" || card is not null || stage is not "items");
        }

        await AskHostAsync();
        var strokes = await SignatureAsync();
        return Paid() with { Strokes = strokes };
    }

    /// <summary>The first question that is still open.</summary>
    private string Next(bool afterPrice)
    {
        if (!afterPrice && Request.OffersCash)
        {
            return "choose-price";
        }

        if (paymentType is null && Request.PaymentType == "userChoice" && card is null)
        {
            return "payment-type";
        }

        if (AsksTip && tip is null)
        {
            return "tip";
        }

        if (card is null)
        {
            return "present-card";
        }

        if (AsksCashback && cashback is null)
        {
            return "cashback";
        }

        return NeedsPin && !pinEntered && card.EntryType != "Manual" ? "pin" : "processing";
    }

    private async Task<IReadOnlyList<IReadOnlyList<int>>?> SignatureAsync()
    {
        if (!parameters.AsksSignature || !Request.CapturesSignature || NeedsPin || Request.IsGift)
        {
            return null;
        }

        Show(PaymentScreens.Of("signature", Request, PaymentType, Extra, null));
        // the host has approved already: without a signature it is still paid
        var key = await NextKeyAsync(Wait);
        return key?.Strokes;
    }

    private async Task<CustomerDecision> AloneAsync()
    {
        var delay = TimeSpan.FromMilliseconds(Autopilot.DelayMs);
        var pays = Mode is not (AutopilotMode.Cancel or AutopilotMode.Cash or AutopilotMode.Vanish);
        var host = pays ? Min(HostTime, delay / 2) : TimeSpan.Zero;
        var first = Request.Cart is not null ? "items" : Next(afterPrice: false);
        Show(PaymentScreens.Of(first, Request, PaymentType, 0, null) with { Keys = ["cancel"] });
        if (await NextKeyAsync(delay - host) is { Name: "cancel" })
        {
            return CustomerDecision.Cancelled;
        }

        tip = AsksTip || (Mode == AutopilotMode.Tip && Request is { TransType: "Sale", Tip: 0, IsGift: false })
            ? Dollars.Percent(PaymentScreens.TipBase(Request), PaymentScreens.TipPercents[1])
            : 0;
        card = CardShown.Tapped;
        if (host > TimeSpan.Zero)
        {
            Show(PaymentScreens.Processing(Request, Extra));
            await Task.Delay(host, Clock);
        }

        return Mode switch
        {
            AutopilotMode.Decline => CustomerDecision.Declined,
            AutopilotMode.Cancel => CustomerDecision.Cancelled,
            // without a cash price on the screen, somebody with cash only has the red key left
            AutopilotMode.Cash => Request.TransType == "Sale" && Request.Dual is not null
                ? CustomerDecision.Cash
                : CustomerDecision.Cancelled,
            AutopilotMode.Vanish => CustomerDecision.Vanished,
            AutopilotMode.Sign => Paid() with { Strokes = SignatureImage.Wave },
            _ => Paid(),
        };
    }

    private CustomerDecision Paid()
    {
        var became = PaymentType is "userChoice" or "Card" ? "Credit" : PaymentType;
        return new CustomerDecision(DecisionKind.Paid, card!.As(became), tip ?? 0)
        {
            PaymentType = became,
            Cashback = cashback ?? 0,
        };
    }

    private async Task AskHostAsync()
    {
        Show(PaymentScreens.Processing(Request, Extra));
        await Task.Delay(HostTime, Clock);
    }

    private static CardShown? Shown(string key) => key switch
    {
        "tap" => CardShown.Tapped,
        "insert" => CardShown.Inserted,
        "swipe" => CardShown.Swiped,
        _ => null,
    };

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
