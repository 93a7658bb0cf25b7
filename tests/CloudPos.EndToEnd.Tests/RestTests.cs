using System.Net.Http.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CloudPos.EndToEnd.Tests;

/// <summary>A PIN pad that is set to SPIn REST in the drawer, and a customer who pays on it.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class RestTests(BrowserFixture fixture)
{
    // what a card or a terminal must not leave behind on a screen: the demo AuthKey, the simulated cardholder and first digits
    private static readonly string[] Secrets = ["Hb7kQ2mW9x", "CARDHOLDER", "411100"];

    private readonly Installation _installation = fixture.Installation;

    [Fact]
    public async Task The_cashier_sees_each_stage_asks_to_stop_is_paid_and_prints_on_the_pin_pad()
    {
        await SetAsync("Rest");
        try
        {
            await using var browser = await fixture.BrowserAsync();
            var till = await fixture.TillAsync(browser);
            await _installation.SetAsync(Installation.PinPad1, new { online = true, tips = true, autopilot = new { mode = "manual" }, parameters = new { intermediateStatus = true } });
            await till.ScanAsync("FLAT-WHITE");
            await till.Keyboard.PressAsync("F9");
            await Expect(till.Locator("[data-step=Tip][aria-current=step]")).ToBeVisibleAsync();
            await CleanAsync(till);
            await till.Keyboard.PressAsync("Escape");
            await till.PaymentAsync("not-charged"); // the PIN pad was asked to stop, and did

            await till.Keyboard.PressAsync("F9");
            await Expect(till.Locator("[data-step=Tip][aria-current=step]")).ToBeVisibleAsync();
            await till.ShotAsync("stage-tip");
            await PressAsync("tip:1.00");
            await Expect(till.Locator("[data-step=Card][aria-current=step]")).ToBeVisibleAsync();
            await till.ShotAsync("stage-card");
            await PressAsync("tap");
            await till.PaymentAsync("approved");
            await till.GetByTestId("print-on-pin-pad").ClickAsync();
            await Expect(till.GetByTestId("pin-pad-words")).ToContainTextAsync("Printed on PIN pad 1");
            await CleanAsync(till);

            Assert.Single(await _installation.LedgerAsync(Installation.PinPad1));
            await till.NextSaleAsync();
            var log = _installation.RegisterLog();
            Assert.NotEmpty(log);
            Assert.All(Secrets, secret => Assert.DoesNotContain(secret, log, StringComparison.OrdinalIgnoreCase));
        }
        finally
        {
            await SetAsync("Xml");
        }
    }

    private static async Task CleanAsync(IPage page)
    {
        var html = await page.ContentAsync();
        Assert.Contains("data-testid=\"payment\"", html, StringComparison.Ordinal);
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, html, StringComparison.OrdinalIgnoreCase));
    }

    private Task PressAsync(string key) => _installation.PressAsync(Installation.PinPad1, key);

    /// <summary>As the ISO does it in the drawer.</summary>
    private async Task SetAsync(string protocol)
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.SignInAsync(browser, "iso@demo.cloudpos.test");
        await page.GotoAsync("/terminals");
        var terminal = page.Locator($"[data-testid=terminal][data-tpn='{Installation.PinPad1}']");
        await terminal.GetByTestId("edit-terminal").ClickAsync();
        await page.GetByTestId("protocol").SelectOptionAsync(protocol);
        if (protocol == "Rest")
            await page.GetByTestId("tells-stages").CheckAsync();
        await page.GetByTestId("save-terminal").ClickAsync();
        await Expect(terminal.GetByTestId("terminal-wire")).ToContainTextAsync(protocol == "Rest" ? "SPIn REST v2, Cloud, tells its stages" : "SPIn XML, Cloud");
    }
}
