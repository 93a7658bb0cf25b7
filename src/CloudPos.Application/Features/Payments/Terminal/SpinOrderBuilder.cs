using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Spin;

namespace CloudPos.Application.Features.Payments.Terminal;

/// <summary>Writes everything but a sale as the PIN pad wants it.</summary>
internal static class SpinOrderBuilder
{
    public static SpinPaymentType TypeOf(PayMethod method) => method switch
    {
        PayMethod.Credit => SpinPaymentType.Credit,
        PayMethod.Debit => SpinPaymentType.Debit,
        PayMethod.EbtFood => SpinPaymentType.EbtFood,
        PayMethod.EbtCash => SpinPaymentType.EbtCash,
        PayMethod.Gift => SpinPaymentType.Gift,
        PayMethod.UserChoice => SpinPaymentType.UserChoice,
        PayMethod.Cash => throw new InvalidOperationException("Cash in the drawer is never sent to a terminal."),
    };

    /// <summary>What Status is asked about. The tip of an adjustment is read off its sale.</summary>
    public static SpinOperation OperationOf(StatusQuestion question) => question.Attempt.Kind switch
    {
        AttemptKind.Sale => question.Attempt.Method == PayMethod.Gift ? SpinOperation.Gift : SpinOperation.Sale,
        AttemptKind.Return => question.Attempt.Method == PayMethod.Gift ? SpinOperation.Gift : SpinOperation.Return,
        AttemptKind.Void => SpinOperation.Void,
        AttemptKind.TipAdjust => question.Original?.Kind == AttemptKind.Capture ? SpinOperation.Capture : SpinOperation.Sale,
        AttemptKind.Auth => SpinOperation.Auth,
        AttemptKind.Capture => SpinOperation.Capture,
        AttemptKind.GiftActivate or AttemptKind.GiftReload => SpinOperation.Gift,
    };

    public static SpinReturn Return(ChargeOrder order) => new()
    {
        PaymentType = TypeOf(order.Attempt.Method),
        Amount = Dollars(order.Attempt.Amount),
        RefId = order.Attempt.RefId,
        PrintReceipt = SpinPrintReceipt.No,
        PerformedBy = order.Attempt.PerformedBy,
        OperationalTimeoutSeconds = order.Terminal.OperationalTimeoutSeconds,
    };

    public static SpinAuth Auth(ChargeOrder order) => new()
    {
        PaymentType = TypeOf(order.Attempt.Method),
        Amount = Dollars(order.Attempt.Amount),
        RefId = order.Attempt.RefId,
        PrintReceipt = SpinPrintReceipt.No,
        CaptureSignature = order.Terminal.CaptureSignature,
        PerformedBy = order.Attempt.PerformedBy,
        OperationalTimeoutSeconds = order.Terminal.OperationalTimeoutSeconds,
    };

    public static SpinVoid Void(ChargeOrder order) => new()
    {
        RefId = order.Attempt.RefId,
        Amount = Dollars(order.Attempt.Amount),
        PaymentType = FollowedType(order),
        Last4 = order.Original?.Last4,
        PerformedBy = order.Attempt.PerformedBy,
        OperationalTimeoutSeconds = order.Terminal.OperationalTimeoutSeconds,
        PrintReceipt = SpinPrintReceipt.No,
    };

    public static SpinTipAdjust Tip(ChargeOrder order) => new()
    {
        RefId = order.Attempt.RefId,
        Amount = Dollars(order.Attempt.Amount),
        Tip = Dollars(order.Attempt.AskedTip ?? Money.Zero),
        PaymentType = FollowedType(order),
        Last4 = order.Original?.Last4,
        PerformedBy = order.Attempt.PerformedBy,
        OperationalTimeoutSeconds = order.Terminal.OperationalTimeoutSeconds,
    };

    public static SpinCapture Capture(ChargeOrder order) => new()
    {
        RefId = order.Attempt.RefId,
        Amount = Dollars(order.Attempt.Amount),
        Tip = order.Attempt.AskedTip is { IsPositive: true } tip ? Dollars(tip) : null,
        PaymentType = FollowedType(order),
        Last4 = order.Original?.Last4,
        AuthCode = order.Original?.AuthCode,
        PerformedBy = order.Attempt.PerformedBy,
        OperationalTimeoutSeconds = order.Terminal.OperationalTimeoutSeconds,
    };

    public static SpinGift Gift(ChargeOrder order, SpinGiftOperation operation) => new()
    {
        Operation = operation,
        Amount = Dollars(order.Attempt.Amount),
        RefId = order.Attempt.RefId,
        PerformedBy = order.Attempt.PerformedBy,
        PrintReceipt = SpinPrintReceipt.No,
        OperationalTimeoutSeconds = order.Terminal.OperationalTimeoutSeconds,
    };

    /// <summary>What the customer chose on the PIN pad is what the follow-up has to name.</summary>
    private static SpinPaymentType FollowedType(ChargeOrder order) => TypeOf(order.Original?.MethodUsed ?? order.Attempt.Method);

    private static decimal Dollars(Money money) => money.Cents / 100m;
}
