using CloudPos.Application.Features.Batches;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Simulation.Tests.Engine;
using CloudPos.Simulation.Tests.Wire;
using CloudPos.SpinSimulator.Proxy;
using CloudPos.SpinSimulator.Terminals;

namespace CloudPos.Simulation.Tests.Checks;

/// <summary>A sale with all that was ever tried for it, as it is committed, and what the terminal holds of it.</summary>
internal sealed record SaleScene(World World, SaleRow Sale, IReadOnlyList<AttemptRow> Attempts)
{
    public IEnumerable<(AttemptRow Attempt, LedgerLine Line)> Approvals =>
        from attempt in Attempts
        where World.Pad.Approvals.ContainsKey(attempt.RefId)
        select (attempt, World.Pad.Approvals[attempt.RefId]);
}

/// <summary>What must hold after every event. A further rule is a function here and a line in one of the lists.</summary>
internal sealed class Invariants(World world)
{
    private static readonly IReadOnlyList<Func<SaleScene, string?>> Always =
    [
        NothingIsCapturedTwice, NothingIsGivenBackTwice, WhatIsCalledSettledIsSettled, WhatIsBookedIsInTheLedger, EveryChargeIsOneTender, NothingIsPaidWhileUnknown, TheJournalReplays,
    ];

    private readonly Dictionary<string, string> _sent = [];
    private readonly Dictionary<string, int> _sentTimes = [];

    /// <summary>Looks at a sale that was touched.</summary>
    public void OnSale(Guid id)
    {
        if (world.Books.Sale(id) is not { } sale)
            return;
        var scene = new SaleScene(world, sale, world.Books.AttemptsOf(id));
        foreach (var attempt in scene.Attempts)
            world.IsNow(attempt);
        foreach (var rule in Always)
        {
            if (rule(scene) is { } broken)
                world.Break($"{broken} (sale {sale.Number})");
        }
    }

    /// <summary>Looks at a request that has just arrived at the proxy.</summary>
    public void OnRequest(WireCall call, SpinRequest request, IReadOnlyList<(WireCall Call, SpinRequest Request)> inFlight)
    {
        var movesMoney = !IsQuestion(request);
        foreach (var (otherCall, other) in inFlight)
        {
            // what the PIN pad is done with, on its way to a dead server, keeps nobody waiting; nor does a settlement that a dead server had asked for
            if (otherCall.IsOfTheDead && (otherCall.HasLeftThePad || other.TransType == "Settle"))
                continue;
            // money waits for the end of everything, a question for the end of another question
            if (movesMoney ? !IsQuestion(other) || IsOfTheLiving(otherCall) : request.TransType == other.TransType && IsOfTheLiving(call) && IsOfTheLiving(otherCall))
                world.Break($"I6: {request.TransType} for {world.Name(request.RefId)} while {other.TransType} for {world.Name(other.RefId)} is under way");
        }

        if (!movesMoney)
            return;
        if (request.TransType == "Settle")
        {
            OnSettle(request);
            return;
        }

        var attempts = world.Books.AttemptsOf(request.RefId).Where(a => a.Kind == KindOf(request.TransType)).ToArray();
        if (attempts.Length == 0)
        {
            world.Break($"I4: a {request.TransType} arrived whose RefId is not on record");
            return;
        }

        var name = $"{request.TransType} {request.RefId}";
        var times = _sentTimes[name] = _sentTimes.GetValueOrDefault(name) + 1;
        var recorded = attempts.Sum(a => a.Entries.Count(e => e.Signal == AttemptSignal.Sent));
        if (recorded < times)
            world.Break($"I4: {request.TransType} number {times} for {world.Name(request.RefId)}, which is on record as sent {recorded} times");
        if (attempts[0].Kind is AttemptKind.Void or AttemptKind.TipAdjust or AttemptKind.Capture)
            return; // their RefId is the original's, and a tip may be set again
        var parameters = $"{request.TransType} {request.PaymentType} {request.Amount} {request.Tip} {request.Cashback}";
        if (!_sent.TryAdd(request.RefId, parameters) && _sent[request.RefId] != parameters)
            world.Break($"I5: {world.Name(request.RefId)} was sent as {_sent[request.RefId]} and now as {parameters}");
    }

