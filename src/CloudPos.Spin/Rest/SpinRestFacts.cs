namespace CloudPos.Spin.Rest;

/// <summary>A payment answer as the rows of <see cref="SpinRestVerdicts"/> ask about it.</summary>
internal sealed class SpinRestFacts
{
    private readonly SpinRestAsked _asked;
    private readonly string _texts;
    private readonly string? _refId;
    private readonly string? _voided;
    private readonly string? _authCode;
    private readonly string? _paymentType;
    private readonly string? _hostCode;
    private readonly decimal? _total;
    private readonly decimal? _tip;
    private readonly decimal? _requested;
    private readonly SpinRestExtended _extended;

    public SpinRestFacts(SpinRestReply reply, SpinRestAsked asked, bool isSuccess)
    {
        _asked = asked;
        var root = reply.Root;
        _refId = root.Raw("ReferenceId");
        _voided = root.Raw("Voided")?.ToUpperInvariant();
        _authCode = root.Raw("AuthCode");
        _paymentType = root.Text("PaymentType");
        _hostCode = reply.HostCode;
        Type = root.Text("TransactionType")?.ToUpperInvariant();
        var amounts = root.Object("Amounts");
        _requested = amounts?.Money("Amount");
        _total = amounts?.Money("TotalAmount") ?? _requested;
        _tip = amounts?.Money("TipAmount");
        // Read last of what decides: what stands elsewhere in a wrong shape decides nothing.
        HasFlaws = root.HasFlaws;
        _extended = SpinRestExtended.Of(root);
        _texts = string.Join('\n', reply.Message, reply.DetailedMessage, reply.HostMessage).ToUpperInvariant();
        Result = reply.ResultCode;
        Code = reply.StatusCode;
        IsSuccess = isSuccess;
    }

    public string? Result { get; }

    public string? Code { get; }

    /// <summary>The HTTP status was one of success.</summary>
    public bool IsSuccess { get; }

    /// <summary>Something that decides is said twice or in the wrong shape.</summary>
    public bool HasFlaws { get; }

    public bool IsStatus => _asked.IsStatus;

    public bool IsFollowUp => _asked.IsFollowUp;

    /// <summary>A void was asked for, or the question is whether there was one.</summary>
    public bool IsVoid => _asked.Operation == SpinOperation.Void;

    /// <summary>0xxx belongs to result 0, 1xxx to 1 and 2xxx to 2.</summary>
    public bool CodesDisagree => Result![0] != Code![0];

    public bool NamesAnother => _refId is { } echo && !string.Equals(echo, _asked.RefId, StringComparison.Ordinal);

    public bool NamesNone => _refId is null && !_asked.MovesNothing;

    /// <summary>Neither voided nor not voided.</summary>
    public bool VoidedIsUnclear => _voided is not (null or "TRUE" or "FALSE");

    public bool IsRecordOfVoid => IsStatus && TypeSays("VOID");

    public bool Voided => _voided == "TRUE" || IsRecordOfVoid;

    public bool SaysNotVoided => _voided == "FALSE";

    private string? Type { get; }

    /// <summary>Zeros only is what a terminal writes when there is none.</summary>
    public bool HasAuthCode => _authCode is { } code && code.Any(c => c is not '0' and not ' ');

    /// <summary>Something in a refusal tells of an approval after all.</summary>
    public bool TellsOfApproval =>
        HasAuthCode || _extended.Approved > 0 || _extended.IsPartial || _hostCode is "00" or "000"
        || (Says("APPROV", "SUCCESS") && !Says("NOT APPROV", "DISAPPROV", "UNSUCCESS", "NOT SUCCESS"));

    /// <summary>What was voided or left on a card is not measured by what was asked; the code counts always.</summary>
    public bool FlaggedPartial => Code == "0001" || (IsMeasured && _extended.IsPartial);

    private bool IsMeasured => IsStatus || _asked.Amount is not null;

    /// <summary>Less than asked was approved, and it is known how much.</summary>
    public bool ApprovedLess
    {
        get
        {
            // A cash payer owes the lower cash price, whichever field tells it.
            if (!IsMeasured || string.Equals(_paymentType, "Cash", StringComparison.OrdinalIgnoreCase))
                return false;
            var wanted = _asked.Amount ?? (_asked.IsStatus ? _extended.Requested ?? _requested : null);
            if (_extended.Approved is { } approved and > 0)
                return FlaggedPartial || approved < wanted;
            // A question names no amount, and without extended data the answer names only what was charged.
            if (IsStatus && Code == "0001" && _extended.Requested is null)
                return _total > 0;
            // A discount given by the terminal is no shortfall.
            return _total > 0 && _total + (_extended.Discount ?? 0m) < wanted;
        }
    }

    /// <summary>The answer tells of something that was not asked for, or not of what was.</summary>
    public bool IsAnotherKind => _asked.Operation switch
    {
        SpinOperation.Sale => IsNone("SALE"),
        SpinOperation.Return => IsNone("RETURN", "REFUND"),
        SpinOperation.Auth when IsStatus => IsNone("AUTH", "CAPTURE", "TICKET", "COMPLET"),
        SpinOperation.Auth => IsNone("AUTH"),
        SpinOperation.Capture => IsNone("CAPTURE", "TICKET", "COMPLET"),
        // The original of a void is named by its own kind.
        SpinOperation.Void when IsStatus => false,
        // The original's own answer, repeated, would look like the follow-up's: it has to say that it is one.
        SpinOperation.Void => !TypeSays("VOID") && _voided != "TRUE",
        SpinOperation.TipAdjust when IsStatus => IsNone("TIP", "ADJUST", "SALE", "AUTH", "CAPTURE"),
        SpinOperation.TipAdjust => !TypeSays("TIP", "ADJUST") && (_tip is null || _tip != _asked.Tip),
        SpinOperation.Gift or SpinOperation.Balance => TypeSays("VOID"),
    };

    /// <summary>Asked for a capture, the answer tells of the hold.</summary>
    public bool IsUncaptured => _asked.Operation == SpinOperation.Capture && TypeSays("AUTH") && !TypeSays("CAPTURE", "TICKET", "COMPLET", "VOID");

    /// <summary>How the payment was made is said: a record of it, or an echo of what was asked.</summary>
    public bool HasPaymentType => _paymentType is not null;

    /// <summary>For a Status question: the record of a transaction, not a word about the question itself.</summary>
    public bool IsRecord => HasPaymentType && Type is not null && !TypeSays("STATUS");

    public bool SaysRefusal => Says(SpinVerdicts.RefusalOf(_asked.Operation));

    // Absent, or the name of the question: nothing is said about the kind. "Void Sale" is a void.
    private bool IsNone(params ReadOnlySpan<string> kinds) =>
        Type is not null && (!TypeSays(kinds) || TypeSays("VOID")) && !(IsStatus && TypeSays("STATUS"));

    private bool Says(params ReadOnlySpan<string> stems)
    {
        foreach (var stem in stems)
        {
            if (_texts.Contains(stem, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private bool TypeSays(params ReadOnlySpan<string> stems)
    {
        foreach (var stem in stems)
        {
            if (Type?.Contains(stem, StringComparison.Ordinal) == true)
                return true;
        }
        return false;
    }
}
