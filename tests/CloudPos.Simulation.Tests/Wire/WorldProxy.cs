using System.Text;
using CloudPos.Simulation.Tests.Engine;
using CloudPos.SpinSimulator.Proxy;
using CloudPos.SpinSimulator.Terminals;

namespace CloudPos.Simulation.Tests.Wire;

/// <summary>Between registers and PIN pad: routes, waits, says that it timed out when it did, and drops what a fault tells it to drop.</summary>
internal sealed class WorldProxy(World world, PinPad pad)
{
    private static readonly TimeSpan UsualRestart = TimeSpan.FromSeconds(8);

    private readonly List<Fault> _faults = [];
    private readonly List<(WireCall Call, SpinRequest Request)> _inFlight = [];
    private readonly HashSet<string> _lies = [];
    private readonly HashSet<string> _misquoted = [];

    /// <summary>No connection comes about until then.</summary>
    public DateTimeOffset DownUntil { get; set; }

    /// <summary>References about which Status was made to say "not found" against the truth, once each.</summary>
    public IReadOnlySet<string> Lies => _lies;

    /// <summary>References whose answer named another amount than the ledger holds.</summary>
    public IReadOnlySet<string> Misquoted => _misquoted;

    /// <summary>Requests that arrived.</summary>
    public int Requests { get; private set; }

    public IReadOnlyList<(WireCall Call, SpinRequest Request)> InFlight
    {
        get
        {
            _inFlight.RemoveAll(f => f.Call.IsOver);
            return _inFlight;
        }
    }

    public void Arm(Fault fault) => _faults.Add(fault);

    public void Disarm() => _faults.Clear();

    public void Arrive(WireCall call)
    {
        if (world.Time.Now < DownUntil)
        {
            world.Tell(call.Server.Name, () => "cannot reach the proxy");
            call.Deliver(Delivered.Refused);
        }
        else
        {
            world.Time.In(world.Dice.Between(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(60)), () => Take(call));
        }
    }

    private void Take(WireCall call)
    {
        var at = call.Address.IndexOf('?', StringComparison.Ordinal);
        if (call.Address.AsSpan(0, at).EndsWith("GetTerminalStatus", StringComparison.OrdinalIgnoreCase))
        {
            call.Deliver(Text(pad.IsOnline ? "Online" : "Offline"));
            return;
        }

        var xml = Uri.UnescapeDataString(call.Address[(call.Address.IndexOf('=', at) + 1)..]);
        if (SpinRequestReader.Read(xml, printing: false, out var reason) is not { } request)
        {
            world.Break($"the proxy cannot read a request: {reason}");
            return;
        }

        Requests++;
        var fault = TakeFault(request);
        world.Tell(call.Server.Name, () => $"sends {request.TransType} {(request.Amount > 0 ? $"{request.Amount / 100m:0.00} " : "")}for {world.Name(request.RefId)}{(fault is null ? "" : $", which meets {fault.Name}")}");
        world.Checks.OnRequest(call, request, InFlight);
        _inFlight.Add((call, request));
        Serve(call, request, fault);
    }

    private void Serve(WireCall call, SpinRequest request, Fault? fault)
    {
        var time = TimeSpan.FromMilliseconds(fault?.DelayMs ?? 0);
        switch (fault?.Name)
        {
            case "refuse-connection":
                call.Deliver(Delivered.Refused);
                break;
            case "close-before-reading" or "close-after-reading":
                call.Deliver(Delivered.Dropped);
                break;
            case "approve-then-drop":
                Ask(request, _ => call.Deliver(Delivered.Dropped));
                break;
            case "approve-late":
                Ask(request with { Lateness = request.OperationalTimeout + time }, Answer);
                break;
            case "arrives-late":
                // the proxy gives up before the terminal has even seen it
                world.Time.In(request.OperationalTimeout, () => Answer(Reply.TimedOut));
                world.Time.In(request.OperationalTimeout + time, () => Ask(request, _ => { }));
                break;
            case "terminal-restart":
                Ask(request with { RestartFor = time > TimeSpan.Zero ? time : UsualRestart }, Answer);
                break;
            case "partial":
                Ask(request with { PartialOnly = true }, Answer);
                break;
            case "reconnected":
                Ask(request, _ => Answer(Reply.Reconnected));
                break;
            case "busy":
                pad.BusyUntil = world.Time.Now + time;
                Answer(Reply.Busy(request, time));
                break;
            case "status-not-found-once":
                Answer(Reply.NotFound(request));
                break;
            case { } name when name.StartsWith("status:", StringComparison.Ordinal):
                Answer(TerminalTexts.Refuse(name[7..], request));
                break;
            case { } name when name.StartsWith("proxy:", StringComparison.Ordinal):
                Answer(Reply.Proxy("2010", name[6..]));
                break;
            case "delay":
                Ask(request, reply =>
                {
                    call.HasLeftThePad = true;
                    world.Time.In(time, () => Answer(reply));
                });
                break;
            default:
                Ask(request, Answer);
                break;
        }

        void Answer(Reply reply) => call.Deliver(Written(reply, fault));
    }

    private void Ask(SpinRequest request, Action<Reply> answer)
    {
        if (request.AuthKey != PinPad.Definition.AuthKey)
        {
            answer(Reply.AuthenticationFailed);
        }
        else if (!pad.IsOnline)
        {
            answer(Reply.NotConnected);
        }
        else
        {
            var isOver = false;
            PadCall? call = null;
            call = pad.Receive(request, Once);
            if (!call.IsAnswered)
            {
                world.Time.In(request.OperationalTimeout, () => Once(Reply.TimedOut), () => !isOver);
            }

            void Once(Reply reply)
            {
                if (isOver)
                    return;
                isOver = true;
                world.Time.In(TimeSpan.Zero, () => HangUp(reply));
            }

            void HangUp(Reply reply)
            {
                pad.HangUp(call!);
                answer(reply);
            }
        }
    }

    /// <summary>The first fault that fits; used up. A terminal lies about each payment once only: twice is a terminal that nothing can be built on.</summary>
    private Fault? TakeFault(SpinRequest request)
    {
        var at = _faults.FindIndex(f => (f.TransType is null || f.TransType == request.TransType)
            && (f.Name != "status-not-found-once" || !_lies.Contains(request.RefId)));
        if (at < 0)
            return null;
        var taken = _faults[at];
        _faults.RemoveAt(at);
        if (taken.Name == "status-not-found-once")
            _lies.Add(request.RefId);
        if (taken.Name == "answer-other-amount")
            _misquoted.Add(request.RefId);
        return taken;
    }

    private static Delivered Written(Reply reply, Fault? fault)
    {
        var arrival = new Arrival("", null, "", Reply.NotParsed, "text/html; charset=utf-8",
            (told, terminal) => WireText.Wrap(XmlAnswers.Of(told, terminal)));
        var answer = FaultyAnswers.Write(reply, arrival, PinPad.Definition, fault);
        return new Delivered(answer.Status, answer.Body, answer.SentBytes);
    }

    private static Delivered Text(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return new Delivered(200, body, body.Length);
    }
}
