using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using CloudPos.Application.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CloudPos.EndToEnd.Tests;

/// <summary>Every page, found in the built register by itself: it opens without a fault, signed out it asks to sign in, and another tenant's ids show nothing.</summary>
[Collection(nameof(OfficeCollection))]
public sealed partial class PageTests(BrowserFixture fixture)
{
    private const string Foreigner = "pharmacy@demo.cloudpos.test";
    private static readonly string[] Everybody = ["/", "/sign-in", "/not-allowed", "/not-found", "/fault"];
    private static readonly string[] People = ["cashier@demo.cloudpos.test", "manager@demo.cloudpos.test", "iso@demo.cloudpos.test"];

    public static TheoryData<string> Pages() => [.. Routes()];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_asks_who_is_there(string route)
    {
        if (Everybody.Contains(route))
            return; // public on purpose; the list above is the whole of them
        await using var browser = await fixture.BrowserAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync(AnyGuid().Replace(route, Guid.NewGuid().ToString()).Replace("{Step:int}", "4", StringComparison.Ordinal),
            new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
        await page.WaitForURLAsync(url => url.Contains("/sign-in", StringComparison.Ordinal), new PageWaitForURLOptions { WaitUntil = WaitUntilState.Commit });
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_shows_nothing_of_another_merchant(string route)
    {
        if (!route.Contains('{', StringComparison.Ordinal) || route == "/end-of-day/{Step:int}")
            return; // takes no id that could be another's; what its requests answer is probed in the application's tests
        await using var own = await fixture.BrowserAsync();
        var probe = route switch
        {
            "/register/{RegisterId:guid}" => await CoffeeRegisterAsync(own),
            "/sales/{SaleId:guid}" => await CoffeeSaleAsync(own),
            "/batches/{BatchId:guid}" => await CoffeeBatchAsync(own),
            "/shifts/{ShiftId:guid}" => "/shifts/" + await OfTheCoffeeBarAsync("SELECT s.Id FROM Shifts s JOIN Merchants m ON m.Id = s.MerchantId WHERE m.Name = $name LIMIT 1"),
            "/payments/{AttemptId:guid}" => "/payments/" + await OfTheCoffeeBarAsync("SELECT a.Id FROM Attempts a JOIN Merchants m ON m.Id = a.MerchantId WHERE m.Name = $name LIMIT 1"),
            _ => throw new InvalidOperationException($"The page {route} takes an id. Add a probe here that finds one of the coffee bar's, so that it is tried across tenants."),
        };
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.SignInAsync(browser, Foreigner);
        await page.GotoAsync(probe);
        await Expect(page.Locator("body")).ToContainTextAsync("does not exist"); // the circuit has answered
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var shown = await page.InnerTextAsync("body");
        Assert.DoesNotContain("Harbor Lane", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Flat white", shown, StringComparison.Ordinal);
        Assert.Contains("does not exist", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_opens_without_a_fault_for_everybody_and_is_photographed_in_both_themes()
    {
        foreach (var theme in BrowserFixture.Themes)
            Directory.CreateDirectory(Folder(theme));
        await Task.WhenAll(People.Select(PhotographAsync)); // each in a browser of their own
    }

    private static string Folder(string theme) => Path.Combine(Repository.Root, "screenshots", theme);

    private async Task PhotographAsync(string email)
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.SignInAsync(browser, email);
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        foreach (var route in Routes().Where(r => !r.Contains('{', StringComparison.Ordinal)))
        {
            var answer = await page.GotoAsync(route);
            Assert.True(answer!.Status is 200 or 404 or 500 && (answer.Status != 500 || route == "/fault"), $"{route} answered {answer.Status} to {email}.");
            await page.WaitForTimeoutAsync(700);
            Assert.False(await page.Locator("#blazor-error-ui").IsVisibleAsync(), $"{route} broke for {email}.");
            foreach (var theme in BrowserFixture.Themes)
            {
                await page.ShowThemeAsync(theme);
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder(theme), $"{email.Split('@')[0]}{route.Replace('/', '-')}.png") });
            }

            Assert.False(await page.Locator("#blazor-error-ui").IsVisibleAsync(), $"{route} broke for {email}.");
        }

        Assert.Empty(errors);
    }

    /// <summary>An id that the demo data brought along.</summary>
    private async Task<string> OfTheCoffeeBarAsync(string query)
    {
        await using var database = new SqliteConnection(DatabaseProvider.SqliteConnection(Path.GetDirectoryName(fixture.Installation.DatabaseFile)!));
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText = query;
        command.Parameters.AddWithValue("$name", "Harbor Lane Coffee");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    [GeneratedRegex(@"\{\w+:guid\}")]
    private static partial Regex AnyGuid();

    private async Task<string> CoffeeRegisterAsync(IBrowserContext browser)
    {
        var page = await fixture.SignInAsync(browser, "manager@demo.cloudpos.test");
        await page.GotoAsync("/register");
        await page.GetByTestId("register-chooser").WaitForAsync();
        await page.GetByTestId("register").First.ClickAsync();
        await page.GetByTestId("till-ready").WaitForAsync();
        return new Uri(page.Url).AbsolutePath;
    }

    private async Task<string> CoffeeSaleAsync(IBrowserContext browser)
    {
        var till = await fixture.TillAsync(browser);
        await till.ScanAsync("FLAT-WHITE");
        await till.PayExactCashAsync();
        await using var office = await fixture.BrowserAsync();
        var page = await fixture.SignInAsync(office, "manager@demo.cloudpos.test");
        await page.GotoAsync("/sales");
        await page.GetByTestId("sale-row").First.ClickAsync();
        await page.GetByTestId("sale-detail").WaitForAsync();
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath.Length > "/sales/".Length);
        return new Uri(page.Url).AbsolutePath;
    }

    private async Task<string> CoffeeBatchAsync(IBrowserContext browser)
    {
        var till = await fixture.TillAsync(browser);
        await fixture.Installation.CustomerAsync(Installation.PinPad1, "approve");
        await till.ScanAsync("FLAT-WHITE");
        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("approved");
        await till.NextSaleAsync();
        await using var office = await fixture.BrowserAsync();
        var page = await fixture.SignInAsync(office, "manager@demo.cloudpos.test");
        await page.GotoAsync("/batches");
        await page.GetByTestId("batch-row").First.ClickAsync();
        await page.GetByTestId("batch-drawer").WaitForAsync();
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath.Length > "/batches/".Length);
        return new Uri(page.Url).AbsolutePath;
    }

    /// <summary>The route of every component that has one, read from the built assembly without loading it.</summary>
    private static IReadOnlyList<string> Routes()
    {
        var path = Path.Combine(Repository.Root, "src", "CloudPos.Web", "bin", Repository.Configuration, "net10.0", "CloudPos.Web.dll");
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        var routes = new List<string>();
        foreach (var handle in metadata.CustomAttributes)
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind == HandleKind.MemberReference
                && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
                && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name) == "RouteAttribute")
            {
                var value = metadata.GetBlobReader(attribute.Value);
                value.ReadUInt16(); // prolog
                routes.Add(value.ReadSerializedString()!);
            }
        }

        return routes.Count > 0 ? [.. routes.Order()] : throw new InvalidOperationException("No pages were found in the register.");
    }
}
