using CloudPos.Spin.Xml;

namespace CloudPos.Spin;

/// <summary>What was asked, as far as it decides about the answer. A Status question names no amount.</summary>
internal sealed record SpinAsked(bool IsStatus, string RefId, decimal? Amount)
{
    public static SpinAsked For(SpinSale sale) => new(IsStatus: false, sale.RefId, sale.Amount);

    public static SpinAsked For(SpinStatus status) => new(IsStatus: true, status.RefId, Amount: null);
}

/// <summary>An answer as the rows of <see cref="SpinVerdicts"/> ask about it.</summary>
internal sealed class SpinFacts
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

    public bool Voided => _response.Voided;

    public bool ReadLeniently => _response.ParsedLeniently;

    public bool HasPaymentType => _response["PaymentType"] is not null;

    /// <summary>Zeros only is what a terminal writes when there is none.</summary>
    public bool HasAuthCode => _response["AuthCode"] is { } code && code.Any(c => c is not '0' and not ' ');

    /// <summary>The answer tells of a Return, a Void … under the RefId of our Sale.</summary>
    public bool IsAnotherKind =>
        _response["TransType"] is { } type && !Contains(type, "SALE") && !Contains(type, "STATUS");

    public bool TellsOfASale => _response["TransType"] is { } type && Contains(type, "SALE");

    public bool HasApprovedAmount => Data.Money("approvedAmnt") > 0;

    public bool FlaggedPartial =>
        string.Equals(Data["isPartialApprovalTxn"], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Less than asked was approved, and it is known how much.</summary>
    public bool ApprovedLess
    {
        get
        {
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

    public bool Says(params ReadOnlySpan<string> stems) => ContainsAny(_texts, stems);

    /// <summary>
    /// RespMSG outranks Message: "Canceled" counts only where the host's words do not say something else.
    /// </summary>
    public bool HostSaysNothingBut(params ReadOnlySpan<string> stems) =>
        _response.RespMsg is not { } host || ContainsAny(host, stems);

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
