using System.Text;
using CloudPos.Application.Features.Reports;
using CloudPos.Application.Pipeline;
using CloudPos.Web.Security;
using CloudPos.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CloudPos.Web.Features.Reports;

/// <summary>What the screens of reports share: the choice in the address, reading, and the file of the figures.</summary>
public abstract class ReportBoard : ComponentBase, IAsyncDisposable
{
    private OfficeScript? _script;

    private protected ReportQuery _query = ReportQuery.Default;
    private protected string? _problem;
    private protected string? _progress;
    private protected bool _isBusy;

    [Inject] private protected CircuitSender Sender { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    /// <summary>The address of the page.</summary>
    private protected abstract string Page { get; }

    /// <summary>The days that are shown, once they are known.</summary>
    private protected abstract ReportRange? Shown { get; }

    /// <summary>Reads the report; returns why not.</summary>
    private protected abstract Task<Refusal?> ReadAsync(DateOnly today);

    protected override void OnInitialized() => _query = ReportQuery.Read(Navigation.Uri);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _script = await OfficeScript.LoadAsync(Js);
        await LookAsync();
        StateHasChanged();
    }

    private protected async Task ChangeAsync(ReportQuery query)
    {
        _query = query;
        await LookAsync();
        if (_script is not null)
            await _script.ShowAddressAsync(_query.ToAddress(Page));
    }

    /// <summary>The figures as a file, piece by piece, so that a long one shows how far it is.</summary>
    private protected async Task ExportAsync()
    {
        if (Shown is not { } range || _script is null)
            return;
        _isBusy = true;
        var file = new StringBuilder();
        var written = 0;
        while (true)
        {
            var result = await Sender.SendAsync(new ExportFigures(range, written));
            _problem = result.Refusal?.Message;
            if (result.Value is not { } piece)
                break;
            file.Append(piece.Csv);
            written += piece.Written;
            if (written >= piece.Total || piece.Written == 0)
            {
                await _script.DownloadAsync($"figures-{ReportQuery.Words(range.From)}-{ReportQuery.Words(range.To)}.csv", Encoding.UTF8.GetBytes(file.ToString()));
                break;
            }

            _progress = $"{written * 100L / piece.Total} %";
            StateHasChanged();
        }

        (_isBusy, _progress) = (false, null);
    }

    private async Task LookAsync()
    {
        if (_script is not null)
            _problem = (await ReadAsync(await _script.TodayAsync()))?.Message;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_script is not null)
            await _script.DisposeAsync();
    }
}
