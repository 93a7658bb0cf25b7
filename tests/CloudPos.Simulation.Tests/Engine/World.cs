using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Payments;
using CloudPos.Simulation.Tests.Checks;
using CloudPos.Simulation.Tests.Mutants;
using CloudPos.Simulation.Tests.Shop;
using CloudPos.Simulation.Tests.Wire;
using CloudPos.SpinSimulator.Proxy;
using CloudPos.SpinSimulator.Terminals;

namespace CloudPos.Simulation.Tests.Engine;

/// <summary>What a world is made of. The same plan is the same world, to the last event.</summary>
/// <param name="Seed">Of all dice.</param>
/// <param name="Payments">How many card payments are begun, over all registers.</param>
/// <param name="Mishaps">In an enumerated world: what happens at which step. Null: the dice decide.</param>
/// <param name="Mutant">The deliberate bug, for the check of the proof itself.</param>
internal sealed record WorldPlan(ulong Seed, int Payments = 50, IReadOnlyList<(int Step, Mishap Mishap)>? Mishaps = null, Mutant Mutant = Mutant.None)
{
    public bool IsRandom => Mishaps is null;
}

/// <summary>How a world ended.</summary>
internal sealed record WorldEnd(
    string? Broken, int Payments, int Requests, int Mishaps, int Steps, TimeSpan Passed, IReadOnlyList<string> Story,
    IReadOnlyList<(int Step, Step What)> Marks);

/// <summary>Two servers on one database, two registers on one PIN pad, and everything that can go wrong between them.</summary>
internal sealed class World : IDisposable
{
    /// <summary>What the proxy waits for the customer: the shortest that may be set, which makes the worlds' days short.</summary>
    public const int WindowSeconds = 30;

    /// <summary>The product's own.</summary>
    public static readonly PaymentOptions Options = new();

    private const int EventsMax = 30_000; // a world of fifty payments has some twenty thousand

    private readonly WorldPlan _plan;
    private readonly Runner _runner;
    private readonly List<string> _story = [];
    private readonly Dictionary<string, string> _names = [];
    private readonly HashSet<Guid> _touched = [];
    private readonly Dictionary<Guid, (AttemptState State, DateTimeOffset? Next, DateTimeOffset Since)> _open = [];
    private readonly Dictionary<Guid, List<TaskCompletionSource>> _watchers = [];
    private readonly List<Cashier> _cashiers = [];
    private int _registersUsed;
    private int _events;
    private int _openAtCalm;

    public World(Runner runner, WorldPlan plan, bool tells = false, bool keepsMarks = false)
    {
        (_runner, _plan, Tells, KeepsMarks) = (runner, plan, tells, keepsMarks);
        Dice = new Dice(plan.Seed);
        Time = new VirtualTime(Dice.Fork());
        Pad = new PinPad(this);
        Proxy = new WorldProxy(this, Pad);
        Trouble = new Trouble(this, Dice.Fork(), plan.IsRandom ? Dice.Of([0, 10, 60, 300]) : 0);
        Checks = new Invariants(this);
        foreach (var (step, mishap) in plan.Mishaps ?? [])
            Trouble.Arm(step, mishap);
    }

    public Dice Dice { get; }

    public VirtualTime Time { get; }

    public PinPad Pad { get; }

    public WorldProxy Proxy { get; }

    public Trouble Trouble { get; }

    public Invariants Checks { get; }

    public Mutant Mutant => _plan.Mutant;

    public bool Tells { get; }

    public bool KeepsMarks { get; }

    public Books Books => _runner.Books;

    public IReadOnlyList<Server> Servers => _runner.Servers;

    /// <summary>The first rule that did not hold; the world ends with it.</summary>
    public string? Broken { get; private set; }

    /// <summary>The manager has asked the tills to wait until then.</summary>
    public DateTimeOffset QuietUntil { get; set; }

    /// <summary>Card payments begun so far.</summary>
    public int Payments { get; private set; }

    /// <summary>Since when nothing goes wrong any more and nobody buys.</summary>
    public DateTimeOffset CalmSince { get; private set; } = DateTimeOffset.MaxValue;

    /// <summary>Within this everything is settled that asking can settle: silence of a dead server, window and margin, the longest pause, two "not found".</summary>
    public TimeSpan ShortBound => Bound + (TimeSpan.FromSeconds(20) * _openAtCalm); // one PIN pad: they are asked about in turn, and the worlds look rarely

    private static TimeSpan Bound { get; } = Options.OwnerSilentMax * 1.5 + 2 * (TimeSpan.FromSeconds(WindowSeconds) + Options.WindowMargin)
        + Options.CheckPauses[^1] + Options.NotFoundGap + TimeSpan.FromMinutes(2);

    /// <summary>A settlement without an answer is known once its window is over and a report has been read.</summary>
    public static TimeSpan SettlementBound { get; } = TimeSpan.FromSeconds(Domain.Batches.Settlement.WindowSecondsDefault) + (3 * new Application.Features.Batches.SettleOptions().WindowMargin)
        + Options.OwnerSilentMax + TimeSpan.FromMinutes(3);

