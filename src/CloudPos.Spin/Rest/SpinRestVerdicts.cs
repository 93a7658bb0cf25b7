using static CloudPos.Spin.SpinOutcome;
using Why = CloudPos.Spin.SpinReason;

namespace CloudPos.Spin.Rest;

/// <summary>
/// What a JSON answer means: what contradicts itself first, then the row of its status code in
/// <see cref="SpinStatusCodes"/>. The first row that fits decides.
/// </summary>
/// <remarks>Codes decide; texts can only take certainty away. Rows that end with null leave the word to the code.</remarks>
internal static class SpinRestVerdicts
{
    private static readonly Row[] s_rows =
    [
        new(null, f => f.HasFlaws, Unknown, Why.Contradiction),
        new(null, f => f.NamesAnother, Unknown, Why.RefIdMismatch),
        new(null, f => f.Result is null || f.Code is null, Unknown, Why.Unreadable),
        new(null, f => f.CodesDisagree, Unknown, Why.Contradiction),
        new(null, f => f.VoidedIsUnclear, Unknown, Why.Contradiction),
        new("0", f => f.IsRecordOfVoid && f.SaysNotVoided, Unknown, Why.Contradiction),
        // Who is told "voided" may sell again, so it takes an approval that names our RefId.
        new("0", f => f.IsSuccess && f.Voided && !f.IsVoid && !f.NamesNone, Unknown, Why.Voided),
        new(null, f => f.Voided && !f.IsVoid, Unknown, Why.Contradiction),

        new("0", f => !f.IsSuccess, Unknown, Why.Contradiction),
        new("0", f => f.NamesNone, Unknown, Why.RefIdMismatch),
        new("0", f => f.SaysRefusal, Unknown, Why.Contradiction),
        // The hold is there and still a hold: the capture never happened, or not yet.
        new("0", f => f is { IsStatus: true, IsUncaptured: true }, NotFound, Why.NotFound),
        new("0", f => f.IsAnotherKind, Unknown, Why.Contradiction),
        // Whether a void was done is told by the original, which is there and voided, or there and not.
        new("0", f => f is { IsVoid: true, IsStatus: true, Voided: true }, Approved, Why.None),
        new("0", f => f is { IsVoid: true, IsStatus: true, SaysNotVoided: true }, NotFound, Why.NotFound),
        new("0", f => f is { IsVoid: true, IsStatus: true }, Unknown, Why.Unrecognised),
        new("0", f => f.ApprovedLess, PartiallyApproved, Why.None),
        // Partial, but nobody knows how much.
        new("0", f => f.FlaggedPartial, Unknown, Why.Contradiction),
        new("0", _ => true, null, Why.None),

        new("1", f => f.TellsOfApproval, Unknown, Why.Contradiction),
        new("2", f => f.TellsOfApproval, Unknown, Why.Contradiction),
        // A follow-up has nothing to follow: done earlier, settled, or never there.
        new(null, f => f.IsFollowUp && f.Code is "1001" or "2009", NotFound, Why.NotFound),
        new(null, f => f.IsFollowUp && f.Code is "1020", NotFound, Why.NoOpenBatch),
        new(null, _ => true, null, Why.None),
    ];

    public static (SpinOutcome Outcome, SpinReason Reason) Judge(SpinRestAsked asked, SpinRestReply? reply, bool isSuccess)
    {
        if (reply is null)
            return (Unknown, Why.Unreadable);
        var facts = new SpinRestFacts(reply, asked, isSuccess);
        var row = s_rows.First(r => (r.Result is null || r.Result == facts.Result) && r.Fits(facts));
        if (row.Outcome is { } outcome)
            return (outcome, row.Reason);
        if (SpinStatusCodes.Find(facts.Code) is not { } code)
            return (Unknown, Why.Unrecognised);
        var meant = asked.IsStatus ? code.Status : code.Charge;
        if (meant is not (Declined or Cancelled or NotFound))
            return (meant, code.Reason);
        // A void, a tip or a return under the same RefId was refused: that leaves the payment as it was.
        if (!asked.IsFollowUp && facts.IsAnotherKind)
            return (Unknown, Why.Contradiction);
        if (meant == NotFound)
            return (meant, code.Reason);
        if (facts.NamesNone)
            return (Unknown, Why.RefIdMismatch);
        // A terminal that is stuck cancels the question; that says nothing about the payment.
        var isAboutIt = !asked.IsStatus || (meant == Cancelled ? facts.IsRecord : facts.HasPaymentType);
        return isAboutIt ? (meant, code.Reason) : (Unknown, Why.Unrecognised);
    }

    /// <summary>The same for what charges nobody: settlement, report, print, question.</summary>
    public static (SpinServiceOutcome Outcome, SpinReason Reason) JudgeService(
        SpinRestReply? reply, bool isSuccess, string? refId = null)
    {
        if (reply?.ResultCode is not { } result || reply.StatusCode is not { } status)
            return (SpinServiceOutcome.Unknown, Why.Unreadable);
        var echo = reply.Root.Raw("ReferenceId");
        if (reply.Root.HasFlaws || result[0] != status[0] || (result == "0" && !isSuccess))
            return (SpinServiceOutcome.Unknown, Why.Contradiction);
        if (refId is not null && echo is not null && !string.Equals(echo, refId, StringComparison.Ordinal))
            return (SpinServiceOutcome.Unknown, Why.RefIdMismatch);
        return SpinStatusCodes.Find(status) is { } code
            ? (code.Service, code.Reason)
            : (SpinServiceOutcome.Unknown, Why.Unrecognised);
    }

    private sealed record Row(string? Result, Func<SpinRestFacts, bool> Fits, SpinOutcome? Outcome, SpinReason Reason);
}
