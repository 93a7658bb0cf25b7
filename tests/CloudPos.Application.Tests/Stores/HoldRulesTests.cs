using CloudPos.Application.Features.Stores;
using CloudPos.Domain.Amounts;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Stores;

public sealed class HoldRulesTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task The_limit_above_a_hold_is_kept_and_0_percent_is_a_limit_too()
    {
        var store = await app.NewShopAsync();
        Assert.Equal(new Rate(150_000), await AboveAsync(store));

        Assert.False((await app.SendAs(store.Manager, new SaveHoldRules(store.StoreId, Rate.Zero))).IsRefused);

        Assert.Equal(Rate.Zero, await AboveAsync(store));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    public async Task A_limit_out_of_range_is_refused_and_nothing_changes(int partsPerMillion)
    {
        var store = await app.NewShopAsync();

        var result = await app.SendAs(store.Manager, new SaveHoldRules(store.StoreId, new Rate(partsPerMillion)));

        Assert.Contains("0 % to 100 %", result.Refusal?.Message, StringComparison.Ordinal);
        Assert.Equal(new Rate(150_000), await AboveAsync(store));
    }

    private async Task<Rate> AboveAsync(TestStore store) =>
        (await app.SendAs(store.Manager, new ListStoreSettings())).Value!.Single(s => s.Id == store.StoreId).CaptureAbove;
}
