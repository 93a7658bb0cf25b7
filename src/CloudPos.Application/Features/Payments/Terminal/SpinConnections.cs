using CloudPos.Application.Data;
using CloudPos.Domain.Terminals;
using CloudPos.Spin;
using CloudPos.Spin.Rest;
using Microsoft.Extensions.Options;

namespace CloudPos.Application.Features.Payments.Terminal;

/// <summary>The clients of this process, and for each TPN which of them, where, and who asks.</summary>
/// <param name="xml">Another XML client than one of its own: the proof by simulation brings its own wire.</param>
internal sealed class SpinConnections(SecretBox secrets, IOptions<SpinOptions> options, TimeProvider clock, SpinClient? xml = null) : IDisposable
{
    private readonly SpinClient _xml = xml ?? new SpinClient(null, clock);
    private readonly SpinRestClient _rest = new(null, Fields(options.Value, stages: false), clock);
    private readonly SpinRestClient _restWithStages = new(null, Fields(options.Value, stages: true), clock);

    public SpinConnection To(Domain.Terminals.Terminal terminal) => new(
        ClientOf(terminal), options.Value.For(terminal),
        new SpinIdentity(terminal.SpinRegisterId, terminal.Tpn, KeyOf(terminal)));

    public void Dispose()
    {
        _xml.Dispose();
        _rest.Dispose();
        _restWithStages.Dispose();
    }

    // a terminal on the store's own network may have none
    private string KeyOf(Domain.Terminals.Terminal terminal) =>
        terminal.ProtectedAuthKey.Length == 0 ? "" : secrets.Open(terminal.MerchantId, terminal.ProtectedAuthKey);

    private ISpinClient ClientOf(Domain.Terminals.Terminal terminal) => terminal.Protocol switch
    {
        SpinProtocol.Xml => _xml,
        SpinProtocol.Rest => terminal.TellsStages ? _restWithStages : _rest,
    };

    private static SpinRestOptions Fields(SpinOptions options, bool stages) => new() { AsksStages = stages, SendsPrintReceipt = options.SendsPrintReceipt };
}

/// <summary>A client with what it needs to be told about one TPN.</summary>
internal sealed record SpinConnection(ISpinClient Client, SpinEndpoint Endpoint, SpinIdentity Identity)
{
    /// <summary>The client where it speaks REST: only that form can be asked to stop, and tells stages.</summary>
    public SpinRestClient? Rest => Client as SpinRestClient;
}