    private static bool IsQuestion(SpinRequest request) => request.TransType is "Status" or "Report";

    /// <summary>I4 for settlements: on record as sent, sent once, and nothing of the PIN pad is unknown then.</summary>
    private void OnSettle(SpinRequest request)
    {
        var times = _sentTimes["Settle " + request.RefId] = _sentTimes.GetValueOrDefault("Settle " + request.RefId) + 1;
        if (times > 1)
            world.Break("I4: a settlement was sent twice");
        if (world.Books.SettlementOf(request.RefId) is not >= SettlementState.Sent)
            world.Break("I4: a settlement arrived that is not on record as sent");
        if (world.OpenAttempts().FirstOrDefault(a => a.State != AttemptState.Created) is { } open)
            world.Break($"I10: a batch is being settled while {world.Name(open.RefId)} is {open.State}");
        var compared = world.Books.ComparedFor(request.RefId);
        foreach (var line in world.Pad.Counted.Where(l => !l.IsCash))
        {
            if (world.Books.AttemptOf(line.RefId) is { } attempt && (!compared.TryGetValue(attempt.Id, out var listed) || listed != line.Total))
                world.Break($"I10: {world.Name(line.RefId)} of {line.Total} cents is being settled, which {(listed == 0 ? "was not compared" : $"was compared at {listed}")}");
        }
    }

    /// <summary>Its process waits for the answer, and has not slept longer than its right to ask lasts.</summary>
    private bool IsOfTheLiving(WireCall call) => call is { IsOfTheDead: false, WasSentHalfAsleep: false } && world.Time.Now > call.Server.FrozenUntil + TimeSpan.FromSeconds(2);

    /// <summary>A further kind of request is a line here.</summary>
    private static AttemptKind KindOf(string transType) => transType switch
    {
        "Activate" => AttemptKind.GiftActivate,
        "Reload" => AttemptKind.GiftReload,
        "Redeem" => AttemptKind.Sale,
        _ => Enum.Parse<AttemptKind>(transType),
    };

    /// <summary>At the end, when the PIN pad has been reachable and idle for the bounded time.</summary>
    public void AtTheEnd()
    {
        foreach (var id in world.Books.Sales())
        {
            OnSale(id);
            foreach (var attempt in world.Books.AttemptsOf(id))
            {
                if (NothingStaysUnknown(attempt) is { } open)
                    world.Break(open);
                if (NoApprovalIsLost(attempt) is { } lost)
                    world.Break(lost);
            }
        }

        foreach (var refId in world.Pad.Approvals.Keys)
        {
            if (world.Books.AttemptOf(refId) is null)
                world.Break($"I2: the terminal approved {refId}, which is on nobody's record");
        }

        BatchesAreExplained();
    }

    /// <summary>I7. Only what a person has to decide may stay: a settlement lay in between, or it had been put before a person already.</summary>
    public string? NothingStaysUnknown(AttemptRow attempt) => attempt.State switch
    {
        AttemptState.Created or AttemptState.Sent or AttemptState.Unknown => $"I7: {world.Name(attempt.RefId)} is still {attempt.State}",
        AttemptState.NeedsReview when !MayNeedReview(attempt) => $"I7: {world.Name(attempt.RefId)} needs review for no reason that is on the list",
        _ => null,
    };

    private bool MayNeedReview(AttemptRow attempt) =>
        world.Pad.Settlements.Any(s => s.At.UtcDateTime.AddSeconds(60) >= attempt.SentAt)
        || HasNoWitness(attempt)
        || IsOfASettledCharge(attempt)
        || attempt.Entries.Any(e => e.Signal == AttemptSignal.ReviewAsked && e.At < world.CalmSince.UtcDateTime.Add(world.ShortBound));

