using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CloudPos.EndToEnd.Tests;

/// <summary>What a manager sets for every store at once, and the batch that he takes home.</summary>
[Collection(nameof(OfficeCollection))]
public sealed class MerchantMailTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task The_merchants_list_is_set_in_one_store_and_stands_in_the_other(string theme)
    {
        await using var browser = await fixture.BrowserAsync(theme);
        var page = await fixture.SignInAsync(browser, "manager@demo.cloudpos.test");
        await PlanAsync(page, 0);
        await page.GetByTestId("plan-all").FillAsync("owner@test.example\nbooks@test.example");
        await page.PictureAsync($"plan-{theme}", whole: true);
        await page.GetByTestId("plan-save").ClickAsync();
        await Expect(page.GetByTestId("plan")).ToHaveCountAsync(0);
        await PlanAsync(page, 1);
        await Expect(page.GetByTestId("plan-all")).ToHaveValueAsync("owner@test.example\nbooks@test.example");
        await page.GetByTestId("plan-all").FillAsync("no address");
        await page.GetByTestId("plan-save").ClickAsync();
        await Expect(page.GetByTestId("refusal")).ToContainTextAsync("one e-mail address");
    }

    [Fact]
    public async Task A_batch_is_saved_as_a_PDF()
    {
        await using var browser = await fixture.BrowserAsync();
        await fixture.Installation.ResetSimulatorAsync();
        await fixture.Installation.CustomerAsync(Installation.DepotPinPad, "approve");
        var page = await fixture.SignInAsync(browser, "manager@demo.cloudpos.test");
        await page.GotoAsync("/register");
        await page.GetByTestId("register-chooser").WaitForAsync();
        await page.GetByTestId("register").Filter(new LocatorFilterOptions { HasText = "Depot" }).ClickAsync();
        await page.GetByTestId("till-ready").WaitForAsync();
        await page.ScanAsync("FLAT-WHITE");
        await page.Keyboard.PressAsync("F9");
        await page.PaymentAsync("approved");
        await page.NextSaleAsync();
        await page.GotoAsync("/batches");
        await page.GetByTestId("batch-row").First.ClickAsync();
        await page.GetByTestId("batch-drawer").WaitForAsync();
        await page.PictureAsync("batch-drawer", whole: true);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("batch-pdf").ClickAsync());
        Assert.EndsWith(".pdf", download.SuggestedFilename, StringComparison.Ordinal);
        var file = await File.ReadAllBytesAsync(await download.PathAsync());
        Assert.Equal("%PDF-"u8.ToArray(), file[..5]);
    }

    private static async Task PlanAsync(IPage page, int store)
    {
        await page.GotoAsync("/end-of-day");
        await page.Locator("[data-testid=end-of-day][data-ready]").WaitForAsync();
        await page.Locator(".page-acts select").SelectOptionAsync(new SelectOptionValue { Index = store });
        await page.GetByTestId("autopilot").ClickAsync();
        await page.GetByTestId("plan").WaitForAsync();
    }
}
