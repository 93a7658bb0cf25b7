using CloudPos.Spin.Wire;
using CloudPos.Spin.Xml;
using Done = CloudPos.Spin.SpinServiceOutcome;
using Why = CloudPos.Spin.SpinReason;

namespace CloudPos.Spin;

/// <summary>Makes the public answer of an operation that charges nobody.</summary>
internal static class SpinServiceAnswers
{
    private const int InputLengthMax = 100;

    private static readonly string[] s_notDone = ["CANCEL", "FAIL", "ERROR", "ABORT"];

    public static SpinSettlement Settlement(SpinDelivered delivered, SpinSettle asked, string authKey)
    {
        var response = Read(delivered);
        var rows = response is null ? [] : SpinBatchReader.ReadSettlement(response, text => Field(text, authKey));
        var (outcome, reason) = SpinBatchReader.Judge(
            Verdict(delivered, response, asked.RefId, _ => (Done.Done, Why.None)), response?.ResultCode, rows);
        return Filled(new SpinSettlement { Outcome = outcome, Reason = reason, Applications = rows }, delivered, response, authKey);
    }

    public static SpinReport Report(SpinDelivered delivered, string authKey)
    {
        var response = Read(delivered);
        var (outcome, reason) = Verdict(delivered, response, refId: null,
            r => r.ResultCode == "0" ? (Done.Done, Why.None) : (Done.Unknown, Why.Unreadable));
        var rows = outcome == Done.Done && response is not null
            ? SpinBatchReader.ReadReport(response, text => Field(text, authKey))
            : [];
        return Filled(new SpinReport { Outcome = outcome, Reason = reason, Applications = rows }, delivered, response, authKey);
    }

    public static SpinPrintResult Print(SpinDelivered delivered, SpinPrintout asked, string authKey)
    {
        var response = Read(delivered);
        var (outcome, reason) = Verdict(delivered, response, asked.RefId, r => (r.Message ?? "").ToUpperInvariant() switch
        {
            "SUCCESS" => (Done.Done, Why.None),
            var text when text.Contains("PAPER", StringComparison.Ordinal) => (Done.Refused, Why.OutOfPaper),
            _ when SpinServiceVerdicts.IsBusy(r) => (Done.NotStarted, Why.TerminalBusy),
            "ERROR" => (Done.Refused, Why.TerminalFailure),
            _ => (Done.Unknown, Why.Unrecognised),
        });
        return Filled(new SpinPrintResult { Outcome = outcome, Reason = reason }, delivered, response, authKey);
    }

    public static SpinChoice Choice(SpinDelivered delivered, SpinUserChoice asked, string authKey)
    {
        var response = Read(delivered);
        // Answered in the terminal's own spelling, and only with what was offered.
        var chosen = asked.Choices.FirstOrDefault(choice => response?.UserChoice is { } said
            && string.Equals(SpinText.Clean(choice), said, StringComparison.OrdinalIgnoreCase));
        var (outcome, reason) = Verdict(delivered, response, refId: null, r => r switch
        {
            _ when SaysNotDone(r) => NotDone(r),
            { UserChoice: null } => (Done.Unknown, Why.Unrecognised),
            _ => chosen is null ? (Done.Unknown, Why.Contradiction) : (Done.Done, Why.None),
        });
        return Filled(
            new SpinChoice { Outcome = outcome, Reason = reason, Chosen = outcome == Done.Done ? chosen : null },
            delivered, response, authKey);
    }

    public static SpinInput Input(SpinDelivered delivered, SpinUserInput asked, string authKey)
    {
        var response = Read(delivered);
        var typed = response?.UserInput ?? "";
        var kept = SpinText.Typed(typed);
        var (outcome, reason) = Verdict(delivered, response, refId: null, r => r switch
        {
            _ when SaysNotDone(r) => NotDone(r),
            _ when !r.Has("UserInput") => (Done.Unknown, Why.Unrecognised),
            _ when kept is null || typed.Length > Math.Min(asked.MaxLength, InputLengthMax) => (Done.Unknown, Why.Contradiction),
            _ => (Done.Done, Why.None),
        });
        return Filled(
            new SpinInput { Outcome = outcome, Reason = reason, Typed = outcome == Done.Done ? kept : null },
            delivered, response, authKey);
    }

    public static SpinSignature Signature(SpinDelivered delivered, string authKey)
    {
        var response = Read(delivered);
        var image = SpinImages.Read(response?.Raw("Sign"));
        var (outcome, reason) = Verdict(delivered, response, refId: null, r => image switch
        {
            _ when SaysNotDone(r) => NotDone(r),
            null => (Done.Unknown, r.Has("Sign") ? Why.Unreadable : Why.Unrecognised),
            _ => (Done.Done, Why.None),
        });
        return Filled(
            new SpinSignature { Outcome = outcome, Reason = reason, Image = outcome == Done.Done ? image : null },
            delivered, response, authKey);
    }

    /// <summary>Nothing was sent, because of what the problem says.</summary>
    public static T NotSent<T>(T answer, string problem) where T : SpinServiceAnswer => answer with
    {
        Outcome = Done.NotStarted,
        Reason = Why.RequestRefused,
        Message = problem,
        Redacted = "nothing sent: " + problem,
    };

    private static SpinResponse? Read(SpinDelivered delivered) =>
        delivered.Delivery == SpinDelivery.Answered ? SpinXmlReader.Read(delivered.Answer) : null;

    private static (SpinServiceOutcome, SpinReason) Verdict(
        SpinDelivered delivered, SpinResponse? response, string? refId,
        Func<SpinResponse, (SpinServiceOutcome, SpinReason)> success) => delivered.Delivery switch
        {
            SpinDelivery.NotSent => (Done.NotStarted, Why.TerminalOffline),
            SpinDelivery.NoAnswer => (Done.Unknown, Why.NoAnswer),
            SpinDelivery.TooLong => (Done.Unknown, Why.Unreadable),
            SpinDelivery.Answered => SpinServiceVerdicts.Refusal(response, refId) ?? success(response!),
        };

    private static bool SaysNotDone(SpinResponse response) =>
        Array.Exists(s_notDone, stem => (response.Message ?? "").Contains(stem, StringComparison.OrdinalIgnoreCase));

    private static (SpinServiceOutcome, SpinReason) NotDone(SpinResponse response) =>
        (response.Message ?? "").Contains("CANCEL", StringComparison.OrdinalIgnoreCase)
            ? (Done.Cancelled, Why.CustomerCancelled)
            : (Done.Refused, Why.Unrecognised);

    private static T Filled<T>(T answer, SpinDelivered delivered, SpinResponse? response, string authKey)
        where T : SpinServiceAnswer
    {
        var message = delivered.Delivery switch
        {
            SpinDelivery.NotSent => "The payment server could not be reached; nothing was sent.",
            SpinDelivery.NoAnswer => "No answer came back.",
            SpinDelivery.TooLong => "The answer was too long to be one.",
            SpinDelivery.Answered when response is null => "The answer could not be read.",
            SpinDelivery.Answered => SpinText.Shown(response.Message, authKey),
        };
        var host = SpinText.Shown(response?.RespMsg, authKey);
        var code = Field(response?.ResultCode, authKey);
        return answer with
        {
            RetryAfter = SpinAnswers.RetryAfter(response?["DelayBeforeNextRequest"]),
            ResultCode = code,
            Message = message,
            ResponseMessage = host,
            Redacted = $"{answer.Outcome}, {answer.Reason}; code={code}; message={message}; host={host}",
        };
    }

    private static string? Field(string? text, string authKey) => SpinText.Field(text, authKey);
}
