using Microsoft.Playwright;

namespace CloudPos.EndToEnd.Tests;

/// <summary>Pictures of the screens, for looking at them: into the folder that <c>CLOUDPOS_TEST_PICTURES</c> names, none without.</summary>
internal static class Pictures
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CLOUDPOS_TEST_PICTURES") is { Length: > 0 } folder ? folder : null;

    public static bool AreWanted => Folder is not null;

    public static Task PictureAsync(this IPage page, string name, bool whole = false) => Folder is null ? Task.CompletedTask
        : page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name + ".png"), FullPage = whole, Animations = ScreenshotAnimations.Disabled });
}
