using CloudPos.Simulation.Tests.Engine;
using CloudPos.SpinSimulator;
using CloudPos.SpinSimulator.Proxy;
using CloudPos.SpinSimulator.Terminals;

namespace CloudPos.Simulation.Tests.Wire;

/// <summary>What the customer does, and after how long; <paramref name="IsPartial"/>: the host gives a half; <paramref name="IsSilent"/>: the answer never leaves.</summary>
internal sealed record Customer(CustomerDecision Decision, TimeSpan After, bool IsPartial = false, bool IsSilent = false);

/// <summary>The PIN pad of the world. Its ledger is the truth that everything is measured by.</summary>
/// <remarks>
/// Behaves as the simulator's terminal and uses its ledger, its host and its words, but nothing in it runs by itself:
/// every moment is an event of the world.
/// </remarks>
internal sealed class PinPad(World world)
{
    public static readonly TerminalDefinition Definition = new() { Tpn = "220326704411", RegisterId = "7104411", AuthKey = "Hb7kQ2mW9x" };

    private readonly Ledger _ledger = new(1, new Dictionary<int, int>(), []);
    private readonly Dictionary<string, LedgerLine> _held = [];
    private SpinRequest? _session;
    private PadCall? _call;
    private CardAccounts _accounts = CardAccounts.AtFirst;

    public bool IsOnline { get; private set; } = true;

    public DateTimeOffset BusyUntil { get; set; }

    /// <summary>Somebody is at it.</summary>
    public bool IsServing => _session is not null || _call is not null;

    /// <summary>Everything that was ever approved here, by RefId, settled or not.</summary>
    public IReadOnlyDictionary<string, LedgerLine> Approvals => _held;

    /// <summary>When batches were closed.</summary>
    public List<(DateTimeOffset At, IReadOnlyList<LedgerLine> Lines)> Settlements { get; } = [];

    public int Batch => _ledger.Batch;

    public void SetOnline(bool online)
    {
        if (IsOnline == online)
            return;
        IsOnline = online;
        world.Tell("PIN pad", () => online ? "is back online" : "is offline");
    }

    /// <summary>Takes a request off the proxy. The answer may come late, or never.</summary>
    public PadCall Receive(SpinRequest request, Action<Reply> answer)
    {
        var now = world.Time.Now;
        var fresh = new PadCall(request, answer, now + request.OperationalTimeout);
        var atOnce = _session is not null && request.TransType == "Status" ? Reply.Busy(request, TimeSpan.Zero)
            : _call is { } open ? Reply.InUse(open.Until - now)
            : _session is not null || now < BusyUntil ? Reply.Busy(request, BusyUntil - now)
            : NeedsCustomer(request) ? Refusal(request)
            : request.TransType == "Settle" ? null
            : AnswerAtOnce(request);
        if (atOnce is not null)
            fresh.Answer(atOnce);
        else if (request.TransType == "Settle")
            Settle(request, fresh);
        else
            Serve(request, fresh);
        return fresh;
    }

    /// <summary>The proxy stopped waiting. The customer may still be at it.</summary>
    public void HangUp(PadCall ended)
    {
        if (_call == ended)
            _call = null;
    }

    /// <summary>It was settled: by itself, or because it was told to.</summary>
    public bool HasSettled(string refId) => Settlements.Exists(s => s.Lines.Any(l => l.RefId == refId));

    /// <summary>What a report would list now.</summary>
    public IEnumerable<LedgerLine> Counted => _ledger.Counted;

    /// <summary>Closes the batch, as the terminal does by itself at night or by its menu.</summary>
    public void Settle()
    {
        var lines = _ledger.Open.Where(l => l.IsHeld).ToArray();
        // A batch of which the register knows nothing yet cannot be told from one that is not settled: not here either.
        if (!lines.Any(l => world.IsBooked(l.RefId)))
            return;
        world.Tell("PIN pad", () => $"settles batch {_ledger.Batch} with {lines.Length} approvals");
        _ledger.Close(1);
        Settlements.Add((world.Time.Now, lines));
    }

    private static bool NeedsCustomer(SpinRequest request) => request.TransType is "Sale" or "Auth" or "Return";

    private Reply? Refusal(SpinRequest request) => _ledger.Find(request.RefId) is not null
        ? Reply.DuplicatedRefId
        : RequestRules.Refusal(request, TerminalParameters.Default, tips: false);

