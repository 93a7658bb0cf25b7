using System.Globalization;
using CloudPos.Domain.Amounts;

namespace CloudPos.Application.Features.Tips;

/// <summary>A tip as it is being typed, beside its bill.</summary>
/// <param name="OfBill">What part of the bill it is, to a tenth of a per cent.</param>
/// <param name="Meant">What an unlikely tip may have been meant to be: a tenth, as after one zero too many.</param>
public sealed record TipDraft(Money Tip, Money Total, Rate OfBill, bool IsUnlikely, Money Meant)
{
    public static TipDraft Of(Money bill, Money tip) =>
        new(tip, bill + tip, Tenths(Rounding.ShareOf(tip, bill)), TipRules.IsUnlikely(tip, bill), Rounding.PercentOf(tip, new Rate(100_000)));

    private static Rate Tenths(Rate rate) => new((int)(((long)rate.PartsPerMillion + 500) / 1_000 * 1_000));

    /// <summary>What is said where a tip cannot be read.</summary>
    public const string HowToType = "Digits only: 450 is $4.50";

    /// <summary>Reads what was typed: digits are cents, so that 450 is 4.50; with a point it is dollars and cents.</summary>
    /// <returns>Null where it is no amount; nothing typed is no amount.</returns>
    public static Money? Read(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (text.Contains('.', StringComparison.Ordinal))
            return MoneyText.TryRead(text, out var money) ? money : null;
        return text.Length is > 0 and <= 7 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cents) ? new Money(cents) : null;
    }

    /// <summary>What several tips come to.</summary>
    public static Money Sum(IEnumerable<TipDraft> drafts) => Money.Sum(drafts.Select(d => d.Tip));
}
