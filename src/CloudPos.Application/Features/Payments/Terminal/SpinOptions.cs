using CloudPos.Domain.Terminals;
using CloudPos.Spin;
using CloudPos.Spin.Rest;

namespace CloudPos.Application.Features.Payments.Terminal;

/// <summary>Where the proxies are, for both forms of the protocol. Production and test are the vendor's; the simulator belongs to this installation.</summary>
public sealed class SpinOptions
{
    /// <summary>The simulator speaks both forms at one address.</summary>
    public Uri SimulatorUrl { get; set; } = new("http://127.0.0.1:5090");

    public Uri ProductionUrl { get; set; } = SpinEndpoint.Production.Root;

    public Uri TestUrl { get; set; } = SpinEndpoint.Test.Root;

    public Uri ProductionRestUrl { get; set; } = SpinRestClient.Production.Root;

    public Uri TestRestUrl { get; set; } = SpinRestClient.Test.Root;

    /// <summary>REST: sends PrintReceipt, so that the PIN pad does not print beside the register. Off, because some proxies refuse the field.</summary>
    public bool SendsPrintReceipt { get; set; }

    public SpinEndpoint For(Domain.Terminals.Terminal terminal) => terminal switch
    {
        { Connection: TerminalConnection.Local, LocalHost: { } host, LocalPort: { } port } => SpinEndpoint.Local(host, port),
        { Connection: TerminalConnection.Local } => throw new InvalidOperationException($"TPN {terminal.Tpn} is Local without host and port."),
        { Protocol: SpinProtocol.Rest } => new SpinEndpoint(Of(terminal.Endpoint, ProductionRestUrl, TestRestUrl)),
        _ => new SpinEndpoint(Of(terminal.Endpoint, ProductionUrl, TestUrl)),
    };

    private Uri Of(TerminalEndpoint endpoint, Uri production, Uri test) => endpoint switch
    {
        TerminalEndpoint.Simulator => SimulatorUrl,
        TerminalEndpoint.Test => test,
        TerminalEndpoint.Production => production,
    };
}
