using CloudPos.Spin.Xml;
using static CloudPos.Spin.SpinOutcome;
using Why = CloudPos.Spin.SpinReason;

namespace CloudPos.Spin;

/// <summary>
/// The one decision table: what an answer means. The first row that fits decides; docs/spin.md says it in words.
/// </summary>
/// <remarks>
/// The result code governs; texts can only take certainty away, so whatever contradicts itself is Unknown, never
/// approved and never declined. Rows that leave money uncertain stand above rows that call a sale ended. For Status,
/// "busy" or "offline" says nothing about the sale, so every refusal of the question is Unknown with its reason.
/// </remarks>
internal static class SpinVerdicts
{
    private static readonly string[] s_approved = ["APPROV", "SUCCESS"];
    private static readonly string[] s_duplicate =
    [
        "DUPLICATE REF", "DUPLICATED REF", "DUPLICATEREF", "DUPLICATEDREF", "INVALID REFERENCE ID", "INVALID REFERENCEID",
    ];
    private static readonly string[] s_timedOut = ["TIMEOUT", "TIMED OUT", "TIME OUT"];
    private static readonly string[] s_busy =
        ["SERVICE BUSY", "TERMINAL BUSY", "TERMINAL IS BUSY", "TERMINAL IN USE", "DIFFERENT QUERY"];
    private static readonly string[] s_authentication = ["AUTHENTICATION", "AUTHKEY", "AUTH KEY"];
    private static readonly string[] s_refusedForm =
        ["NOT PARS", "BAD REQUEST", "VALIDATION", "NOT SUPPORTED", "NOT IMPLEMENTED", "WRONG FORMAT", "MISSING REF"];
    private static readonly string[] s_notFound = ["NOT FOUND", "NOTFOUND"];
    private static readonly string[] s_wrongKind = ["WRONG PAYMENT", "PAYMENT TYPE MISMATCH"];
    private static readonly string[] s_noBatch = ["NO OPEN BATCH"];
    private static readonly string[] s_lostHost =
    [
        "COMMUNICATION", "COMM ERR", "COMM FAIL", "NO RESPONSE", "INTERNAL ERROR", "SYSTEM ERROR", "HOST ERROR", "PINPAD",
        "REVERS",
    ];
    private static readonly string[] s_declined =
    [
        "DECLIN", "DENIED", "DO NOT HONOR", "DO NOT HONOUR", "INSUFF", "NOT SUFFICIENT", "EXPIRED CARD", "INVALID CARD",
        "INVALID PIN", "INCORRECT PIN", "PIN TRIES", "PICK UP", "LOST CARD", "STOLEN", "RESTRICTED", "NOT PERMITTED",
        "CALL ISSUER", "REFER TO", "LIMIT EXCEEDED", "EXCEEDS",
        "NOT ACTIV", "INACTIVE", "ALREADY ACTIV", "NO FUNDS", // of gift cards
    ];
    private static readonly string[] s_cancelled = ["CANCEL", "ABORT"];

    private static readonly string[] s_refusal =
    [
        .. s_declined, .. s_cancelled, .. s_timedOut, .. s_notFound, .. s_lostHost, "BUSY", "TERMINAL IN USE", "DIFFERENT QUERY",
        "NOT APPROV", "DISAPPROV", "FAIL", "ERROR", "UNSUCCESS",
    ];
    private static readonly string[] s_refusalOrVoid = [.. s_refusal, "VOID"];
    private static readonly string[] s_refusalVoidOrRefund = [.. s_refusalOrVoid, "REFUND"];

