namespace CloudPos.SpinSimulator.Terminals;

/// <summary>The settings of the device: what it shows has to be allowed at the device itself.</summary>
internal static class DeviceMenu
{
    public static readonly TimeSpan ShownFor = TimeSpan.FromSeconds(30);

    public static ScreenView? First(string key) => key switch
    {
        "show-tpn" => Ask(key, "Show the TPN?", "The register asks for it."),
        "show-authkey" => Ask(key, "Show the AuthKey?", "Whoever has it can start payments here."),
        "download-parameters" => Ask(key, "Download parameters?", "The terminal fetches its settings anew."),
        _ => null,
    };

    public static ScreenView? Next(ScreenView shown, string pressed, TerminalDefinition terminal)
    {
        if (shown.Name != "device-confirm" || pressed != "ok")
        {
            return null;
        }

        return new ScreenView("device-info")
        {
            Keys = ["ok"],
            Reason = shown.Reason,
            Title = shown.Reason switch { "show-tpn" => "TPN", "show-authkey" => "AuthKey", _ => "SUCCESS" },
            Shown = shown.Reason switch { "show-tpn" => terminal.Tpn, "show-authkey" => terminal.AuthKey, _ => "Parameters downloaded" },
        };
    }

    private static ScreenView Ask(string reason, string title, string note) =>
        new("device-confirm") { Keys = ["ok", "cancel"], Reason = reason, Title = title, Note = note };
}
