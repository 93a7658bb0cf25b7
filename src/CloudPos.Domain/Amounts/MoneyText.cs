using System.Globalization;
using System.Text.RegularExpressions;
using CloudPos.Domain.Catalog;

namespace CloudPos.Domain.Amounts;

/// <summary>Money as people read and type it: dollars and cents, the same on every machine whatever its culture.</summary>
public static partial class MoneyText
{
    /// <summary><c>$12,345.67</c>, with a true minus sign before the currency where it is negative.</summary>
    public static string Show(Money money)
    {
        var cents = UInt128.CreateChecked(Int128.Abs(money.Cents));
        var text = string.Create(CultureInfo.InvariantCulture, $"${cents / 100:N0}.{cents % 100:00}");
        return money.IsNegative ? "−" + text : text;
    }

    /// <summary>The same without currency and grouping, as it stands in an input or a file: <c>12345.67</c>.</summary>
    public static string Plain(Money money)
    {
        var cents = Int128.Abs(money.Cents);
        return string.Create(CultureInfo.InvariantCulture, $"{(money.IsNegative ? "-" : "")}{cents / 100}.{cents % 100:00}");
    }

    /// <summary>
    /// Reads an amount of zero or more as a person types it: <c>4</c>, <c>4.5</c>, <c>$1,234.50</c>. A comma only groups thousands, so
    /// <c>4,50</c> is refused, not read as 450.
    /// </summary>
    /// <returns>False for anything else: a sign, a third decimal, letters, more than 9,999,999,999.99.</returns>
    public static bool TryRead(string? text, out Money money)
    {
        money = Money.Zero;
        var match = Typed().Match(text ?? "");
        if (!match.Success)
            return false;
        var whole = match.Groups["whole"].Value.Replace(",", "", StringComparison.Ordinal);
        var fraction = match.Groups["fraction"].Value.PadRight(2, '0');
        if (whole.Length > 10 || (whole.Length == 0 && match.Groups["fraction"].Length == 0))
            return false;
        money = new Money(long.Parse("0" + whole, CultureInfo.InvariantCulture) * 100 + long.Parse(fraction, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>
    /// One comma and no point, as in <c>1,500</c>: thousands, or cents where a comma begins them. Who types it into a field sees what was
    /// read; of a file nobody does, so that it is not to be read at all.
    /// </summary>
    public static bool IsDoubtful(string? text) => OneComma().IsMatch(text ?? "");

    /// <summary>An amount, however many digits it has, that is more than <paramref name="most"/>.</summary>
    public static bool IsAbove(string? text, Money most) =>
        TryRead(text, out var money) ? money > most : Typed().Match(text ?? "") is { Success: true } match && match.Groups["whole"].Length > 0;

    /// <summary>Reads what was typed into a field. Says why the field does not take it; null where it does.</summary>
    /// <param name="like">How an amount is written, such as <c>20 or 20.50</c>.</param>
    public static string? WhyNot(string? text, string like, out Money money)
    {
        var isRead = TryRead(text, out money);
        return string.IsNullOrWhiteSpace(text) ? $"Type dollars and cents, like {like}."
            : IsAbove(text, Product.PriceMax) ? $"“{text.Trim()}” is more than {Show(Product.PriceMax)}, the most that fits here."
            : isRead ? null : $"“{text.Trim()}” is not an amount. Type dollars and cents, like {like}.";
    }

    [GeneratedRegex(@"^\s*\$?\s*(?<whole>[0-9]{1,3}(,[0-9]{3})+|[0-9]*)(\.(?<fraction>[0-9]{0,2}))?\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Typed();

    [GeneratedRegex(@"^\s*\$?\s*[0-9]*,[0-9]*\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex OneComma();
}
