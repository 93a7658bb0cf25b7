using System.Globalization;
using CloudPos.Application.Features.Catalog;
using CloudPos.Application.Pipeline;

namespace CloudPos.Web.Features.Catalog;

/// <summary>Where an import is.</summary>
internal enum ImportStep
{
    Choose,
    Reading,
    Check,
    Importing,
    Done,
}

/// <summary>An import from file to outcome. The file stays here between the check and the import, so that exactly what was checked is written.</summary>
internal sealed class ImportState
{
    public const long FileBytesMax = 10 * 1024 * 1024;

    public ImportStep Step { get; private set; }

    public string FileName { get; private set; } = "";

    public byte[] File { get; private set; } = [];

    public ImportPreview? Preview { get; private set; }

    public ImportProgress? Progress { get; private set; }

    public ImportOutcome? Outcome { get; private set; }

    /// <summary>What is wrong, in words; null where nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Null = all rows that are shown.</summary>
    public ImportVerdict? Shown { get; private set; }

    /// <summary>How many rows the import would write.</summary>
    public int ToWrite => Preview is { } preview ? preview.New + preview.Changed : 0;

    public bool CanImport => Step == ImportStep.Check && ToWrite > 0;

    public IReadOnlyList<ImportRow> Rows => Preview is null ? [] : Shown is { } verdict ? [.. Preview.Rows.Where(r => r.Verdict == verdict)] : Preview.Rows;

    /// <summary>Rows of the file that are counted but not shown.</summary>
    public int RowsNotShown => Preview is { } p ? Math.Max(0, p.New + p.Changed + p.Unchanged + p.Failed - p.Rows.Count) : 0;

    public double Percent => Progress is { Total: > 0 } progress ? 100.0 * progress.Done / progress.Total : 0;

    /// <summary>Begins with a file; false (with a sentence) if it is not one to read.</summary>
    public bool Choose(string fileName, long bytes)
    {
        Reset();
        (FileName, Problem) = (fileName, bytes switch
        {
            0 => "The file is empty.",
            > FileBytesMax => string.Create(CultureInfo.InvariantCulture, $"The file is {bytes / 1048576m:0.0} MB. At most 10 MB are read at once: split it into parts."),
            _ => null,
        });
        Step = Problem is null ? ImportStep.Reading : ImportStep.Choose;
        return Problem is null;
    }

    public void Read(byte[] file) => File = file;

    public void Check(Result<ImportPreview> result)
    {
        (Preview, Problem) = (result.Value, result.Refusal?.Message);
        Step = Preview is null ? ImportStep.Choose : ImportStep.Check;
    }

    public void Show(ImportVerdict? verdict) => Shown = verdict;

    public void Begin() => (Step, Progress, Problem) = (ImportStep.Importing, new ImportProgress(0, ToWrite), null);

    public void Note(ImportProgress progress) => Progress = progress;

    /// <summary>A refused import goes back to the check: nothing is lost and it can be pressed again, because SKUs are never doubled.</summary>
    public void Finish(Result<ImportOutcome> result)
    {
        (Outcome, Problem) = (result.Value, result.Refusal?.Message);
        Step = Outcome is null ? ImportStep.Check : ImportStep.Done;
    }

    /// <summary>The file could not be read to its end: it was moved, changed or the connection went.</summary>
    public void Fail(string sentence)
    {
        Reset();
        Problem = sentence;
    }

    public void Reset()
    {
        (Step, FileName, File) = (ImportStep.Choose, "", []);
        (Preview, Progress, Outcome, Problem, Shown) = (null, null, null, null, null);
    }

    public string FailedFileName => System.IO.Path.GetFileNameWithoutExtension(FileName) + "-failed-rows.csv";

    public static (string Words, string ChipClass, string IconName) Chip(ImportVerdict verdict) => verdict switch
    {
        ImportVerdict.New => ("New", "chip chip-ok", "plus"),
        ImportVerdict.Changed => ("Changed", "chip chip-info", "edit"),
        ImportVerdict.Unchanged => ("Same", "chip", "check"),
        ImportVerdict.Failed => ("Refused", "chip chip-bad", "x"),
    };

    public static string Counted(int count, string one, string many) =>
        count == 1 ? $"1 {one}" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {many}");
}

/// <summary>Lets through one report per whole percent: a screen drawn per row would be the slowest part of the import.</summary>
internal sealed class PercentProgress(Action<ImportProgress> show) : IProgress<ImportProgress>
{
    private int _shown = -1;

    public void Report(ImportProgress value)
    {
        var percent = value.Total == 0 ? 100 : (int)(100L * value.Done / value.Total);
        if (percent == Interlocked.Exchange(ref _shown, percent))
            return;
        show(value);
    }
}
