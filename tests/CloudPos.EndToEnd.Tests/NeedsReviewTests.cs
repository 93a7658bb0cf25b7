using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CloudPos.EndToEnd.Tests;

/// <summary>A payment that nobody knows of for so long that a person has to look: as the cashier sees it. In an installation that waits seconds, not minutes.</summary>
public sealed class NeedsReviewTests : IAsyncLifetime
{
    private readonly BrowserFixture _fixture = new(("Payments__ReviewAfter", "00:00:03"), ("Payments__CheckPauses__0", "00:00:00.5"));

    private Installation Installation => _fixture.Installation;

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task What_stays_unknown_calls_for_a_manager_charges_nothing_and_is_still_found()
    {
        await using var browser = await _fixture.BrowserAsync();
        var till = await _fixture.TillAsync(browser);
        await Installation.CustomerAsync(Installation.PinPad1, "approve");
        await Installation.LoseAnswerAsync(Installation.PinPad1, "Sale");
        await till.ScanAsync("FLAT-WHITE");
        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("unknown");

        await Expect(till.GetByTestId("payment")).ToContainTextAsync("Call a manager", new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });
        await Expect(till.GetByTestId("payment")).ToContainTextAsync("Do not charge again");
        await till.NothingChargesAsync();
        foreach (var button in new[] { "send-again", "try-another", "payment-cash", "ask-to-cancel" })
            await Expect(till.GetByTestId(button)).ToHaveCountAsync(0);
        await Expect(till.GetByTestId("set-aside")).ToBeVisibleAsync();
        await till.ShotAsync("needs-review");
        await ShotOfTheOfficeAsync();
        await ManagerNeedsNoSecondOneAsync();

        await Installation.EndFaultsAsync(Installation.PinPad1);
        await till.GetByTestId("check-now").ClickAsync();
        await till.PaymentAsync("approved", timeout: 60_000);
        Assert.Single(await Installation.LedgerAsync(Installation.PinPad1));
        Assert.Equal(1, await Installation.SalesSentAsync(Installation.PinPad1));
        await till.NextSaleAsync();
        await ManagerDecidesAtTheCashiersTillAsync(till);
    }

    /// <summary>The next one nobody finds: the manager who was called signs at the cashier's till, and the next customer is served.</summary>
    private async Task ManagerDecidesAtTheCashiersTillAsync(IPage till)
    {
        await Installation.LoseAnswerAsync(Installation.PinPad1, "Sale");
        await till.ScanAsync("FLAT-WHITE");
        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("unknown");
        await till.GetByTestId("manager-decides").ClickAsync(new LocatorClickOptions { Timeout = 60_000 });
        await Expect(till.GetByTestId("proof")).ToContainTextAsync("One request sent to the PIN pad.");
        await till.ChooseAsync("judge-charged");
        await till.GetByTestId("judge-auth").FillAsync("02217K");
        await till.GetByTestId("judge-last4").FillAsync("1111");
        await till.GetByTestId("judge-reason").FillAsync("On the slip that the customer has.");
        await till.GetByTestId("approve-email").FillAsync("cashier@demo.cloudpos.test");
        await till.GetByTestId("approve-password").FillAsync("CloudPos!demo1");
        await till.GetByTestId("judge-confirm").ClickAsync();
        await Expect(till.GetByTestId("decision").GetByTestId("refusal")).ToContainTextAsync("may not approve it");
        await till.ShotAsync("manager-decides");
        await till.GetByTestId("approve-email").FillAsync("manager@demo.cloudpos.test");
        await till.GetByTestId("approve-password").FillAsync("CloudPos!demo1");
        await till.Keyboard.PressAsync("F4"); // what a till's keys do is not meant now
        await till.GetByTestId("judge-confirm").ClickAsync();
        await till.PaymentAsync("approved");
        await Installation.EndFaultsAsync(Installation.PinPad1);
        await till.NextSaleAsync();
        Assert.Equal(2, await Installation.SalesSentAsync(Installation.PinPad1));
    }

    /// <summary>A manager who is signed in at the till himself decides there and signs nothing more.</summary>
    private async Task ManagerNeedsNoSecondOneAsync()
    {
        await using var browser = await _fixture.BrowserAsync();
        var till = await _fixture.SignInAsync(browser, "manager@demo.cloudpos.test");
        await till.GotoAsync("/register");
        await till.GetByTestId("register").Filter(new LocatorFilterOptions { HasText = "Pier 4" }).First.ClickAsync();
        await till.PaymentAsync("unknown");
        await till.GetByTestId("manager-decides").ClickAsync();
        await till.ChooseAsync("judge-not-charged");
        await Expect(till.GetByTestId("approve-email")).ToHaveCountAsync(0);
        await till.Keyboard.PressAsync("Escape");
        await Expect(till.GetByTestId("decision")).ToHaveCountAsync(0);
        await till.PaymentAsync("unknown");
    }

    /// <summary>The same payment where the manager decides.</summary>
    private async Task ShotOfTheOfficeAsync()
    {
        await using var office = await _fixture.BrowserAsync();
        var page = await _fixture.SignInAsync(office, "manager@demo.cloudpos.test");
        await page.GotoAsync("/payments");
        await page.GetByTestId("decide").WaitForAsync();
        await page.ShotAsync("payments-open");
        await page.GetByTestId("payment-row").First.Locator(".row-link").ClickAsync();
        await Expect(page.GetByTestId("payment-story")).ToBeVisibleAsync();
        await page.ShotAsync("payments-drawer");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByTestId("decide").First.ClickAsync();
        await Expect(page.GetByTestId("decision")).ToBeVisibleAsync();
        await page.ShotAsync("payments-decision");
    }
}
