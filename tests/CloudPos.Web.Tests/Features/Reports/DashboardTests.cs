using Bunit;
using CloudPos.Application.Features.Reports;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Reports;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Reports;
using CloudPos.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Web.Tests.Features.Reports;

public sealed class DashboardTests : BunitContext
{
    private static readonly DateOnly Friday = new(2026, 11, 27);

    private readonly Answers _answers = new();

    public DashboardTests()
    {
        _answers.Behind(this);
        JSInterop.SetupModule(OfficeScript.Path).Setup<string>("today").SetResult("2026-11-27");
    }

    [Fact]
    public void A_running_day_compares_full_hours_of_sales_and_leaves_refunds_out_on_both_sides()
    {
        var state = new DashboardState(Day(isToday: true) with
        {
            Sales = Sales(count: 9, net: 9_000), Compared = Sales(count: 6, net: 6_000), Before = Sales(count: 4, net: 5_000),
            Refunds = Refunds(1_000), RefundsBefore = Refunds(9_999),
        });

        Assert.Equal(new Money(8_000), state.NetSales);
        Assert.Equal("▲ 20.0 %", state.NetSalesChange!.Value.Words);
        Assert.Equal("▲ 50.0 %", state.CountChange!.Value.Words);
        Assert.Null(state.RefundsChange);
        Assert.Equal("▲▼ full hours before 3 pm against last Friday, refunds aside", state.Compared);
    }

    [Fact]
    public void A_day_that_is_over_compares_net_less_refunds_on_both_sides()
    {
        var state = new DashboardState(Day(isToday: false) with
        {
            Sales = Sales(9, 9_000), Compared = Sales(9, 9_000), Before = Sales(4, 5_000), Refunds = Refunds(1_000), RefundsBefore = Refunds(1_000),
        });

        Assert.Equal("▲ 100.0 %", state.NetSalesChange!.Value.Words);
        Assert.Equal("▲ 0.0 %", state.RefundsChange!.Value.Words);
    }

    [Fact]
    public void What_one_sale_comes_to_is_rounded_and_the_tax_is_less_refunds()
    {
        var state = new DashboardState(Day(isToday: true) with { Sales = Sales(3, 2_000) with { Tax = new Money(90) }, Refunds = Refunds(100) with { Tax = new Money(9) } });

        Assert.Equal("$6.67 each", state.Each);
        Assert.Equal(new Money(81), state.SalesTax);
    }

    [Fact]
    public void An_item_without_a_SKU_leads_nowhere()
    {
        var state = new DashboardState(Day(isToday: true) with { TopItems = [Figure.None(FigureKind.Item) with { Label = "Taken on the PIN pad" }, Figure.None(FigureKind.Item) with { Key = "TEA", Label = "Tea" }] });

        Assert.Null(state.TopItems[0].Href);
        Assert.Contains("q=TEA", state.TopItems[1].Href, StringComparison.Ordinal);
    }

    [Fact]
    public void A_problem_without_a_way_to_it_has_no_button_and_nothing_is_said_of_PIN_pads_that_nobody_asked()
    {
        _answers.To<GetDashboard, Dashboard>(_ => Day(isToday: true) with { Problems = [new OpenProblem("PIN pad 9 offline", "Wake it and check its network.", null, true)] });
        Assert.Empty(Render<DashboardBoard>().Find("[data-testid=open-problem]").QuerySelectorAll("a"));
    }

    [Fact]
    public void A_settlement_that_was_refused_leads_to_the_end_of_the_day()
    {
        _answers.To<GetDashboard, Dashboard>(_ => Day(isToday: true) with { Problems = [new OpenProblem("PIN pad 1 was not settled", "Not settled: the host refused the batch.", "/end-of-day?store=1", true)] });
        var problem = Render<DashboardBoard>().Find("[data-testid=open-problem]");

        Assert.Equal("/end-of-day?store=1", Assert.Single(problem.QuerySelectorAll("a")).GetAttribute("href"));
        Assert.Contains("PIN pad 1 was not settled", problem.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_refused_range_keeps_the_controls_so_that_another_can_be_chosen(bool isTaxReport)
    {
        const string words = "The last day lies before the first. Choose a last day on or after it.";
        var page = isTaxReport ? "/reports/tax" : "/dashboard";
        Services.GetRequiredService<NavigationManager>().NavigateTo(page + "?days=range&from=2026-11-27&to=2026-11-01");
        _answers.To<GetDashboard, Dashboard>(r => r.Range is null ? (Result<Dashboard>)Day(isToday: true) : new Refusal("input.invalid", words));
        _answers.To<GetTaxReport, TaxReport>(r => r.Range.From > r.Range.To ? (Result<TaxReport>)new Refusal("input.invalid", words) : new TaxReport(r.Range, [], Money.Zero, Money.Zero, Money.Zero, []));

        var board = Render(b =>
        {
            b.OpenComponent(0, isTaxReport ? typeof(TaxReportBoard) : typeof(DashboardBoard));
            b.CloseComponent();
        });

        Assert.Contains(words, board.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("2026-11-27", board.Find("[data-testid=report-from]").GetAttribute("value"));
        board.Find("[data-testid=report-days]").Change("Today");
        Assert.Empty(board.FindAll("[role=alert]"));
    }

    [Fact]
    public void A_tax_that_nobody_knows_by_name_has_a_row_without_a_rate()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/reports/tax");
        _answers.To<GetTaxReport, TaxReport>(r => new TaxReport(r.Range,
        [
            new TaxReportRow("Local", "City tax", "5", new Money(1_000), new Money(50), Money.Zero, Money.Zero),
            new TaxReportRow("", "Without a receipt", "", Money.Zero, Money.Zero, new Money(1_000), new Money(150)),
        ], Money.Zero, Money.Zero, new Money(-100), []));

        Assert.Equal([("City tax", "5 %", "$0.50"), ("Without a receipt", "", "−$1.50")], Render<TaxReportBoard>().FindAll("[data-testid=tax-row]")
            .Select(row => (row.Children[1].TextContent, row.Children[2].TextContent, row.Children[6].TextContent)));
    }

    private static Dashboard Day(bool isToday) => new(
        new ReportRange(Friday, Friday, null), new ReportRange(Friday.AddDays(-7), Friday.AddDays(-7), null), isToday, new DateTimeOffset(2026, 11, 27, 15, 20, 0, TimeSpan.FromHours(-5)),
        Sales(0, 0), Sales(0, 0), Sales(0, 0), Refunds(0), Refunds(0), [], [], [], [], [], [], [], [], []);

    private static Figure Sales(int count, long net) => Figure.None(FigureKind.Sales) with { Count = count, Amount = new Money(net), Net = new Money(net) };

    private static Figure Refunds(long net) => Figure.None(FigureKind.Refunds) with { Count = 1, Amount = new Money(net), Net = new Money(net) };
}
