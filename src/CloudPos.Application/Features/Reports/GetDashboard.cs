using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Sales;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Reports;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Reports;

/// <summary>A merchant's day, or days: figures against the same days a week earlier, and what is wrong right now.</summary>
/// <param name="Range">Null = the business day that it is now.</param>
[Needs(Permission.ViewReports)]
public sealed record GetDashboard(ReportRange? Range, StoreId? StoreId) : IRequest<Result<Dashboard>>;

/// <summary>All that the dashboard shows.</summary>
/// <param name="Compared">What of the sales stands against <paramref name="Before"/>: all of them, but of a day that is running its full hours only.</param>
/// <param name="Before">The same weekdays before; where today is still running, the same full hours.</param>
/// <param name="IsToday">The range is the day that is running.</param>
public sealed record Dashboard(
    ReportRange Range, ReportRange BeforeRange, bool IsToday, DateTimeOffset NowLocal, Figure Sales, Figure Compared, Figure Before, Figure Refunds, Figure RefundsBefore,
    IReadOnlyList<Figure> Hours, IReadOnlyList<Figure> HoursBefore, IReadOnlyList<Figure> Categories, IReadOnlyList<Figure> Tenders,
    IReadOnlyList<Figure> Cashiers, IReadOnlyList<Figure> RefundsBy, IReadOnlyList<Figure> TopItems, IReadOnlyList<OpenProblem> Problems, IReadOnlyList<StoreRow> Stores);

/// <summary>What stands among the categories without being one.</summary>
public static class NoCategory
{
    public const string GiftCards = "Gift cards";
    public const string None = "No category";
}

/// <summary>Something that wants a look now, with the way to it where there is one.</summary>
public sealed record OpenProblem(string Words, string Detail, string? Href, bool IsBad);

internal sealed class GetDashboardValidator : AbstractValidator<GetDashboard>
{
    public GetDashboardValidator() => RuleFor(r => r.Range!).SetValidator(new ReportRangeValidator()).When(r => r.Range is not null);
}

