using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CloudPos.EndToEnd.Tests;

[Collection(nameof(BrowserCollection))]
public sealed class UnknownTests(BrowserFixture fixture)
{
    private readonly Installation _installation = fixture.Installation;

    [Fact]
    public async Task No_answer_is_said_so_offers_no_second_charge_and_ends_in_the_approval_that_the_pin_pad_holds()
    {
        await WaitAtMostThirtySecondsAsync();
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await _installation.PatienceAsync(Installation.PinPad1, 10); // and here a third of that
        await _installation.CustomerAsync(Installation.PinPad1, "never-answer", delayMs: 300);
        await till.ScanAsync("FLAT-WHITE");
        await till.Keyboard.PressAsync("F9");
        await _installation.HeldAsync(Installation.PinPad1, 1); // approved by the host; now the line goes down as well
        await _installation.SetAsync(Installation.PinPad1, new { online = false });
        await till.PaymentAsync("unknown", timeout: 60_000);
        await Expect(till.GetByTestId("payment")).ToContainTextAsync("Do not charge again");
        await Expect(till.GetByTestId("pay-card")).ToBeDisabledAsync();
        await Expect(till.GetByTestId("pay-cash")).ToBeDisabledAsync();
        await till.Keyboard.PressAsync("F9"); // and by key neither
        await till.Keyboard.PressAsync("F10");

        await _installation.SetAsync(Installation.PinPad1, new { online = true });
        await till.PaymentAsync("approved", timeout: 90_000);
        await Expect(till.GetByTestId("receipt")).ToBeVisibleAsync();
        Assert.Single(await _installation.LedgerAsync(Installation.PinPad1));
        Assert.Equal(1, await _installation.SalesSentAsync(Installation.PinPad1));
        await till.NextSaleAsync();
        await _installation.PatienceAsync(Installation.PinPad1, 120);
    }

    /// <summary>The ISO shortens the PIN pad's waiting time to the least allowed, as one does in the portal.</summary>
    private async Task WaitAtMostThirtySecondsAsync()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.SignInAsync(browser, "iso@demo.cloudpos.test");
        await page.GotoAsync("/terminals");
        await page.Locator($"[data-testid=terminal][data-tpn='{Installation.PinPad1}']").GetByTestId("edit-terminal").ClickAsync();
        await page.GetByTestId("operational-timeout").FillAsync("30");
        await page.GetByTestId("save-terminal").ClickAsync();
        await Expect(page.Locator($"[data-testid=terminal][data-tpn='{Installation.PinPad1}']")).ToContainTextAsync("30 s");
    }
}
