using Microsoft.Playwright;

// the browsers keep a customer's pace: two at once on a small machine make each other late
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace CloudPos.EndToEnd.Tests;

/// <summary>One installation and one Chromium for all flows; each test has its own pages and a cleared PIN pad.</summary>
public class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public BrowserFixture() : this([])
    {
    }

    /// <summary>An installation of its own, with more settings of its own. Proofs that count in half minutes count in seconds in all of them.</summary>
    internal BrowserFixture(params (string Name, string Value)[] settings) =>
        Installation = new Installation(more: [("Payments__WindowMargin", "00:00:01"), ("Payments__NotFoundGap", "00:00:03"), .. settings]);

    public Installation Installation { get; }

    public async Task InitializeAsync()
    {
        await Installation.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = FindChromium(), Headless = true, Args = Flags });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Installation.DisposeAsync();
    }

    /// <summary>A browser of its own: no cookies shared with any other.</summary>
    public async Task<IBrowserContext> BrowserAsync(string theme = "light", int width = 1366, int height = 768, string? register = null, bool touch = false)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            BaseURL = register ?? Installation.Register,
            HasTouch = touch,
        });
        context.SetDefaultTimeout(20_000);
        Assertions.SetDefaultExpectTimeout(20_000);
        return context;
    }

    /// <summary>Signs in; ends on the page that the role starts with.</summary>
    public async Task<IPage> SignInAsync(IBrowserContext browser, string email)
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByTestId("email").FillAsync(email);
        await page.GetByTestId("password").FillAsync("CloudPos!demo1");
        await page.GetByTestId("sign-in").ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return page;
    }

    /// <summary>The till of the demo cashier, answering, with an empty cart and a PIN pad that has forgotten everything.</summary>
    public async Task<IPage> TillAsync(IBrowserContext browser)
    {
        await Installation.ResetSimulatorAsync();
        var page = await SignInAsync(browser, "cashier@demo.cloudpos.test");
        await page.GotoAsync("/register");
        await page.GetByTestId("till-ready").WaitForAsync();
        return page;
    }

    private static string? FindChromium() => new[]
    {
        Environment.GetEnvironmentVariable("CLOUDPOS_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
    }.FirstOrDefault(path => !string.IsNullOrEmpty(path) && File.Exists(path));
}

/// <summary>An installation whose first store has two registers that share a PIN pad.</summary>
public sealed class TwoRegistersFixture : BrowserFixture
{
    public TwoRegistersFixture() : base(("Demo__TwoRegisters", "true"))
    {
    }

    /// <summary>The till of a register by its name, on a page of its own.</summary>
    public async Task<IPage> TillAsync(IBrowserContext browser, string register)
    {
        var page = await SignInAsync(browser, "cashier@demo.cloudpos.test");
        await page.GotoAsync("/register");
        await page.GetByTestId("register").Filter(new LocatorFilterOptions { HasText = register }).ClickAsync();
        await page.GetByTestId("till-ready").WaitForAsync();
        return page;
    }
}

[CollectionDefinition(nameof(TwoRegistersCollection))]
public sealed class TwoRegistersCollection : ICollectionFixture<TwoRegistersFixture>;

[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection : ICollectionFixture<BrowserFixture>;

[CollectionDefinition(nameof(BrowserCollection))]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>;

/// <summary>The back office, beside the till: an installation of its own, so that both run at once.</summary>
[CollectionDefinition(nameof(OfficeCollection))]
public sealed class OfficeCollection : ICollectionFixture<BrowserFixture>;
