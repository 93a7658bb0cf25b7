using System.Globalization;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Rest;

/// <summary>One JSON answer, before anybody decides what it means.</summary>
internal sealed class SpinRestReply
{
    private const int RetrySecondsMax = 600;

    private SpinRestReply(SpinJson root, SpinJson general)
    {
        Root = root;
        ResultCode = ResultCodeOf(general.Raw("ResultCode"));
        StatusCode = StatusCodeOf(general.Raw("StatusCode"), general.IsNumber("StatusCode"));
        Message = general.Text("Message");
        DetailedMessage = general.Text("DetailedMessage");
        HostCode = general.Text("HostResponseCode");
        HostMessage = general.Text("HostResponseMessage");
        RetryAfter = Seconds(general.Raw("DelayBeforeNextRequest") ?? root.Raw("DelayBeforeNextRequest"));
    }

    /// <summary>The whole answer; what stands in it may be read here and nowhere else.</summary>
    public SpinJson Root { get; }

    /// <summary>"0", "1" or "2", whether written as a text, a number or the name of the schema; else null.</summary>
    public string? ResultCode { get; }

    /// <summary>Four digits, or null.</summary>
    public string? StatusCode { get; }

    public string? Message { get; }

    /// <summary>Says what happened where <see cref="Message"/> says "Error" only.</summary>
    public string? DetailedMessage { get; }

    public string? HostCode { get; }

    public string? HostMessage { get; }

    public TimeSpan? RetryAfter { get; }

    /// <summary>Null is "not an answer".</summary>
    public static SpinRestReply? Read(ReadOnlySpan<byte> answer) =>
        SpinJson.Read(answer) is { } root && root.Object("GeneralResponse") is { } general
            ? new SpinRestReply(root, general)
            : null;

    /// <summary>An entry of a list with its own decision; without one it is as good as its approval code.</summary>
    /// <remarks>A terminal lists what its batch holds. Null is "nothing is decided".</remarks>
    public static SpinRestReply? Of(SpinJson entry, SpinRestReply list)
    {
        if (entry.Object("GeneralResponse") is { } general)
            return new SpinRestReply(entry, general);
        var hasApproval = entry.Raw("AuthCode") is { } code && code.Any(c => c is not '0' and not ' ');
        return hasApproval && entry.Has("TransactionType") && !entry.HasFlaws
            ? new SpinRestReply(entry, list.Root.Object("GeneralResponse")!)
            : null;
    }

    private static string? ResultCodeOf(string? written) => written?.ToUpperInvariant() switch
    {
        "0" or "OK" => "0",
        "1" or "TERMINALERROR" => "1",
        "2" or "APIERROR" => "2",
        _ => null,
    };

    // A number has lost its leading zeros; a text that lacks one is damaged.
    private static string? StatusCodeOf(string? written, bool isNumber)
    {
        var code = isNumber ? written?.PadLeft(4, '0') : written;
        return code is { Length: 4 } && code.All(char.IsAsciiDigit) ? code : null;
    }

    private static TimeSpan? Seconds(string? written) =>
        decimal.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds is > 0 and <= RetrySecondsMax
            ? TimeSpan.FromSeconds((double)decimal.Ceiling(seconds))
            : null;
}
