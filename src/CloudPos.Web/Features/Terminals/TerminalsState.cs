using CloudPos.Application.Features.Terminals;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Web.Features.Terminals;

/// <summary>The tree as it is shown: narrowed by what was typed, and with the newest answer of each connection check in it.</summary>
internal sealed class TerminalsState
{
    private readonly HashSet<TerminalId> _checking = [];
    private readonly Dictionary<TerminalId, string> _problems = [];
    private IReadOnlyList<MerchantNode> _merchants = [];

    public bool IsLoaded { get; private set; }

    public string Text { get; set; } = "";

    public void Load(TerminalTree tree) => (_merchants, IsLoaded) = (tree.Merchants, true);

    /// <summary>Merchants, stores and TPNs that go by the text. A match shows all that hangs below it.</summary>
    public IReadOnlyList<MerchantNode> Shown => Text.Trim() is not { Length: > 0 } text
        ? _merchants
        : [.. _merchants.Select(m => Matches(m.Name, text) ? m : m with { Stores = [.. m.Stores.Select(s => Narrow(s, text)).OfType<StoreNode>()] })
            .Where(m => m.Stores.Count > 0 || Matches(m.Name, text))];

    public bool HasMerchants => _merchants.Count > 0;

    public int OnlineCount => All.Count(t => t.IsOnline == true);

    public int OfflineCount => All.Count(t => t.IsOnline == false);

    public int UncheckedCount => All.Count(t => t.IsOnline is null);

    public bool IsChecking(TerminalId id) => _checking.Contains(id);

    public string? ProblemOf(TerminalId id) => _problems.GetValueOrDefault(id);

    /// <summary>False where this TPN is being asked already.</summary>
    public bool BeginCheck(TerminalId id)
    {
        _problems.Remove(id);
        return _checking.Add(id);
    }

    public void EndCheck(TerminalId id, TerminalRow? row, string? problem)
    {
        _checking.Remove(id);
        if (problem is not null)
            _problems[id] = problem;
        if (row is not null)
            Replace(row);
    }

    private IEnumerable<TerminalRow> All => _merchants.SelectMany(m => m.Stores).SelectMany(s => s.Terminals);

    private void Replace(TerminalRow row) => _merchants =
    [
        .. _merchants.Select(m => m with
        {
            Stores = [.. m.Stores.Select(s => s with { Terminals = [.. s.Terminals.Select(t => t.Id == row.Id ? row : t)] })],
        }),
    ];

    private static StoreNode? Narrow(StoreNode store, string text)
    {
        if (Matches(store.Name, text))
            return store;
        var terminals = store.Terminals.Where(t => Matches(t.Label, text) || Matches(t.Tpn, text) || Matches(t.SpinRegisterId, text)).ToArray();
        return terminals.Length == 0 ? null : store with { Terminals = terminals };
    }

    private static bool Matches(string name, string text) => name.Contains(text, StringComparison.OrdinalIgnoreCase);
}
