namespace CloudPos.SpinSimulator.Proxy;

/// <summary>The last requests that arrived and what was said to them, without the AuthKey.</summary>
internal sealed class WireLog
{
    private const int Kept = 2000;

    private readonly Lock gate = new();
    private readonly Queue<WireEntry> entries = new();

    public IReadOnlyList<WireEntry> All
    {
        get
        {
            lock (gate)
            {
                return [.. entries];
            }
        }
    }

    public WireEntry Arrived(string xml, string? tpn, DateTimeOffset at)
    {
        var entry = new WireEntry(at, tpn, WireText.Masked(xml));
        lock (gate)
        {
            entries.Enqueue(entry);
            while (entries.Count > Kept)
            {
                entries.Dequeue();
            }
        }

        return entry;
    }

    public void Clear()
    {
        lock (gate)
        {
            entries.Clear();
        }
    }
}

/// <summary>Answer and time are empty while the request is still open.</summary>
internal sealed class WireEntry(DateTimeOffset at, string? tpn, string xml)
{
    public DateTimeOffset At => at;

    public string? Tpn => tpn;

    public string Xml => xml;

    public string? Answer { get; private set; }

    public long? Milliseconds { get; private set; }

    public void Leave(string answer, DateTimeOffset now)
    {
        Milliseconds = (long)(now - at).TotalMilliseconds;
        Answer = answer;
    }
}
