using CloudPos.Domain.Payments;
using CloudPos.Spin;

namespace CloudPos.Application.Features.Payments.Terminal;

/// <summary>The request of an order as it stands in the journal: the same builders as on the wire, with everything secret taken out.</summary>
internal static class SpinOrderText
{
    public static string Of(ChargeOrder order) => order.Attempt.Kind switch
    {
        AttemptKind.Sale when order.Attempt.Method == PayMethod.Gift => SpinRequestText.Of(SpinOrderBuilder.Gift(order, SpinGiftOperation.Redeem)),
        AttemptKind.Sale => SpinRequestText.Of(SpinSaleBuilder.Build(order)),
        AttemptKind.Return when order.Attempt.Method == PayMethod.Gift => SpinRequestText.Of(SpinOrderBuilder.Gift(order, SpinGiftOperation.Refund)),
        AttemptKind.Return => SpinRequestText.Of(SpinOrderBuilder.Return(order)),
        AttemptKind.Void when order.Attempt.Method == PayMethod.Gift => SpinRequestText.Of(SpinOrderBuilder.Gift(order, SpinGiftOperation.Void)),
        AttemptKind.Void => SpinRequestText.Of(SpinOrderBuilder.Void(order)),
        AttemptKind.TipAdjust => SpinRequestText.Of(SpinOrderBuilder.Tip(order)),
        AttemptKind.Auth => SpinRequestText.Of(SpinOrderBuilder.Auth(order)),
        AttemptKind.Capture => SpinRequestText.Of(SpinOrderBuilder.Capture(order)),
        AttemptKind.GiftActivate => SpinRequestText.Of(SpinOrderBuilder.Gift(order, SpinGiftOperation.Activate)),
        AttemptKind.GiftReload => SpinRequestText.Of(SpinOrderBuilder.Gift(order, SpinGiftOperation.Reload)),
    };
}
