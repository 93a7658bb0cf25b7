using System.Threading.Channels;
using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>
/// The customer in front of the terminal, from the first screen to what they decided. It does not know the ledger
/// and it goes on whether or not anybody still waits for the answer.
/// </summary>
internal sealed class CustomerSession(
    SpinRequest request, Autopilot autopilot, bool asksTip, TimeProvider clock, Action<CustomerSession, ScreenView> show)
{
    /// <summary>How long the items stand before the next screen comes by itself.</summary>
    public static readonly TimeSpan ItemsTime = TimeSpan.FromSeconds(1.5);

    /// <summary>How long the host takes to answer.</summary>
    public static readonly TimeSpan HostTime = TimeSpan.FromMilliseconds(600);

    /// <summary>A terminal nobody touches gives up some time after the register did.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly int[] TipPercents = [12, 15, 18];
    private static readonly string[] CardKeys = ["tap", "insert", "swipe"];

    private readonly Channel<string> keys = Channel.CreateUnbounded<string>();
    private IReadOnlyList<string> allowed = [];

    public SpinRequest Request => request;

    public AutopilotMode Mode => autopilot.Mode;

    private bool AsksTip => asksTip && request.TransType == "Sale" && request.Tip == 0;

    public void Press(string key) => keys.Writer.TryWrite(key);

    /// <summary>Ends the wait for a key with <see cref="ChannelClosedException"/>; whoever ends it ignores the outcome.</summary>
    public void End() => keys.Writer.TryComplete();

    public Task<CustomerDecision> RunAsync() => autopilot.Mode == AutopilotMode.Manual ? ByHandAsync() : AloneAsync();

    private async Task<CustomerDecision> ByHandAsync()
    {
        var stage = request.Cart is not null ? "items" : AfterItems();
        CardShown? card = null;
        long tip = 0;
        while (true)
        {
            Show(Screen(stage, tip));
            var key = await NextKeyAsync(stage == "items" ? ItemsTime : request.OperationalTimeout + Patience);
            switch (key)
            {
                case null or "ok" when stage == "items":
                    stage = AfterItems();
                    continue;
                case null:
                    return CustomerDecision.GaveUp;
                case "cancel":
                    return CustomerDecision.Cancelled;
                case "cash":
                    return CustomerDecision.Cash;
                case "decline":
                    await AskHostAsync(tip);
                    return CustomerDecision.Declined;
                case "card":
                    stage = AfterPrice();
                    continue;
                case "ok" when stage == "tip":
                    break;
                case var _ when key.StartsWith("tip:", StringComparison.Ordinal):
                    Dollars.TryRead(key[4..], out tip);
                    break;
                case "tap":
                    card = CardShown.Tapped;
                    break;
                case "insert":
                    card = CardShown.Inserted;
                    break;
                case "swipe":
                    card = CardShown.Swiped;
                    break;
            }

            if (card is null)
            {
                stage = "present-card";
            }
            else if (AsksTip && stage is "items" or "choose-price")
            {
                stage = AfterPrice();
            }
            else
            {
                await AskHostAsync(tip);
                return CustomerDecision.Paid(card, tip);
            }
        }
    }

    private async Task<CustomerDecision> AloneAsync()
    {
        var delay = TimeSpan.FromMilliseconds(autopilot.DelayMs);
        var host = autopilot.Mode is AutopilotMode.Approve or AutopilotMode.Decline or AutopilotMode.NeverAnswer
            ? Min(HostTime, delay / 2)
            : TimeSpan.Zero;
        var first = request.Cart is not null ? "items" : AfterItems();
        Show(Screen(first, 0) with { Keys = ["cancel"] });
        if (await NextKeyAsync(delay - host) == "cancel")
        {
            return CustomerDecision.Cancelled;
        }

        var tip = AsksTip ? Dollars.Percent(TipBase, TipPercents[1]) : 0;
        if (host > TimeSpan.Zero)
        {
            Show(Processing(tip));
            await Task.Delay(host, clock);
        }

        return autopilot.Mode switch
        {
            AutopilotMode.Decline => CustomerDecision.Declined,
            AutopilotMode.Cancel => CustomerDecision.Cancelled,
            // without a cash price on the screen, somebody with cash only has the red key left
            AutopilotMode.Cash => request.TransType == "Sale" && request.Dual is not null
                ? CustomerDecision.Cash
                : CustomerDecision.Cancelled,
            AutopilotMode.Vanish => CustomerDecision.Vanished,
            _ => CustomerDecision.Paid(CardShown.Tapped, tip),
        };
    }

    private string AfterItems() => request.OffersCash ? "choose-price" : AfterPrice();

    private string AfterPrice() => AsksTip ? "tip" : "present-card";

    private long TipBase => request.Dual?.CardBase ?? request.CardPrice;

    private ScreenView Screen(string stage, long tip)
    {
        string[] choice = request.OffersCash ? ["card", "cash"] : [];
        var view = ScreenView.Of(stage, request);
        return stage switch
        {
            "items" => view.WithCart(request.Cart!) with { Keys = [.. CardKeys, .. choice, "decline", "ok", "cancel"] },
            "choose-price" => view with { Keys = [.. CardKeys, .. choice, "decline", "cancel"] },
            "tip" => view with
            {
                Keys = [.. CardKeys, "tip", "ok", "cancel"],
                TipBase = Dollars.Shown(TipBase),
                TipChoices = [.. TipPercents.Select(p => Dollars.Percent(TipBase, p)).Zip(TipPercents, (tip, percent) =>
                    new TipChoice($"{percent} %", Dollars.Shown(tip), $"tip:{Dollars.Plain(tip)}"))],
            },
            _ => view with
            {
                Keys = [.. CardKeys, "decline", "cancel"],
                Amount = Dollars.Shown(request.CardPrice + tip),
                AmountLabel = request.TransType switch
                {
                    "Return" => "Refund",
                    "Auth" => "Held on your card",
                    _ => tip > 0 ? "Total with tip" : "Total",
                },
            },
        };
    }

    private ScreenView Processing(long tip) =>
        ScreenView.Of("processing", request) with { Amount = Dollars.Shown(request.CardPrice + tip) };

    private async Task AskHostAsync(long tip)
    {
        Show(Processing(tip));
        await Task.Delay(HostTime, clock);
    }

    private void Show(ScreenView view)
    {
        allowed = view.Keys;
        show(this, view);
    }

    /// <summary>Null when nothing was pressed in time.</summary>
    private async Task<string?> NextKeyAsync(TimeSpan wait)
    {
        if (wait <= TimeSpan.Zero)
        {
            return null;
        }

        using var late = new CancellationTokenSource(wait, clock);
        try
        {
            while (true)
            {
                // a second finger may have pressed a key of the screen before
                var key = await keys.Reader.ReadAsync(late.Token);
                if (allowed.Contains(key.StartsWith("tip:", StringComparison.Ordinal) ? "tip" : key))
                {
                    return key;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
