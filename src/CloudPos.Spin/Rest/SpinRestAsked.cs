namespace CloudPos.Spin.Rest;

/// <summary>What was asked, as far as it decides about the answer.</summary>
/// <remarks>The amount is what must have been approved; null where an answer's total is not measured by it.</remarks>
internal sealed record SpinRestAsked(SpinOperation Operation, string RefId, decimal? Amount)
{
    public bool IsStatus { get; init; }

    public bool IsFollowUp =>
        !IsStatus && Operation is SpinOperation.Capture or SpinOperation.Void or SpinOperation.TipAdjust;

    /// <summary>A question about a card or a batch: nothing is charged, so nothing can be charged wrongly.</summary>
    public bool MovesNothing { get; init; }

    /// <summary>The tip as it shall be, where one is set.</summary>
    public decimal? Tip { get; init; }

    public static SpinRestAsked For(SpinCharge charge) => new(
        charge switch
        {
            SpinReturn => SpinOperation.Return,
            SpinAuth => SpinOperation.Auth,
            _ => SpinOperation.Sale,
        },
        charge.RefId, charge.Amount);

    public static SpinRestAsked For(SpinCapture capture) => new(SpinOperation.Capture, capture.RefId, capture.Amount);

    public static SpinRestAsked For(SpinVoid taken) => new(SpinOperation.Void, taken.RefId, Amount: null);

    public static SpinRestAsked For(SpinTipAdjust adjustment) =>
        new(SpinOperation.TipAdjust, adjustment.RefId, Amount: null) { Tip = adjustment.Tip };

    public static SpinRestAsked For(SpinGift gift) => gift.Operation switch
    {
        SpinGiftOperation.Void => new(SpinOperation.Void, gift.RefId, Amount: null),
        SpinGiftOperation.Redeem => new(SpinOperation.Gift, gift.RefId, gift.Amount),
        _ => new(SpinOperation.Gift, gift.RefId, Amount: null)
        {
            MovesNothing = gift.Operation == SpinGiftOperation.Inquire,
        },
    };

    public static SpinRestAsked For(SpinBalance question) =>
        new(SpinOperation.Balance, question.RefId, Amount: null) { MovesNothing = true };

    public static SpinRestAsked For(SpinStatus status) => ForStatus(status.Of, status.RefId);

    public static SpinRestAsked ForStatus(SpinOperation operation, string refId) =>
        new(operation, refId, Amount: null) { IsStatus = true };

    /// <summary>What a listed transaction calls itself; what is not known is taken for a sale.</summary>
    public static SpinOperation OperationOf(string? type) => type?.ToUpperInvariant() switch
    {
        { } t when t.Contains("RETURN", StringComparison.Ordinal) || t.Contains("REFUND", StringComparison.Ordinal) =>
            SpinOperation.Return,
        { } t when t.Contains("CAPTURE", StringComparison.Ordinal) || t.Contains("TICKET", StringComparison.Ordinal) =>
            SpinOperation.Capture,
        { } t when t.Contains("TIP", StringComparison.Ordinal) => SpinOperation.TipAdjust,
        { } t when t.Contains("AUTH", StringComparison.Ordinal) => SpinOperation.Auth,
        _ => SpinOperation.Sale,
    };
}
