using System.Globalization;
using CloudPos.Application.Features.Sales;
using CloudPos.Domain.Tenancy;
using Microsoft.AspNetCore.WebUtilities;

namespace CloudPos.Web.Features.Sales;

/// <summary>Which days the list of sales shows.</summary>
internal enum DayChoice
{
    Today,
    Yesterday,
    Week,
    Range,
}

/// <summary>The filters of the list of sales, as they stand in the address: a link to them can be sent to somebody.</summary>
internal sealed record SalesQuery(string Text, DayChoice Day, DateOnly? From, DateOnly? To, StoreId? Store, SaleTenderFilter Tender)
{
    /// <summary>A week rather than a day: a shop that opens at eight must not show its owner an empty page at nine.</summary>
    public static readonly SalesQuery Default = new("", DayChoice.Week, null, null, null, SaleTenderFilter.Any);

    public bool IsNarrowed => this with { Text = Text.Trim() } != Default;

    public static SalesQuery Read(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri, UriKind.Absolute).Query);
        string? One(string key) => query.TryGetValue(key, out var values) ? values.ToString() : null;
        return new SalesQuery(
            One("q") ?? "",
            Enum.TryParse<DayChoice>(One("days"), ignoreCase: true, out var day) && Enum.IsDefined(day) ? day : Default.Day,
            Date(One("from")),
            Date(One("to")),
            Guid.TryParse(One("store"), out var store) ? new StoreId(store) : null,
            Enum.TryParse<SaleTenderFilter>(One("tender"), ignoreCase: true, out var tender) && Enum.IsDefined(tender) ? tender : Default.Tender);
    }

    /// <summary>The address of the list, or of one sale within it.</summary>
    public string ToAddress(SaleId? sale)
    {
        var parts = new Dictionary<string, string?>();
        if (Text.Trim() is { Length: > 0 } text)
            parts["q"] = text;
        if (Day != Default.Day)
            parts["days"] = Day.ToString().ToLowerInvariant();
        if (Day == DayChoice.Range)
            (parts["from"], parts["to"]) = (Words(From), Words(To));
        if (Store is { } store)
            parts["store"] = store.Value.ToString();
        if (Tender != Default.Tender)
            parts["tender"] = Tender.ToString().ToLowerInvariant();
        return QueryHelpers.AddQueryString(sale is { } open ? $"/sales/{open.Value}" : "/sales", parts.Where(p => p.Value is not null));
    }

    public SalesFilter ToFilter(DateOnly today)
    {
        // "The last 7 days" has no end: a store whose day has begun before this screen's is not cut off.
        var (from, to) = Day switch
        {
            DayChoice.Today => (today, today),
            DayChoice.Yesterday => (today.AddDays(-1), today.AddDays(-1)),
            DayChoice.Week => (today.AddDays(-6), (DateOnly?)null),
            DayChoice.Range => (From, To),
        };
        return new SalesFilter(Text.Trim() is { Length: > 0 } text ? text : null, from, to, Store, Tender);
    }

    /// <summary>Both ends of a range begin with a day, so that the two fields are never empty.</summary>
    public SalesQuery Choose(DayChoice day, DateOnly today) =>
        this with { Day = day, From = day == DayChoice.Range ? From ?? today.AddDays(-6) : null, To = day == DayChoice.Range ? To ?? today : null };

    /// <summary>The days in words: part of the sentence over an empty list.</summary>
    public string DayWords => Day switch
    {
        DayChoice.Today => "today",
        DayChoice.Yesterday => "yesterday",
        DayChoice.Week => "in the last 7 days",
        DayChoice.Range => "on these days",
    };

    /// <summary>Why the list is empty.</summary>
    public string NothingWords => Day == DayChoice.Range && From > To
        ? "The last day lies before the first. Choose a last day on or after it."
        : $"Nothing was paid {DayWords} that fits these filters.";

    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static string? Words(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
