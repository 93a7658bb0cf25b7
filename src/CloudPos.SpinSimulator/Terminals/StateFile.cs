using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>All terminals in one JSON file, replaced whole so that a crash leaves the old one or the new one.</summary>
internal sealed class StateFile(string? path)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly Lock gate = new();

    public IReadOnlyList<TerminalState> Read()
    {
        if (path is null || !File.Exists(path))
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize<List<TerminalState>>(File.ReadAllText(path), Json) ?? [];
        }
        catch (JsonException e)
        {
            // starting empty would forget approved sales, which is what the file is there to prevent
            throw new InvalidDataException($"The state file {path} cannot be read. Mend it, or delete it to start empty.", e);
        }
    }

    /// <param name="snapshot">Taken inside the gate, so that a later state is never overwritten by an earlier one.</param>
    public void Write(Func<IReadOnlyList<TerminalState>> snapshot)
    {
        if (path is null)
        {
            return;
        }

        lock (gate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var fresh = path + ".new";
            using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write))
            {
                JsonSerializer.Serialize(stream, snapshot(), Json);
                stream.Flush(flushToDisk: true);
            }

            File.Move(fresh, path, overwrite: true);
        }
    }
}