    /// <summary>Its charge had been settled before it was sent: the PIN pad finds neither, so it cannot say that the charge stands as it was.</summary>
    private bool IsOfASettledCharge(AttemptRow attempt) => attempt.Kind is AttemptKind.Void or AttemptKind.TipAdjust or AttemptKind.Capture
        && world.Pad.Approvals.TryGetValue(attempt.RefId, out var charge) && charge.Batch != 1 + world.Pad.Settlements.Count(s => s.At.UtcDateTime < attempt.SentAt);

    /// <summary>The last charge that was booked before it lies in a batch that had been settled: of the batch that was open nothing is known, so a "not found" says nothing.</summary>
    private bool HasNoWitness(AttemptRow attempt)
    {
        var last = world.Books.Sales().SelectMany(world.Books.AttemptsOf)
            .Where(a => a is { IsCharged: true, Kind: AttemptKind.Sale } && a.LeaseToken < attempt.LeaseToken && world.Pad.Approvals.ContainsKey(a.RefId)).MaxBy(a => a.LeaseToken);
        return last is not null && world.Pad.Approvals[last.RefId].Batch != 1 + world.Pad.Settlements.Count(s => s.At.UtcDateTime < attempt.SentAt);
    }

    /// <summary>I2: the terminal holds an approval, so it is booked, or open before a person's eyes.</summary>
    private string? NoApprovalIsLost(AttemptRow attempt) =>
        world.Pad.Approvals.ContainsKey(attempt.RefId) && attempt.Kind is not (AttemptKind.Void or AttemptKind.TipAdjust or AttemptKind.Capture)
            && !attempt.IsCharged && attempt.State is not (AttemptState.NeedsReview or AttemptState.Voided)
            ? $"I2: the terminal approved {world.Name(attempt.RefId)}, which is {attempt.State}"
            : null;

    /// <summary>I1: all cards and the cash together pay the sale at most once, tips apart.</summary>
    private static string? NothingIsCapturedTwice(SaleScene scene)
    {
        var byCard = scene.Approvals.Where(a => a.Attempt.Kind == AttemptKind.Sale && a.Line.State == LineState.Approved).Sum(a => a.Line.Total - a.Line.Tip);
        byCard -= scene.Approvals.Where(a => a.Attempt.Kind == AttemptKind.Return && a.Line.State == LineState.Approved).Sum(a => a.Line.Total - a.Line.Tip);
        var byCash = scene.Sale.Tenders.Where(t => t is { Kind: TenderKind.Cash, Counts: true }).Sum(t => t.CoversCard);
        return byCard + byCash <= scene.Sale.TotalCard ? null
            : $"I1: {byCard + byCash} cents were captured of {scene.Sale.TotalCard}{(scene.Sale.Mismatch is null ? ", silently" : ", and said so: " + scene.Sale.Mismatch)}";
    }

    /// <summary>I1, the other way round: no more goes back to cards than was ever charged, tips included.</summary>
    private static string? NothingIsGivenBackTwice(SaleScene scene)
    {
        var charged = scene.Approvals.Where(a => a.Attempt.Kind == AttemptKind.Sale && a.Line.State == LineState.Approved)
            .Sum(a => IsSaidToBeMore(scene.World, a.Attempt) ? Math.Max(a.Line.Total, a.Attempt.Charged ?? 0) : a.Line.Total);
        var returned = scene.Approvals.Where(a => a.Attempt.Kind == AttemptKind.Return && a.Line.State == LineState.Approved).Sum(a => a.Line.Total);
        return returned <= charged ? null : $"I1: {returned} cents went back to cards that had paid {charged}";
    }

