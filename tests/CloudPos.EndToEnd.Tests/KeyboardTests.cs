using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CloudPos.EndToEnd.Tests;

/// <summary>The end of the day without a mouse: Tab to what is wanted, Enter to press it, and the keys of a form.</summary>
[Collection(nameof(OfficeCollection))]
public sealed class KeyboardTests(BrowserFixture fixture)
{
    private readonly Installation _installation = fixture.Installation;

    [Fact]
    public async Task A_day_with_a_stand_alone_sale_is_closed_with_the_keyboard_alone()
    {
        await using var browser = await fixture.BrowserAsync();
        await _installation.BeginDayAsync();
        await _installation.CustomerAsync(Installation.DepotPinPad, "approve");
        await _installation.SellAloneAsync(18.75m);
        await _installation.SellAloneAsync(21.40m);
        var page = await fixture.SignInAsync(browser, "manager@demo.cloudpos.test");
        await page.GotoAsync("/end-of-day/1");
        await page.Locator("[data-testid=end-of-day][data-ready]").WaitForAsync();
        await TabToAsync(page, ".page-acts select");
        await page.Keyboard.TypeAsync("Depot");
        await Expect(page.Locator(".crumbs")).ToContainTextAsync("Depot");
        foreach (var step in new[] { 2, 3, 4 })
        {
            await PressAsync(page, "[data-testid=eod-next]");
            await Expect(page.Locator($"[data-testid=eod-step][data-step='{step}'][aria-current=step]")).ToHaveCountAsync(1);
        }

        // the slip of the outage, mistyped first
        await PressAsync(page, "[data-testid=enter-stand-alone]");
        await page.GetByTestId("stand-alone").WaitForAsync();
        await TabToAsync(page, "[data-testid=stand-alone-amount]");
        await page.Keyboard.TypeAsync("18,75x");
        await page.Keyboard.PressAsync("Enter");
        var amount = page.GetByTestId("stand-alone-amount");
        await Expect(page.Locator("#sa-amount-x")).ToContainTextAsync("like 14.20");
        await Expect(amount).ToHaveValueAsync("18,75x");
        await Expect(amount).ToBeFocusedAsync();
        await page.PictureAsync("stand-alone-refused");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("18.75");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("stand-alone-entered")).ToContainTextAsync("$18.75");
        await Expect(amount).ToHaveValueAsync("");
        await page.PictureAsync("stand-alone-entered");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByTestId("stand-alone")).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("enter-stand-alone")).ToBeFocusedAsync();

        // the slip that was entered is tied to its line; the other one is a difference
        await PressAsync(page, "[data-testid=fetch-report]");
        var difference = page.Locator("[data-testid=difference][data-open=true]");
        await Expect(difference).ToHaveCountAsync(1);
        await Expect(difference).ToContainTextAsync("$21.40");
        await PressAsync(page, "[data-testid=difference-why]");
        await Expect(page.GetByTestId("difference-reason")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Training at the device");
        await page.Keyboard.PressAsync("Enter");
        await Expect(difference).ToHaveCountAsync(0);

        await PressAsync(page, "[data-testid=eod-next]");
        await PressAsync(page, "[data-testid=settle]");
        var result = page.Locator($"[data-testid=settle-result][data-tpn='{Installation.DepotPinPad}']");
        await Expect(result).ToHaveAttributeAsync("data-done", "true");
        Assert.Equal(1, await _installation.SentAsync(Installation.DepotPinPad, "Settle"));
    }

    private static async Task PressAsync(IPage page, string selector)
    {
        await TabToAsync(page, selector);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Tab until it has the focus: what Tab does not reach, no keyboard reaches.</summary>
    private static async Task TabToAsync(IPage page, string selector)
    {
        await page.Locator($"{selector}:not([disabled])").First.WaitForAsync();
        for (var presses = 0; presses < 120; presses++)
        {
            if (await page.EvaluateAsync<bool>("s => document.activeElement?.matches(s) ?? false", selector))
                return;
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Tab never comes to {selector}.");
    }
}
