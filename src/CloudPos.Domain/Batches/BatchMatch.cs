using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Batches;

/// <summary>Matches the register's books with the PIN pad's daily report, line by line. Pure: the same lines give the same answer.</summary>
/// <remarks>
/// The report has no RefId, so a pair is told by number, type and amount. A line of the register that names its number is never tied to
/// another number, however well the amount fits: two differences that cancel each other out are still two differences.
/// </remarks>
public sealed class BatchMatch
{
    private readonly List<MatchedLine> _pairs = [];
    private readonly List<BookedLine> _booked;
    private readonly List<ListedLine> _listed;
    private readonly IReadOnlyDictionary<AttemptId, StatusFact> _facts;

    private BatchMatch(IEnumerable<BookedLine> booked, IEnumerable<ListedLine> listed, IReadOnlyDictionary<AttemptId, StatusFact> facts)
    {
        _facts = facts;
        _booked = [.. booked.Select(Numbered)];
        _listed = [.. listed.OrderBy(l => l.Index)];
    }

    /// <summary>All pairs and all lines without one; differences come first.</summary>
    /// <param name="facts">What Status said of doubtful attempts; empty in the first round.</param>
    public static IReadOnlyList<MatchedLine> Of(
        IEnumerable<BookedLine> booked, IEnumerable<ListedLine> listed, IReadOnlyDictionary<AttemptId, StatusFact> facts) =>
        new BatchMatch(booked, listed, facts).Run();

    /// <summary>The register's lines that the PIN pad lists, though perhaps with another amount or kind; not those for which it lists another line.</summary>
    public static IReadOnlySet<AttemptId> StillListed(IReadOnlyList<BookedLine> booked, IReadOnlyList<ListedLine> listed)
    {
        var pairs = Of(booked, listed, new Dictionary<AttemptId, StatusFact>()).Where(l => l is { Booked: not null, Listed: not null }).ToArray();
        var gone = pairs.Where(IsAnother).Select(p => p.Booked!.Attempt).ToHashSet();
        return gone.Count == 0 ? pairs.Select(p => p.Booked!.Attempt).ToHashSet()
            : StillListed([.. booked.Where(b => !gone.Contains(b.Attempt))], listed); // what was tied to it may be one of these
    }

    /// <summary>
    /// One takes money and the other gives it back: never the same transaction, whatever number and amount they share. Other kinds PIN
    /// pads call by several names, and a name that nobody knows may be any.
    /// </summary>
    private static bool IsAnother(MatchedLine pair) => pair is { Difference: DifferenceKind.Type, Booked.Type: not LineType.Other, Listed.Type: not LineType.Other }
        && pair.Booked!.Type == LineType.Return != (pair.Listed!.Type == LineType.Return);

    /// <summary>The attempts of which Status should be asked, because what was found may have another reason than the report shows.</summary>
    public static IReadOnlyList<AttemptId> Doubtful(IEnumerable<MatchedLine> lines) =>
        [.. lines.Where(l => l.Booked is not null && l.Difference is DifferenceKind.RegisterOnly or DifferenceKind.Amount or DifferenceKind.Tip)
            .Select(l => l.Booked!.Attempt).Distinct()];

    private IReadOnlyList<MatchedLine> Run()
    {
        Pair(BookedState.Live, b => (b.Application, b.Number, b.Type, b.Amount), l => (l.Application, l.Number, l.Type, l.Amount), IsNumbered, (_, _) => DifferenceKind.None);
        Pair(BookedState.Live, b => (IsCash(b), b.Number, b.Type, b.Amount), l => (IsCash(l), l.Number, l.Type, l.Amount), IsNumbered, (_, _) => DifferenceKind.None);
        NameDuplicates();
        Pair(BookedState.Voided, b => (IsCash(b), b.Number, b.Type), l => (IsCash(l), l.Number, l.Type), IsNumbered, (_, _) => DifferenceKind.VoidedOnRegister);
        Pair(BookedState.Live, b => (IsCash(b), b.Number, b.Type), l => (IsCash(l), l.Number, l.Type), IsNumbered, AmountOrTip);
        Pair(BookedState.Live, b => (IsCash(b), b.Number, b.Amount), l => (IsCash(l), l.Number, l.Amount), IsNumbered, (_, _) => DifferenceKind.Type);
        Pair(BookedState.Live, b => (IsCash(b), b.Type, b.Amount), l => (IsCash(l), l.Type, l.Amount), b => !IsNumbered(b), (_, _) => DifferenceKind.None);
        Pair(BookedState.Unknown, b => (IsCash(b), b.Type, b.Amount), l => (IsCash(l), l.Type, l.Amount), _ => true, (_, _) => DifferenceKind.Unknown);
        foreach (var booked in _booked.Where(b => b.State != BookedState.Voided && !IsLeftOut(b)))
            _pairs.Add(new MatchedLine(booked, null, Alone(booked)));
        foreach (var listed in _listed)
            _pairs.Add(new MatchedLine(null, listed, DifferenceKind.TerminalOnly));
        return [.. _pairs.OrderBy(p => p.Difference == DifferenceKind.None).ThenBy(p => Urgency(p.Difference))
            .ThenBy(p => p.Listed?.Application ?? p.Booked!.Application).ThenBy(p => p.Listed?.Number ?? p.Booked?.Number ?? int.MaxValue)
            .ThenBy(p => p.Listed?.Index ?? int.MaxValue).ThenBy(p => p.Booked?.Attempt.Value)];
    }

