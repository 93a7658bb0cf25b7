using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CloudPos.EndToEnd.Tests;

[Collection(nameof(BrowserCollection))]
public sealed class RecoveryTests(BrowserFixture fixture)
{
    private readonly Installation _installation = fixture.Installation;

    [Fact]
    public async Task A_tab_closed_in_mid_payment_finds_the_payment_in_its_true_state()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await till.ScanAsync("FLAT-WHITE");
        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("on-terminal");
        await till.CloseAsync();

        var again = await browser.NewPageAsync();
        await again.GotoAsync("/register");
        await again.PaymentAsync("on-terminal");
        await again.ReloadAsync();
        await again.PaymentAsync("on-terminal");
        await _installation.CustomerAsync(Installation.PinPad1, "manual");
        var pinPad = await browser.NewPageAsync();
        await pinPad.GotoAsync(_installation.PinPadUrl(Installation.PinPad1));
        await pinPad.GetByTestId("tap-card").ClickAsync();
        await again.PaymentAsync("approved");
        await again.NextSaleAsync();
        Assert.Equal(1, await _installation.SalesSentAsync(Installation.PinPad1));
    }

    [Fact]
    public async Task The_cart_is_the_same_after_a_reload_in_another_browser_and_after_the_server_was_killed()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await till.ScanAsync("FLAT-WHITE");
        await till.ScanAsync("FLAT-WHITE");
        await till.ReloadAsync();
        await Expect(till.Line("FLAT-WHITE")).ToHaveAttributeAsync("data-qty", "2");

        await using var other = await fixture.BrowserAsync();
        var second = await fixture.SignInAsync(other, "cashier@demo.cloudpos.test");
        await second.GotoAsync("/register");
        await Expect(second.Line("FLAT-WHITE")).ToHaveAttributeAsync("data-qty", "2");

        await till.EvaluateAsync("window.isFromBefore = true");
        await _installation.KillRegisterAsync();
        await Expect(till.GetByTestId("connection-lost")).ToBeVisibleAsync();
        await _installation.StartRegisterAsync();
        await ComesBackAsync(till); // by itself, and without signing in again
        await Expect(till.Line("FLAT-WHITE")).ToHaveAttributeAsync("data-qty", "2");
        await till.PayExactCashAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_whose_first_connection_fails_says_so_and_opens_itself_anew(bool isRefused)
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.SignInAsync(browser, "cashier@demo.cloudpos.test");
        var isBroken = true;
        await page.RouteAsync("**/_blazor/negotiate**", r => isBroken && isRefused ? r.AbortAsync() : r.ContinueAsync());
        await page.RouteWebSocketAsync(new Regex("/_blazor"), socket =>
        {
            var server = socket.ConnectToServer();
            var greeted = !isBroken;
            server.OnMessage(frame =>
            {
                if (isBroken && greeted)
                    socket.CloseAsync();
                else if (frame.Binary is { } bytes)
                    socket.Send(bytes);
                else
                    socket.Send(frame.Text!);
                greeted = true;
            });
        });
        await page.GotoAsync("/register");
        await Expect(page.GetByTestId("connection-lost")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Expect(page.GetByTestId("till-ready")).ToHaveCountAsync(0);
        await page.PictureAsync("first-connection-lost");
        isBroken = false;
        await Expect(page.GetByTestId("till-ready")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(page.GetByTestId("connection-lost")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_server_killed_in_mid_payment_charges_once_and_finds_the_approval()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await till.ScanAsync("FLAT-WHITE");
        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("on-terminal");
        await till.EvaluateAsync("window.isFromBefore = true");
        await _installation.KillRegisterAsync();
        await _installation.PressAsync(Installation.PinPad1, "tap"); // the customer's card is approved while nobody listens
        await _installation.HeldAsync(Installation.PinPad1, 1);
        await _installation.StartRegisterAsync();

        await ComesBackAsync(till);
        await till.PaymentAsync("approved", timeout: 60_000);
        Assert.Single(await _installation.LedgerAsync(Installation.PinPad1));
        Assert.Equal(1, await _installation.SalesSentAsync(Installation.PinPad1));
        await till.NextSaleAsync();
    }

    /// <summary>The page notices that the server it knew is gone, and opens itself anew.</summary>
    private static async Task ComesBackAsync(IPage till)
    {
        await till.WaitForFunctionAsync("() => !window.isFromBefore", null, new PageWaitForFunctionOptions { Timeout = 60_000 });
        await till.GetByTestId("till-ready").WaitForAsync();
    }
}
