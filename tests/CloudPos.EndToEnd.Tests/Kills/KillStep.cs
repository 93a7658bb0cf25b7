using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Payments;

namespace CloudPos.EndToEnd.Tests.Kills;

/// <summary>A persisted step of a payment at which the server dies.</summary>
/// <param name="Before">Brings the payment there.</param>
/// <param name="AtKill">What is on record when the server dies.</param>
/// <param name="Ends">How it may end.</param>
internal sealed record KillStep(string Name, Func<KillPad, Task> Before, AttemptState[] AtKill, AttemptState[] Ends)
{
    /// <summary>What takes long to bring about comes first, and last what would not stay so.</summary>
    public KillTurn Turn { get; init; } = KillTurn.Usual;

    /// <summary>What happens while another writer holds the database, so that the next commit is not made.</summary>
    public Func<KillPad, Task>? Held { get; init; }

    /// <summary>What the customer does while nobody listens.</summary>
    public Func<KillPad, Task>? After { get; init; }

    public static readonly KillStep OnRecord = new("on record, not yet dispatched", async pad =>
    {
        await pad.CustomerAsync("approve", delayMs: 4_000);
        await pad.PayAsync();
    }, [AttemptState.Created, AttemptState.Sent], [AttemptState.NotStarted, AttemptState.Approved, AttemptState.NotProcessed])
    {
        Turn = KillTurn.AtOnce,
    };

    public static readonly KillStep OnTerminal = new("on the PIN pad", async pad => await ShownAsync(pad), [AttemptState.Sent], [AttemptState.Approved])
    {
        After = pad => pad.PressAsync("tap"),
    };

    public static readonly KillStep OnTerminalOfBoth = OnTerminal with
    {
        Name = "on the PIN pad, which dies as well",
        Before = async pad =>
        {
            await pad.ShortenAsync(); // the proof that nothing came of it waits for the proxy's window
            await ShownAsync(pad);
        },
        AtKill = [AttemptState.Sent, AttemptState.Unknown],
        Ends = [AttemptState.NotProcessed],
        After = null,
    };

    public static readonly KillStep CancelRequested = new("cancel requested", async pad =>
    {
        await ShownAsync(pad);
        await pad.SendAsync(id => new CancelCardPayment(id));
    }, [AttemptState.Sent], [AttemptState.Cancelled])
    {
        After = pad => pad.PressAsync("cancel"),
    };

    public static readonly KillStep HostApproving = new("the host is approving", async pad =>
    {
        await ShownAsync(pad);
        await pad.PressAsync("tap");
    }, [AttemptState.Sent, AttemptState.Approved], [AttemptState.Approved]) { Turn = KillTurn.Late };

    public static readonly KillStep AnswerOnItsWay = new("approved, the answer on its way", async pad =>
    {
        await pad.FaultAsync("delay", "Sale", 15_000);
        await pad.CustomerAsync("approve");
        await pad.PayAsync();
        await Testing.AppFixture.EventuallyAsync(pad.ApprovedAsync, rows => rows.Count == 1, 30);
    }, [AttemptState.Sent], [AttemptState.Approved]);

    public static readonly KillStep DeclineOnItsWay = new("declined, the answer on its way", async pad =>
    {
        await pad.FaultAsync("delay", "Sale", 15_000);
        await pad.CustomerAsync("decline");
        await pad.PayAsync();
        await pad.UntilAsync(AttemptState.Sent);
        await Task.Delay(500);
    }, [AttemptState.Sent], [AttemptState.Declined]);

    public static readonly KillStep Recording = new("the answer is being recorded", async pad => await ShownAsync(pad), [AttemptState.Sent], [AttemptState.Approved])
    {
        Held = async pad =>
        {
            await pad.PressAsync("tap");
            await Testing.AppFixture.EventuallyAsync(pad.ApprovedAsync, rows => rows.Count == 1, 30);
        },
    };

