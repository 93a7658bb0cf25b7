namespace CloudPos.SpinSimulator.Terminals;

/// <summary>What a terminal keeps when the power goes: its settings, its batch, its database.</summary>
internal sealed record TerminalState
{
    public required TerminalDefinition Definition { get; init; }
    public Autopilot Autopilot { get; init; } = Autopilot.ByHand;
    public bool Tips { get; init; }
    public int BusyAfterSaleMs { get; init; }
    public int Batch { get; init; } = 1;

    /// <summary>Batch numbers of the second merchant and those after it.</summary>
    public IReadOnlyDictionary<int, int> OtherBatches { get; init; } = new Dictionary<int, int>();
    public TerminalParameters Parameters { get; init; } = TerminalParameters.Default;
    public CardAccounts Accounts { get; init; } = CardAccounts.AtFirst;
    public IReadOnlyList<LedgerLine> Ledger { get; init; } = [];
}

/// <summary>What the customer does when nobody presses the keys.</summary>
internal sealed record Autopilot(AutopilotMode Mode, int DelayMs)
{
    public static readonly Autopilot ByHand = new(AutopilotMode.Manual, 1500);
}

internal enum AutopilotMode
{
    Manual,
    Approve,
    Decline,
    Cancel,
    Cash,

    /// <summary>The host approves, the answer never leaves the terminal.</summary>
    NeverAnswer,

    /// <summary>The request is taken, nothing is answered and nothing reaches the host.</summary>
    Vanish,

    /// <summary>The host approves half of it.</summary>
    Partial,

    /// <summary>Pays and adds a tip, whether or not the terminal asks for one.</summary>
    Tip,

    /// <summary>Pays and signs.</summary>
    Sign,
}

internal static class AutopilotModes
{
    private static readonly (AutopilotMode Mode, string Name)[] Names =
    [
        (AutopilotMode.Manual, "manual"), (AutopilotMode.Approve, "approve"), (AutopilotMode.Decline, "decline"),
        (AutopilotMode.Cancel, "cancel"), (AutopilotMode.Cash, "cash"), (AutopilotMode.NeverAnswer, "never-answer"),
        (AutopilotMode.Vanish, "vanish"), (AutopilotMode.Partial, "partial"), (AutopilotMode.Tip, "tip"),
        (AutopilotMode.Sign, "sign"),
    ];

    public static string All => string.Join(", ", Names.Select(n => n.Name));

    public static string NameOf(AutopilotMode mode) => Names.First(n => n.Mode == mode).Name;

    public static AutopilotMode? Find(string name) =>
        Names.Where(n => n.Name == name).Select(n => (AutopilotMode?)n.Mode).FirstOrDefault();
}
