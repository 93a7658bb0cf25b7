using CloudPos.SpinSimulator.Terminals;

namespace CloudPos.Simulation.Tests.Engine;

/// <summary>All that can go wrong: what the simulator knows, and what a simulator cannot do to a server.</summary>
internal static class Mishaps
{
    /// <summary>Faults of any request.</summary>
    private static readonly Fault[] Any =
    [
        new("refuse-connection"), new("close-before-reading"), new("close-after-reading"), new("close-half-answer"), new("approve-then-drop"),
        new("delay", DelayMs: 8_000), new("duplicate-answer"), new("answer-other-refid"), new("malformed-xml"), new("truncated"),
        new("html-error-page"), new("http-500"), new("http-502"), new("huge-answer"), new("wrong-encoding"), new("approved-with-resultcode-1"),
        new("reconnected"), new("busy", DelayMs: 4_000),
        new("proxy:Terminal in use"), new("proxy:Service busy"), new("proxy:The operation has timed out"), new("proxy:Communication error"),
        new("proxy:Something nobody has read before"), new("proxy:Terminal not connected to SPIn proxy server"),
    ];

    /// <summary>Faults of a charge. Codes are said without asking the terminal, so they must be such as leave it uncharged.</summary>
    private static readonly Fault[] OfCharges =
    [
        new("approve-late", "Sale", DelayMs: 7_000), new("approve-late", "Sale", DelayMs: 60_000), new("arrives-late", "Sale", DelayMs: 12_000),
        new("terminal-restart", "Sale"), new("partial", "Sale"), new("answer-other-amount", "Sale"),
        new("status:1000", "Sale"), new("status:1011", "Sale"), new("status:1012", "Sale"), new("status:1014", "Sale"), new("status:1015", "Sale"),
        new("status:1018", "Sale"), new("status:2001", "Sale"), new("status:2007", "Sale"), new("status:2008", "Sale"), new("status:2011", "Sale"),
    ];

    /// <summary>Faults of the question what became of it.</summary>
    private static readonly Fault[] OfQuestions =
    [
        new("status-not-found-once", "Status"), new("status:1000", "Status"), new("status:2001", "Status"), new("status:2008", "Status"),
    ];

    public static IReadOnlyList<Mishap> OnTheWire { get; } = [.. Any.Concat(OfCharges).Concat(OfQuestions).Select(f => new OnTheWire(f))];

    /// <summary>What happens to servers, database, clock and PIN pad.</summary>
    public static IReadOnlyList<Mishap> Around { get; } =
    [
        new Killed(TimeSpan.FromSeconds(3)), new Killed(TimeSpan.FromSeconds(100)), new DatabaseBusy(), new CommitFails(), new CommitSeemsToFail(),
        new Frozen(TimeSpan.FromSeconds(45)), new ClockJumps(TimeSpan.FromSeconds(8)), new ClockJumps(TimeSpan.FromSeconds(-4)),
        new PinPadGone(TimeSpan.FromSeconds(40)), new PinPadBusy(TimeSpan.FromSeconds(20)),
        new LineDown(TimeSpan.FromSeconds(30)), new Settles(),
        new AsksToStop(), new PaysInAnotherTab(), new TakesCash(), new SendsAgain(),
    ];

    /// <summary>So long that a person is asked to look. Rare, because such days are dear.</summary>
    private static readonly Mishap Outage = new PinPadGone(World.Options.ReviewAfter + TimeSpan.FromMinutes(2));

    public static IReadOnlyList<Mishap> All { get; } = [.. OnTheWire, .. Around, Outage];

    /// <summary>None to four of them, most often none.</summary>
    public static int CountFor(Dice dice) => dice.Below(100) switch { < 45 => 0, < 70 => 1, < 85 => 2, < 94 => 3, _ => 4 };

    public static Mishap Draw(Dice dice) => dice.Permille(4) ? Outage : dice.Permille(600) ? dice.Of(OnTheWire) : dice.Of(Around);
}
