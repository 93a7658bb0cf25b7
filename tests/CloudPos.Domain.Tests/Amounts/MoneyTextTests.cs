using System.Globalization;
using CloudPos.Domain.Amounts;

namespace CloudPos.Domain.Tests.Amounts;

public sealed class MoneyTextTests
{
    [Theory]
    [InlineData("1,500", true)]
    [InlineData("$ 1,50", true)]
    [InlineData(",50", true)]
    [InlineData("1,500.00", false)]
    [InlineData("1,234,567", false)]
    [InlineData("1500", false)]
    [InlineData("1.500,00", false)] // no amount at all
    [InlineData("free, really", false)]
    [InlineData(null, false)]
    public void One_comma_without_a_point_may_mean_thousands_or_cents(string? text, bool isDoubtful) => Assert.Equal(isDoubtful, MoneyText.IsDoubtful(text));

    [Theory]
    [InlineData("4.50", 450)]
    [InlineData("4.5", 450)]
    [InlineData("4.", 400)]
    [InlineData(".5", 50)]
    [InlineData("4", 400)]
    [InlineData("0", 0)]
    [InlineData("$4.50", 450)]
    [InlineData(" $ 4.50 ", 450)]
    [InlineData("1,234.56", 123_456)]
    [InlineData("1,234,567", 123_456_700)]
    [InlineData("0004.50", 450)]
    [InlineData("9999999999.99", 999_999_999_999)]
    public void What_a_person_types_is_read(string text, long cents)
    {
        Assert.True(MoneyText.TryRead(text, out var money));
        Assert.Equal(new Money(cents), money);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(".")]
    [InlineData("$")]
    [InlineData("-4.50")]
    [InlineData("+4.50")]
    [InlineData("4.505")]
    [InlineData("4,50")]
    [InlineData("1.234,56")]
    [InlineData("12,34.00")]
    [InlineData("1,2345")]
    [InlineData("4.50 USD")]
    [InlineData("4 50")]
    [InlineData("1e3")]
    [InlineData("٤.٥٠")]
    [InlineData("99999999999")]
    public void What_is_not_clearly_an_amount_is_refused(string? text)
    {
        Assert.False(MoneyText.TryRead(text, out var money));
        Assert.Equal(Money.Zero, money);
    }

    [Theory]
    [InlineData("20.50", null)]
    [InlineData("9,999,999.99", null)]
    [InlineData("10000000", "“10000000” is more than $9,999,999.99, the most that fits here.")]
    [InlineData("99999999999999999999", "“99999999999999999999” is more than $9,999,999.99, the most that fits here.")]
    [InlineData("lots", "“lots” is not an amount. Type dollars and cents, like 20 or 20.50.")]
    [InlineData(".", "“.” is not an amount. Type dollars and cents, like 20 or 20.50.")]
    [InlineData(" ", "Type dollars and cents, like 20 or 20.50.")]
    [InlineData(null, "Type dollars and cents, like 20 or 20.50.")]
    public void Why_an_amount_is_not_taken_is_said_truly(string? text, string? words) =>
        Assert.Equal(words, MoneyText.WhyNot(text, "20 or 20.50", out _));

    [Theory]
    [InlineData(0, "$0.00", "0.00")]
    [InlineData(5, "$0.05", "0.05")]
    [InlineData(123_456_789, "$1,234,567.89", "1234567.89")]
    [InlineData(-450, "−$4.50", "-4.50")]
    public void An_amount_is_shown_the_same_in_every_culture(long cents, string shown, string plain)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Assert.Equal((shown, plain), (MoneyText.Show(new Money(cents)), MoneyText.Plain(new Money(cents))));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
