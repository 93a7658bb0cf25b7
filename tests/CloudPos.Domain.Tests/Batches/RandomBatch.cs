using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Tests.Batches;

/// <summary>A day's lines as both sides hold them, with differences put in on purpose.</summary>
internal sealed class RandomBatch
{
    private static readonly DifferenceKind[] Kinds = [.. Enum.GetValues<DifferenceKind>().Where(k => k != DifferenceKind.None)];

    private readonly Random _dice;
    private readonly List<BookedLine> _booked = [];
    private readonly List<ListedLine> _listed = [];
    private readonly Dictionary<AttemptId, StatusFact> _facts = [];
    private int _card;
    private int _cash;

    private RandomBatch(Random dice) => _dice = dice;

    public IReadOnlyList<BookedLine> Booked => _booked;

    public IReadOnlyList<ListedLine> Listed => _listed;

    public IReadOnlyDictionary<AttemptId, StatusFact> Facts => _facts;

    /// <summary>What was put in: the kind, and the line on either side.</summary>
    public List<(DifferenceKind Kind, AttemptId? Attempt, int? Index)> Injected { get; } = [];

    public static RandomBatch From(Random dice, int lines, int differences)
    {
        var batch = new RandomBatch(dice);
        var at = Enumerable.Range(0, lines + differences).OrderBy(_ => dice.Next()).Take(differences).ToHashSet();
        for (var i = 0; i < lines + differences; i++)
        {
            if (at.Contains(i))
                batch.Inject(Kinds[dice.Next(Kinds.Length)]);
            else
                batch.AddPair();
        }

        return batch;
    }

    private void AddPair()
    {
        var line = Line();
        if (_dice.Next(12) == 0)
        {
            Book(line with { State = BookedState.Voided }); // voided on both sides: no longer in the list
            return;
        }

        Book(line);
        List(line);
    }

    private void Inject(DifferenceKind kind)
    {
        var line = Line();
        switch (kind)
        {
            case DifferenceKind.RegisterOnly:
                Book(line);
                _facts[line.Attempt] = new StatusFact(_dice.Next(2) == 0 ? StatusFinding.NotFound : StatusFinding.NoAnswer);
                Note(kind, line, null);
                break;
            case DifferenceKind.TerminalOnly:
                Note(kind, null, List(line));
                break;
            case DifferenceKind.Amount:
                line = line with { TakesTip = false };
                Book(line);
                Note(kind, line, List(line with { Amount = line.Amount + new Money(_dice.Next(1, 500)) }));
                break;
            case DifferenceKind.Tip:
                line = Line(LineType.Sale) with { TakesTip = true };
                var tip = line.Tip + new Money(_dice.Next(1, 900));
                Book(line);
                Note(kind, line, List(line with { Amount = line.Amount - line.Tip + tip }));
                if (_dice.Next(2) == 0)
                    _facts[line.Attempt] = new StatusFact(StatusFinding.Approved, line.Amount - line.Tip + tip, tip, line.Number);
                break;
            case DifferenceKind.Type:
                line = Line(LineType.Sale);
                Book(line);
                Note(kind, line, List(line with { Type = LineType.Return }));
                break;
            case DifferenceKind.VoidedOnRegister:
                Book(line with { State = BookedState.Voided });
                Note(kind, line, List(line));
                break;
            case DifferenceKind.VoidedOnTerminal:
                Book(line);
                _facts[line.Attempt] = new StatusFact(StatusFinding.Voided);
                Note(kind, line, null);
                break;
            case DifferenceKind.Unknown:
                line = line with { State = BookedState.Unknown, Number = null };
                Book(line);
                Note(kind, line, null);
                break;
            case DifferenceKind.Duplicate:
                Book(line);
                List(line);
                Note(kind, null, List(line));
                break;
            case DifferenceKind.None:
                break;
        }
    }

    private BookedLine Line(LineType? type = null)
    {
        var isCash = type is null && _dice.Next(8) == 0;
        var of = type ?? (isCash ? LineType.Cash : _dice.Next(10) switch { 0 => LineType.Return, 1 => LineType.Capture, _ => LineType.Sale });
        var application = isCash ? CardApplication.Cash : (CardApplication)_dice.Next(3);
        var tip = of == LineType.Sale && _dice.Next(3) == 0 ? new Money(_dice.Next(1, 1_000)) : Money.Zero;
        // few different amounts, so that many lines come to the same
        return new BookedLine(AttemptId.New(), application, of, isCash ? ++_cash : ++_card, new Money(100 * _dice.Next(1, 9)) + tip, tip, BookedState.Live, of == LineType.Sale);
    }

    private void Book(BookedLine line) => _booked.Insert(_dice.Next(_booked.Count + 1), line);

    private int List(BookedLine line)
    {
        _listed.Add(new ListedLine(_listed.Count, line.Application, line.Type, line.Number, line.Amount));
        return _listed.Count - 1;
    }

    private void Note(DifferenceKind kind, BookedLine? line, int? index) => Injected.Add((kind, line?.Attempt, index));
}
