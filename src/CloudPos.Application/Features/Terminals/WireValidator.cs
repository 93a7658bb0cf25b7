using System.Net;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Terminals;
using FluentValidation;

namespace CloudPos.Application.Features.Terminals;

/// <summary>What goes together in the wire of a TPN.</summary>
internal sealed class WireValidator : AbstractValidator<TerminalWire>
{
    public WireValidator()
    {
        RuleFor(w => w.Protocol).IsInEnum();
        RuleFor(w => w.Connection).IsInEnum();
        RuleFor(w => w.Protocol).Must((wire, protocol) => wire.Connection == TerminalConnection.Cloud || protocol == SpinProtocol.Xml)
            .Says("A Local connection speaks XML only: choose SPIn XML, or reach the PIN pad through the cloud.");
        When(w => w.Connection == TerminalConnection.Local, () =>
        {
            RuleFor(w => w.LocalHost).Must(IsHost)
                .Says("Write the PIN pad's name or address on the store's network, such as 192.168.1.20, without http and without the port.");
            RuleFor(w => w.LocalPort).Must(port => port is >= 1 and <= 65535)
                .Says("A Local connection needs the port of the TPN's parameters, 1 to 65535. The portal shows it beside the Register ID.");
        });
    }

    /// <summary>What answers at these addresses belongs to the server's own machine or its provider, and is not asked for a shop.</summary>
    public static bool IsThisServer(string? host) => host?.Trim() is { Length: > 0 } name
        && (name.TrimEnd('.').Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var address) && (IPAddress.IsLoopback(address) || address.GetAddressBytes() is [0, ..] or [169, 254, ..])));

    private static bool IsHost(string? host) => host?.Trim() is { Length: >= 1 and <= Terminal.LocalHostLengthMax } name
        && Uri.CheckHostName(name) is UriHostNameType.Dns or UriHostNameType.IPv4;
}
