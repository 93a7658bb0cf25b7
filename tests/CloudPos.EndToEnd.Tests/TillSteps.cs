using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CloudPos.EndToEnd.Tests;

/// <summary>What a cashier does, in the words of the till.</summary>
internal static class TillSteps
{
    /// <summary>As a wedge scanner: fast keys and Enter, whatever has the focus. Returns when the line shows it.</summary>
    public static async Task ScanAsync(this IPage till, string sku)
    {
        var line = till.Line(sku);
        var before = await line.CountAsync() == 0 ? 0 : int.Parse(await line.GetAttributeAsync("data-qty") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        await till.WedgeAsync(sku);
        await Expect(line).ToHaveAttributeAsync("data-qty", (before + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// The scanner's keys, five milliseconds apart by the scanner's clock: that a busy machine hands them over later is no part of what the flows show.
    /// At a pace that is real they come in <see cref="ScannerTests"/>.
    /// </summary>
    public static async Task WedgeAsync(this IPage till, string code, int enters = 1)
    {
        var keys = await till.Context.NewCDPSessionAsync(till);
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0;
        await Task.WhenAll(code.Select(c => c.ToString()).Concat(Enumerable.Repeat("Enter", enters)).SelectMany((key, i) => new[] { "keyDown", "keyUp" }.Select(type => keys.SendAsync("Input.dispatchKeyEvent",
            new Dictionary<string, object>
            {
                ["type"] = type,
                ["key"] = key,
                ["code"] = key == "Enter" ? key : key == " " ? "Space" : "",
                ["text"] = type == "keyUp" ? "" : key == "Enter" ? "\r" : key,
                ["windowsVirtualKeyCode"] = key == "Enter" ? 13 : key == " " ? 32 : 0,
                ["timestamp"] = now + ((i - code.Length) * 0.005),
            }))));
        await keys.DetachAsync();
    }

    public static ILocator Line(this IPage till, string sku) => till.Locator($"[data-testid=cart-line][data-sku='{sku}']");

    /// <summary>Waits until the payment panel shows a state.</summary>
    public static Task PaymentAsync(this IPage till, string state, float? timeout = null) =>
        Expect(till.GetByTestId("payment")).ToHaveAttributeAsync("data-state", state, new LocatorAssertionsToHaveAttributeOptions { Timeout = timeout });

    /// <summary>A radio button that the server redraws at that very moment is chosen a moment later.</summary>
    public static async Task ChooseAsync(this IPage page, string testId)
    {
        await page.GetByTestId(testId).ClickAsync();
        await Expect(page.GetByTestId(testId)).ToBeCheckedAsync();
    }

    /// <summary>Goes on to the next customer. Returns when the cart is empty, so that nobody takes the last sale's lines for the new one's.</summary>
    public static async Task NextSaleAsync(this IPage till)
    {
        await till.GetByTestId("next-sale").ClickAsync();
        await Expect(till.GetByTestId("cart-line")).ToHaveCountAsync(0);
    }

    /// <summary>Ends a sale that the next test must not find.</summary>
    public static async Task PayExactCashAsync(this IPage till)
    {
        await till.Keyboard.PressAsync("F10");
        await till.GetByTestId("cash-received").WaitForAsync();
        await till.Keyboard.PressAsync("Enter");
        await till.NextSaleAsync();
    }

    /// <summary>Neither by hand nor by key.</summary>
    public static async Task NothingChargesAsync(this IPage till)
    {
        await Expect(till.GetByTestId("pay-card")).ToBeDisabledAsync();
        await Expect(till.GetByTestId("pay-cash")).ToBeDisabledAsync();
        var before = await till.GetByTestId("payment").GetAttributeAsync("data-state");
        await till.Keyboard.PressAsync("F9");
        await till.Keyboard.PressAsync("F10");
        await till.PaymentAsync(before!);
    }

    /// <summary>Where pictures are wanted: the screen as it is, on both sizes of a till and in both themes, to be laid beside the design.</summary>
    public static async Task ShotAsync(this IPage till, string name)
    {
        if (!Pictures.AreWanted)
            return;
        foreach (var width in new[] { 1024, 1366 })
        {
            await till.SetViewportSizeAsync(width, 768);
            foreach (var theme in new[] { ColorScheme.Dark, ColorScheme.Light })
            {
                // without motion: colours that fade into the other theme would be caught halfway
                await till.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
                await till.PictureAsync($"{name}-{width}-{theme}");
            }
        }
    }
}
