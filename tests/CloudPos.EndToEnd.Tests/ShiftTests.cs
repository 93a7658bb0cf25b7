using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CloudPos.EndToEnd.Tests;

/// <summary>A shift at the keyboard, from the count to the Z report. At the other store, so that no other flow loses its open shift.</summary>
[Collection(nameof(OfficeCollection))]
public sealed class ShiftTests(BrowserFixture fixture)
{
    [Fact]
    public async Task A_shift_is_sold_in_dropped_from_closed_with_a_difference_and_opened_again()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.SignInAsync(browser, "pharmacy@demo.cloudpos.test");
        await till.GotoAsync("/register");
        await till.GetByTestId("till-ready").WaitForAsync();

        // sell for cash
        await till.GetByTestId("scan").FillAsync("a");
        await till.Locator("[data-tiles] .tile").First.ClickAsync();
        await Expect(till.GetByTestId("cart-line")).ToHaveCountAsync(1);
        var due = await till.GetByTestId("total-card").InnerTextAsync();
        await till.PayExactCashAsync();

        // drop 50.00 to the safe, by keyboard alone
        await MenuAsync(till, "cash-drop");
        await till.Keyboard.TypeAsync("50");
        await till.GetByTestId("move-note").FillAsync("Bag 0117");
        await till.Keyboard.PressAsync("Enter");
        await Expect(till.GetByTestId("cash-moved")).ToContainTextAsync("$50.00 went to the safe");
        await till.Keyboard.PressAsync("Enter");
        await Expect(till.GetByTestId("cash-moved")).ToHaveCountAsync(0);

        // the drawer is opened for nothing but a look: a reason, no amount
        await MenuAsync(till, "cash-nosale");
        await Expect(till.GetByTestId("move-note")).ToBeFocusedAsync();
        await Expect(till.GetByTestId("move-amount")).ToHaveCountAsync(0);
        await till.Keyboard.PressAsync("Enter");
        await Expect(till.GetByTestId("move-problem")).ToHaveTextAsync("Say what it is for.");
        await till.PictureAsync("no-sale");
        await till.GetByTestId("move-reason").First.ClickAsync();
        await till.GetByTestId("move-confirm").ClickAsync();
        await Expect(till.GetByTestId("cash-moved")).ToContainTextAsync("The drawer was opened, nothing moved");
        await till.Keyboard.PressAsync("Enter");
        await Expect(till.GetByTestId("cash-moved")).ToHaveCountAsync(0);

        // a blind count: 1 × 100, then Enter from field to field until the button has the focus
        await MenuAsync(till, "close-shift");
        await Expect(till.GetByTestId("pieces").First).ToBeFocusedAsync();
        await Expect(till.Locator("main")).Not.ToContainTextAsync("Expected");
        await till.Keyboard.TypeAsync("1");
        for (var i = 0; i < await till.GetByTestId("pieces").CountAsync(); i++)
            await till.Keyboard.PressAsync("Enter");
        await Expect(till.GetByTestId("counted")).ToHaveTextAsync("$100.00");
        await Expect(till.GetByTestId("counted-all")).ToBeFocusedAsync();
        await till.Keyboard.PressAsync("Enter");

        // short by far: a reason and a manager
        await Expect(till.GetByTestId("difference")).ToContainTextAsync("Short");
        await Expect(till.GetByTestId("difference")).ToContainTextAsync(due.Trim());
        await till.GetByTestId("confirm-close").ClickAsync();
        await Expect(till.GetByTestId("shift-problem")).ToContainTextAsync("reason");
        await till.GetByTestId("why").SelectOptionAsync("Not known");
        await till.GetByTestId("sign-email").FillAsync("pharmacy@demo.cloudpos.test");
        await till.GetByTestId("sign-password").FillAsync("not the password");
        await till.Keyboard.PressAsync("Enter");
        await Expect(till.GetByTestId("refusal")).ToHaveAttributeAsync("data-code", "approval.wrong");
        await till.GetByTestId("sign-password").FillAsync("CloudPos!demo1");
        await till.Keyboard.PressAsync("Enter");

