using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using static CloudPos.Domain.Tests.Sales.TestSale;

namespace CloudPos.Domain.Tests.Sales;

public sealed class SaleGiftLoadTests
{
    [Theory]
    [InlineData(2_500, null)]
    [InlineData(null, null)] // the terminal did not say
    [InlineData(1_000, "Only $10.00 of $25.00 went on the gift card: put the other $15.00 on it at the PIN pad, or give it back.")]
    public void A_load_of_less_than_was_sold_is_not_repeated_and_the_sale_says_what_is_missing(int? put, string? words)
    {
        var sale = Empty();
        var line = sale.Add(Item(2_500, 2_500) with { GiftLoad = GiftLoad.Reload }, Quantity.One, Noon);
        PayCash(sale, 2_500);
        var load = AttemptId.New();
        sale.BeginGiftLoad(line.Id, load, Noon);

        sale.EndGiftLoad(load, loaded: true, Noon, put is { } cents ? new Money(cents) : null);

        Assert.Empty(sale.GiftLoadsWaiting);
        Assert.Equal(words, sale.AmountMismatch);
    }
}
