using System.Globalization;
using System.Text;
using CloudPos.Application.Features.Catalog;
using CloudPos.Web.Security;
using CloudPos.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace CloudPos.Web.Features.Catalog;

/// <summary>From a file to products, with a look in between.</summary>
public sealed partial class ImportBoard
{
    private readonly ImportState _state = new();
    private bool _isReady;

    [Inject] private CircuitSender Sender { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    private string Title => _state.Step switch
    {
        ImportStep.Choose or ImportStep.Reading => "Import items",
        ImportStep.Check => "Check before anything is written",
        ImportStep.Importing => "Importing",
        ImportStep.Done => "Imported",
    };

    private string? CheckWords => _state.Preview is { } preview ? ImportState.Counted(preview.Failed, "row refused", "rows refused") : null;

    private string RefusedWords => _state.Preview is { Failed: > 0 } preview
        ? $"{ImportState.Counted(preview.Failed, "refused row stays out", "refused rows stay out")}; bring them in later, SKUs are never doubled."
        : "SKUs are never doubled: the same file again changes nothing.";

    private string RunWords => _state.ToWrite == 0 ? "Nothing to import" : $"Import {ImportState.Counted(_state.ToWrite, "row", "rows")}";

    private string OutcomeWords => (_state.Outcome!.Added + _state.Outcome.Changed, _state.Outcome.Failed) switch
    {
        (var written, 0) => $"{ImportState.Counted(written, "row is", "rows are")} in",
        (var written, var failed) => $"{ImportState.Counted(written, "row is", "rows are")} in, {ImportState.Counted(failed, "was", "were")} refused",
    };

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        _isReady = true;
        StateHasChanged();
    }

    private async Task ReadAsync(InputFileChangeEventArgs e)
    {
        var file = e.File;
        if (!_state.Choose(file.Name, file.Size))
            return;
        StateHasChanged();
        using var read = new MemoryStream();
        await using (var stream = file.OpenReadStream(ImportState.FileBytesMax))
            await stream.CopyToAsync(read);
        _state.Read(read.ToArray());
        _state.Check(await Sender.SendAsync(new PreviewImport(_state.File, _state.FileName)));
    }

    private async Task ImportAsync()
    {
        if (!_state.CanImport)
            return;
        _state.Begin();
        StateHasChanged();
        var progress = new PercentProgress(p => _ = InvokeAsync(() =>
        {
            _state.Note(p);
            StateHasChanged();
        }));
        _state.Finish(await Sender.SendAsync(new ImportProducts(_state.File, _state.FileName, progress)));
    }

    private async Task DownloadFailedAsync()
    {
        if (_state.Outcome?.FailedRowsCsv is not { } csv)
            return;
        await using var script = await OfficeScript.LoadAsync(Js);
        // the mark tells a spreadsheet that the file is UTF-8
        await script.DownloadAsync(_state.FailedFileName, [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(csv)]);
    }

    private bool At(ImportStep from, ImportStep to) => _state.Step >= from && _state.Step <= to;

    private string Pressed(ImportVerdict? verdict) => _state.Shown == verdict ? "true" : "false";

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