        // the Z report, and nothing can be sold until the next shift is open
        await Expect(till.GetByTestId("shift-slip")).ToContainTextAsync("Z report 0001");
        await Expect(till.GetByTestId("shift-slip")).ToContainTextAsync("No sale: Change for a customer");
        await Expect(till.GetByTestId("shift-slip")).ToContainTextAsync("Approved by pharmacy@demo.cloudpos.test");
        await till.Keyboard.PressAsync("Enter");
        await Expect(till.GetByTestId("shift-closed")).ToContainTextAsync("$100.00");
        await till.Keyboard.PressAsync("Enter");
        await till.GetByTestId("same-as-last").ClickAsync();
        await Expect(till.GetByTestId("float-difference")).ToHaveTextAsync("$0.00");
        await till.GetByTestId("open-shift").ClickAsync();
        await Expect(till.GetByTestId("shift-closed")).ToHaveCountAsync(0);
        await till.Locator("[data-tiles] .tile").First.ClickAsync();
        await Expect(till.GetByTestId("cart-line")).ToHaveCountAsync(1);
        await till.PayExactCashAsync();

        // the manager finds the stored report
        await till.GotoAsync("/shifts");
        await till.GetByText("Z 0001", new PageGetByTextOptions { Exact = true }).ClickAsync();
        await Expect(till.GetByTestId("shift-detail")).ToContainTextAsync("Drop to the safe: Bag 0117");
    }

    [Fact]
    public async Task A_count_that_is_typed_is_still_there_when_the_page_was_loaded_anew_and_stays_blind()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.SignInAsync(browser, "pharmacy@demo.cloudpos.test");
        await till.GotoAsync("/register");
        await till.GetByTestId("till-ready").WaitForAsync();
        await MenuAsync(till, "close-shift");
        await Expect(till.GetByTestId("pieces").First).ToBeFocusedAsync();
        await till.Keyboard.TypeAsync("1");
        await till.Keyboard.PressAsync("Enter");
        await till.GetByLabel("One more of $20", new PageGetByLabelOptions { Exact = true }).ClickAsync();
        await Expect(till.GetByTestId("counted")).ToHaveTextAsync("$120.00");
        await till.GetByTestId("pieces").Nth(1).FillAsync("3"); // and nobody has heard of it yet

        await till.ReloadAsync();
        await Expect(till.GetByTestId("counted")).ToHaveTextAsync("$270.00");
        await Expect(till.GetByTestId("pieces").Nth(1)).ToHaveValueAsync("3");
        await Expect(till.GetByTestId("count-kept")).ToBeVisibleAsync();
        await Expect(till.Locator("main")).Not.ToContainTextAsync("Expected");
        await till.PictureAsync("count-kept");

        // as a total too; and a count that was compared can be made again
        await till.GetByTestId("count-mode").ClickAsync();
        await till.GetByTestId("count-total").FillAsync("12x");
        await till.ReloadAsync();
        await Expect(till.GetByTestId("count-total")).ToHaveValueAsync("12x");
        await till.GetByTestId("count-total").FillAsync("120.50");
        await till.GetByTestId("counted-all").ClickAsync();
        await Expect(till.GetByTestId("difference")).ToContainTextAsync("$120.50");
        await till.ReloadAsync();
        await Expect(till.GetByTestId("count-total")).ToHaveValueAsync("120.50");

        // who goes back has done with it
        await till.Keyboard.PressAsync("Escape");
        await Expect(till.GetByTestId("count")).ToHaveCountAsync(0);
        await till.ReloadAsync();
        await till.GetByTestId("till-ready").WaitForAsync();
        await MenuAsync(till, "close-shift");
        await Expect(till.GetByTestId("pieces").First).ToHaveValueAsync("0");
        await Expect(till.GetByTestId("count-kept")).ToHaveCountAsync(0);
    }

    private static async Task MenuAsync(IPage till, string choice)
    {
        await till.Keyboard.PressAsync("Shift+F2");
        await till.GetByTestId("shift-sheet").WaitForAsync();
        await till.GetByTestId(choice).FocusAsync();
        await till.Keyboard.PressAsync("Enter");
        await Expect(till.GetByTestId("shift-sheet")).ToHaveCountAsync(0);
    }
}
