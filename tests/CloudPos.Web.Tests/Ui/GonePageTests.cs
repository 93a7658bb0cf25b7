using CloudPos.Web.Ui;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace CloudPos.Web.Tests.Ui;

/// <summary>A tab that is closed while something of it is being taken down: its browser answers no more, and that is no fault.</summary>
public sealed class GonePageTests : Bunit.BunitContext
{
    public static TheoryData<Exception> Goings => [new JSDisconnectedException("gone"), new TaskCanceledException("gone")];

    [Theory, MemberData(nameof(Goings))]
    public async Task A_drawer_closes_without_the_page(Exception gone)
    {
        Services.AddSingleton<IJSRuntime>(new Browser(new Module(gone)));
        var drawer = Render<Drawer>(set => set.Add(d => d.Label, "Sale").Add(d => d.Title, "Sale 1500"));
        await drawer.Instance.DisposeAsync();
    }

    [Theory, MemberData(nameof(Goings))]
    public async Task A_script_is_let_go_without_the_page(Exception gone)
    {
        var module = new Module(gone);
        var script = await OfficeScript.LoadAsync(new Browser(module));
        await script.DisposeAsync();
        Assert.True(module.WasAsked);
    }

    private sealed class Browser(IJSObjectReference module) : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => new((TValue)module);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => new((TValue)module);
    }

    private sealed class Module(Exception gone) : IJSObjectReference
    {
        public bool WasAsked { get; private set; }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => new(default(TValue)!);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => new(default(TValue)!);

        public ValueTask DisposeAsync()
        {
            WasAsked = true;
            return ValueTask.FromException(gone);
        }
    }
}
