using System.Text.RegularExpressions;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>Something that goes wrong with the next request it fits. What each does stands in the README.</summary>
/// <param name="Name">One of <see cref="Names"/>, <c>status:NNNN</c> or <c>proxy:TEXT</c>.</param>
/// <param name="TransType">Only with this kind of request; null: with any.</param>
/// <param name="DelayMs">How long, where the fault has a length.</param>
internal sealed partial record Fault(string Name, string? TransType = null, int Times = 1, int DelayMs = 0)
{
    public static readonly IReadOnlyList<string> Names =
    [
        "refuse-connection", "close-before-reading", "close-after-reading", "close-half-answer", "approve-then-drop",
        "approve-late", "terminal-restart", "delay", "duplicate-answer", "answer-other-refid", "answer-other-amount",
        "malformed-xml", "truncated", "html-error-page", "http-500", "http-502", "huge-answer", "wrong-encoding",
        "approved-with-resultcode-1", "reconnected", "status-not-found-once", "partial", "busy",
    ];

    public bool IsKnown => Names.Contains(Name) || Status().IsMatch(Name) || Name is ['p', 'r', 'o', 'x', 'y', ':', _, ..];

    [GeneratedRegex(@"^status:[0-9]{4}\z")]
    private static partial Regex Status();
}