    /// <summary>I3: what is booked as charged is in the terminal's ledger, with its amount; a difference is said.</summary>
    private static string? WhatIsBookedIsInTheLedger(SaleScene scene)
    {
        foreach (var attempt in scene.Attempts.Where(a => a.IsCharged && a.Kind == AttemptKind.Sale))
        {
            if (!scene.World.Pad.Approvals.TryGetValue(attempt.RefId, out var line))
                return $"I3: {scene.World.Name(attempt.RefId)} is booked, and the terminal has no approval of it";
            var isChanging = scene.Attempts.Any(a => a.Kind == AttemptKind.TipAdjust && a.RefId == attempt.RefId && a.IsOpen);
            if (attempt.Charged != line.Total && attempt.Mismatch is null && !isChanging && !IsJudged(attempt) && !IsFalselyPartial(scene.World, attempt))
                return $"I3: {scene.World.Name(attempt.RefId)} is booked with {attempt.Charged} cents, the terminal holds {line.Total}, and nothing says so";
        }

        return null;
    }

    /// <summary>A person said that it was charged, and knows no tip: the comparison names the difference.</summary>
    private static bool IsJudged(AttemptRow attempt) => attempt.Entries.Any(e => e.Reason == AttemptReason.ByManager);

    /// <summary>A part of which the answer itself names a wrong amount looks like any other part: no register can tell. It is a difference when the batch is compared.</summary>
    private static bool IsFalselyPartial(World world, AttemptRow attempt) => attempt.Charged < attempt.Amount && world.Proxy.Misquoted.Contains(attempt.RefId);

    /// <summary>
    /// The terminal named more than it took, and the books said that at once. Once it has settled by itself, nothing can be asked any more:
    /// what it said that it took is what goes back.
    /// </summary>
    private static bool IsSaidToBeMore(World world, AttemptRow attempt) => attempt.Mismatch is not null && world.Proxy.Misquoted.Contains(attempt.RefId)
        && world.Pad.Settlements.Exists(s => s.Lines.Any(l => l.RefId == attempt.RefId));

    /// <summary>A charge is booked as one tender, and no card tender is without one.</summary>
    private static string? EveryChargeIsOneTender(SaleScene scene)
    {
        var cards = scene.Sale.Tenders.Where(t => t.Kind == TenderKind.Card).ToArray();
        foreach (var attempt in scene.Attempts)
        {
            var count = cards.Count(t => t.AttemptId == attempt.Id);
            if (attempt.Kind is AttemptKind.Sale && count != (attempt.IsCharged || attempt.State == AttemptState.Voided ? 1 : 0))
                return $"I2: {scene.World.Name(attempt.RefId)}, {attempt.State}, is booked as {count} tenders";
        }

        return cards.All(t => scene.Attempts.Any(a => a.Id == t.AttemptId)) ? null : "I3: a card tender belongs to no attempt";
    }

    /// <summary>I10: the PIN pad has closed the batch of everything that is called settled.</summary>
    private static string? WhatIsCalledSettledIsSettled(SaleScene scene) =>
        scene.Approvals.FirstOrDefault(a => a.Attempt is { State: AttemptState.Settled, Kind: AttemptKind.Sale or AttemptKind.Return } && !scene.World.Pad.HasSettled(a.Attempt.RefId)) is { Attempt: { } early }
            ? $"I10: {scene.World.Name(early.RefId)} is called settled, and stands in the PIN pad's open batch"
            : null;