    /// <summary>What needs no customer. Further kinds of requests are one line here and one below.</summary>
    private Reply AnswerAtOnce(SpinRequest request) => request.TransType switch
    {
        "Status" => _ledger.Find(request.RefId) is { } line ? Reply.Outcome(line) with { Request = request } : Reply.NotFound(request),
        "Void" or "TipAdjust" or "Capture" => FollowUp(request),
        "Report" => BatchReports.Report(request, _ledger),
        _ => Reply.Failure(request, "1003", "Not supported"),
    };

    /// <summary>As the simulator's terminal does it; the host is never asked twice.</summary>
    private Reply FollowUp(SpinRequest request)
    {
        if (_ledger.Find(request.RefId) is not { IsHeld: true } line)
            return Reply.NotFound(request);
        if (line.State == LineState.Voided)
            return Reply.Failure(request, "1004", "Already voided");
        var changed = request.TransType switch
        {
            "Void" => line with { State = LineState.Voided },
            "TipAdjust" => line with { Tip = request.Tip, Total = line.Total - line.Tip + request.Tip, TipAdjusted = true },
            _ when line.TransType == LedgerTypes.Auth => line with
            {
                TransType = LedgerTypes.Capture,
                Requested = request.Amount,
                Amount = request.Amount - request.Tip,
                Tip = request.Tip,
                Total = request.Amount,
            },
            _ => null,
        };
        if (changed is null)
            return Reply.Failure(request, "1004", "Not allowed");
        _held[line.RefId] = _ledger.Replace(line, changed);
        world.Tell("PIN pad", () => $"{request.TransType} of {world.Name(request.RefId)}: it stands at {changed.State} {changed.Total / 100m:0.00}");
        world.TouchRefId(line.RefId);
        return Reply.FollowedUp(changed) with { Request = request };
    }

    /// <summary>The host takes the batch in: seconds in which the register waits.</summary>
    private void Settle(SpinRequest request, PadCall open)
    {
        (_session, _call) = (request, open);
        world.Time.In(request.Lateness + world.Dice.Seconds(1, 20), () =>
        {
            _session = null;
            var (batch, lines) = (_ledger.Batch, _ledger.Open.Where(l => l.IsHeld).ToArray());
            var reply = BatchReports.Settle(request, _ledger, TerminalParameters.Default);
            if (_ledger.Batch != batch)
            {
                world.Tell("PIN pad", () => $"settles batch {batch} with {lines.Length} approvals, as it was told to");
                Settlements.Add((world.Time.Now, lines));
            }

            if (IsOnline)
                open.Answer(reply);
        });
    }

    private void Serve(SpinRequest request, PadCall open)
    {
        (_session, _call) = (request, open);
        var customer = world.CustomerFor(request);
        world.Tell("PIN pad", () => $"shows {request.Amount / 100m:0.00} for {world.Name(request.RefId)}");
        world.Time.In(request.Lateness + customer.After, () => Conclude(request, open, customer));
    }

    private void Conclude(SpinRequest request, PadCall open, Customer customer)
    {
        _session = null;
        if (customer.Decision.Kind == DecisionKind.Vanished)
        {
            world.Tell("PIN pad", () => $"has lost the request for {world.Name(request.RefId)}");
            return;
        }

        var host = new HostDesk(_ledger, TerminalParameters.Default, world.Time.Now);
        (var line, _accounts) = host.Book(request with { PartialOnly = request.PartialOnly || customer.IsPartial }, customer.Decision, _accounts);
        _ledger.Add(line);
        if (line is { IsHeld: true, IsCash: false })
            Hold(line);
        world.Tell("PIN pad", () => $"{line.State} {line.Total / 100m:0.00}{(line.IsCash ? " in cash" : "")} for {world.Name(request.RefId)}: that is in its ledger now");
        if (request.RestartFor is { } gone && line.IsHeld)
        {
            SetOnline(false);
            world.Time.In(gone, () => SetOnline(true));
        }

        if (!customer.IsSilent && IsOnline)
            open.Answer(Reply.Outcome(line) with { Request = request });
    }

    private void Hold(LedgerLine line)
    {
        if (!_held.TryAdd(line.RefId, line))
            world.Break($"I2: the terminal has approved {world.Name(line.RefId)} twice");
        world.TouchRefId(line.RefId);
    }
}

/// <summary>The register's request while it waits at the proxy; the first answer counts.</summary>
internal sealed class PadCall(SpinRequest request, Action<Reply> answer, DateTimeOffset until)
{
    public SpinRequest Request => request;

    public DateTimeOffset Until => until;

    public bool IsAnswered { get; private set; }

    public void Answer(Reply reply)
    {
        if (IsAnswered)
            return;
        IsAnswered = true;
        answer(reply);
    }
}
