using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CloudPos.EndToEnd.Tests;

/// <summary>Every main page in both themes, looked at by axe: names, roles, order, contrast.</summary>
[Collection(nameof(OfficeCollection))]
public sealed class AccessibilityTests(BrowserFixture fixture)
{
    private static readonly string[] Grave = ["serious", "critical"];

    /// <summary>The page, and what is there once it has been drawn.</summary>
    private static readonly (string Path, string Ready)[] Pages =
    [
        ("/register", "[data-testid=register-chooser], [data-testid=till-ready]"),
        ("/payments", ".main [data-ready]"),
        ("/tips", ".main [data-ready]"),
        ("/shifts", ".main [data-ready]"),
        ("/end-of-day/1", "[data-testid=end-of-day][data-ready]"),
        ("/end-of-day/2", "[data-testid=end-of-day][data-ready]"),
        ("/end-of-day/3", "[data-testid=end-of-day][data-ready]"),
        ("/end-of-day/4", "[data-testid=end-of-day][data-ready]"),
        ("/end-of-day/5", "[data-testid=end-of-day][data-ready]"),
        ("/batches", ".main [data-ready]"),
        ("/sales", ".main [data-ready]"),
        ("/dashboard", "[data-testid=dashboard][data-ready]"),
        ("/reports/tax", ".main [data-ready]"),
        ("/inventory", ".main [data-ready]"),
        ("/inventory/import", ".main [data-ready]"),
        ("/store-settings", ".main [data-ready]"),
    ];

    private readonly Installation _installation = fixture.Installation;

    [Fact]
    public async Task No_main_page_has_a_serious_or_critical_violation_in_either_theme()
    {
        await _installation.ResetSimulatorAsync();
        await _installation.CustomerAsync(Installation.DepotPinPad, "approve");
        await _installation.SellAloneAsync(14.20m);
        await using var browser = await fixture.BrowserAsync();
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var page = await browser.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await LookAsync(page, "/sign-in", found);
        await page.CloseAsync();

        page = await fixture.SignInAsync(browser, "manager@demo.cloudpos.test");
        await page.GotoAsync("/end-of-day/4");
        await page.Locator("[data-testid=end-of-day][data-ready]").WaitForAsync();
        await page.Locator(".page-acts select").SelectOptionAsync(new SelectOptionValue { Label = "Depot" });
        await page.Locator($"[data-testid=reconcile-row][data-tpn='{Installation.DepotPinPad}'] [data-testid=fetch-report]").ClickAsync();
        await page.Locator("[data-testid=difference][data-open=true]").First.WaitForAsync();
        await LookAsync(page, "reconciliation with a difference", found);
        await page.GetByTestId("enter-stand-alone").ClickAsync();
        await page.GetByTestId("stand-alone-cart").WaitForAsync();
        await LookAsync(page, "stand-alone sale", found);

        foreach (var (path, ready) in Pages)
        {
            await page.GotoAsync(path);
            await page.Locator(ready).First.WaitForAsync();
            if (path == "/register" && await page.GetByTestId("register-chooser").CountAsync() > 0)
            {
                await LookAsync(page, "register chooser", found);
                await page.GetByTestId("register").First.ClickAsync();
                await page.GetByTestId("till-ready").WaitForAsync();
            }

            await LookAsync(page, path, found);
        }

        // the terminals are the ISO's
        await using var other = await fixture.BrowserAsync();
        page = await fixture.SignInAsync(other, "iso@demo.cloudpos.test");
        await page.GotoAsync("/terminals");
        await page.Locator(".main [data-ready]").First.WaitForAsync();
        await LookAsync(page, "/terminals", found);

        Assert.True(found.Count == 0, string.Join("\n", found));
    }

    private static async Task LookAsync(IPage page, string what, SortedSet<string> found)
    {
        foreach (var theme in BrowserFixture.Themes)
        {
            await page.ShowThemeAsync(theme);
#pragma warning disable CS0618 // the other way opens a page more for each result, for the sake of frames, which no page here has
            var result = await page.Locator("html").RunAxeLegacy(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
#pragma warning restore CS0618
            foreach (var violation in result.Violations.Where(v => Grave.Contains(v.Impact)))
                found.UnionWith(violation.Nodes.Select(n => $"{what}, {theme}: {violation.Id} ({violation.Impact}) at {n.Target} {n.Html}"));
        }
    }
}
