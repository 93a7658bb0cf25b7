using System.Text.RegularExpressions;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin;

/// <summary>What was asked, as far as it decides about the answer. A Status question names no amount.</summary>
internal sealed record SpinAsked(bool IsStatus, string RefId, decimal? Amount)
{
    /// <summary>What was asked for, or what the Status question is about.</summary>
    public SpinOperation Operation { get; init; } = SpinOperation.Sale;

    /// <summary>The terminal that was asked, where it was named.</summary>
    public string? Tpn { get; init; }

    public bool IsFollowUp => !IsStatus && Operation is SpinOperation.Capture or SpinOperation.Void or SpinOperation.TipAdjust;

    public static SpinAsked For(SpinCharge charge) => new(IsStatus: false, charge.RefId, charge.Amount)
    {
        Operation = charge switch
        {
            SpinReturn => SpinOperation.Return,
            SpinAuth => SpinOperation.Auth,
            _ => SpinOperation.Sale,
        },
    };

    // The amount of a void or tip adjustment is the original's base, not what the answer's total is measured by.
    public static SpinAsked For(SpinFollowUp followUp) => followUp switch
    {
        SpinCapture => new(IsStatus: false, followUp.RefId, followUp.Amount) { Operation = SpinOperation.Capture },
        SpinTipAdjust => new(IsStatus: false, followUp.RefId, Amount: null) { Operation = SpinOperation.TipAdjust },
        _ => new(IsStatus: false, followUp.RefId, Amount: null) { Operation = SpinOperation.Void },
    };

    public static SpinAsked For(SpinGift gift) => gift.Operation == SpinGiftOperation.Void
        ? new(IsStatus: false, gift.RefId, Amount: null) { Operation = SpinOperation.Void }
        : new(IsStatus: false, gift.RefId, gift.Operation == SpinGiftOperation.Redeem ? gift.Amount : null)
        {
            Operation = SpinOperation.Gift,
        };

    public static SpinAsked For(SpinBalance question) =>
        new(IsStatus: false, question.RefId, Amount: null) { Operation = SpinOperation.Balance };

    public static SpinAsked For(SpinStatus status) =>
        new(IsStatus: true, status.RefId, Amount: null) { Operation = status.Of };
}

/// <summary>An answer as the rows of <see cref="SpinVerdicts"/> ask about it.</summary>
internal sealed partial class SpinFacts
{
    private readonly SpinResponse _response;
    private readonly SpinAsked _asked;
    private readonly string _texts;

    public SpinFacts(SpinResponse response, SpinAsked asked)
    {
        _response = response;
        _asked = asked;
        Data = response.ExtData.Count > 0 ? response.ExtData[0] : SpinExtData.Parse();
        _texts = string.Join('\n', response.RespMsg, response.Message, SpinText.Clean(Data["declineReason"]));
    }

    public SpinExtData Data { get; }

    public string? Code => _response.ResultCode;

    public bool SaysDecisionTwice => _response.HasRepeatedDecision || _response.ExtData.Count > 1;

    public bool NamesAnother =>
        _response.RefId is { } echo && !string.Equals(echo, _asked.RefId, StringComparison.Ordinal);

    public bool NamesNone => _response.RefId is null;

    public bool IsStatus => _asked.IsStatus;

    public bool IsFollowUp => _asked.IsFollowUp;

    public bool IsVoid => _asked.Operation == SpinOperation.Void;

    public bool Voided => _response.Voided;

    /// <summary>Neither voided nor not voided.</summary>
    public bool VoidedIsUnclear => _response.Raw("Voided") is not null && !Voided && !SaysNotVoided;

    public bool SaysNotVoided => string.Equals(_response.Raw("Voided"), "false", StringComparison.OrdinalIgnoreCase);

    public bool ReadLeniently => _response.ParsedLeniently;

    public bool HasPaymentType => _response["PaymentType"] is not null;

    /// <summary>Zeros only is what a terminal writes when there is none.</summary>
    public bool HasAuthCode => _response["AuthCode"] is { } code && code.Any(c => c is not '0' and not ' ');

    /// <summary>The answer tells of a Return, a Void … under the RefId of our Sale.</summary>
    public bool IsAnotherKind => !(IsVoid && Voided) && _response["TransType"] is { } type && !IsOfTheSame(type);

    /// <summary>Asked for a capture, the answer tells of the hold.</summary>
    public bool IsUncaptured => _asked.Operation == SpinOperation.Capture && _response["TransType"] is { } type
        && ContainsAny(type, ["AUTH"]) && !ContainsAny(type, ["CAPTURE", "TICKET"]);

    public bool TellsOfTheSame => _response["TransType"] is { } type && IsOfTheSame(type);

