using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches.Terminal;
using CloudPos.Application.Pipeline;

namespace CloudPos.Application.Features.Batches;

/// <summary>What is said where there is no report.</summary>
internal static class BatchReports
{
    public static readonly Refusal Unknown = new("terminal.unknown", "That PIN pad does not exist.");

    public static readonly Refusal Busy =
        new("terminal.busy", "The PIN pad is serving a customer. Nothing was asked; try again when it is free.");

    /// <summary>The code of the refusal where the PIN pad does not answer.</summary>
    public const string Offline = "terminal.offline";

    /// <summary>Longer than two reports may take, so that "expired" never means "still running".</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(6);

    /// <summary>Whom a register is told that the PIN pad serves.</summary>
    public const string Holder = "the end of the day";

    public static Refusal? TroubleOf(BatchReport report, string label) => report.Trouble switch
    {
        ReportTrouble.None => null,
        ReportTrouble.Offline => new Refusal(Offline, $"{label} does not answer. See that it is switched on and connected, then fetch its report again."),
        ReportTrouble.Busy => Busy,
        ReportTrouble.Refused => new Refusal("report.refused", $"{label} refused to report: {report.Words ?? "no reason given"}. Look at the PIN pad, then fetch its report again."),
        ReportTrouble.Unreadable => new Refusal("report.unreadable", $"The report of {label} could not be read, so nothing was compared. Fetch it again."),
    };
}
