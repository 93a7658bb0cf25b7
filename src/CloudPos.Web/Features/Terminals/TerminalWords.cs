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

    public static string Protocol(SpinProtocol protocol) => protocol switch
    {
        SpinProtocol.Xml => "SPIn XML",
        SpinProtocol.Rest => "SPIn REST v2",
    };

    public static string ProtocolHint(SpinProtocol protocol) => protocol switch
    {
        SpinProtocol.Xml => "Carries both prices: the customer may choose cash on the PIN pad. Only the red key stops a payment.",
        SpinProtocol.Rest => "Carries the Card Price alone. The register can ask the PIN pad to stop, and can show how far the customer is.",
    };

    public static string ConnectionHint(TerminalConnection connection) => connection switch
    {
        TerminalConnection.Cloud => "Through the proxy of the endpoint above.",
        TerminalConnection.Local => "Straight to the PIN pad on this server’s network, over plain http. The endpoint above only says whose money it is.",
    };

    /// <summary>The wire on one line.</summary>
    public static string Wire(TerminalWire wire) => wire.Connection == TerminalConnection.Local
        ? $"{Protocol(wire.Protocol)}, Local {wire.LocalHost}:{wire.LocalPort}"
        : $"{Protocol(wire.Protocol)}, Cloud{(wire.TellsStages ? ", tells its stages" : "")}";

    public static string By(ComputedBy by) => by switch
    {
        ComputedBy.Register => "the register",
        ComputedBy.Terminal => "the terminal",
    };
}
