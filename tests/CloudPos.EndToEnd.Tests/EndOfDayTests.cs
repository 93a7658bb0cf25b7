using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CloudPos.EndToEnd.Tests;

/// <summary>A manager closes the day: what is open, the comparison with one difference, the settlement, and the batch afterwards.</summary>
[Collection(nameof(OfficeCollection))]
public sealed class EndOfDayTests(BrowserFixture fixture)
{
    private readonly Installation _installation = fixture.Installation;

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task The_day_is_compared_its_difference_is_fixed_and_it_is_settled(string theme)
    {
        await using var till = await fixture.BrowserAsync();
        await _installation.BeginDayAsync();
        await _installation.CustomerAsync(Installation.DepotPinPad, "approve");
        var register = await DepotTillAsync(till);
        await SellAsync(register);
        // the PIN pad takes a sale by itself while the register is away
        await _installation.SellAloneAsync(14.20m);

        await using var office = await fixture.BrowserAsync(theme);
        var page = await fixture.SignInAsync(office, "manager@demo.cloudpos.test");
        await page.GotoAsync("/end-of-day/1");
        await page.Locator("[data-testid=end-of-day][data-ready]").WaitForAsync();
        await page.Locator(".page-acts select").SelectOptionAsync(new SelectOptionValue { Label = "Depot" });
        await Expect(page.Locator(".crumbs")).ToContainTextAsync("Depot");
        await Expect(page.GetByTestId("eod-step")).ToHaveCountAsync(5);
        await page.PictureAsync($"1-open-items-{theme}");
        await NextAsync(page, 2);
        await page.PictureAsync($"2-count-{theme}");
        await NextAsync(page, 3);
        await NextAsync(page, 4);

        var row = page.Locator($"[data-testid=reconcile-row][data-tpn='{Installation.DepotPinPad}']");
        await row.GetByTestId("fetch-report").ClickAsync();
        var difference = page.Locator("[data-testid=difference][data-kind=TerminalOnly][data-open=true]");
        await Expect(difference).ToHaveCountAsync(1);
        await Expect(difference).ToContainTextAsync("$14.20");
        await page.PictureAsync($"4-difference-{theme}");
        await difference.GetByTestId("difference-fix").ClickAsync();
        await Expect(difference).ToHaveCountAsync(0);
        await Expect(row).ToContainTextAsync("lines match");
        await page.PictureAsync($"4-clear-{theme}");

        await page.GetByTestId("eod-step").Nth(4).ClickAsync();
        var result = page.Locator($"[data-testid=settle-result][data-tpn='{Installation.DepotPinPad}']");
        await page.PictureAsync($"5-ready-{theme}");
        await result.GetByTestId("settle").ClickAsync();
        await Expect(result).ToHaveAttributeAsync("data-state", "Settled");
        await Expect(result).ToHaveAttributeAsync("data-done", "true");
        await page.PictureAsync($"5-settled-{theme}");
        Assert.Equal(1, await _installation.SentAsync(Installation.DepotPinPad, "Settle"));

        await page.GetByTestId("autopilot").ClickAsync();
        await page.GetByTestId("plan").WaitForAsync();
        await page.PictureAsync($"autopilot-{theme}");

        await page.GotoAsync("/batches");
        var batch = page.Locator("[data-testid=batch-row][data-state=Settled]").First;
        await batch.ClickAsync();
        await page.GetByTestId("batch-drawer").WaitForAsync();
        await Expect(page.GetByTestId("batch-tab")).Not.ToHaveCountAsync(0);
        await page.PictureAsync($"batches-{theme}");
        await page.GetByTestId("batch-tab").Nth(1).ClickAsync();
        await Expect(page.GetByTestId("batch-line")).ToHaveCountAsync(2);
        await page.PictureAsync($"batch-lines-{theme}");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("batch-csv").ClickAsync());
        Assert.Contains("14.20", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_settled_says_why_and_what_is_not_known_is_read_from_the_report()
    {
        await using var till = await fixture.BrowserAsync();
        await _installation.BeginDayAsync();
        await _installation.CustomerAsync(Installation.DepotPinPad, "approve");
        await SellAsync(await DepotTillAsync(till));
        await using var office = await fixture.BrowserAsync();
        var page = await DepotToSettleAsync(office, "line matches");
        var result = page.Locator($"[data-testid=settle-result][data-tpn='{Installation.DepotPinPad}']");

        await ParameterAsync(new { hostRefusesSettlement = true });
        await SettleAsync(result, "Refused");
        await Expect(result).ToContainTextAsync("Not settled: the host refused the batch. Nothing was settled.");
        await page.ShotAsync("settle-refused");

        // a manager who looks at the dashboard hears of it, and is led to that store
        var dashboard = await office.NewPageAsync();
        await dashboard.GotoAsync("/dashboard");
        await Expect(dashboard.GetByTestId("open-problem").Filter(new LocatorFilterOptions { HasText = "was not settled" })).ToHaveCountAsync(1);
        await dashboard.PictureAsync("dashboard-not-settled");
        await dashboard.GetByTestId("open-problem").Filter(new LocatorFilterOptions { HasText = "was not settled" }).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(dashboard.Locator($"[data-testid=settle-result][data-tpn='{Installation.DepotPinPad}']")).ToHaveAttributeAsync("data-state", "Refused");
        await dashboard.CloseAsync();

        await result.GetByText("Force…").ClickAsync();
        await page.GetByTestId("force-reason").FillAsync("The host was down and is up again, by its hotline");
        await page.ShotAsync("settle-force");

        await ParameterAsync(new { hostRefusesSettlement = false });
        await _installation.SetAsync(Installation.DepotPinPad, new { online = false });
        await page.GetByTestId("force").ClickAsync();
        await Expect(result).ToHaveAttributeAsync("data-state", "NotDone");
        await page.ShotAsync("settle-not-done");

        await _installation.CustomerAsync(Installation.DepotPinPad, "approve");
        await _installation.LoseAnswerAsync(Installation.DepotPinPad, "Settle", question: "Report");
        await SettleAsync(result, "Unknown");
        await Expect(result).ToContainTextAsync("nothing is sent twice");
        await Expect(result.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await page.ShotAsync("settle-unknown");
        await _installation.EndFaultsAsync(Installation.DepotPinPad);
        await Expect(result).ToHaveAttributeAsync("data-state", "Settled", new LocatorAssertionsToHaveAttributeOptions { Timeout = 90_000 });
        Assert.Equal(3, await _installation.SentAsync(Installation.DepotPinPad, "Settle")); // refused, offline, settled: nothing twice
    }

    [Fact]
    public async Task What_is_settled_in_part_says_which_part_and_leaves_the_rest_open()
    {
        await using var till = await fixture.BrowserAsync();
        await _installation.BeginDayAsync();
        await _installation.InDatabaseAsync("UPDATE Stores SET TakesEbt = 1 WHERE Name LIKE '%Depot%'");
        await _installation.CustomerAsync(Installation.DepotPinPad, "approve");
        var register = await DepotTillAsync(till);
        await SellAsync(register);
        await register.ScanAsync("FLAT-WHITE");
        await register.Keyboard.PressAsync("Shift+F9");
        await register.Locator("[data-testid=split-other][data-method=EbtCash]").ClickAsync();
        await register.PaymentAsync("approved");
        await register.NextSaleAsync();
        await using var office = await fixture.BrowserAsync();
        var page = await DepotToSettleAsync(office, "lines match");
        var row = DepotRow(page);
        var result = page.Locator($"[data-testid=settle-result][data-tpn='{Installation.DepotPinPad}']");

        await ParameterAsync(new { hostRefusesSettlement = true });
        await SettleAsync(result, "InPart");
        await Expect(result).ToContainTextAsync("Settled in part. What is left stays in the open batch.");
        await page.ShotAsync("settle-in-part");
        await Expect(result).ToContainTextAsync("Compare it again, then settle the rest.");

        await ParameterAsync(new { hostRefusesSettlement = false });
        await page.GetByTestId("eod-step").Nth(3).ClickAsync();
        await row.GetByTestId("fetch-report").ClickAsync();
        await Expect(row).ToContainTextAsync("2 lines match"); // the PIN pad lists its batch until all of it is closed
        await Expect(row).Not.ToContainTextAsync("Asking");
        await page.GetByTestId("eod-step").Nth(4).ClickAsync();
        await SettleAsync(result, "Settled");
        Assert.Equal(2, await _installation.SentAsync(Installation.DepotPinPad, "Settle"));
        await _installation.InDatabaseAsync("UPDATE Stores SET TakesEbt = 0 WHERE Name LIKE '%Depot%'");
    }

    /// <summary>The end of the Depot's day: its PIN pad's report is compared, and the step to settle is open.</summary>
    private async Task<IPage> DepotToSettleAsync(IBrowserContext office, string compared)
    {
        var page = await fixture.SignInAsync(office, "manager@demo.cloudpos.test");
        await page.GotoAsync("/end-of-day/4");
        await page.Locator("[data-testid=end-of-day][data-ready]").WaitForAsync();
        await page.Locator(".page-acts select").SelectOptionAsync(new SelectOptionValue { Label = "Depot" });
        await DepotRow(page).GetByTestId("fetch-report").ClickAsync();
        await Expect(DepotRow(page)).ToContainTextAsync(compared);
        await page.GetByTestId("eod-step").Nth(4).ClickAsync();
        return page;
    }

    private static ILocator DepotRow(IPage page) => page.Locator($"[data-testid=reconcile-row][data-tpn='{Installation.DepotPinPad}']");

    private static async Task SettleAsync(ILocator result, string state)
    {
        await result.GetByTestId("settle").ClickAsync();
        await Expect(result).ToHaveAttributeAsync("data-state", state);
    }

    private Task ParameterAsync(object parameters) => _installation.SetAsync(Installation.DepotPinPad, new { parameters });

    /// <summary>The other store's till: nobody else sells there, so its batch holds what this test has sold.</summary>
    private async Task<IPage> DepotTillAsync(IBrowserContext browser)
    {
        var page = await fixture.SignInAsync(browser, "manager@demo.cloudpos.test");
        await page.GotoAsync("/register");
        await page.GetByTestId("register-chooser").WaitForAsync();
        await page.GetByTestId("register").Filter(new LocatorFilterOptions { HasText = "Depot" }).ClickAsync();
        await page.GetByTestId("till-ready").WaitForAsync();
        return page;
    }

    /// <summary>Goes on, and returns when the step is there: the next press would else be one more on the button of the step before.</summary>
    private static async Task NextAsync(IPage page, int step)
    {
        await page.GetByTestId("eod-next").ClickAsync();
        await Expect(page.Locator($"[data-testid=eod-step][data-step='{step}'][aria-current=step]")).ToHaveCountAsync(1);
    }

    private static async Task SellAsync(IPage register)
    {
        await register.ScanAsync("FLAT-WHITE");
        await register.Keyboard.PressAsync("F9");
        await register.PaymentAsync("approved");
        await register.NextSaleAsync();
    }
}
