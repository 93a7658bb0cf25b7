namespace CloudPos.SpinSimulator;

/// <summary>The configuration section <c>Simulator</c>.</summary>
public sealed class SimulatorOptions
{
    /// <summary>Lets the face and the control API be used from another address than this machine's own: in a container, behind its bridge.</summary>
    public bool RemoteControl { get; set; }

    /// <summary>One JSON file that keeps terminals, ledgers and batches over a restart; empty keeps them in memory only.</summary>
    public string? StateFile { get; set; }

    /// <summary>The terminals there are when the state file has none.</summary>
    public IList<TerminalDefinition> Terminals { get; } = [];
}

/// <summary>One PIN pad and its SPIn connection.</summary>
public sealed record TerminalDefinition
{
    /// <summary>Terminal Profile Number, 10 to 12 digits.</summary>
    public string Tpn { get; init; } = "";

    /// <summary>The register of the SPIn connection; names the terminal as well as the TPN does.</summary>
    public string RegisterId { get; init; } = "";

    /// <summary>The secret of the connection.</summary>
    public string AuthKey { get; init; } = "";

    /// <summary>What the store calls it.</summary>
    public string Label { get; init; } = "";

    /// <summary>The name on its screen.</summary>
    public string Merchant { get; init; } = "";

    /// <summary>Device model, such as P8 or QD4.</summary>
    public string Model { get; init; } = "";
}
