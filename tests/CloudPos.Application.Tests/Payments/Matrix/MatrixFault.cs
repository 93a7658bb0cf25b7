namespace CloudPos.Application.Tests.Payments.Matrix;

/// <summary>What has to be done to bring a fault about.</summary>
internal enum FaultKind
{
    /// <summary>The simulator does it to the next request that fits.</summary>
    Wire,

    /// <summary>The customer does it, as an autopilot mode of the simulator.</summary>
    Customer,

    /// <summary>A state of the PIN pad or of its route.</summary>
    Terminal,

    /// <summary>Nobody listens where the proxy should be.</summary>
    Proxy,

    Database,

    /// <summary>The register's server stops without a goodbye and starts again on the same data.</summary>
    Server,
}

/// <summary>Something that goes wrong.</summary>
/// <param name="Name">As the table and the tests call it.</param>
/// <param name="Words">As the page says it.</param>
/// <param name="Control">What the simulator's control API calls it, where it is its doing.</param>
/// <param name="DelayMs">How long, in the simulator's time.</param>
/// <param name="TimesOut">The proxy's window has to pass, so it is made short.</param>
internal sealed record MatrixFault(string Name, string Words, FaultKind Kind, string? Control = null, int DelayMs = 0, bool TimesOut = false)
{
    public static readonly IReadOnlyList<MatrixFault> All =
    [
        Wire("refuse-connection", "the connection is reset at once"),
        Wire("close-before-reading", "the line drops before the request is read"),
        Wire("close-after-reading", "the line drops after the request was read; the PIN pad never sees it"),
        Wire("approve-then-drop", "the PIN pad does its work, then the line drops without an answer"),
        Wire("close-half-answer", "the line drops in the middle of the answer"),
        Wire("truncated", "two thirds of the answer arrive as if it were all"),
        Wire("malformed-xml", "a closing tag of the answer is broken, as in the vendor's own sample"),
        Wire("wrong-encoding", "the answer holds a byte that is not UTF-8"),
        Wire("huge-answer", "2 MiB of blanks follow the answer"),
        Wire("duplicate-answer", "the answer stands twice in the body"),
        Wire("html-error-page", "a page of HTML instead of the answer, with status 200"),
        Wire("http-500", "HTTP 500 instead of the answer"),
        Wire("http-502", "HTTP 502 instead of the answer"),
        Wire("delay", "the answer comes two seconds late", 2_000),
        Wire("delay-beyond-patience", "the answer comes after the register has given up listening", 60_000) with { TimesOut = true, Control = "delay" },
        Wire("reconnected", "the proxy says Reconnected, whatever the PIN pad did"),
        Wire("terminal-restart", "the PIN pad approves, dies before it answers and comes back", 2_000),
        Wire("approve-late", "the customer pays after the proxy has given up", 1_500) with { TimesOut = true },
        Wire("busy", "Service busy"),
        Wire("partial", "the host approves half"),
        Wire("answer-other-refid", "the answer names another reference"),
        Wire("answer-other-amount", "the answer names a dollar more than was asked for"),
        Wire("approved-with-resultcode-1", "Approved in the texts, failed in the result code"),
        Wire("status-not-found-once", "Not Found, whatever there is"),
        Code("1000", "Terminal Busy"),
        Code("1001", "Not Found"),
        Code("1006", "Internal Error"),
        Code("1011", "Duplicate RefId"),
        Code("1012", "Cancelled, or interrupted for an unknown reason"),
        Code("1014", "Communication Error with the host"),
        Code("1015", "Declined"),
        Code("2007", "The operation has timed out"),
        Code("2009", "Transaction not found"),
        Says("The operation has timed out"),
        Says("Terminal not connected to SPIn Proxy server"),
        Says("Terminal in use"),
        Says("Active route not found"),
        Says("Active AuthKey not found"),
        Says("Not pars request"),
        Says("Something nobody has seen before"),
        new("never-answer", "the customer pays, and the answer never leaves the PIN pad", FaultKind.Customer, TimesOut: true),
        new("vanish", "the PIN pad never sees the request", FaultKind.Customer, TimesOut: true),
        new("offline", "the PIN pad loses its network and finds it again", FaultKind.Terminal),
        new("route-blocked", "the PIN pad's route is blocked at the vendor's", FaultKind.Terminal),
        new("low-battery", "the PIN pad's battery is nearly empty", FaultKind.Terminal),
        new("proxy-gone", "nobody listens where the proxy should be", FaultKind.Proxy),
        new("database-locked", "another writer holds the database for longer than the register waits", FaultKind.Database),
        new("commit-fails", "the commit fails and nothing is written", FaultKind.Database),
        new("commit-answer-lost", "the commit is made, and the register is told that it failed", FaultKind.Database),
        new("server-stopped", "the register's server is stopped and started again", FaultKind.Server),
    ];

    public static MatrixFault Named(string name) => All.Single(f => f.Name == name);

    private static MatrixFault Wire(string name, string words, int delayMs = 0) => new(name, words, FaultKind.Wire, name, delayMs);

    private static MatrixFault Code(string code, string name) => Wire("status:" + code, $"code {code}, {name}, without asking the PIN pad");

    private static MatrixFault Says(string text) => Wire("proxy:" + text, $"the proxy says \"{text}\", without asking the PIN pad");
}
