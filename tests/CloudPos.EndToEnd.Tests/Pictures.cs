using Microsoft.Playwright;

namespace CloudPos.EndToEnd.Tests;

/// <summary>Pictures of the screens, for looking at them: into the folder that <c>CLOUDPOS_TEST_PICTURES</c> names, none without.</summary>
internal static class Pictures
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CLOUDPOS_TEST_PICTURES") is { Length: > 0 } folder ? folder : null;

    public static bool AreWanted => Folder is not null;

    public static ColorScheme Scheme(string theme) => theme == "dark" ? ColorScheme.Dark : ColorScheme.Light;

    /// <summary>As if the system changed from day to night under the open page. Returns when the page has followed.</summary>
    public static async Task ShowThemeAsync(this IPage page, string theme)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = Scheme(theme), ReducedMotion = ReducedMotion.Reduce });
        await page.Locator($"html[data-theme={theme}]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        await page.EvaluateAsync("() => new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)))");
    }

    public static Task PictureAsync(this IPage page, string name, bool whole = false) => Folder is null ? Task.CompletedTask
        : page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name + ".png"), FullPage = whole, Animations = ScreenshotAnimations.Disabled });
}
