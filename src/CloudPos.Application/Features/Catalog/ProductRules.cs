using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;

namespace CloudPos.Application.Features.Catalog;

/// <summary>What a product must look like, for the form and the import alike: null = fine, else the sentence.</summary>
internal static class ProductRules
{
    public const int CategoryLengthMax = 60;
    public const string SkuWords = "A SKU has 1 to 40 characters without blanks at its ends: it is the item's name in files and searches.";
    public const string NameWords = "A name has 1 to 200 characters.";
    public const string CategoryWords = "A category's name has at most 60 characters.";
    public const string UnitWords = "A unit has 1 to 8 letters, e.g. ITM (a piece), LB or OZ.";
    public const string DescriptionWords = "A description has at most 400 characters.";

    public static string? Sku(string? sku) => sku?.Trim() is { Length: >= 1 and <= Product.SkuLengthMax } ? null : SkuWords;

    public static string? Name(string? name) => name?.Trim() is { Length: >= 1 and <= Product.NameLengthMax } ? null : NameWords;

    public static string? Unit(string? unit) =>
        unit?.Trim() is { Length: >= 1 and <= Product.UnitLengthMax } text && text.All(char.IsAsciiLetterOrDigit) ? null : UnitWords;

    /// <summary>A barcode may be anything that a scanner types; where it looks like a UPC or EAN its check digit must be right.</summary>
    public static string? Barcode(string? barcode)
    {
        var code = barcode?.Trim() ?? "";
        if (code.Length == 0)
            return null;
        if (code.Length > Product.BarcodeLengthMax || code.Any(c => c is < '!' or > '~'))
            return "A barcode has at most 40 letters, digits and signs, without blanks.";
        if (code.Length is not (12 or 13) || !code.All(char.IsAsciiDigit) || CheckDigit(code[..^1]) == code[^1])
            return null;
        return $"The barcode's check digit should be {CheckDigit(code[..^1])}, not {code[^1]}: {code} has a typing slip.";
    }

    public static string AboveMost(string what) => $"The {what} is above {MoneyText.Show(Product.PriceMax)}, the most that a card can pay.";

    /// <summary>A product without a Card Price of its own gets one by the mark-up, which must stay below the limit too.</summary>
    public static string? CardByMarkup(Money cash, Money? card, Rate markup) => card is null && DualPrice.FromCash(cash, markup).Card is var made && made > Product.PriceMax
        ? $"The mark-up makes the Card Price {MoneyText.Show(made)}: more than {MoneyText.Show(Product.PriceMax)}, the most that a card can pay. Lower the Cash Price."
        : null;

    public static string CardBelowCash(Money cash, Money card) =>
        $"The Card Price {MoneyText.Show(card)} lies below the Cash Price {MoneyText.Show(cash)}. The Card Price is the posted one; it must be at least the Cash Price.";

    /// <summary>GS1 modulo 10: from the right, digits count three and one in turn.</summary>
    private static char CheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
            sum += (digits[^(i + 1)] - '0') * (i % 2 == 0 ? 3 : 1);
        return (char)('0' + (10 - sum % 10) % 10);
    }

    public const string CommodityCodeWords = "A commodity code has at most 12 letters and digits. Leave it empty if you have none.";

    public static string? CommodityCode(string? code) => string.IsNullOrWhiteSpace(code)
        || (code.Trim().Length <= ProductTraits.CommodityCodeLengthMax && code.Trim().All(char.IsAsciiLetterOrDigit)) ? null : CommodityCodeWords;

    public const string HealthWords = "Health is empty, Prescription, Clinic or Dental.";

    /// <summary>Reads the health kind of a file's cell; null where the word is none of them.</summary>
    public static HealthKind? Health(string? word) => string.IsNullOrWhiteSpace(word) ? HealthKind.None
        : Enum.TryParse<HealthKind>(word.Trim(), ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : null;
}
