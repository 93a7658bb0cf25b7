using CloudPos.Application.Features.Reports;
using CloudPos.Application.Pipeline;

namespace CloudPos.Web.Features.Reports;

public sealed partial class DashboardBoard : ReportBoard
{
    private Dashboard? _day;
    private DashboardState? _state;

    private protected override string Page => "/dashboard";

    private protected override ReportRange? Shown => _day?.Range;

    private protected override async Task<Refusal?> ReadAsync(DateOnly today)
    {
        var result = await Sender.SendAsync(new GetDashboard(_query.ToRange(today), _query.Store));
        if (result.Value is { } day)
            (_day, _state) = (day, new DashboardState(day));
        return result.Refusal;
    }
}