    /// <summary>The answer calls itself one to the Status question, so what it refuses is the question.</summary>
    public bool IsOfTheQuestion => IsStatus && _response["TransType"] is { } type && Contains(type, "STATUS");

    /// <summary>
    /// The transaction was not found, by the terminal that was asked: nothing else that is missing, a route or a register, proves anything.
    /// </summary>
    public bool HasNotFoundIt
    {
        get
        {
            if (_asked.Tpn is { } ours && _response["TPN"] is { } tpn && !string.Equals(tpn, ours, StringComparison.OrdinalIgnoreCase))
                return false;
            var missing = _texts.Split('\n').Where(text => NotFound().IsMatch(text)).ToList();
            return missing.Count > 0 && missing.TrueForAll(text =>
                TransactionNotFound().Replace(text, "") is var rest && (!NotFound().IsMatch(rest) || BareNotFound().IsMatch(rest)));
        }
    }

    public bool HasApprovedAmount => Data.Money("approvedAmnt") > 0;

    public bool FlaggedPartial =>
        string.Equals(Data["isPartialApprovalTxn"], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>What was paid back, voided or left on a card is not measured by what was asked.</summary>
    public bool IsMeasured => IsStatus || _asked.Amount is not null;

    /// <summary>Less than asked was approved, and it is known how much.</summary>
    public bool ApprovedLess
    {
        get
        {
            if (!IsMeasured)
                return false;
            // A cash payer owes the lower cash price, whichever field tells it.
            if (string.Equals(_response["PaymentType"], "Cash", StringComparison.OrdinalIgnoreCase))
                return false;
            var wanted = _asked.Amount ?? Data.Money("Amount");
            if (Data.Money("approvedAmnt") is { } approved and > 0)
                return FlaggedPartial || approved < wanted;
            // A discount given by the terminal is no shortfall.
            var total = Data.Money("TotalAmt") ?? 0m;
            return total > 0 && total + (Data.Money("Disc") ?? 0m) < wanted;
        }
    }

    public bool SaysRefusal => Says(SpinVerdicts.RefusalOf(_asked.Operation));

    public bool Says(params ReadOnlySpan<string> stems) => ContainsAny(_texts, stems);

    /// <summary>
    /// RespMSG outranks Message: "Canceled" counts only where the host's words do not say something else.
    /// </summary>
    public bool HostSaysNothingBut(params ReadOnlySpan<string> stems) =>
        _response.RespMsg is not { } host || ContainsAny(host, stems);

    // "Void Sale" is a void, whatever else its name holds.
    private bool IsOfTheSame(string type) => ContainsAny(type, KindsOf(_asked)) && (IsVoid || !Contains(type, "VOID"));

    // "Ticket" is the field's other word for a capture, "Refund" for a return; a Status is no answer but to itself.
    private static string[] KindsOf(SpinAsked asked) => asked.Operation switch
    {
        SpinOperation.Sale => asked.IsStatus ? ["SALE", "STATUS"] : ["SALE"],
        SpinOperation.Return => asked.IsStatus ? ["RETURN", "REFUND", "STATUS"] : ["RETURN", "REFUND"],
        SpinOperation.Auth => asked.IsStatus ? ["AUTH", "CAPTURE", "TICKET", "STATUS"] : ["AUTH"],
        SpinOperation.Capture => asked.IsStatus ? ["CAPTURE", "TICKET", "STATUS"] : ["CAPTURE", "TICKET"],
        // The original of a void is named by its own kind.
        SpinOperation.Void when asked.IsStatus => [""],
        SpinOperation.Void => ["VOID"],
        SpinOperation.TipAdjust => ["TIP", "ADJUST"],
        SpinOperation.Gift or SpinOperation.Balance => [""],
    };

    [GeneratedRegex("NOT ?FOUND", RegexOptions.IgnoreCase)]
    private static partial Regex NotFound();

    [GeneratedRegex(@"\b(TRANSACTION|TRANS|TXN|PAYMENT|RECORD|REF(ERENCE)? ?ID|REFERENCE)( WAS| IS)? NOT ?FOUND", RegexOptions.IgnoreCase)]
    private static partial Regex TransactionNotFound();

    [GeneratedRegex(@"^\W*((ERROR|FAILURE|FAILED|CANCELL?ED)\W+)?NOT ?FOUND\W*\z", RegexOptions.IgnoreCase)]
    private static partial Regex BareNotFound();

    private static bool ContainsAny(string text, ReadOnlySpan<string> stems)
    {
        foreach (var stem in stems)
        {
            if (Contains(text, stem))
                return true;
        }
        return false;
    }

    private static bool Contains(string text, string stem) => text.Contains(stem, StringComparison.OrdinalIgnoreCase);
}
