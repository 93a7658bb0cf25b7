using CloudPos.Spin.Xml;
using static CloudPos.Spin.SpinServiceOutcome;
using Why = CloudPos.Spin.SpinReason;

namespace CloudPos.Spin;

/// <summary>The decision table of what charges nobody: settlement, report, print and questions.</summary>
/// <remarks>
/// As in <see cref="SpinVerdicts"/> the first row that fits decides and the result code governs. Whether an answer
/// without a refusal is a success is for the operation to say: it knows what must be in it.
/// </remarks>
internal static class SpinServiceVerdicts
{
    private static readonly string[] s_busy = ["SERVICE BUSY", "TERMINAL BUSY", "TERMINAL IS BUSY", "TERMINAL IN USE", "DIFFERENT QUERY"];

    private static readonly Row[] s_rows =
    [
        // code, stems of RespMSG and Message, outcome, why
        new("1", ["NO TRANSACTION"], Done, Why.NoOpenBatch),
        new("1", ["NO OPEN BATCH", "BATCH NOT OPEN", "BATCH IS EMPTY"], Refused, Why.NoOpenBatch),
        new("1", ["SNF", "STORE AND FORWARD"], Refused, Why.PendingOffline),
        new("1", ["UNTIPPED"], Refused, Why.UntippedTransactions),
        new("1", ["OPEN TAB"], Refused, Why.OpenTab),
        new("1", ["NO PAPER", "OUT OF PAPER"], Refused, Why.OutOfPaper),
        new("1", ["DUPLICATE REF", "DUPLICATED REF", "INVALID REFERENCE"], Unknown, Why.DuplicateRefId),
        new("1", ["TIMEOUT", "TIMED OUT", "TIME OUT"], Unknown, Why.TerminalTimeout),
        new("1", ["COMMUNICATION", "COMM ERR", "NO RESPONSE", "INTERNAL ERROR", "SYSTEM ERROR", "HOST ERROR"],
            Unknown, Why.TerminalFailure),
        new("1", s_busy, NotStarted, Why.TerminalBusy),
        new("1", ["LOW BATTERY"], NotStarted, Why.LowBattery),
        new("1", ["AUTHENTICATION", "AUTHKEY", "AUTH KEY"], NotStarted, Why.AuthenticationFailed),
        new("1", ["MERCHANT ID"], NotStarted, Why.WrongMerchant),
        new("1", ["NOT PARS", "BAD REQUEST", "VALIDATION", "WRONG FORMAT", "FORMAT ERROR", "MISSING REF"],
            NotStarted, Why.RequestRefused),
        new("1", ["NOT SUPPORTED", "NOT IMPLEMENTED", "NOT ALLOWED"], Refused, Why.NotSupported),
        new("1", ["CANCEL", "ABORT"], Cancelled, Why.CustomerCancelled),
        new("1", ["DECLIN", "HOST FAILED", "BATCH FAILED"], Refused, Why.HostDeclined),
    ];

    /// <summary>An answer of those that come without a result code says that the terminal is not idle.</summary>
    public static bool IsBusy(SpinResponse response) =>
        Array.Exists(s_busy, stem => (response.RespMsg ?? "").Contains(stem, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong with the answer; null when nothing is and the operation's own content decides.</summary>
    public static (SpinServiceOutcome Outcome, SpinReason Reason)? Refusal(SpinResponse? response, string? refId)
    {
        if (response is null || response.ParsedLeniently)
            return (Unknown, Why.Unreadable);
        if (response.HasRepeatedDecision)
            return (Unknown, Why.Contradiction);
        if (refId is not null && response.RefId is { } echo && !string.Equals(echo, refId, StringComparison.Ordinal))
            return (Unknown, Why.RefIdMismatch);
        var texts = string.Join('\n', response.RespMsg, response.Message);
        switch (response.ResultCode)
        {
            case "0" or null:
                return null;
            case "2":
                return SpinProxyMessages.Find(texts) is { } message
                    ? (message.Service, message.Reason)
                    : (Unknown, Why.Unrecognised);
            case "1":
                var row = Array.Find(s_rows, r => r.Stems.Any(s => texts.Contains(s, StringComparison.OrdinalIgnoreCase)));
                return row is null ? (Refused, Why.Unrecognised) : (row.Outcome, row.Reason);
            default:
                return (Unknown, Why.Unreadable);
        }
    }

    private sealed record Row(string Code, string[] Stems, SpinServiceOutcome Outcome, SpinReason Reason);
}
