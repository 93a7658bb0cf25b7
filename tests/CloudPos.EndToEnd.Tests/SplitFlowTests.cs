using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CloudPos.EndToEnd.Tests;

[Collection(nameof(TwoRegistersCollection))]
public sealed class SplitFlowTests(TwoRegistersFixture fixture)
{
    private readonly Installation _installation = fixture.Installation;

    [Fact]
    public async Task A_part_by_card_and_the_rest_in_cash_with_the_keyboard_alone()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await OpenAsync(browser);
        await _installation.CustomerAsync(Installation.PinPad1, "approve");
        await till.ScanAsync("FLAT-WHITE");
        var total = Amount(await till.GetByTestId("total-card").InnerTextAsync());

        await till.Keyboard.PressAsync("Shift+F9");
        await till.GetByTestId("split-amount").WaitForAsync();
        await till.Keyboard.TypeAsync("2", new KeyboardTypeOptions { Delay = 150 });
        await till.Keyboard.PressAsync("F9");
        await Expect(till.GetByTestId("tender")).ToHaveCountAsync(1);
        await Expect(till.GetByTestId("left")).ToContainTextAsync((total - 2).ToString("0.00", CultureInfo.InvariantCulture));
        await till.Keyboard.PressAsync("F10");
        await till.GetByTestId("cash-received").WaitForAsync();
        await till.Keyboard.PressAsync("Enter");

