using CloudPos.Application.Features.Payments;

namespace CloudPos.Web.Features.Payments;

/// <summary>How each phase of a payment looks.</summary>
internal static class PaymentPhases
{
    /// <summary>The end is open: the card may be charged, now or already.</summary>
    public static bool IsRunning(PaymentPhase phase) => phase switch
    {
        PaymentPhase.Queued or PaymentPhase.Sending or PaymentPhase.OnTerminal or PaymentPhase.CancelRequested or PaymentPhase.Unknown => true,
        PaymentPhase.Approved or PaymentPhase.Partial or PaymentPhase.Declined or PaymentPhase.NotCharged or PaymentPhase.TerminalFault
            or PaymentPhase.GivenBack => false,
    };

    /// <summary>The value of <c>data-state</c>.</summary>
    public static string Name(PaymentPhase phase) => phase switch
    {
        PaymentPhase.Queued => "queued",
        PaymentPhase.Sending => "sending",
        PaymentPhase.OnTerminal => "on-terminal",
        PaymentPhase.CancelRequested => "cancel-requested",
        PaymentPhase.Approved => "approved",
        PaymentPhase.Partial => "partial",
        PaymentPhase.Declined => "declined",
        PaymentPhase.Unknown => "unknown",
        PaymentPhase.NotCharged => "not-charged",
        PaymentPhase.TerminalFault => "terminal-fault",
        PaymentPhase.GivenBack => "given-back",
    };

    /// <summary>The picture and its ground: told apart by shape as well as by colour.</summary>
    public static (string Icon, string Ground) Glyph(PaymentPhase phase) => phase switch
    {
        PaymentPhase.Queued => ("users", "glyph-info"),
        PaymentPhase.Sending => ("terminal", "glyph-live ring"),
        PaymentPhase.OnTerminal => ("card", "glyph-live"),
        PaymentPhase.CancelRequested => ("stop", "glyph-warn"),
        PaymentPhase.Approved => ("check", "glyph-ok"),
        PaymentPhase.Partial => ("split", "glyph-warn"),
        PaymentPhase.Declined => ("x", "glyph-bad"),
        PaymentPhase.Unknown => ("question", "glyph-warn"),
        PaymentPhase.NotCharged => ("shield", "glyph-info"),
        PaymentPhase.TerminalFault => ("wifi", "glyph-bad"),
        PaymentPhase.GivenBack => ("undo", "glyph-info"),
    };
}
