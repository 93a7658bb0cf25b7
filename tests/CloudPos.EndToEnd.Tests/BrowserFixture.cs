using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit.Abstractions;

// Two at once, each with an installation and a browser of its own: while one waits, the other works. What counts in seconds is alone, afterwards.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
[assembly: TestCollectionOrderer("CloudPos.EndToEnd.Tests.LongestFirst", "CloudPos.EndToEnd.Tests")]

namespace CloudPos.EndToEnd.Tests;

/// <summary>One installation and one Chromium for all flows; each test has its own pages and a cleared PIN pad.</summary>
public class BrowserFixture : IAsyncLifetime
{
    internal static readonly string[] Themes = ["light", "dark"];

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    /// <summary>Milliseconds. No bound that anything is held to: a busy machine may take its time.</summary>
    private const float WaitMax = 45_000;

    private readonly ConcurrentDictionary<string, Cookie[]> _signedIn = new();
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
            ColorScheme = Pictures.Scheme(theme),
            BaseURL = register ?? Installation.Register,
            HasTouch = touch,
        });
        context.SetDefaultTimeout(WaitMax);
        Assertions.SetDefaultExpectTimeout(WaitMax);
        return context;
    }

    /// <summary>A page of somebody who has signed in: the first time through the form, later with the cookies that the form gave.</summary>
    public async Task<IPage> SignInAsync(IBrowserContext browser, string email)
    {
        var page = await browser.NewPageAsync();
        if (_signedIn.TryGetValue(email, out var cookies))
        {
            await browser.AddCookiesAsync(cookies);
            return page;
        }

        await page.GotoAsync("/sign-in");
        await page.GetByTestId("email").FillAsync(email);
        await page.GetByTestId("password").FillAsync("CloudPos!demo1");
        await page.GetByTestId("sign-in").ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        _signedIn[email] = [.. (await browser.CookiesAsync()).Select(c => new Cookie
        {
            Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path, Expires = c.Expires, HttpOnly = c.HttpOnly, Secure = c.Secure, SameSite = c.SameSite,
        })];
        return page;
    }

    /// <summary>The till of the demo cashier, answering, with an empty cart and a PIN pad that has forgotten everything.</summary>
    public async Task<IPage> TillAsync(IBrowserContext browser)
    {
        await Installation.ResetSimulatorAsync();
        await Installation.ClearTillsAsync();
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

/// <summary>The collections with the most to do begin, so that the last one to end has begun early.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Order = [nameof(BrowserCollection), nameof(OfficeCollection), nameof(ReviewTests), nameof(TwoRegistersCollection)];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections.OrderBy(Place);

    /// <summary>A collection without a definition is named after its class.</summary>
    private static int Place(ITestCollection collection) => Array.FindIndex(Order, name => collection.DisplayName.Contains(name, StringComparison.Ordinal)) is >= 0 and var at ? at : Order.Length;
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
