using CloudPos.Application.Features.Terminals;
using CloudPos.Domain.Terminals;

namespace CloudPos.Web.Features.Terminals;

/// <summary>A terminal's settings and state in words.</summary>
internal static class TerminalWords
{
    /// <summary>Shape and words say it, colour only repeats it.</summary>
    public static (string Words, string DotClass, string StateClass) Connection(bool? isOnline) => isOnline switch
    {
        true => ("Online", "dot dot-ok", "is-ok"),
        false => ("Offline", "dot dot-bad", "is-bad"),
        null => ("Never checked", "dot dot-none", "is-none"),
    };

    /// <summary>One sentence what to do, for a PIN pad that the proxy does not see.</summary>
    public static string? NextStep(TerminalRow terminal) => terminal.IsOnline switch
    {
        false when terminal.Endpoint == TerminalEndpoint.Simulator =>
            "Switch the virtual PIN pad on in the simulator, then check again.",
        false => "Wake the PIN pad, check its Wi-Fi, and see that it shows the ready screen; then check again.",
        true or null => null,
    };

    public static (string Words, string ChipClass) Endpoint(TerminalEndpoint endpoint) => endpoint switch
    {
        TerminalEndpoint.Simulator => ("Simulator", "chip"),
        TerminalEndpoint.Test => ("Test", "chip chip-info"),
        TerminalEndpoint.Production => ("Production", "chip chip-live"),
    };

    public static string EndpointHint(TerminalEndpoint endpoint) => endpoint switch
    {
        TerminalEndpoint.Simulator => "The PIN pad simulator of this installation. No money moves.",
        TerminalEndpoint.Test => "The vendor’s sandbox. Test cards only.",
        TerminalEndpoint.Production => "Live: real cards and real money.",
    };

    public static string Holds(AmountHolds holds) => holds switch
    {
        AmountHolds.CardTotal => "the whole total at the Card Price",
        AmountHolds.Base => "the net at the Cash Price",
    };

    public static string By(ComputedBy by) => by switch
    {
        ComputedBy.Register => "the register",
        ComputedBy.Terminal => "the terminal",
    };
}
