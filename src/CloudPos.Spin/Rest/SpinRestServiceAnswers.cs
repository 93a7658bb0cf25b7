using CloudPos.Spin.Wire;
using CloudPos.Spin.Xml;
using Outcome = CloudPos.Spin.SpinServiceOutcome;
using Why = CloudPos.Spin.SpinReason;

namespace CloudPos.Spin.Rest;

/// <summary>Makes the public answers of what charges nobody: settlement, report, print, questions.</summary>
internal static class SpinRestServiceAnswers
{
    public static T NotSent<T>(T answer, string problem) where T : SpinServiceAnswer =>
        Without(answer, Outcome.NotStarted, Why.RequestRefused, problem, "nothing sent: ");

    /// <summary>
    /// Reads the head of an answer, then, where it is one, what only this kind of answer has. Reading may take certainty
    /// away and no more.
    /// </summary>
    public static T From<T>(
        T answer, SpinDelivered delivered, SpinRestKeeping keeping, Func<T, SpinRestReply, T> read, string? refId = null)
        where T : SpinServiceAnswer
    {
        switch (delivered.Delivery)
        {
            case SpinDelivery.NotSent:
                return Without(answer, Outcome.NotStarted, Why.TerminalOffline,
                    "The payment server could not be reached; nothing was sent.");
            case SpinDelivery.NoAnswer:
                return Without(answer, Outcome.Unknown, Why.NoAnswer, "No answer came back.");
            case SpinDelivery.TooLong:
                return Without(answer, Outcome.Unknown, Why.Unreadable, "The answer was too long to be one.");
        }
        if (SpinRestReply.Read(delivered.Answer) is not { } reply)
            return Without(answer, Outcome.Unknown, Why.Unreadable, "The answer could not be read.");
        var (outcome, reason) = SpinRestVerdicts.JudgeService(reply, delivered.IsSuccess, refId);
        var head = (T)((SpinServiceAnswer)answer with
        {
            Outcome = outcome,
            Reason = reason,
            RetryAfter = reply.RetryAfter,
            ResultCode = reply.ResultCode,
            StatusCode = reply.StatusCode,
            Message = keeping.Shown(reply.Message),
            ResponseMessage = keeping.Shown(SpinRestAnswers.Told(reply)),
        });
        var whole = read(head, reply);
        return (T)((SpinServiceAnswer)whole with { Redacted = Redact(whole) });
    }

    /// <summary>Of what is not a settlement, nothing is done in part.</summary>
    public static T Plain<T>(T answer, SpinRestReply _) where T : SpinServiceAnswer =>
        answer.Outcome == Outcome.DoneInPart ? Contradicted(answer) : answer;

    public static SpinPrintResult Printed(SpinPrintResult result, SpinRestReply reply)
    {
        var plain = Plain(result, reply);
        // Of a printout, an internal error is first of all the missing paper, and nothing was charged.
        return plain.StatusCode == "1006" ? plain with { Outcome = Outcome.Refused, Reason = Why.OutOfPaper } : plain;
    }

    public static SpinChoice Choice(SpinChoice answer, SpinRestReply reply, IReadOnlyList<string> offered)
    {
        var plain = Plain(answer, reply);
        if (plain.Outcome != Outcome.Done)
            return plain;
        var chosen = SpinText.Clean(reply.Root.Raw("SelectedOption"));
        // Only what was offered can have been chosen; told in the words of the offer.
        return offered.FirstOrDefault(o => string.Equals(SpinText.Clean(o), chosen, StringComparison.OrdinalIgnoreCase))
            is { } option && !reply.Root.HasFlaws ? plain with { Chosen = option } : Contradicted(plain);
    }

    public static SpinInput Input(SpinInput answer, SpinRestReply reply)
    {
        var plain = Plain(answer, reply);
        if (plain.Outcome != Outcome.Done)
            return plain;
        // The field's own spelling, and the one that somebody may mend it to.
        var typed = reply.Root.Raw("InputedString") ?? reply.Root.Raw("InputtedString") ?? "";
        return SpinText.Typed(typed) is { } kept && !reply.Root.HasFlaws
            ? plain with { Typed = kept }
            : Contradicted(plain);
    }

    public static SpinSignature Signature(SpinSignature answer, SpinRestReply reply)
    {
        var plain = Plain(answer, reply);
        if (plain.Outcome != Outcome.Done)
            return plain;
        return SpinImages.Read(reply.Root.Raw("Signature") ?? reply.Root.Raw("SignatureData")) is { } image
            ? plain with { Image = image }
            : plain with { Outcome = Outcome.Unknown, Reason = Why.Unreadable };
    }

    public static T Contradicted<T>(T answer) where T : SpinServiceAnswer =>
        (T)((SpinServiceAnswer)answer with { Outcome = Outcome.Unknown, Reason = Why.Contradiction });

    private static T Without<T>(T answer, Outcome outcome, Why reason, string message, string heading = "no answer: ")
        where T : SpinServiceAnswer =>
        (T)((SpinServiceAnswer)answer with
        {
            Outcome = outcome, Reason = reason, Message = message, Redacted = heading + message,
        });

    private static string Redact(SpinServiceAnswer a)
    {
        (string Name, string? Value)[] fields =
        [
            ("outcome", a.Outcome.ToString()), ("code", a.ResultCode), ("status", a.StatusCode), ("message", a.Message),
            ("host", a.ResponseMessage),
        ];
        return string.Join("; ", fields.Where(f => f.Value is not null).Select(f => f.Name + "=" + f.Value));
    }
}
