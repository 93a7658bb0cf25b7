using Microsoft.Extensions.Options;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>All terminals of this simulator, and the file they are kept in.</summary>
internal sealed class TerminalRack : IDisposable
{
    private readonly StateFile file;
    private readonly IReadOnlyList<VirtualTerminal> terminals;

    public TerminalRack(IOptions<SimulatorOptions> options, TimeProvider clock)
    {
        var path = options.Value.StateFile;
        file = new StateFile(string.IsNullOrWhiteSpace(path) ? null : path);
        var kept = file.Read();
        var states = kept.Count > 0 ? kept : [.. options.Value.Terminals.Select(d => new TerminalState { Definition = d })];
        terminals = [.. states.Select(s => new VirtualTerminal(s, clock, Changes.Raise, Save))];
        Save();   // a place that cannot be written stops the start, not the first sale
    }

    public ChangeSignal Changes { get; } = new();

    public IReadOnlyList<VirtualTerminal> All => terminals;

    public VirtualTerminal? ByTpn(string tpn) => terminals.FirstOrDefault(t => t.Definition.Tpn == tpn);

    /// <summary>Either names the terminal; when both are given they have to name the same one.</summary>
    public VirtualTerminal? Find(string? tpn, string? registerId) => terminals.FirstOrDefault(t =>
        (tpn is not null || registerId is not null)
        && (tpn is null || t.Definition.Tpn == tpn)
        && (registerId is null || t.Definition.RegisterId == registerId));

    public void Reset()
    {
        foreach (var terminal in terminals)
        {
            terminal.Reset();
        }

        Save();
    }

    public void Dispose()
    {
        foreach (var terminal in terminals)
        {
            terminal.Dispose();
        }
    }

    private void Save() => file.Write(() => [.. terminals.Select(t => t.State)]);
}
