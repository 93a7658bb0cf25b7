using System.Globalization;
using Microsoft.JSInterop;

namespace CloudPos.Web.Ui;

/// <summary>What the back office asks of the browser: its date and its clock, the address bar, and downloads.</summary>
/// <remarks>Screens have no clock of their own; "today" is the day of the person who looks.</remarks>
internal sealed class OfficeScript(IJSObjectReference module, IJSRuntime js) : IAsyncDisposable
{
    internal const string Path = "./js/back-office.js";

    public static async Task<OfficeScript> LoadAsync(IJSRuntime js) => new(await js.InvokeAsync<IJSObjectReference>("import", Path), js);

    public async Task<DateOnly> TodayAsync() =>
        DateOnly.ParseExact(await module.InvokeAsync<string>("today"), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task<DateTimeOffset> NowAsync() => DateTimeOffset.FromUnixTimeMilliseconds(await module.InvokeAsync<long>("now"));

    public ValueTask ShowAddressAsync(string url) => module.InvokeVoidAsync("showAddress", url);

    /// <summary>The number at a link of the side bar.</summary>
    public ValueTask ShowCountAsync(string href, int count) => module.InvokeVoidAsync("showCount", href, count);

    public ValueTask ShowProblemAsync() => module.InvokeVoidAsync("showProblem");

    public async Task DownloadAsync(string fileName, byte[] content)
    {
        await using var download = await js.InvokeAsync<IJSObjectReference>("import", "./js/download.js");
        using var stream = new DotNetStreamReference(new MemoryStream(content));
        await download.InvokeVoidAsync("download", fileName, stream);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await module.DisposeAsync();
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // the page is gone, and the module with it
        }
    }
}