internal sealed class GetDashboardHandler(AppDbContext db, RequestContext context, FigureQueries figures, TimeProvider clock)
    : IRequestHandler<GetDashboard, Result<Dashboard>>
{
    private const int RowsMax = 200;
    private const int TopItemsMax = 8;
    private const int PadsMax = 10;

    private static readonly FigureKind[] Small =
        [FigureKind.Sales, FigureKind.Hour, FigureKind.Category, FigureKind.Tender, FigureKind.Cashier, FigureKind.Refunds, FigureKind.RefundBy];

    private static readonly FigureKind[] Compared = [FigureKind.Sales, FigureKind.Hour, FigureKind.Refunds];

    public async Task<Result<Dashboard>> Handle(GetDashboard request, CancellationToken cancel)
    {
        if (!await figures.SeesAsync(request.StoreId, cancel))
            return new Refusal("store.unknown", "That store does not exist.");
        var first = await db.Stores.AsNoTracking().Where(s => request.StoreId == null || s.Id == request.StoreId).OrderBy(s => s.Name).FirstOrDefaultAsync(cancel);
        if (first is null)
            return new Refusal("store.none", "There is no store yet. Your ISO sets up the first one.");
        var now = clock.GetUtcNow();
        var today = first.Clock.BusinessDate(now);
        var range = new ReportRange(request.Range?.From ?? today, request.Range?.To ?? today, request.StoreId);
        var days = range.To.DayNumber - range.From.DayNumber + 1;
        var back = -(days + 6) / 7 * 7; // whole weeks, so that a Thursday stands against a Thursday
        var before = new ReportRange(range.From.AddDays(back), range.To.AddDays(back), range.StoreId);
        var isToday = range.From == today && range.To == today;

        var rows = await figures.SumAsync(range, Small, RowsMax, cancel);
        var old = await figures.SumAsync(before, Compared, RowsMax, cancel);
        var local = first.Clock.Local(now);
        var stores = await figures.StoresAsync(cancel);
        return new Dashboard(
            range, before, isToday, local,
            One(rows, FigureKind.Sales), isToday ? Before(rows, local.Hour, first.DayEndsAtHour) : One(rows, FigureKind.Sales),
            isToday ? Before(old, local.Hour, first.DayEndsAtHour) : One(old, FigureKind.Sales),
            One(rows, FigureKind.Refunds), One(old, FigureKind.Refunds),
            Of(rows, FigureKind.Hour), Of(old, FigureKind.Hour), Of(rows, FigureKind.Category), Of(rows, FigureKind.Tender),
            Of(rows, FigureKind.Cashier), Of(rows, FigureKind.RefundBy),
            await figures.SumAsync(range, [FigureKind.Item], TopItemsMax, cancel),
            await ProblemsAsync(request.StoreId, stores, cancel), stores);
    }

    private static Figure One(IReadOnlyList<Figure> rows, FigureKind kind) => rows.FirstOrDefault(r => r.Kind == kind) ?? Figure.None(kind);

    private static IReadOnlyList<Figure> Of(IReadOnlyList<Figure> rows, FigureKind kind) => [.. rows.Where(r => r.Kind == kind)];

    /// <summary>A day that is running is compared by its full hours: the hour that is running is not over on this day, and was on the other.</summary>
    private static Figure Before(IReadOnlyList<Figure> rows, int hour, int dayEndsAt)
    {
        var hours = Of(rows, FigureKind.Hour).Where(h => OfDay(h.Key) < (hour - dayEndsAt + 24) % 24).ToArray();
        return Figure.None(FigureKind.Sales) with
        {
            Count = hours.Sum(h => h.Count),
            Amount = Money.Sum(hours.Select(h => h.Amount)),
            Net = Money.Sum(hours.Select(h => h.Net)),
            Tax = Money.Sum(hours.Select(h => h.Tax)),
            Tip = Money.Sum(hours.Select(h => h.Tip)),
        };

        int OfDay(string key) => (int.Parse(key, System.Globalization.CultureInfo.InvariantCulture) - dayEndsAt + 24) % 24;
    }

    private async Task<IReadOnlyList<OpenProblem>> ProblemsAsync(StoreId? store, IReadOnlyList<StoreRow> stores, CancellationToken cancel)
    {
        var attempts = db.Attempts.OfActorsMerchant(context).Where(a => store == null || a.StoreId == store);
        var unknown = await attempts.Where(a => a.State == AttemptState.Unknown || a.State == AttemptState.NeedsReview)
            .GroupBy(_ => 1).Select(g => new { Count = g.Count(), Sum = g.Sum(a => a.Amount.Cents + a.AskedCashback.Cents) }).FirstOrDefaultAsync(cancel);
        var toVoid = await attempts.Where(a => a.ToVoidSince != null)
            .GroupBy(_ => 1).Select(g => new { Count = g.Count(), Sum = g.Sum(a => a.Charged != null ? a.Charged.Value.Cents : a.Amount.Cents + a.AskedCashback.Cents) }).FirstOrDefaultAsync(cancel);
        var offline = await db.Terminals.OfActorsMerchant(context).Where(t => (store == null || t.StoreId == store) && t.IsOnline == false).Select(t => t.Label).Take(PadsMax).ToListAsync(cancel);
        var problems = new List<OpenProblem>();
        if (unknown is { Count: > 0 })
            problems.Add(new OpenProblem($"{Payments(unknown.Count)} not known, {MoneyText.Show(new Money(unknown.Sum))}", "The PIN pads are being asked. Do not charge again.", "/payments", true));
        if (toVoid is { Count: > 0 })
            problems.Add(new OpenProblem($"{Payments(toVoid.Count)} to void, {MoneyText.Show(new Money(toVoid.Sum))}", "Charged for a sale that was paid otherwise.", "/payments", true));
        problems.AddRange(await UnsettledAsync(store, stores, cancel));
        if (offline.Count > 0)
            problems.Add(new OpenProblem($"{string.Join(", ", offline)} offline", "Wake it and check its network.", null, true));
        return problems;
    }

    /// <summary>The last word on a PIN pad's batch was a refusal, in whole or in part, and nothing of that PIN pad has been closed since.</summary>
    private async Task<IEnumerable<OpenProblem>> UnsettledAsync(StoreId? store, IReadOnlyList<StoreRow> stores, CancellationToken cancel)
    {
        var refused = await (
            from pad in db.Terminals.OfActorsMerchant(context)
            join last in db.Settlements.Include(s => s.Parts) on pad.Id equals last.TerminalId
            where (store == null || pad.StoreId == store) && (last.State == SettlementState.Refused || last.State == SettlementState.InPart)
                && !db.Settlements.Any(next => next.TerminalId == pad.Id && next.CreatedAt > last.CreatedAt && next.State != SettlementState.NotDone)
                && !db.Batches.Any(b => b.MerchantId == pad.MerchantId && b.TerminalId == pad.Id && b.ClosedAt > last.EndedAt)
            orderby pad.Label
            select new { pad.Label, pad.StoreId, Settlement = last }).AsNoTracking().Take(PadsMax).ToListAsync(cancel);
        var places = stores.Count > 1 ? stores.ToDictionary(s => s.Id, s => $" in {s.Name}") : [];
        return refused.Select(r => new OpenProblem(
            $"{r.Label}{places.GetValueOrDefault(r.StoreId)} was {(r.Settlement.HasClosed ? "settled in part" : "not settled")}",
            SettlementWords.Of(r.Settlement), $"/end-of-day?store={r.StoreId.Value}", true));
    }

    private static string Payments(int count) => count == 1 ? "1 payment" : $"{count} payments";
}