    /// <summary>Ties every line of the register with a key to the first line of the PIN pad that has it too, and takes both out.</summary>
    private void Pair<TKey>(
        BookedState state, Func<BookedLine, TKey> ofBooked, Func<ListedLine, TKey> ofListed, Func<BookedLine, bool> counts,
        Func<BookedLine, ListedLine, DifferenceKind> name) where TKey : notnull
    {
        if (!_booked.Exists(b => b.State == state && counts(b)))
            return;
        var free = new Dictionary<TKey, Queue<ListedLine>>();
        foreach (var listed in _listed)
        {
            var key = ofListed(listed);
            if (!free.TryGetValue(key, out var queue))
                free[key] = queue = new Queue<ListedLine>();
            queue.Enqueue(listed);
        }

        var taken = new HashSet<int>();
        _booked.RemoveAll(booked =>
        {
            if (booked.State != state || !counts(booked) || !free.TryGetValue(ofBooked(booked), out var queue) || !queue.TryDequeue(out var listed))
                return false;
            taken.Add(listed.Index);
            _pairs.Add(new MatchedLine(booked, listed, name(booked, listed)));
            return true;
        });
        if (taken.Count > 0)
            _listed.RemoveAll(l => taken.Contains(l.Index));
    }

    /// <summary>What is left over with the number, type and amount of a pair is that pair's double.</summary>
    private void NameDuplicates()
    {
        var paired = _pairs.Select(p => (IsCash(p.Listed!), p.Listed!.Number, p.Listed.Type, p.Listed.Amount)).ToHashSet();
        _listed.RemoveAll(l => Doubles(paired.Contains((IsCash(l), l.Number, l.Type, l.Amount)), new MatchedLine(null, l, DifferenceKind.Duplicate)));
        _booked.RemoveAll(b => Doubles(
            b.State == BookedState.Live && IsNumbered(b) && paired.Contains((IsCash(b), b.Number, b.Type, b.Amount)), new MatchedLine(b, null, DifferenceKind.Duplicate)));
    }

    private bool Doubles(bool isDouble, MatchedLine line)
    {
        if (isDouble)
            _pairs.Add(line);
        return isDouble;
    }

    private DifferenceKind AmountOrTip(BookedLine booked, ListedLine listed)
    {
        // the report names one sum only: where Status told the tip it decides, else a sum that holds the bill may hold a tip
        if (_facts.TryGetValue(booked.Attempt, out var fact) && fact is { Finding: StatusFinding.Approved, Tip: { } tip })
            return tip != booked.Tip && listed.Amount - tip == booked.Amount - booked.Tip ? DifferenceKind.Tip : DifferenceKind.Amount;
        return booked.TakesTip && listed.Amount >= booked.Amount - booked.Tip ? DifferenceKind.Tip : DifferenceKind.Amount;
    }

    private DifferenceKind Alone(BookedLine booked) => booked.State switch
    {
        BookedState.Unknown => DifferenceKind.Unknown,
        _ when _facts.TryGetValue(booked.Attempt, out var fact) && fact.Finding == StatusFinding.Voided => DifferenceKind.VoidedOnTerminal,
        _ => DifferenceKind.RegisterOnly,
    };

    /// <summary>What a list may leave out: what its host has settled already, and value on a gift card, which was paid by another tender, where Status has it.</summary>
    private bool IsLeftOut(BookedLine booked) => booked.IsClosed || booked is { State: BookedState.Live, Type: LineType.Activate or LineType.Reload }
        && _facts.TryGetValue(booked.Attempt, out var fact) && fact.Finding == StatusFinding.Approved;

    private BookedLine Numbered(BookedLine line) =>
        line.State == BookedState.Live && _facts.TryGetValue(line.Attempt, out var fact) && fact is { Finding: StatusFinding.Approved, Number: { } number }
            ? line with { Number = number } : line;

    /// <summary>What may cost the customer money first.</summary>
    private static int Urgency(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Unknown => 0,
        DifferenceKind.VoidedOnRegister => 1,
        DifferenceKind.Duplicate => 2,
        DifferenceKind.TerminalOnly => 3,
        DifferenceKind.RegisterOnly => 4,
        DifferenceKind.VoidedOnTerminal => 5,
        DifferenceKind.Amount => 6,
        DifferenceKind.Type => 7,
        DifferenceKind.Tip => 8,
        DifferenceKind.None => 9,
    };

    private static bool IsNumbered(BookedLine line) => line.Number is not null;

    private static bool IsCash(BookedLine line) => line.Application == CardApplication.Cash;

    private static bool IsCash(ListedLine line) => line.Application == CardApplication.Cash;

    /// <summary>The amount as it counts in a total: returns take away, and value on a gift card is no money of the batch.</summary>
    public static Money Signed(LineType type, Money amount) => type switch
    {
        LineType.Return => -amount,
        LineType.Activate or LineType.Reload => Money.Zero,
        _ => amount,
    };
}
