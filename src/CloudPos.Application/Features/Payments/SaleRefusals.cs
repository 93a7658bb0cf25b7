using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;

namespace CloudPos.Application.Features.Payments;

/// <summary>What several ways to pay refuse in the same words.</summary>
internal static class SaleRefusals
{
    public static readonly Refusal Parked = new("sale.parked", "This cart is parked. Take it up first (Shift+F4), then go on with it.");

    public static readonly Refusal Paying = new("sale.paying",
        "A payment of this sale is under way or not yet known. Wait for its end, or set the sale aside.");

    public static Refusal MoreThanLeft(Money amount, Money left) =>
        new("amount.too.much", $"{MoneyText.Show(amount)} is more than the {MoneyText.Show(left)} left to pay. Type a smaller amount.");
}