    public bool IsRandom => _plan.IsRandom;

    public bool WantsMore => Payments < _plan.Payments && Broken is null;

    /// <summary>Lives the world through.</summary>
    public WorldEnd Run()
    {
        _runner.Renew();
        foreach (var server in _runner.Servers)
            server.Enter(this);
        for (var i = 0; i < 2; i++)
        {
            var cashier = new Cashier(this, i + 1, _plan.IsRandom ? Dice.Fork() : null);
            _cashiers.Add(cashier);
            Time.In(TimeSpan.FromMilliseconds(100 * i), () => _ = cashier.WorkAsync());
        }

        var manager = _plan.IsRandom ? new Manager(this, Dice.Fork()) : null;
        if (manager is not null)
            Time.In(TimeSpan.FromSeconds(1), () => _ = manager.WorkAsync());
        Until(() => _cashiers.TrueForAll(c => c.IsDone));
        Calm();
        if (Broken is null)
            Checks.AtTheEnd();
        if (Broken is null && manager is not null)
            EndTheDay(manager);
        return new WorldEnd(Broken, Payments, Proxy.Requests, Trouble.Happened, Trouble.Steps, Time.Passed, _story, Trouble.Marks);
    }

    public void Dispose()
    {
        foreach (var server in _runner.Servers)
            server.Leave();
    }

    /// <summary>A server that is up, or null.</summary>
    public Server? AnyServer(Dice? dice)
    {
        var up = _runner.Servers.Where(s => s.IsUp).ToArray();
        return up.Length == 0 ? null : dice is null ? up[0] : dice.Of(up);
    }

    public void StartAgain(Server server)
    {
        if (server.IsUp)
            return;
        Tell(server.Name, () => "is started again");
        server.Start();
    }

    /// <summary>A register nobody stands at yet.</summary>
    public int NextRegister() => _registersUsed < Runner.Registers ? _registersUsed++ : -1;

    /// <summary>A payment is about to begin: the dice say what will go wrong around it.</summary>
    public void BeginPayment()
    {
        Payments++;
        if (!IsRandom)
            return;
        for (var i = Mishaps.CountFor(Dice); i > 0; i--)
            Trouble.Arm(Trouble.Steps + Dice.Below(60), Mishaps.Draw(Dice));
    }

    public Customer CustomerFor(SpinRequest request)
    {
        if (!IsRandom)
            return new Customer(Paid(), TimeSpan.FromSeconds(3));
        var after = Dice.Seconds(1, 12);
        var slow = request.OperationalTimeout + Dice.Seconds(-2, 20);
        return Dice.Below(1000) switch
        {
            < 780 => new Customer(Paid(), after),
            < 800 => new Customer(Paid(tip: request.TransType == "Return" ? 0 : 150), after), // nobody adds a tip to what goes back to him
            < 850 => new Customer(CustomerDecision.Declined, after),
            < 890 => new Customer(CustomerDecision.Cancelled, after),
            < 920 => new Customer(request.Dual is null ? CustomerDecision.Cancelled : CustomerDecision.Cash, after),
            < 940 => new Customer(Paid(), after, IsPartial: true),
            < 955 => new Customer(Paid(), after, IsSilent: true),
            < 970 => new Customer(CustomerDecision.Vanished, after),
            < 985 => new Customer(Paid(), slow),
            _ => new Customer(CustomerDecision.GaveUp, slow),
        };

        static CustomerDecision Paid(long tip = 0) => new(DecisionKind.Paid, CardShown.Tapped, tip) { PaymentType = "Credit" };
    }

    /// <summary>When a server's worker looks next. In the product it looks every half second; here, when there is something to see.</summary>
    public TimeSpan NextLook(Server server)
    {
        // with nothing open a look finds nothing, and the first nudge wakes it; but a settlement under way needs its signs of life
        if (_open.Count == 0)
            return Books.IsClosing ? Dice.Seconds(12, 25) : TimeSpan.FromSeconds(60);
        var (isSent, isWaiting) = (false, false);
        var due = TimeSpan.FromSeconds(25);
        foreach (var (id, (state, planned, since)) in _open.ToArray())
        {
            // a check is put off past the change tracker, which is all that the world is told of
            var next = planned;
            if (planned < Time.Now && Books.NextCheckOf(id) is var putOff && putOff != planned)
                _open[id] = (state, next = putOff, since);
            if (state == AttemptState.Created && Time.Now - since < TimeSpan.FromSeconds(1))
                return Dice.Seconds(0.2, 0.6);
            isWaiting |= state == AttemptState.Created;
            isSent |= state == AttemptState.Sent;
            if (next is { } at && at - Time.Now < due)
                due = at - Time.Now;
        }

        // what is due and is still there is being asked about, or its PIN pad is in use: there is nothing to see for a while
        var pause = isWaiting || isSent ? Dice.Seconds(12, 25) : Dice.Seconds(20, 25);
        return due >= pause ? pause : due >= TimeSpan.Zero ? due + Dice.Seconds(0.01, 0.5) : Dice.Seconds(3, 10);
    }

