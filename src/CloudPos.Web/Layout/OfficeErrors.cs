using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace CloudPos.Web.Layout;

/// <summary>Catches what no screen expects, inside the interactive part of a page, and gives it a number that the log knows too.</summary>
/// <remarks>The layout itself is static: a boundary there would never see what happens in the circuit.</remarks>
public sealed class OfficeErrors : ErrorBoundaryBase
{
    private string _reference = "";

    [Inject] private ILogger<OfficeErrors> Logger { get; set; } = default!;

    protected override Task OnErrorAsync(Exception exception)
    {
        _reference = Guid.NewGuid().ToString("N")[..8].ToUpperInvariant();
        Logger.LogError(exception, "A screen failed; it was shown as {Reference}", _reference);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }

        builder.OpenComponent<ErrorNotice>(1);
        builder.AddComponentParameter(2, nameof(ErrorNotice.Reference), _reference);
        builder.AddComponentParameter(3, nameof(ErrorNotice.TryAgain), EventCallback.Factory.Create(this, Recover));
        builder.CloseComponent();
    }
}