    public static readonly KillStep RecordingPart = Recording with
    {
        Name = "a partial approval is being recorded",
        Before = async pad =>
        {
            await pad.FaultAsync("partial", "Sale");
            await ShownAsync(pad);
        },
        Ends = [AttemptState.PartiallyApproved],
    };

    public static readonly KillStep Booked = new("just booked", async pad =>
    {
        await pad.CustomerAsync("approve");
        await pad.PayAsync();
        await pad.UntilAsync(AttemptState.Approved);
    }, [AttemptState.Approved], [AttemptState.Approved]) { Turn = KillTurn.Late };

    public static readonly KillStep Unknown = new("unknown, Status not yet asked", async pad => await LostAsync(pad),
        [AttemptState.Unknown, AttemptState.Approved], [AttemptState.Approved]);

    public static readonly KillStep StatusOnItsWay = new("Status asked, its answer on its way", async pad =>
    {
        await pad.FaultAsync("delay", "Status", 15_000);
        await LostAsync(pad);
        await Testing.AppFixture.EventuallyAsync(() => pad.OnTheWireAsync("Status"), n => n > 0, 30);
    }, [AttemptState.Unknown], [AttemptState.Approved]);

    public static readonly KillStep StatusRecording = new("Status is being recorded", async pad =>
    {
        await pad.FaultAsync("delay", "Status", 5_000);
        await LostAsync(pad);
        await Testing.AppFixture.EventuallyAsync(() => pad.OnTheWireAsync("Status"), n => n > 0, 30);
    }, [AttemptState.Unknown], [AttemptState.Approved])
    {
        Turn = KillTurn.Late,
        Held = _ => Task.Delay(5_500),
    };

    public static readonly KillStep NotFoundOnce = new("not found once", async pad =>
    {
        await VanishAsync(pad);
        await pad.UntilAsync(a => a.NotFoundSince is not null);
    }, [AttemptState.Unknown, AttemptState.NotProcessed], [AttemptState.NotProcessed]) { Turn = KillTurn.Early };

    public static readonly KillStep SentAgain = new("sent again after the proof", async pad =>
    {
        await VanishAsync(pad);
        await pad.UntilAsync(AttemptState.NotProcessed);
        await pad.CustomerAsync("manual");
        await pad.ForgetShortAsync();
        await pad.SendAsync(id => new SendAgain(id));
        await pad.UntilShownAsync();
    }, [AttemptState.Sent], [AttemptState.Approved])
    {
        Turn = KillTurn.Early,
        After = pad => pad.PressAsync("tap"),
    };

    public static readonly KillStep Queued = new("queued behind another register", async pad =>
    {
        await ShownAsync(pad);
        await pad.PayAsync(); // this one is watched
        await Task.Delay(600);
    }, [AttemptState.Created], [AttemptState.NotStarted])
    {
        After = pad => pad.PressAsync("tap"),
    };

    /// <summary>The request has left and nobody takes it in: the whole proxy stands still.</summary>
    public static readonly KillStep NotTakenIn = new("sent, and not yet taken in", pad => pad.CustomerAsync("approve"), [AttemptState.Sent], [AttemptState.Approved, AttemptState.NotProcessed]);

    private static async Task ShownAsync(KillPad pad)
    {
        await pad.CustomerAsync("manual");
        await pad.PayAsync();
        await pad.UntilShownAsync();
    }

    private static async Task LostAsync(KillPad pad)
    {
        await pad.FaultAsync("approve-then-drop", "Sale");
        await pad.CustomerAsync("approve");
        await pad.PayAsync();
        await pad.UntilAsync(a => a.State is AttemptState.Unknown or AttemptState.Approved);
    }

    private static async Task VanishAsync(KillPad pad)
    {
        await pad.ShortenAsync();
        await pad.CustomerAsync("vanish");
        await pad.PayAsync();
        await pad.UntilAsync(a => a.State is AttemptState.Unknown);
    }
}

/// <summary>The order in which payments are brought to where the server dies.</summary>
internal enum KillTurn
{
    Early,
    Usual,
    Late,
    AtOnce,
}
