using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CloudPos.EndToEnd.Tests;

[Collection(nameof(BrowserCollection))]
public sealed class RefundTests(BrowserFixture fixture)
{
    private readonly Installation _installation = fixture.Installation;

    [Fact]
    public async Task One_line_goes_back_to_the_card_that_paid()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await SellByCardAsync(till);

        await till.Keyboard.PressAsync("F7");
        await till.GetByTestId("found-sale").First.WaitForAsync();
        await till.ShotAsync("refund-find");
        await till.GetByTestId("found-sale").First.ClickAsync();
        var line = till.Locator("[data-testid=refund-line][data-sku='CROISSANT-ALM']");
        await line.GetByRole(AriaRole.Checkbox).ClickAsync();
        await Expect(till.GetByTestId("refund-confirm")).ToContainTextAsync("Return");
        var total = (await till.GetByTestId("refund-total").InnerTextAsync()).Trim();
        await till.Keyboard.PressAsync("F9"); // no reason yet: nothing is sent
        await Expect(till.GetByTestId("refusal")).ToHaveAttributeAsync("data-code", "reason.missing");
        await till.ShotAsync("refund-lines");
        await till.GetByTestId("refund-other").ClickAsync();
        await till.Keyboard.TypeAsync("Too dry", new KeyboardTypeOptions { Delay = 100 });
        await till.Keyboard.PressAsync("F9"); // while the field still has the focus

        await StateAsync(till, "approved");
        await Expect(till.GetByTestId("refund-headline")).ToContainTextAsync(total);
        await Expect(till.GetByTestId("refund-receipt")).ToContainTextAsync("Returned to the card");
        await till.ShotAsync("refund-approved");
        var returned = Assert.Single(await _installation.LedgerAsync(Installation.PinPad1), l => l.GetProperty("transType").GetString() == "Return");
        Assert.Equal(total, "$" + returned.GetProperty("total").GetDecimal().ToString("0.00", CultureInfo.InvariantCulture));
        await till.Keyboard.PressAsync("Enter");
        await Expect(till.GetByTestId("refund-board")).ToHaveCountAsync(0);

