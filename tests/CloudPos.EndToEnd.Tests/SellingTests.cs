using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CloudPos.EndToEnd.Tests;

[Collection(nameof(BrowserCollection))]
public sealed class SellingTests(BrowserFixture fixture)
{
    private readonly Installation _installation = fixture.Installation;

    [Fact]
    public async Task Esc_takes_an_armed_quantity_off_and_what_is_typed_stays()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await till.GetByTestId("scan").FillAsync("3*");
        await Expect(till.GetByTestId("next-quantity")).ToHaveTextAsync("3 ×");
        await till.GetByTestId("scan").FillAsync("cold");
        await till.ShotAsync("quantity-armed");

        await till.Keyboard.PressAsync("Escape");
        await Expect(till.GetByTestId("next-quantity")).ToHaveTextAsync("");
        await Expect(till.GetByTestId("cart-strip")).ToContainTextAsync("3 × is off");
        await Expect(till.GetByTestId("scan")).ToHaveValueAsync("cold");
        await till.ShotAsync("quantity-off");
        await till.Keyboard.PressAsync("Escape");
        await Expect(till.GetByTestId("scan")).ToHaveValueAsync("");
        await till.ScanAsync("FLAT-WHITE");
        await Expect(till.Line("FLAT-WHITE")).ToHaveAttributeAsync("data-qty", "1");
        await till.PayExactCashAsync();
    }

    [Fact]
    public async Task Three_scanned_items_are_paid_by_card_with_the_customer_at_the_pin_pad_in_a_second_tab()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        foreach (var sku in new[] { "FLAT-WHITE", "CROISSANT-ALM", "COLD-BREW-16" })
            await till.ScanAsync(sku);
        await Expect(till.GetByTestId("cart-line")).ToHaveCountAsync(3);
        var total = await till.GetByTestId("total-card").InnerTextAsync();

        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("on-terminal");
        var pinPad = await browser.NewPageAsync();
        await pinPad.GotoAsync(_installation.PinPadUrl(Installation.PinPad1));
        await pinPad.GetByTestId("tap-card").ClickAsync();

        await till.BringToFrontAsync();
        await till.PaymentAsync("approved");
        var receipt = till.GetByTestId("receipt");
        await Expect(receipt).ToContainTextAsync("Card Price");
        await Expect(receipt).ToContainTextAsync(total.Trim());
        await Expect(receipt).ToContainTextAsync("RefId");
        var ledger = await _installation.LedgerAsync(Installation.PinPad1);
        Assert.Equal(total.Trim(), "$" + Assert.Single(ledger).GetProperty("total").GetDecimal().ToString("0.00", CultureInfo.InvariantCulture));

        await till.NextSaleAsync();
        await Expect(till.GetByTestId("cart-line")).ToHaveCountAsync(0);
        Assert.Equal(1, await _installation.SalesSentAsync(Installation.PinPad1));
    }

    [Fact]
    public async Task Cash_at_the_cash_price_gives_change_and_a_receipt()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await till.ScanAsync("FLAT-WHITE");
        var due = Amount(await till.GetByTestId("total-cash").InnerTextAsync());
        Assert.True(due < Amount(await till.GetByTestId("total-card").InnerTextAsync()));

        await till.Keyboard.PressAsync("F10");
        await till.GetByTestId("cash-received").FillAsync("20");
        await till.GetByTestId("cash-confirm").ClickAsync();
        await Expect(till.GetByTestId("change-due")).ToContainTextAsync((20 - due).ToString("0.00", CultureInfo.InvariantCulture));
        await Expect(till.GetByTestId("receipt")).ToContainTextAsync("Cash Price");
        await till.Keyboard.PressAsync("Enter");
        await Expect(till.GetByTestId("cart-line")).ToHaveCountAsync(0);
        Assert.Equal(0, await _installation.SalesSentAsync(Installation.PinPad1));
    }

    [Fact]
    public async Task Exact_cash_takes_two_keys()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await till.ScanAsync("COLD-BREW-16");
        await till.Keyboard.PressAsync("F10");
        await till.GetByTestId("cash-received").WaitForAsync();
        await till.Keyboard.PressAsync("Enter");
        await Expect(till.GetByTestId("change-due")).ToContainTextAsync("0.00");
        await till.NextSaleAsync();
    }

    [Fact]
    public async Task The_second_enter_of_a_scanner_takes_no_cash()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await till.ScanAsync("COLD-BREW-16");
        await till.Keyboard.PressAsync("F10");
        await Expect(till.GetByTestId("cash-received")).ToBeFocusedAsync();
        await till.WedgeAsync("FLAT-WHITE", enters: 2);
        await Expect(till.GetByTestId("cart-strip")).ToContainTextAsync("Scan ignored");
        await till.Keyboard.PressAsync("Escape");
        await Expect(till.GetByTestId("cash-received")).ToHaveCountAsync(0);
        await Expect(till.GetByTestId("next-sale")).ToHaveCountAsync(0);
        await till.PayExactCashAsync();
    }

    [Fact]
    public async Task A_declined_card_leaves_the_cart_and_another_card_pays_it()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await _installation.CustomerAsync(Installation.PinPad1, "decline");
        await till.ScanAsync("FLAT-WHITE");
        await till.GetByTestId("pay-card").ClickAsync();
        await till.PaymentAsync("declined");
        await Expect(till.GetByTestId("cart-line")).ToHaveCountAsync(1);
        await till.ShotAsync("declined");
        await _installation.CustomerAsync(Installation.PinPad1, "approve");
        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("approved");
        Assert.Single(await _installation.LedgerAsync(Installation.PinPad1));
        await till.NextSaleAsync();
    }

    [Fact]
    public async Task Cancelled_on_the_pin_pad_no_charge_was_made()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await _installation.CustomerAsync(Installation.PinPad1, "cancel");
        await till.ScanAsync("FLAT-WHITE");
        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("not-charged");
        await Expect(till.GetByTestId("payment")).ToContainTextAsync("No charge was made");
        await till.Keyboard.PressAsync("Escape");
        await Expect(till.GetByTestId("cart-line")).ToHaveCountAsync(1);
        await till.PayExactCashAsync();
    }

    [Fact]
    public async Task An_offline_pin_pad_is_said_so_and_the_sale_is_sent_again_once_it_is_back()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await _installation.SetAsync(Installation.PinPad1, new { online = false });
        await till.ScanAsync("FLAT-WHITE");
        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("terminal-fault");
        await Expect(till.GetByTestId("payment")).ToContainTextAsync("offline");
        await till.ShotAsync("offline");
        await _installation.CustomerAsync(Installation.PinPad1, "approve");
        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("approved");
        Assert.Single(await _installation.LedgerAsync(Installation.PinPad1));
        await till.NextSaleAsync();
    }

    [Fact]
    public async Task A_customer_who_chooses_cash_on_the_pin_pad_pays_the_cash_price_at_the_till()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await _installation.CustomerAsync(Installation.PinPad1, "cash");
        await till.ScanAsync("FLAT-WHITE");
        await till.Keyboard.PressAsync("F9");
        await till.GetByTestId("cash-received").WaitForAsync();
        await till.Keyboard.PressAsync("Enter");
        await Expect(till.GetByTestId("receipt")).ToContainTextAsync("Cash Price");
        await till.NextSaleAsync();
    }

    private static decimal Amount(string shown) => decimal.Parse(shown.Trim().TrimStart('$'), NumberStyles.Number, CultureInfo.InvariantCulture);
}