    /// <summary>A sale was written, or an attempt of it.</summary>
    public void Touch(Guid sale, Guid? attempt = null, string state = "")
    {
        _touched.Add(sale);
        if (attempt is not { } id)
            return;
        // most people look up only when the screen says something new
        if ((state is not ("Created" or "Sent") || Dice.Permille(100)) && _watchers.Remove(id, out var watching))
        {
            foreach (var watcher in watching)
                Time.In(TimeSpan.FromMilliseconds(30), () => watcher.TrySetResult());
        }
    }

    public IReadOnlyList<AttemptRow> OpenAttempts() =>
        [.. Books.Sales().SelectMany(Books.AttemptsOf).Where(a => _open.ContainsKey(a.Id))];

    /// <summary>What is committed of an attempt: what is open decides how often the workers look.</summary>
    public void IsNow(AttemptRow attempt)
    {
        if (!attempt.IsOpen)
        {
            if (_open.Remove(attempt.Id) && _open.Count > 0)
                NudgeAll();
        }
        else if (!_open.TryGetValue(attempt.Id, out var known) || known.State != attempt.State || known.Next?.UtcDateTime != attempt.NextCheckAt)
        {
            _open[attempt.Id] = (attempt.State, attempt.NextCheckAt is { } next ? new DateTimeOffset(next, TimeSpan.Zero) : null, Time.Now);
            if (attempt.State == AttemptState.Unknown)
                NudgeAll();
        }
    }

    /// <summary>Something is to be seen: the workers, who sleep longer here than in the product, look anew when it is due.</summary>
    private void NudgeAll()
    {
        // now and then both at once: then they race for it
        if (Dice.Permille(300))
        {
            foreach (var server in _runner.Servers)
                server.LookAnew();
        }
        else
        {
            AnyServer(Dice)?.LookAnew();
        }
    }

    /// <summary>A batch has been closed: its attempts are marked a moment later.</summary>
    public void NudgeSettlers() => Time.In(Dice.Seconds(0.1, 1), () =>
    {
        foreach (var server in _runner.Servers.Where(s => s.IsUp))
            server.NudgeSettler();
    });

    public void TouchRefId(string refId)
    {
        if (Books.AttemptOf(refId) is { } attempt)
            _touched.Add(attempt.SaleId);
    }

    public bool IsBooked(string refId) => Books.AttemptOf(refId)?.IsCharged == true;

    /// <summary>Returns when something has happened to the payment, or after a while.</summary>
    public Task ChangedAsync(Guid attempt, TimeSpan atMost)
    {
        var changed = new TaskCompletionSource();
        if (!_watchers.TryGetValue(attempt, out var watching))
            _watchers[attempt] = watching = [];
        watching.Add(changed);
        Time.In(atMost, () => changed.TrySetResult());
        return changed.Task;
    }

    /// <summary>What a story calls a payment.</summary>
    public string Name(string refId)
    {
        if (!_names.TryGetValue(refId, out var name))
            _names[refId] = name = refId.Length == 0 ? "nobody" : $"payment {_names.Count + 1}";
        return name;
    }

    public void Tell(string who, Func<string> what)
    {
        if (Tells)
            _story.Add($"{Time.Passed:hh\\:mm\\:ss\\.fff}  {who,-10} {what()}");
    }

    public void Break(string rule)
    {
        Broken ??= rule;
        Tell("BROKEN", () => rule);
    }

    private void Until(Func<bool> isOver)
    {
        while (Broken is null && !isOver() && Time.Next())
        {
            if (++_events > EventsMax)
                Break("the world does not come to an end");
            if (_touched.Count == 0)
                continue;
            foreach (var sale in _touched)
                Checks.OnSale(sale);
            _touched.Clear();
        }
    }

    /// <summary>All is calm: the comparison is as good as its word, and what is settled is called so.</summary>
    private void EndTheDay(Manager manager)
    {
        var since = Time.Now;
        Until(() => !Books.IsClosing || Time.Now - since > SettlementBound);
        if (Books.IsClosing)
            Break("I7: a settlement has not come to its end");
        if (Broken is not null)
            return;
        var last = manager.EndTheLastDayAsync();
        Until(() => last.IsCompleted);
    }

    /// <summary>Nothing goes wrong any more, nobody buys, the PIN pad is reachable and idle: what is open has to come to an end.</summary>
    private void Calm()
    {
        if (Broken is not null)
            return;
        Trouble.End();
        Proxy.Disarm();
        Proxy.DownUntil = default;
        Pad.BusyUntil = default;
        Pad.SetOnline(true);
        foreach (var server in _runner.Servers)
            StartAgain(server);
        Until(() => !Pad.IsServing && Proxy.InFlight.Count == 0);
        (CalmSince, _openAtCalm) = (Time.Now, _open.Count);
        Tell("world", () => "is calm from now on");
        Until(() => Time.Now - CalmSince > TimeSpan.FromSeconds(1));
        Until(() => _open.Count == 0 || Time.Now - CalmSince > ShortBound);
        Until(() => _open.Values.All(o => o.State == AttemptState.NeedsReview) || Time.Now - CalmSince > Options.ReviewAfter + ShortBound);
    }
}