        var receipt = till.GetByTestId("receipt");
        await Expect(receipt).ToContainTextAsync("Saved by paying cash");
        await Expect(receipt).ToContainTextAsync("RefId");
        Assert.Equal(2.00m, Assert.Single(await _installation.LedgerAsync(Installation.PinPad1)).GetProperty("total").GetDecimal());
        await till.NextSaleAsync();
        await Expect(till.GetByTestId("last-sale")).ToContainTextAsync("2 tenders");
    }

    [Fact]
    public async Task A_card_that_held_less_keeps_its_part_and_cash_pays_the_rest()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await OpenAsync(browser);
        await _installation.CustomerAsync(Installation.PinPad1, "partial");
        await till.ScanAsync("FLAT-WHITE");
        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("partial");
        await till.GetByTestId("next-tender").ClickAsync();
        await Expect(till.GetByTestId("tender")).ToContainTextAsync("the card held");
        await till.ShotAsync("split-after-partial");
        await till.GetByTestId("split-cash").ClickAsync();
        await till.GetByTestId("cash-confirm").ClickAsync();
        await till.NextSaleAsync();
        await Expect(till.GetByTestId("cart-line")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task One_tender_is_given_back_and_the_other_stays_paid()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await OpenAsync(browser);
        await _installation.CustomerAsync(Installation.PinPad1, "approve");
        await till.ScanAsync("FLAT-WHITE");
        await till.GetByTestId("open-split").ClickAsync();
        await till.GetByTestId("split-amount").FillAsync("1.50");
        await till.GetByTestId("split-cash").ClickAsync();
        await Expect(till.GetByTestId("part-pays")).ToContainTextAsync("$1.50 cash pays $1.56");
        await till.ShotAsync("split-cash");
        await till.GetByTestId("cash-confirm").ClickAsync();
        await Expect(till.GetByTestId("tender")).ToHaveCountAsync(1);
        await till.GetByTestId("split-amount").FillAsync("1");
        await till.GetByTestId("split-card").ClickAsync();
        await Expect(till.GetByTestId("tender")).ToHaveCountAsync(2);

        var card = till.GetByTestId("tender").Nth(1).GetByTestId("give-back");
        await till.ShotAsync("split");
        await card.ClickAsync(); // two presses: nobody gives money back by a slip of the hand
        await till.ShotAsync("split-armed");
        await _installation.FaultAsync(Installation.PinPad1, "delay", "Void", delayMs: 6_000);
        await card.ClickAsync();
        await till.PaymentAsync("giving-back");
        await till.ShotAsync("giving-back");
        await Expect(till.GetByTestId("tender")).ToHaveCountAsync(1);
        await Expect(till.GetByTestId("tender")).ToContainTextAsync("Cash");
        Assert.Equal("voided", Assert.Single(await _installation.LedgerAsync(Installation.PinPad1)).GetProperty("state").GetString(), ignoreCase: true);

        // leaving with money taken asks what becomes of it
        await till.Keyboard.PressAsync("Escape");
        await Expect(till.GetByTestId("split")).ToHaveAttributeAsync("data-state", "abandon");
        await till.ShotAsync("split-abandon");
        await till.GetByTestId("give-back-all").ClickAsync();
        await till.GetByTestId("give-back-all").ClickAsync();
        await Expect(till.GetByTestId("split")).ToHaveCountAsync(0);
        await Expect(till.GetByTestId("clear-cart")).ToBeEnabledAsync();
        await till.PayExactCashAsync();
    }

    [Fact]
    public async Task A_cart_is_parked_at_one_register_and_taken_up_at_the_other()
    {
        await using var browser = await fixture.BrowserAsync();
        var one = await OpenAsync(browser);
        var two = await fixture.TillAsync(browser, "Register 2");
        await one.BringToFrontAsync();
        await one.ScanAsync("FLAT-WHITE");
        await one.Keyboard.PressAsync("F4");
        await Expect(one.GetByTestId("cart-line")).ToHaveCountAsync(0);
        await one.ScanAsync("COLD-BREW-16");

        await two.BringToFrontAsync();
        await two.Keyboard.PressAsync("Shift+F4");
        await Expect(two.GetByTestId("parked-cart")).ToContainTextAsync("Flat white");
        await two.Keyboard.PressAsync("Enter"); // the oldest one has the focus
        await Expect(two.Line("FLAT-WHITE")).ToHaveCountAsync(1);
        await two.PayExactCashAsync();
        await one.BringToFrontAsync();
        await one.PayExactCashAsync();
    }

    [Fact]
    public async Task An_unknown_payment_is_set_aside_the_next_customer_is_served_and_a_strip_says_what_happened()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await OpenAsync(browser);
        await _installation.CustomerAsync(Installation.PinPad1, "approve");
        await _installation.LoseAnswerAsync(Installation.PinPad1, "Sale");
        await till.ScanAsync("FLAT-WHITE");
        var number = (await till.Locator(".cart-head h2").InnerTextAsync()).Trim();
        await till.Keyboard.PressAsync("F9");
        await till.GetByTestId("set-aside").WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        await till.Keyboard.PressAsync("F4");
        await Expect(till.GetByTestId("parked-tab")).ToContainTextAsync("Payment not known");
        await till.ShotAsync("set-aside");

        await till.ScanAsync("COLD-BREW-16");
        await till.PayExactCashAsync();
        await _installation.EndFaultsAsync(Installation.PinPad1);
        await Expect(till.GetByTestId("news-strip")).ToContainTextAsync($"{number}: the card WAS charged", new LocatorAssertionsToContainTextOptions { Timeout = 120_000 });
        await till.ShotAsync("news");
        await till.GetByTestId("news-seen").ClickAsync();
        await Expect(till.GetByTestId("news-strip")).ToHaveCountAsync(0);
        await Expect(till.GetByTestId("parked-tab")).ToHaveCountAsync(0);
        Assert.Single(await _installation.LedgerAsync(Installation.PinPad1));
    }

    [Fact]
    public async Task Two_registers_queue_at_one_pin_pad_one_stops_waiting_one_goes_to_the_other()
    {
        await using var browser = await fixture.BrowserAsync();
        var one = await OpenAsync(browser);
        var two = await fixture.TillAsync(browser, "Register 2");
        await _installation.CustomerAsync(Installation.PinPad2, "approve");
        await one.BringToFrontAsync();
        await one.ScanAsync("FLAT-WHITE");
        await one.Keyboard.PressAsync("F9");
        await one.PaymentAsync("on-terminal");
        await Expect(one.GetByTestId("terminal-chip")).ToContainTextAsync("Customer is paying");
        await one.ShotAsync("customer-is-paying");

        await two.BringToFrontAsync();
        await two.ReloadAsync();
        await Expect(two.GetByTestId("terminal-chip")).ToContainTextAsync("Serving Register 1");
        await two.ShotAsync("serving-another-register");
        await two.ScanAsync("COLD-BREW-16");
        await two.Keyboard.PressAsync("F9");
        await two.PaymentAsync("queued");
        await Expect(two.GetByTestId("payment-headline")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"PIN pad 1 is serving Register 1 \(about \d+ s\)"));
        await Expect(two.GetByTestId("pay-card")).ToBeDisabledAsync();
        foreach (var button in new[] { "other-terminal", "payment-cash", "ask-to-cancel" })
            await Expect(two.GetByTestId(button)).ToBeVisibleAsync();
        await two.ShotAsync("queued");
        await two.Keyboard.PressAsync("Escape");
        await two.PaymentAsync("not-charged");
        await two.ShotAsync("stopped-waiting");
        await two.Keyboard.PressAsync("F9");
        await two.PaymentAsync("queued");
        await two.GetByTestId("other-terminal").ClickAsync();
        await two.PaymentAsync("approved");
        await two.NextSaleAsync();

        await _installation.CustomerAsync(Installation.PinPad1, "approve");
        await one.BringToFrontAsync();
        var pinPad = await browser.NewPageAsync();
        await pinPad.GotoAsync(_installation.PinPadUrl(Installation.PinPad1));
        await pinPad.GetByTestId("tap-card").ClickAsync();
        await one.BringToFrontAsync();
        await one.PaymentAsync("approved");
        await one.NextSaleAsync();
        Assert.Equal((1, 1), (await _installation.SalesSentAsync(Installation.PinPad1), await _installation.SalesSentAsync(Installation.PinPad2)));
    }

    private async Task<IPage> OpenAsync(IBrowserContext browser)
    {
        await _installation.ResetSimulatorAsync();
        return await fixture.TillAsync(browser, "Register 1");
    }

    private static decimal Amount(string shown) => decimal.Parse(shown.Trim().TrimStart('$'), NumberStyles.Number, CultureInfo.InvariantCulture);
}
