namespace CloudPos.SpinSimulator.Terminals;

/// <summary>The terminal's database: the open batch and what was settled before it. Guarded by the terminal's gate.</summary>
internal sealed class Ledger(int batch, IEnumerable<LedgerLine> lines)
{
    private readonly List<LedgerLine> lines = [.. lines];

    public int Batch { get; private set; } = batch;

    public IReadOnlyList<LedgerLine> All => [.. lines];

    public LedgerLine? Last => lines.Count > 0 ? lines[^1] : null;

    public IEnumerable<LedgerLine> Open => lines.Where(l => l.Batch == Batch);

    /// <summary>What a report and a settlement count: approved, not voided, no mere holds.</summary>
    public IReadOnlyList<LedgerLine> Counted(bool cash) =>
        [.. Open.Where(l => l.State == LineState.Approved && l.IsCash == cash && l.TransType != LedgerTypes.Auth)];

    /// <summary>RefIds are unique in the open batch only; a settled one is out of reach.</summary>
    public LedgerLine? Find(string refId) => Open.FirstOrDefault(l => l.RefId == refId);

    /// <summary>Cash is numbered in its own list of the batch.</summary>
    public int NextNum(bool cash) => Open.Where(l => l.IsCash == cash).Select(l => l.Num).DefaultIfEmpty().Max() + 1;

    public void Add(LedgerLine line) => lines.Add(line);

    public LedgerLine Replace(LedgerLine line, LedgerLine by)
    {
        lines[lines.IndexOf(line)] = by;
        return by;
    }

    /// <summary>Settles: the next batch is open and empty but for the holds nobody captured yet.</summary>
    public void Close()
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i] is { TransType: LedgerTypes.Auth, State: LineState.Approved } hold && hold.Batch == Batch)
            {
                lines[i] = hold with { Batch = Batch + 1 };
            }
        }

        Batch++;
    }

    public void Clear()
    {
        lines.Clear();
        Batch = 1;
    }
}