    private static readonly Row[] s_rows =
    [
        // code, what the answer says, then the outcome of a sale, of a Status question, and why
        new(null, f => f.SaysDecisionTwice, Unknown, Unknown, Why.Contradiction),
        new(null, f => f.NamesAnother, Unknown, Unknown, Why.RefIdMismatch),
        new(null, f => f.VoidedIsUnclear, Unknown, Unknown, Why.Contradiction),
        // Status of a void asks for just that.
        new("0", f => f.IsVoid && f.IsStatus && f.Voided && !f.NamesNone, Unknown, Approved, Why.None),
        // Who is told "voided" may sell again, so it takes an approval that names our RefId.
        new("0", f => f.Voided && !f.IsVoid && !f.NamesNone, Unknown, Unknown, Why.Voided),
        new(null, f => f.Voided && !f.IsVoid, Unknown, Unknown, Why.Contradiction),

        new("0", f => f.NamesNone, Unknown, Unknown, Why.RefIdMismatch),
        new("0", f => f.SaysRefusal, Unknown, Unknown, Why.Contradiction),
        // The hold is there and still a hold: the capture never happened, or not yet.
        new("0", f => f.IsStatus && f.IsUncaptured, Unknown, NotFound, Why.NotFound),
        new("0", f => f.IsAnotherKind, Unknown, Unknown, Why.Contradiction),
        // The original is there and not voided: the void never happened, or not yet.
        new("0", f => f.IsVoid && f.IsStatus && f.SaysNotVoided, Unknown, NotFound, Why.NotFound),
        new("0", f => f.IsVoid && f.IsStatus, Unknown, Unknown, Why.Unrecognised),
        new("0", f => f.ReadLeniently && !f.HasAuthCode, Unknown, Unknown, Why.Unreadable),
        new("0", f => f.ApprovedLess, PartiallyApproved, PartiallyApproved, Why.None),
        // Partial, but nobody knows how much.
        new("0", f => f.IsMeasured && f.FlaggedPartial, Unknown, Unknown, Why.Contradiction),
        new("0", _ => true, Approved, Approved, Why.None),

        new("1", f => f.Says(s_approved) || f.HasAuthCode, Unknown, Unknown, Why.Contradiction),
        new("1", f => f.HasApprovedAmount || f.FlaggedPartial, Unknown, Unknown, Why.Contradiction),
        new("1", f => f.Says(s_duplicate), Unknown, Unknown, Why.DuplicateRefId),
        // A follow-up has nothing to follow: done earlier, settled, or never there.
        new("1", f => f.IsFollowUp && f.Says(s_noBatch), NotFound, Unknown, Why.NoOpenBatch),
        new("1", f => f.Says(s_noBatch), Unknown, Unknown, Why.NoOpenBatch),
        new("1", f => f.Says(s_lostHost), Unknown, Unknown, Why.TerminalFailure),
        // The sale itself ended by time-out; only the terminal's record of it, found by Status, is believed.
        new("1", f => f.Says(s_timedOut) && f.TellsOfTheSame && !f.IsOfTheQuestion && !f.NamesNone, Unknown, Cancelled, Why.TerminalTimeout),
        new("1", f => f.Says(s_timedOut), Unknown, Unknown, Why.TerminalTimeout),
        new("1", f => f.Says(s_busy), NotStarted, Unknown, Why.TerminalBusy),
        new("1", f => f.Says(s_authentication), NotStarted, Unknown, Why.AuthenticationFailed),
        new("1", f => f.Says(s_refusedForm), NotStarted, Unknown, Why.RequestRefused),
        new("1", f => f.IsFollowUp && f.HasNotFoundIt, NotFound, Unknown, Why.NotFound),
        // A void, a tip or a return under the same RefId was refused: that leaves the payment as it was.
        new("1", f => f.IsAnotherKind && !f.IsOfTheQuestion && !f.IsFollowUp, Unknown, Unknown, Why.Contradiction),
        new("1", f => f.IsStatus && f.HasNotFoundIt, Unknown, NotFound, Why.NotFound),
        new("1", f => f.NamesNone, Unknown, Unknown, Why.RefIdMismatch),
        // The question named a kind of payment that the terminal does not take: of the sale it says nothing.
        new("1", f => f.IsStatus && f.Says(s_wrongKind), Unknown, Unknown, Why.WrongPaymentType),
        // The Status question was declined or cancelled, not the sale: a terminal that tells of the sale names its kind, or none.
        new("1", f => f.IsOfTheQuestion, Unknown, Unknown, Why.Unrecognised),
        new("1", f => f.Says(s_declined), Declined, Declined, Why.HostDeclined),
        // Without a payment type it was the Status question that somebody cancelled, not the sale.
        new("1", f => IsCancelled(f) && !f.HasPaymentType && f.IsStatus, Unknown, Unknown, Why.Unrecognised),
        new("1", IsCancelled, Cancelled, Cancelled, Why.CustomerCancelled),
        new("1", _ => true, Unknown, Unknown, Why.Unrecognised),

        new("2", f => f.Says(s_approved) || f.HasAuthCode, Unknown, Unknown, Why.Contradiction),
        new("2", f => f.HasApprovedAmount || f.FlaggedPartial, Unknown, Unknown, Why.Contradiction),
        .. SpinProxyMessages.All.Select(message =>
            new Row("2", f => f.Says([.. message.Stems]), message.Charge, Unknown, message.Reason)),
        new("2", _ => true, Unknown, Unknown, Why.Unrecognised),

        // No code, or one that does not exist.
        new(null, _ => true, Unknown, Unknown, Why.Unreadable),
    ];

    public static (SpinOutcome Outcome, SpinReason Reason) Judge(SpinAsked asked, SpinResponse? response)
    {
        if (response is null)
            return (SpinOutcome.Unknown, SpinReason.Unreadable);
        var row = s_rows[RowOf(asked, response)];
        return (asked.IsStatus ? row.Status : row.Sale, row.Reason);
    }

    /// <summary>Words that no approval of this operation says of itself, in either form of the protocol.</summary>
    public static string[] RefusalOf(SpinOperation operation) => operation switch
    {
        SpinOperation.Void => s_refusal,
        SpinOperation.Return or SpinOperation.Gift => s_refusalOrVoid,
        _ => s_refusalVoidOrRefund,
    };

    public static int RowCount => s_rows.Length;

    /// <summary>The first row that fits; the last one fits always.</summary>
    public static int RowOf(SpinAsked asked, SpinResponse response)
    {
        var facts = new SpinFacts(response, asked);
        return Array.FindIndex(s_rows, r => (r.Code is null || r.Code == facts.Code) && r.Fits(facts));
    }

    private static bool IsCancelled(SpinFacts facts) =>
        facts.Says(s_cancelled) && facts.HostSaysNothingBut(s_cancelled);

    private sealed record Row(
        string? Code, Func<SpinFacts, bool> Fits, SpinOutcome Sale, SpinOutcome Status, SpinReason Reason);
}
