using CloudPos.Domain.Amounts;

namespace CloudPos.Application.Features.Holds;

/// <summary>A capture as it is being typed, beside what is held and rung up.</summary>
public sealed record CaptureDraft(Money Held, Money RungUp, Money Amount, Money Tip)
{
    /// <summary>What the card is charged.</summary>
    public Money Total => Amount + Tip;

    /// <summary>What a person has to confirm: that it is more than was held, or less. Null where it is just that.</summary>
    public string? Question => Total == Held ? null
        : Total > Held ? $"{MoneyText.Show(Total)} is {MoneyText.Show(Total - Held)} more than the {MoneyText.Show(Held)} held.{StaysToPay}"
        : $"{MoneyText.Show(Total)} is {MoneyText.Show(Held - Total)} less than the {MoneyText.Show(Held)} held. A hold is captured once: the other {MoneyText.Show(Held - Total)} is let go.{StaysToPay}";

    private string StaysToPay => RungUp > Amount ? $" {MoneyText.Show(RungUp - Amount)} of the sale stays to be paid." : "";
}