    /// <summary>I10, when all is calm: the comparison names a difference where there is one, and invents none.</summary>
    public void OnLastComparison(ReconciliationView compared)
    {
        var books = world.Books.Sales().SelectMany(world.Books.AttemptsOf)
            .Where(a => a is { State: AttemptState.Approved or AttemptState.PartiallyApproved, Kind: AttemptKind.Sale or AttemptKind.Return }).ToDictionary(a => a.RefId);
        var listed = world.Pad.Counted.Where(l => !l.IsCash).ToDictionary(l => l.RefId);
        var wrong = books.Values.Where(a => !listed.TryGetValue(a.RefId, out var line) || line.Total != a.Charged).Select(a => a.RefId)
            .Concat(listed.Keys.Where(r => !books.ContainsKey(r))).Distinct().Select(world.Name).ToArray();
        world.Tell("manager", () => $"compares: {compared.Matched} match, {compared.Differences.Count} differ; in truth {wrong.Length} differ");
        if (wrong.Length > 0 && compared.Differences.Count == 0)
            world.Break($"I10: {string.Join(", ", wrong)} stand otherwise in the PIN pad's batch, and the comparison finds no difference");
        if (wrong.Length == 0 && compared.Differences.FirstOrDefault(d => !IsOfCash(d)) is { } invented)
            world.Break($"I10: nothing differs, and the comparison says: {invented.Words}");
    }

    /// <summary>The customer chose cash at the PIN pad, and the drawer got it or not: not a matter of cards.</summary>
    public bool IsOfCash(DifferenceLine line) => line.Kind == DifferenceKind.TerminalOnly
        && world.Pad.Counted.Any(l => l.IsCash && l.Total == line.Terminal?.Cents);

    /// <summary>I10, after the last settlement: what it closed is called settled.</summary>
    public void OnLastSettlement()
    {
        foreach (var line in world.Pad.Settlements[^1].Lines.Where(l => !l.IsCash && l.State == LineState.Approved))
        {
            if (world.Books.AttemptOf(line.RefId) is not { State: AttemptState.Settled } attempt)
                world.Break($"I10: {world.Name(line.RefId)} was settled, and is {world.Books.AttemptOf(line.RefId)?.State}");
            else
                OnSale(attempt.SaleId);
        }
    }

    /// <summary>I8.</summary>
    private static string? NothingIsPaidWhileUnknown(SaleScene scene) =>
        scene.Sale.State == SaleState.Paid && scene.Attempts.FirstOrDefault(a => a is { IsOpen: true, Kind: AttemptKind.Sale }) is { } open
            ? $"I8: the sale is paid while {scene.World.Name(open.RefId)} is {open.State}"
            : null;

    /// <summary>I9.</summary>
    private static string? TheJournalReplays(SaleScene scene)
    {
        foreach (var attempt in scene.Attempts)
        {
            var state = AttemptState.Created;
            for (var i = 0; i < attempt.Entries.Count; i++)
            {
                var entry = attempt.Entries[i];
                if (entry.Number != i + 1 || entry.From != state || PaymentAttempt.Next(state, entry.Signal) != entry.To)
                    return $"I9: entry {entry.Number} of {scene.World.Name(attempt.RefId)} does not follow: {state}, {entry.Signal}, {entry.To}";
                state = entry.To;
            }

            if (state != attempt.State)
                return $"I9: the journal of {scene.World.Name(attempt.RefId)} ends at {state}, its state is {attempt.State}";
        }

        return null;
    }

    /// <summary>I10: every approval that was settled is booked with its amount, or stands on a list: a difference that is said, or a review.</summary>
    private void BatchesAreExplained()
    {
        foreach (var line in world.Pad.Settlements.SelectMany(s => s.Lines).Where(l => !l.IsCash))
        {
            var attempt = world.Books.AttemptOf(line.RefId);
            var isLookedAt = world.Books.AttemptsOf(line.RefId).Any(a => a.State == AttemptState.NeedsReview); // also a tip or a void of it
            if (attempt is null || !(isLookedAt || attempt.State == AttemptState.Voided || (attempt.IsCharged && (attempt.Charged == line.Total || attempt.Mismatch is not null || IsFalselyPartial(world, attempt)))))
                world.Break($"I10: {line.Total} cents of {world.Name(line.RefId)} were settled, and the register knows nothing of it");
        }
    }
}
