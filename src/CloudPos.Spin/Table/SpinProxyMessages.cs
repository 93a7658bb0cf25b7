using static CloudPos.Spin.SpinOutcome;
using Done = CloudPos.Spin.SpinServiceOutcome;
using Why = CloudPos.Spin.SpinReason;

namespace CloudPos.Spin;

/// <summary>A message that the proxy writes with result code 2 (specification: Appendix B).</summary>
/// <param name="Name">The text of the specification.</param>
/// <param name="Stems">What it is known by, in capitals: the texts vary, their stems do not.</param>
/// <param name="Charge">What it means as the answer to a request that moves money; Status is always Unknown.</param>
/// <param name="Service">What it means as the answer to a settlement, report, print or question.</param>
/// <param name="Reason">Why.</param>
/// <param name="StatusCode">The status code of the REST form that says the same, and so the phrase.</param>
public sealed record SpinProxyMessage(
    string Name, IReadOnlyList<string> Stems, SpinOutcome Charge, SpinServiceOutcome Service, SpinReason Reason,
    string? StatusCode)
{
    /// <summary>What the till shows.</summary>
    public SpinPhrase Phrase => SpinStatusCodes.Find(StatusCode)?.Phrase ?? SpinPhrases.Of(Charge, Reason);
}

/// <summary>The proxy's messages as rows; the first whose stem is found decides.</summary>
/// <remarks>
/// Those that leave money uncertain stand first, so that a text that says two things is read as the worse one.
/// </remarks>
public static class SpinProxyMessages
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<SpinProxyMessage> All { get; } =
    [
        new("The operation has timed out", ["TIMED OUT", "TIMEOUT", "TIME OUT"], Unknown, Done.Unknown,
            Why.ProxyTimeout, "2007"),
        new("Reconnected", ["RECONNECTED"], Unknown, Done.Unknown, Why.Reconnected, null),
        new("Invalid Reference ID",
            ["INVALID REFERENCE", "DUPLICATE REF", "DUPLICATED REF", "DUPLICATEREF", "DUPLICATEDREF"],
            Unknown, Done.Unknown, Why.DuplicateRefId, "1011"),
        new("Communication error", ["COMMUNICATION ERROR", "INTERNAL EXCEPTION", "NOT AVAILABLE"],
            Unknown, Done.Unknown, Why.TerminalFailure, "2010"),
        new("Active route not found", ["ACTIVE ROUTE NOT FOUND"], NotStarted, Done.NotStarted, Why.RouteInactive, "2005"),
        new("Route not found", ["ROUTE NOT FOUND"], NotStarted, Done.NotStarted, Why.RouteMissing, "2004"),
        new("Register not found", ["REGISTER NOT FOUND"], NotStarted, Done.NotStarted, Why.WrongMerchant, "2003"),
        new("Terminal not connected to SPIn proxy server", ["NOT CONNECTED"], NotStarted, Done.NotStarted,
            Why.TerminalOffline, "2001"),
        new("This terminal handles a different query", ["DIFFERENT QUERY", "SERVICE BUSY", "TERMINAL BUSY", "TERMINAL IS BUSY"],
            NotStarted, Done.NotStarted, Why.TerminalBusy, "1000"),
        new("Terminal in use", ["TERMINAL IN USE"], NotStarted, Done.NotStarted, Why.TerminalBusy, "2008"),
        new("Active AuthKey not found", ["AUTHENTICATION", "AUTHKEY", "AUTH KEY"], NotStarted, Done.NotStarted,
            Why.AuthenticationFailed, "2002"),
        new("Not pars request",
            ["NOT PARS", "BAD REQUEST", "VALIDATION", "NOT SUPPORTED", "NOT IMPLEMENTED", "WRONG FORMAT", "MISSING REF", "INVALID XML"],
            NotStarted, Done.NotStarted, Why.RequestRefused, "2006"),
    ];

    /// <summary>The first row whose stem stands in the text; null when there is none, which means Unknown.</summary>
    public static SpinProxyMessage? Find(string? text) =>
        All.FirstOrDefault(row => row.Stems.Any(stem => (text ?? "").Contains(stem, StringComparison.OrdinalIgnoreCase)));
}
