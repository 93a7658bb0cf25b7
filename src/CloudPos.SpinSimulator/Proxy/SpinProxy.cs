using CloudPos.SpinSimulator.Rest;
using CloudPos.SpinSimulator.Terminals;

namespace CloudPos.SpinSimulator.Proxy;

/// <summary>Between register and terminal: routes, waits, and says that it timed out when it did. The same for XML and JSON.</summary>
internal sealed class SpinProxy(TerminalRack rack, WireLog wire, Callbacks callbacks, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan UsualRestart = TimeSpan.FromSeconds(8);

    /// <summary>What goes back. It ends by itself: a register that went away changes nothing.</summary>
    public async Task<WireAnswer> AnswerAsync(Arrival arrival)
    {
        var request = arrival.Request;
        var terminal = request is null ? null : rack.Find(request.Tpn, request.RegisterId);
        var entry = wire.Arrived(arrival.Raw, terminal?.Definition.Tpn ?? WireText.TpnIn(arrival.Raw), clock.GetUtcNow());
        var fault = request is null ? null : terminal?.TakeFault(request.TransType);
        var reply = await ReplyAsync(arrival, terminal, fault);
        var answer = reply is null ? WireAnswer.Dropped : FaultyAnswers.Write(reply, arrival, terminal?.Definition, fault);
        if (fault is { Name: "delay" })
        {
            await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs), clock, lifetime.ApplicationStopping);
        }

        entry.Leave(answer.Told(request is null ? arrival.Reason : null), clock.GetUtcNow());
        return answer;
    }

    /// <summary>Null: the line drops, whatever happened at the terminal.</summary>
    private async Task<Reply?> ReplyAsync(Arrival arrival, VirtualTerminal? terminal, Fault? fault)
    {
        if (arrival.Request is not { } request)
        {
            return arrival.Unread;
        }

        if (terminal is null || fault is null)
        {
            return await AskAsync(request, terminal);
        }

        var time = TimeSpan.FromMilliseconds(fault.DelayMs);
        switch (fault.Name)
        {
            case "refuse-connection" or "close-before-reading" or "close-after-reading":
                return null;
            case "approve-then-drop":
                await AskAsync(request, terminal);
                return null;
            case "approve-late":
                return await AskAsync(request with { Lateness = request.OperationalTimeout + time }, terminal);
            case "terminal-restart":
                return await AskAsync(request with { RestartFor = time > TimeSpan.Zero ? time : UsualRestart }, terminal);
            case "partial":
                return await AskAsync(request with { PartialOnly = true }, terminal);
            case "reconnected":
                await AskAsync(request, terminal);
                return Reply.Reconnected;
            case "busy":
                terminal.BeBusyFor(time);
                return Reply.Busy(request, time);
            case "status-not-found-once":
                return Reply.NotFound(request);
            case var name when name.StartsWith("status:", StringComparison.Ordinal):
                return TerminalTexts.Refuse(name[7..], request);
            case var name when name.StartsWith("proxy:", StringComparison.Ordinal):
                return Reply.Proxy("2010", name[6..]);
            default:
                return await AskAsync(request, terminal);
        }
    }

    private async Task<Reply> AskAsync(SpinRequest request, VirtualTerminal? terminal)
    {
        var reply = await AskTerminalAsync(request, terminal);
        if (terminal is not null)
        {
            callbacks.Send(request, reply, terminal.Definition);
        }

        return reply;
    }

    private async Task<Reply> AskTerminalAsync(SpinRequest request, VirtualTerminal? terminal)
    {
        if (terminal is null)
        {
            return Reply.RouteNotFound with { Status = request.IsRest ? "2003" : "2004" };
        }

        if (request.AuthKey != terminal.Definition.AuthKey)
        {
            return Reply.AuthenticationFailed;
        }

        if (!terminal.Parameters.RouteActive)
        {
            return Reply.Proxy("2005", "Active route not found");
        }

        if (!terminal.IsOnline)
        {
            return Reply.NotConnected;
        }

        if (request.TransType == "AbortTransaction")
        {
            return terminal.Abort(request.RefId) switch
            {
                true => Reply.Success(request),
                false => Reply.Failure(request, "1004", "Not Allowed"),
                null => Reply.NotFound(request),
            };
        }

        var call = terminal.Receive(request);
        try
        {
            return await call.WaitAsync(request.OperationalTimeout, clock, lifetime.ApplicationStopping);
        }
        catch (TimeoutException)
        {
            return Reply.TimedOut;
        }
        finally
        {
            terminal.HangUp(call);
        }
    }
}

/// <summary>What came over the wire, in whichever protocol, and how its answer is written.</summary>
/// <param name="Raw">As it goes into the wire log.</param>
/// <param name="Unread">What is said when it could not be read.</param>
internal sealed record Arrival(
    string Raw, SpinRequest? Request, string Reason, Reply Unread, string ContentType, Func<Reply, TerminalDefinition?, string> Write);