        await till.Keyboard.PressAsync("F7"); // what came back cannot come back again
        await till.GetByTestId("found-sale").First.ClickAsync();
        await Expect(line.GetByRole(AriaRole.Checkbox)).ToBeDisabledAsync();
        await till.ShotAsync("refund-again");
        await till.Keyboard.PressAsync("Escape");
    }

    [Fact]
    public async Task A_whole_payment_is_undone_by_one_action_and_the_sale_says_so()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await SellByCardAsync(till);

        await till.GetByTestId("last-refund").ClickAsync();
        await till.GetByTestId("undo-payment").ClickAsync();
        await till.GetByTestId("undo-payment").ClickAsync();

        await StateAsync(till, "approved");
        await Expect(till.GetByTestId("refund-state")).ToContainTextAsync("voided");
        await till.ShotAsync("refund-voided");
        Assert.Equal("voided", Assert.Single(await _installation.LedgerAsync(Installation.PinPad1)).GetProperty("state").GetString());
        await till.GetByTestId("refund-done").ClickAsync();

        await using var office = await fixture.BrowserAsync();
        var sales = await fixture.SignInAsync(office, "manager@demo.cloudpos.test");
        await sales.GotoAsync("/sales");
        await Expect(sales.GetByTestId("row-refunded").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_refund_without_a_receipt_waits_for_a_manager()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await till.GetByTestId("refund").ClickAsync();
        await till.GetByTestId("no-receipt").ClickAsync();
        await till.GetByTestId("refund-amount").FillAsync("7.50");
        await till.GetByTestId("refund-reason").GetByText("Wrong item").ClickAsync();
        await till.GetByTestId("none-next").ClickAsync();

        await till.GetByTestId("approve-email").FillAsync("cashier@demo.cloudpos.test");
        await till.GetByTestId("approve-password").FillAsync("CloudPos!demo1");
        await till.GetByTestId("approve").ClickAsync();
        await Expect(till.GetByTestId("refusal")).ToHaveAttributeAsync("data-code", "approval.wrong");
        await till.ShotAsync("refund-approval");
        await till.GetByTestId("approve-email").FillAsync("manager@demo.cloudpos.test");
        await till.GetByTestId("approve-password").FillAsync("CloudPos!demo1");
        await till.Keyboard.PressAsync("Enter");

        await StateAsync(till, "approved");
        await Expect(till.GetByTestId("refund-headline")).ToContainTextAsync("Give $7.50 from the drawer");
        await till.ShotAsync("refund-cash");
        await Expect(till.GetByTestId("refund-receipt")).ToContainTextAsync("manager@demo.cloudpos.test");
        await till.GetByTestId("refund-done").ClickAsync();
    }

    [Fact]
    public async Task Items_without_a_receipt_are_scanned_and_go_back_at_todays_price_once_a_manager_approves()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await till.Keyboard.PressAsync("F7");
        await till.GetByTestId("no-receipt").ClickAsync();
        await till.GetByTestId("none-item").WaitForAsync();
        await till.WedgeAsync("FLAT-WHITE"); // while an amount could be typed
        var line = till.Locator("[data-testid=none-line][data-sku='FLAT-WHITE']");
        await Expect(till.GetByTestId("none-total")).ToHaveTextAsync("$4.88");
        await line.GetByTestId("none-more").ClickAsync();
        await Expect(till.GetByTestId("none-total")).Not.ToHaveTextAsync("$4.88");
        var total = await till.GetByTestId("none-total").InnerTextAsync();
        await till.GetByTestId("none-item").FillAsync("no such thing");
        await till.GetByTestId("none-add").ClickAsync();
        await Expect(till.GetByTestId("refusal")).ToContainTextAsync("was not found");
        await till.GetByTestId("refund-reason").GetByText("Wrong item").ClickAsync();
        await till.ShotAsync("refund-no-receipt");
        await till.GetByTestId("none-next").ClickAsync();

        await Expect(till.GetByTestId("refund-approval")).ToContainTextAsync(total);
        await till.GetByTestId("approve-email").FillAsync("manager@demo.cloudpos.test");
        await till.GetByTestId("approve-password").FillAsync("CloudPos!demo1");
        await till.Keyboard.PressAsync("Enter");

        await StateAsync(till, "approved");
        await Expect(till.GetByTestId("refund-headline")).ToContainTextAsync($"Give {total} from the drawer");
        await Expect(till.GetByTestId("refund-receipt")).ToContainTextAsync("Flat white");
        await till.GetByTestId("refund-done").ClickAsync();
    }

    [Fact]
    public async Task A_declined_return_is_told_apart_and_tried_again()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await SellByCardAsync(till);
        await _installation.CustomerAsync(Installation.PinPad1, "decline");
        await till.GetByTestId("last-refund").ClickAsync();
        await till.GetByTestId("refund-line").First.GetByRole(AriaRole.Checkbox).ClickAsync();
        await till.GetByTestId("refund-reason").GetByText("Changed mind").ClickAsync();
        await till.GetByTestId("refund-confirm").ClickAsync();
        await StateAsync(till, "declined");
        await till.ShotAsync("refund-declined");

        await _installation.CustomerAsync(Installation.PinPad1, "approve");
        await till.Keyboard.PressAsync("F9");
        await StateAsync(till, "approved");
        await till.GetByTestId("refund-done").ClickAsync();
    }

    [Fact]
    public async Task A_return_without_an_answer_offers_no_second_way_until_the_pin_pad_tells()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await SellByCardAsync(till);
        await _installation.LoseAnswerAsync(Installation.PinPad1, "Return");
        await till.GetByTestId("last-refund").ClickAsync();
        await till.GetByTestId("refund-line").First.GetByRole(AriaRole.Checkbox).ClickAsync();
        await till.GetByTestId("refund-reason").GetByText("Changed mind").ClickAsync();
        await till.GetByTestId("refund-confirm").ClickAsync();
        await StateAsync(till, "unknown");

        await Expect(till.GetByTestId("refund-state")).ToContainTextAsync("Do not give cash");
        foreach (var button in new[] { "refund-again", "refund-return", "refund-cash", "refund-give-up", "refund-cancel" })
            await Expect(till.GetByTestId(button)).ToHaveCountAsync(0);
        await till.ShotAsync("refund-unknown");
        await till.GetByTestId("refund-check").ClickAsync(); // no answer yet
        await StateAsync(till, "unknown");
        await _installation.EndFaultsAsync(Installation.PinPad1);
        await Expect(till.GetByTestId("refund-state")).ToHaveAttributeAsync("data-state", "approved", new LocatorAssertionsToHaveAttributeOptions { Timeout = 60_000 });
        Assert.Single(await _installation.LedgerAsync(Installation.PinPad1), l => l.GetProperty("transType").GetString() == "Return");
        await till.GetByTestId("refund-done").ClickAsync();
    }

    [Fact]
    public async Task A_return_that_was_to_stop_goes_on_with_Enter_and_stops_at_the_red_key()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await SellByCardAsync(till);
        await _installation.CustomerAsync(Installation.PinPad1, "manual");
        await till.GetByTestId("last-refund").ClickAsync();
        await till.GetByTestId("refund-line").First.GetByRole(AriaRole.Checkbox).ClickAsync();
        await till.GetByTestId("refund-reason").GetByText("Changed mind").ClickAsync();
        await till.GetByTestId("refund-confirm").ClickAsync();
        await StateAsync(till, "on-terminal");
        await till.Keyboard.PressAsync("Escape");
        await StateAsync(till, "cancel-requested");
        await Expect(till.GetByTestId("refund-keep-waiting")).ToBeFocusedAsync();
        await till.ShotAsync("refund-cancel-requested");

        await till.Keyboard.PressAsync("Enter");
        await StateAsync(till, "on-terminal");
        await till.Keyboard.PressAsync("Escape");
        await StateAsync(till, "cancel-requested");
        await _installation.PressAsync(Installation.PinPad1, "cancel");
        await StateAsync(till, "not-given");
        await till.GetByTestId("refund-give-up").ClickAsync();
        await StateAsync(till, "abandoned");
        Assert.DoesNotContain(await _installation.LedgerAsync(Installation.PinPad1), l => l.GetProperty("transType").GetString() == "Return");
        await till.GetByTestId("refund-done").ClickAsync();
    }

    private async Task SellByCardAsync(IPage till)
    {
        await _installation.CustomerAsync(Installation.PinPad1, "approve");
        await till.ScanAsync("FLAT-WHITE");
        await till.ScanAsync("CROISSANT-ALM");
        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("approved");
        await till.NextSaleAsync();
        await Expect(till.GetByTestId("cart-line")).ToHaveCountAsync(0);
    }

    private static Task StateAsync(IPage till, string state) => Expect(till.GetByTestId("refund-state")).ToHaveAttributeAsync("data-state", state);
}
