using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CloudPos.EndToEnd.Tests;

/// <summary>A wedge scanner is keys at a pace. Alone on the machine: the pace is the test's, and beside other browsers it would not be kept.</summary>
[Collection(nameof(AloneCollection))]
public sealed class ScannerTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Fifty_scans_at_twenty_milliseconds_a_key_all_land_in_order()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        var skus = new[] { "FLAT-WHITE", "CROISSANT-ALM", "COLD-BREW-16" };
        await till.GetByTestId("scan").ClickAsync(); // the worst place to be
        for (var i = 0; i < 50; i++)
        {
            await till.Keyboard.TypeAsync(skus[i % skus.Length], new KeyboardTypeOptions { Delay = 20 });
            await till.Keyboard.PressAsync("Enter");
        }

        await Expect(till.Line(skus[0])).ToHaveAttributeAsync("data-qty", "17");
        await Expect(till.Line(skus[1])).ToHaveAttributeAsync("data-qty", "17");
        await Expect(till.Line(skus[2])).ToHaveAttributeAsync("data-qty", "16");
        Assert.Equal(skus, await till.GetByTestId("cart-line").EvaluateAllAsync<string[]>("lines => lines.map(l => l.dataset.sku)"));
        await Expect(till.GetByTestId("scan")).ToHaveValueAsync("");
        await till.PayExactCashAsync();
    }
}
