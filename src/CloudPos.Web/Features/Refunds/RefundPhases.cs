using CloudPos.Application.Features.Refunds;

namespace CloudPos.Web.Features.Refunds;

/// <summary>How each phase of a refund looks.</summary>
internal static class RefundPhases
{
    /// <summary>The money may be moving, now or already.</summary>
    public static bool IsRunning(RefundPhase phase) => phase switch
    {
        RefundPhase.Queued or RefundPhase.Sending or RefundPhase.OnTerminal or RefundPhase.CancelRequested or RefundPhase.Unknown => true,
        RefundPhase.Declined or RefundPhase.NotGiven or RefundPhase.Refunded or RefundPhase.Abandoned => false,
    };

    /// <summary>Nothing of it will change any more.</summary>
    public static bool IsEnd(RefundPhase phase) => phase is RefundPhase.Refunded or RefundPhase.Abandoned;

    /// <summary>The value of <c>data-state</c>.</summary>
    public static string Name(RefundPhase phase) => phase switch
    {
        RefundPhase.Queued => "queued",
        RefundPhase.Sending => "sending",
        RefundPhase.OnTerminal => "on-terminal",
        RefundPhase.CancelRequested => "cancel-requested",
        RefundPhase.Declined => "declined",
        RefundPhase.NotGiven => "not-given",
        RefundPhase.Unknown => "unknown",
        RefundPhase.Refunded => "approved",
        RefundPhase.Abandoned => "abandoned",
    };

    /// <summary>The picture and its ground: told apart by shape as well as by colour.</summary>
    public static (string Icon, string Ground) Glyph(RefundPhase phase) => phase switch
    {
        RefundPhase.Queued => ("users", "glyph-info"),
        RefundPhase.Sending => ("terminal", "glyph-live ring"),
        RefundPhase.OnTerminal => ("card", "glyph-live"),
        RefundPhase.CancelRequested => ("stop", "glyph-warn"),
        RefundPhase.Declined => ("x", "glyph-bad"),
        RefundPhase.NotGiven => ("alert", "glyph-warn"),
        RefundPhase.Unknown => ("question", "glyph-warn"),
        RefundPhase.Refunded => ("check", "glyph-ok"),
        RefundPhase.Abandoned => ("undo", "glyph-info"),
    };

    /// <summary>Of a part that has not gone back (yet).</summary>
    public static string Waiting(RefundPhase phase) => phase == RefundPhase.Unknown ? "Not known yet" : IsRunning(phase) ? "On its way" : "Has not gone back";

    /// <summary>In a list, after the number.</summary>
    public static string Words(RefundPhase phase) => phase switch
    {
        RefundPhase.Unknown => "not known yet",
        RefundPhase.Declined or RefundPhase.NotGiven => "did not go back",
        RefundPhase.Refunded => "given back",
        RefundPhase.Abandoned => "given up",
        RefundPhase.Queued or RefundPhase.Sending or RefundPhase.OnTerminal or RefundPhase.CancelRequested => "on the PIN pad",
    };

    /// <summary>Of an open refund, after "A refund of $5.00": what it does, and until when it holds its lines.</summary>
    public static string Locking(RefundPhase phase) => IsRunning(phase)
        ? $"is {Words(phase)}: what it holds is locked until its end is known."
        : $"{Words(phase)}: what it holds is locked until you try again or give it up.";

    /// <summary>Its chip in the back office.</summary>
    public static string Chip(RefundPhase phase) => phase switch
    {
        RefundPhase.Refunded => "chip chip-ok",
        RefundPhase.Declined or RefundPhase.NotGiven => "chip chip-bad",
        RefundPhase.Unknown => "chip chip-warn",
        RefundPhase.Queued or RefundPhase.Sending or RefundPhase.OnTerminal or RefundPhase.CancelRequested or RefundPhase.Abandoned => "chip",
    };
}
