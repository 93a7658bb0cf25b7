using System.Globalization;
using CloudPos.Application.Features.Reports;
using CloudPos.Domain.Amounts;
using CloudPos.Web.Ui;
using Microsoft.AspNetCore.WebUtilities;
using MoneyText = CloudPos.Domain.Amounts.MoneyText;

namespace CloudPos.Web.Features.Reports;

/// <summary>What the dashboard shows, in the words and shapes of its screen.</summary>
public sealed class DashboardState(Dashboard day)
{
    public string Title => day.IsToday ? "Today so far" : day.Range.From == day.Range.To ? Long(day.Range.From) : $"{Long(day.Range.From)} to {Long(day.Range.To)}";

    public string Compared => day.IsToday ? $"▲▼ full hours before {Words(day.NowLocal.Hour)} against last {day.BeforeRange.From.ToString("dddd", CultureInfo.InvariantCulture)}, refunds aside"
        : day.BeforeRange.From == day.BeforeRange.To ? "against " + Long(day.BeforeRange.From) : $"against {Long(day.BeforeRange.From)} to {Long(day.BeforeRange.To)}";

    public Money NetSales => day.Sales.Net - day.Refunds.Net;

    /// <summary>Refunds are not kept by the hour: of a day that is running, sales stand against sales and the refunds against nothing.</summary>
    public (string Words, bool IsUp)? NetSalesChange => day.IsToday
        ? ChartScale.Change(day.Compared.Net, day.Before.Net)
        : ChartScale.Change(NetSales, day.Before.Net - day.RefundsBefore.Net);

    public (string Words, bool IsUp)? CountChange => ChartScale.Change(day.Compared.Count, day.Before.Count);

    public (string Words, bool IsUp)? TipsChange => ChartScale.Change(day.Compared.Tip, day.Before.Tip);

    public (string Words, bool IsUp)? RefundsChange => day.IsToday ? null : ChartScale.Change(day.Refunds.Amount, day.RefundsBefore.Amount);

    /// <summary>As the report says it: less what went back with refunds.</summary>
    public Money SalesTax => day.Sales.Tax - day.Refunds.Tax;

    public string Each => day.Sales.Count == 0 ? "" : MoneyText.Show(Rounding.Proportion(day.Sales.Amount, new Money(1), new Money(day.Sales.Count))) + " each";

    public string SalesHref => ReportQuery.SalesOf(day.Range);

    /// <summary>From the first to the last hour in which either day sold; never fewer than eight, so that a quiet morning is no single bar.</summary>
    public IReadOnlyList<HourChart.Bar> Hours
    {
        get
        {
            var (now, before) = (day.Hours.ToDictionary(h => h.Key, h => h.Amount), day.HoursBefore.ToDictionary(h => h.Key, h => h.Amount));
            int[] sold = [.. now.Keys.Concat(before.Keys).Select(k => int.Parse(k, CultureInfo.InvariantCulture)).Distinct()];
            var first = sold.Length == 0 ? 8 : Math.Min(sold.Min(), 16);
            var last = Math.Max(sold.Length == 0 ? 8 : sold.Max(), first + 7);
            return [.. Enumerable.Range(first, Math.Min(23, last) - first + 1).Select(hour =>
            {
                var key = hour.ToString("00", CultureInfo.InvariantCulture);
                return new HourChart.Bar(Words(hour), now.GetValueOrDefault(key), before.GetValueOrDefault(key));
            })];
        }
    }

    public Money ByCard => day.Sales.Amount - ByCash;

    public Money ByCash => Money.Sum(day.Tenders.Where(t => t.Key == "Cash").Select(t => t.Amount));

    /// <summary>The shares of card and cash in thousandths: together 1,000, or nothing where nothing was sold.</summary>
    public (int Card, int Cash) Shares => ChartScale.Permilles(ByCard, ByCash) is [var card, var cash] ? (card, cash) : default;

    public IReadOnlyList<BarList.Row> Categories => [.. day.Categories.Take(8).Select(c => new BarList.Row(c.Label, c.Net, c.Label is NoCategory.GiftCards or NoCategory.None ? null : SalesWith(c.Label)))];

    public IReadOnlyList<BarList.Row> Tenders => [.. day.Tenders.Select(t => new BarList.Row(t.Label, t.Amount, QueryHelpers.AddQueryString(SalesHref, "tender", t.Key == "Cash" ? "cash" : "card")))];

    public IReadOnlyList<BarList.Row> TopItems => [.. day.TopItems.Select(i => new BarList.Row($"{i.Label} × {QuantityText.Show(i.Quantity)}", i.Net, i.Key.Length == 0 ? null : SalesWith(i.Key)))];

    public IReadOnlyList<BarList.Row> Tips => [.. day.Cashiers.Where(c => c.Tip.IsPositive).OrderByDescending(c => c.Tip.Cents).Select(c => new BarList.Row(c.Label, c.Tip, SalesWith(c.Key)))];

    public IReadOnlyList<BarList.Row> Discounts => [.. day.Cashiers.Where(c => c.Discount.IsPositive).OrderByDescending(c => c.Discount.Cents).Select(c => new BarList.Row(c.Label, c.Discount, SalesWith(c.Key)))];

    public IReadOnlyList<BarList.Row> Refunds => [.. day.RefundsBy.Select(r => new BarList.Row($"{r.Label}, {r.Count}", r.Amount))];

    private string SalesWith(string text) => QueryHelpers.AddQueryString(SalesHref, "q", text);

    private static string Words(int hour) => hour switch { 0 => "12 am", < 12 => $"{hour} am", 12 => "12 pm", _ => $"{hour - 12} pm" };

    private static string Long(DateOnly date) => date.ToString("ddd, MMM d", CultureInfo.InvariantCulture);
}
