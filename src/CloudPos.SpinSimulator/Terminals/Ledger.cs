namespace CloudPos.SpinSimulator.Terminals;

/// <summary>The terminal's database: the open batch of each merchant and what was settled before. Guarded by the terminal's gate.</summary>
internal sealed class Ledger(int batch, IReadOnlyDictionary<int, int> otherBatches, IEnumerable<LedgerLine> lines)
{
    /// <summary>Batch numbers have three digits; after the last comes the first.</summary>
    public const int LastBatch = 999;

    private readonly List<LedgerLine> lines = [.. lines];
    private readonly Dictionary<int, int> batches = new(otherBatches) { [1] = batch };

    public int Batch => batches[1];

    public IReadOnlyDictionary<int, int> OtherBatches => batches.Where(b => b.Key != 1).ToDictionary();

    public IReadOnlyList<LedgerLine> All => [.. lines];

    public LedgerLine? Last => lines.Count > 0 ? lines[^1] : null;

    public IEnumerable<LedgerLine> Open => lines.Where(l => !l.Settled && l.Batch == BatchOf(l.Merchant));

    /// <summary>What was approved and not voided; a mere hold is no money yet.</summary>
    public IEnumerable<LedgerLine> Counted =>
        Open.Where(l => l.State == LineState.Approved && l.TransType != LedgerTypes.Auth && GiftDesk.MovesMoney(l));

    public int BatchOf(int merchant) => batches.GetValueOrDefault(merchant, 1);

    public void SetBatch(int number)
    {
        var open = Open.Where(l => l.Merchant == 1).ToHashSet(ReferenceEqualityComparer.Instance);
        batches[1] = number;
        for (var i = 0; i < lines.Count; i++)
        {
            if (open.Contains(lines[i]))
            {
                lines[i] = lines[i] with { Batch = number };
            }
        }
    }

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

    /// <summary>Sends up what was approved without the host.</summary>
    public void Upload()
    {
        for (var i = 0; i < lines.Count; i++)
        {
            lines[i] = lines[i].Stored ? lines[i] with { Stored = false } : lines[i];
        }
    }

    /// <summary>Settles one merchant: the next batch is open, empty but for holds nobody captured and checks not yet taken in.</summary>
    public void Close(int merchant)
    {
        var next = BatchOf(merchant) == LastBatch ? 1 : BatchOf(merchant) + 1;
        foreach (var line in Open.Where(l => l.Merchant == merchant).ToList())
        {
            var stays = line.State == LineState.Approved && (line.TransType == LedgerTypes.Auth || line.App == CardApp.Check);
            Replace(line, stays ? line with { Batch = next } : line with { Settled = true });
        }

        batches[merchant] = next;
    }

    public void Clear()
    {
        lines.Clear();
        batches.Clear();
        batches[1] = 1;
    }
}
