using System.Xml.Linq;
using CloudPos.SpinSimulator.Terminals;

namespace CloudPos.SpinSimulator.Proxy;

/// <summary>Between register and terminal: reads, routes, waits, and says that it timed out when it did.</summary>
internal sealed class SpinProxy(TerminalRack rack, WireLog wire, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    /// <summary>The whole body to send back. It ends by itself: a register that went away changes nothing.</summary>
    public async Task<string> AnswerAsync(string xml)
    {
        var request = SpinRequestReader.Read(xml, out var reason);
        var terminal = request is null ? null : rack.Find(request.Tpn, request.RegisterId);
        var entry = wire.Arrived(xml, terminal?.Definition.Tpn ?? WireText.TpnIn(xml), clock.GetUtcNow());
        var response = request is null ? ProxyAnswers.NotParsed : await AskAsync(request, terminal);
        var body = WireText.Wrap(response);
        entry.Leave(request is null ? $"{body}<!-- {reason} -->" : body, clock.GetUtcNow());
        return body;
    }

    private async Task<XElement> AskAsync(SpinRequest request, VirtualTerminal? terminal)
    {
        if (terminal is null)
        {
            return ProxyAnswers.RouteNotFound;
        }

        if (request.AuthKey != terminal.Definition.AuthKey)
        {
            return ProxyAnswers.AuthenticationFailed;
        }

        if (!terminal.IsOnline)
        {
            return ProxyAnswers.NotConnected;
        }

        var call = terminal.Receive(request);
        try
        {
            return await call.WaitAsync(request.OperationalTimeout, clock, lifetime.ApplicationStopping);
        }
        catch (TimeoutException)
        {
            return ProxyAnswers.TimedOut;
        }
        finally
        {
            terminal.HangUp(call);
        }
    }
}
