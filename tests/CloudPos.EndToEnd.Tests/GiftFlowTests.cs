using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CloudPos.EndToEnd.Tests;

/// <summary>Cards that are not plain: a gift card from its sale to its last cent, and a debit card that hands out cash.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class GiftFlowTests(BrowserFixture fixture)
{
    private readonly Installation _installation = fixture.Installation;

    [Fact]
    public async Task A_gift_card_is_sold_loaded_asked_for_its_balance_declined_and_pays_a_part_and_a_card_the_rest()
    {
        await TakeGiftCardsAsync();
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await _installation.CustomerAsync(Installation.PinPad1, "approve"); // its card holds $50.00
        await till.Keyboard.PressAsync("Shift+F3");
        await till.GetByTestId("gift-amount").FillAsync("25");
        await till.GetByTestId("gift-sell-more").ClickAsync();
        await Expect(till.GetByTestId("cart-line")).ToHaveCountAsync(1);
        await till.Keyboard.PressAsync("F10");
        await till.GetByTestId("cash-received").WaitForAsync();
        await till.Keyboard.PressAsync("Enter");
        await till.GetByTestId("gift-next").WaitForAsync();
        await till.ShotAsync("gift-paid");
        await till.GetByTestId("gift-next").ClickAsync();
        await till.ShotAsync("gift-sheet");
        await till.GetByTestId("gift-load-start").ClickAsync();
        await Expect(till.GetByTestId("gift-load")).ToHaveCountAsync(0);
        await Expect(till.GetByTestId("gift-loaded")).ToContainTextAsync("$25.00 of sale");
        await till.ShotAsync("gift-loaded");
        await till.Locator("[data-testid=balance][data-method=Gift]").ClickAsync();
        await Expect(till.GetByTestId("balance-answer")).ToHaveTextAsync("$75.00 left on ····1111");
        await till.Keyboard.PressAsync("Escape");

        await till.ScanAsync("FLAT-WHITE");
        await _installation.CustomerAsync(Installation.PinPad1, "decline");
        await till.Keyboard.PressAsync("Shift+F9");
        await till.GetByTestId("split-amount").WaitForAsync();
        var gift = till.Locator("[data-testid=split-other][data-method=Gift]");
        await Expect(gift).ToBeEnabledAsync();
        // a quick hand: the number pad, and the gift card before the page has heard of the amount
        await gift.EvaluateAsync("""
            button => {
              document.querySelector('[data-key="2"][data-key-for=split-amount]').click();
              button.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
              button.click();
            }
            """);
        await till.PaymentAsync("declined");
        await Expect(till.GetByTestId("payment").Locator(".amount")).ToHaveTextAsync("$2.00");
        await till.ShotAsync("gift-declined");
        await _installation.CustomerAsync(Installation.PinPad1, "approve");
        await till.Keyboard.PressAsync("F9"); // another card, and again a gift card
        await Expect(till.GetByTestId("tender")).ToHaveCountAsync(1);
        Assert.Equal((2, 0), (await _installation.SentAsync(Installation.PinPad1, "Redeem"), await _installation.SalesSentAsync(Installation.PinPad1)));

        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("approved");
        var receipt = till.GetByTestId("receipt");
        await Expect(receipt.GetByText("Charged", new LocatorGetByTextOptions { Exact = true })).ToHaveCountAsync(3); // in all, and each of the two
        await Expect(receipt.GetByText("$2.00")).ToHaveCountAsync(1);
        await Expect(receipt).ToContainTextAsync("Gift card ····1111");
        await till.ShotAsync("gift-and-credit");
        await till.NextSaleAsync();

        await till.Keyboard.PressAsync("Shift+F3");
        await till.Locator("[data-testid=balance][data-method=Gift]").ClickAsync();
        await Expect(till.GetByTestId("balance-answer")).ToHaveTextAsync("$73.00 left on ····1111");
        await till.Keyboard.PressAsync("Escape");
    }

    [Fact]
    public async Task A_gift_card_that_takes_a_part_is_said_with_what_is_left_to_do()
    {
        await TakeGiftCardsAsync();
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await _installation.CustomerAsync(Installation.PinPad1, "approve");
        await _installation.FaultAsync(Installation.PinPad1, "partial", "Reload");
        await till.Keyboard.PressAsync("Shift+F3");
        await till.GetByTestId("gift-amount").FillAsync("25");
        await till.GetByTestId("gift-sell-more").ClickAsync();
        await Expect(till.GetByTestId("cart-line")).ToHaveCountAsync(1);
        await till.Keyboard.PressAsync("F10");
        await till.GetByTestId("cash-received").WaitForAsync();
        await till.Keyboard.PressAsync("Enter");
        await till.GetByTestId("gift-next").ClickAsync();
        await till.GetByTestId("gift-load-start").ClickAsync();

        await Expect(till.GetByTestId("gift-short")).ToContainTextAsync("$12.50 of $25.00 is on the gift card. The card took no more. $12.50 is paid and not on it");
        await Expect(till.GetByTestId("gift-loaded")).ToHaveCountAsync(0);
        await till.ShotAsync("gift-short");
        await till.Keyboard.PressAsync("Escape");
    }

    [Fact]
    public async Task A_debit_card_pays_a_part_and_the_till_says_what_to_hand_out_of_the_drawer()
    {
        await TakeGiftCardsAsync();
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await _installation.CustomerAsync(Installation.PinPad1, "approve");
        await till.ScanAsync("FLAT-WHITE");
        await till.Keyboard.PressAsync("Shift+F9");
        await till.GetByTestId("split-amount").WaitForAsync();
        await till.Keyboard.TypeAsync("2", new KeyboardTypeOptions { Delay = 150 });
        await till.Keyboard.PressAsync("Tab");
        await till.Keyboard.TypeAsync("250", new KeyboardTypeOptions { Delay = 150 });
        await Expect(till.GetByTestId("split-back-error")).ToContainTextAsync("At most $200.00");
        await till.Keyboard.PressAsync("F9"); // nothing goes out
        await Expect(till.GetByTestId("split-card")).ToBeDisabledAsync();
        await till.ShotAsync("cash-back-too-much");
        await till.Keyboard.PressAsync("Backspace");
        await till.Keyboard.PressAsync("Backspace");
        await till.Keyboard.TypeAsync("0", new KeyboardTypeOptions { Delay = 150 });
        await Expect(till.GetByTestId("split-card")).ToContainTextAsync("Take $22.00 by debit");
        await Expect(till.GetByTestId("split-cash")).ToBeDisabledAsync();
        await till.ShotAsync("cash-back-asked");

        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("approved");
        await Expect(till.GetByTestId("payment")).ToContainTextAsync("$22.00 approved. Hand out $20.00 from the drawer");
        await till.ShotAsync("cash-back-approved");
        await Expect(till.GetByTestId("next-tender")).ToBeFocusedAsync();
        await till.Keyboard.PressAsync("F9"); // what is approved is not tried again
        await till.PaymentAsync("approved");
        await till.Keyboard.PressAsync("Enter");
        await Expect(till.GetByTestId("tender")).ToContainTextAsync("And $20.00 cash back from the drawer");
        await Expect(till.GetByTestId("split-paid")).ToHaveTextAsync("$2.00");
        await till.Keyboard.PressAsync("F10");
        await till.GetByTestId("cash-received").WaitForAsync();
        await till.Keyboard.PressAsync("Enter");
        await Expect(till.GetByTestId("receipt")).ToContainTextAsync("Cash back, charged on top$20.00");
        Assert.Equal(22.00m, Assert.Single(await _installation.LedgerAsync(Installation.PinPad1)).GetProperty("total").GetDecimal());
        await till.NextSaleAsync();
    }

    private async Task TakeGiftCardsAsync()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.SignInAsync(browser, "manager@demo.cloudpos.test");
        await page.GotoAsync("/store-settings");
        var store = page.GetByTestId("store-settings").Filter(new LocatorFilterOptions { HasText = "Pier 4" });
        await store.GetByTestId("takes-gift").CheckAsync();
        await store.GetByTestId("takes-ebt").CheckAsync();
        await store.GetByTestId("cashback-max").FillAsync("plenty");
        await store.GetByTestId("save-tender-rules").ClickAsync();
        await Expect(store).ToContainTextAsync("Type dollars and cents, like 40 or 40.00.");
        await store.GetByTestId("cashback-max").FillAsync("200.01");
        await store.GetByTestId("save-tender-rules").ClickAsync();
        await Expect(store.GetByTestId("refusal")).ToContainTextAsync("Cash back is at most $200.00; 0.00 hands out none.");
        await page.ShotAsync("store-settings-cash-back");
        await store.GetByTestId("cashback-max").FillAsync("200");
        await store.GetByTestId("save-tender-rules").ClickAsync();
        await Expect(store.GetByTestId("tender-rules-saved")).ToContainTextAsync("Saved");
    }
}
