namespace CloudPos.Application.Tests.HouseRules;

/// <summary>The files of the project as they stand in the working folder.</summary>
internal static class Repository
{
    private static readonly string[] Made = ["bin", "obj", "TestResults", "node_modules", "_framework", "artifacts"];

    public static string Root { get; } = Find();

    /// <summary>The files under a folder, without what a build has made. The names begin at the root and use forward slashes.</summary>
    public static IEnumerable<(string Name, string[] Lines)> Files(string folder, params string[] extensions)
    {
        var start = Path.Combine(Root, folder);
        if (!Directory.Exists(start))
            yield break;
        foreach (var file in Directory.EnumerateFiles(start, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(Root, file).Replace('\\', '/');
            if (extensions.Contains(Path.GetExtension(file)) && !name.Split('/').Intersect(Made).Any())
                yield return (name, File.ReadAllLines(file));
        }
    }

    /// <summary>"file:line" of every line that holds one of the words.</summary>
    public static IEnumerable<string> Where(IEnumerable<(string Name, string[] Lines)> files, params string[] words) =>
        from file in files
        from line in file.Lines.Select((text, index) => (Text: text, Number: index + 1))
        where words.Any(w => line.Text.Contains(w, StringComparison.Ordinal))
        select $"{file.Name}:{line.Number}";

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CloudPos.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("CloudPos.sln was not found above the test's output.");
    }
}
