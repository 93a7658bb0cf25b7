using System.Globalization;
using CloudPos.Application.Features.Reports;
using CloudPos.Domain.Tenancy;
using Microsoft.AspNetCore.WebUtilities;

namespace CloudPos.Web.Features.Reports;

/// <summary>Which days a report shows, as a person chooses them.</summary>
public enum ReportDays
{
    Today,
    Yesterday,
    Week,
    Month,
    Quarter,
    Range,
}

/// <summary>The choice of days and store, as it stands in the address: a link to a report can be sent to somebody.</summary>
public sealed record ReportQuery(ReportDays Days, DateOnly? From, DateOnly? To, StoreId? Store)
{
    public static readonly ReportQuery Default = new(ReportDays.Today, null, null, null);

    public static IReadOnlyList<(ReportDays Days, string Words)> Choices { get; } =
    [
        (ReportDays.Today, "Today"), (ReportDays.Yesterday, "Yesterday"), (ReportDays.Week, "7 days"), (ReportDays.Month, "30 days"),
        (ReportDays.Quarter, "90 days"), (ReportDays.Range, "From, to"),
    ];

    public static ReportQuery Read(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri, UriKind.Absolute).Query);
        string? One(string key) => query.TryGetValue(key, out var values) ? values.ToString() : null;
        return new ReportQuery(
            Enum.TryParse<ReportDays>(One("days"), ignoreCase: true, out var days) && Enum.IsDefined(days) ? days : Default.Days,
            Date(One("from")), Date(One("to")),
            Guid.TryParse(One("store"), out var store) ? new StoreId(store) : null);
    }

    public string ToAddress(string page)
    {
        var parts = new Dictionary<string, string?>();
        if (Days != Default.Days)
            parts["days"] = Days.ToString().ToLowerInvariant();
        if (Days == ReportDays.Range)
            (parts["from"], parts["to"]) = (Words(From), Words(To));
        if (Store is { } store)
            parts["store"] = store.Value.ToString();
        return QueryHelpers.AddQueryString(page, parts.Where(p => p.Value is not null));
    }

    /// <summary>The days; null = the business day that the store says it is.</summary>
    public ReportRange? ToRange(DateOnly today) => Days switch
    {
        ReportDays.Today => null,
        ReportDays.Yesterday => new ReportRange(today.AddDays(-1), today.AddDays(-1), Store),
        ReportDays.Week => new ReportRange(today.AddDays(-6), today, Store),
        ReportDays.Month => new ReportRange(today.AddDays(-29), today, Store),
        ReportDays.Quarter => new ReportRange(today.AddDays(-89), today, Store),
        ReportDays.Range => new ReportRange(From ?? today, To ?? From ?? today, Store),
    };

    /// <summary>The list of the very sales that a figure of the range is made of.</summary>
    public static string SalesOf(ReportRange range)
    {
        var parts = new Dictionary<string, string?> { ["days"] = "range", ["from"] = Words(range.From), ["to"] = Words(range.To) };
        if (range.StoreId is { } store)
            parts["store"] = store.Value.ToString();
        return QueryHelpers.AddQueryString("/sales", parts);
    }

    public static string? Words(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
