using Bunit;
using CloudPos.Application.Features.Tips;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Tips;

namespace CloudPos.Web.Tests.Features.Tips;

public sealed class TipGridTests : BunitContext
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 12, 41, 0, TimeSpan.FromHours(-5));

    private readonly TipSheet _sheet = new();

    public TipGridTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void Digits_are_cents_and_become_an_amount_when_the_row_is_left()
    {
        var grid = Show(Row(1098, 1872), Row(1103, 2430));
        grid.FindAll("[data-testid=tip-input]")[0].Change("450");

        Assert.Contains("$23.22", grid.FindAll("[data-testid=tip-row]")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("24 %", grid.FindAll("[data-testid=tip-row]")[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("4.50", grid.FindAll("[data-testid=tip-input]")[0].GetAttribute("value"));
        Assert.Equal([(1098, new Money(450))], _sheet.Ready().Select(r => (r.Row.SaleNumber, r.Draft.Tip)));
    }

    [Theory]
    [InlineData("450", 450)]
    [InlineData("4.50", 450)]
    [InlineData("4.5", 450)]
    [InlineData("0", 0)]
    [InlineData("5", 5)]
    public void What_is_typed_is_read_the_same_before_and_after_it_was_tidied_up(string typed, long cents)
    {
        Show(Row(1098, 1872));
        var id = _sheet.Rows[0].ChargeId;
        _sheet.Type(id, typed);
        Assert.Equal(new Money(cents), _sheet.Ready()[0].Draft.Tip);
        _sheet.Leave(id);
        Assert.Equal(new Money(cents), _sheet.Ready()[0].Draft.Tip);
    }

    [Theory]
    [InlineData("4,50")]
    [InlineData("four")]
    [InlineData("-4")]
    [InlineData("4.505")]
    public void What_is_no_amount_is_marked_and_never_sent(string typed)
    {
        var grid = Show(Row(1098, 1872));
        grid.Find("[data-testid=tip-input]").Change(typed);
        Assert.Equal("true", grid.Find("[data-testid=tip-input]").GetAttribute("aria-invalid"));
        Assert.Empty(_sheet.Ready());
        Assert.Empty(_sheet.Wanted());
    }

    [Fact]
    public void An_unlikely_tip_asks_in_its_row_and_goes_out_only_when_it_is_meant()
    {
        var grid = Show(Row(1112, 1144), Row(1103, 2430));
        grid.FindAll("[data-testid=tip-input]")[0].Change("2000");
        grid.FindAll("[data-testid=tip-input]")[1].Change("450");
        Assert.Contains("Meant $2.00?", grid.FindAll("[data-testid=tip-row]")[0].TextContent, StringComparison.Ordinal);
        Assert.Equal([1103], _sheet.Ready().Select(r => r.Row.SaleNumber));

        grid.Find("[data-testid=tip-meant]").Click();

        Assert.Equal([(new Money(2_000), true), (new Money(450), false)], _sheet.Wanted().Select(w => (w.Tip, w.IsMeant)));
        grid.FindAll("[data-testid=tip-input]")[0].Change("3000"); // another amount is another question
        Assert.Equal([1103], _sheet.Ready().Select(r => r.Row.SaleNumber));
    }

    [Fact]
    public void What_an_unlikely_tip_may_have_been_meant_to_be_is_taken_with_one_press()
    {
        var grid = Show(Row(1112, 1144));
        grid.Find("[data-testid=tip-input]").Change("2000");

        grid.Find("[data-testid=tip-instead]").Click();

        Assert.Equal("2.00", grid.Find("[data-testid=tip-input]").GetAttribute("value"));
        Assert.Equal([(new Money(200), false)], _sheet.Wanted().Select(w => (w.Tip, w.IsMeant)));
    }

    [Fact]
    public void What_is_on_its_way_or_refused_says_so_in_its_row()
    {
        var grid = Show(Row(1, 1000) with { IsOnItsWay = true, Asked = new Money(200) }, Row(2, 1000) with { Refused = "The PIN pad is offline. Nothing was sent." });
        Assert.Contains("On its way", grid.FindAll("[data-testid=tip-row]")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("$12.00", grid.FindAll("[data-testid=tip-row]")[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("The PIN pad is offline. Nothing was sent.", grid.Find("[data-testid=tip-refused]").TextContent);
        Assert.Single(grid.FindAll("[data-testid=tip-input]"));
    }

    [Fact]
    public void A_row_that_is_read_anew_keeps_what_was_typed_and_the_id_of_its_tip()
    {
        var row = Row(1098, 1872);
        _sheet.Fill([row]);
        _sheet.Type(row.ChargeId, "450");
        var id = _sheet.Wanted()[0].Id;
        _sheet.Fill([row with { NextId = AttemptId.New() }]);
        Assert.Equal((id, new Money(450)), (_sheet.Wanted()[0].Id, _sheet.Wanted()[0].Tip));

        _sheet.Fill([row with { IsOnItsWay = true }]);
        _sheet.Fill([row with { NextId = AttemptId.New(), Refused = "No." }]);
        Assert.Empty(_sheet.Wanted()); // a new try is a new tip
        _sheet.Type(row.ChargeId, "450");
        Assert.NotEqual(id, _sheet.Wanted()[0].Id);
    }

    [Fact]
    public void The_rest_gets_nothing_and_what_was_typed_stays()
    {
        var (first, second) = (Row(1, 1000), Row(2, 1000));
        _sheet.Fill([first, second]);
        _sheet.Type(first.ChargeId, "200");
        _sheet.NothingForTheRest();
        Assert.Equal([new Money(200), Money.Zero], _sheet.Wanted().Select(w => w.Tip));
    }

    [Fact]
    public void Those_that_are_done_stand_below_their_sum()
    {
        var grid = Show(Row(1, 1000), Row(2, 1000) with { IsWaiting = false, Tip = new Money(200) });
        Assert.Contains("Sent to the PIN pad, 1", grid.Find("[data-testid=tips-sent]").TextContent, StringComparison.Ordinal);
        Assert.Contains("$12.00", grid.FindAll("[data-testid=tip-row]")[1].TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<TipGrid> Show(params TipRow[] rows)
    {
        _sheet.Fill(rows);
        return Render<TipGrid>(p => p.Add(g => g.Sheet, _sheet).Add(g => g.Sent, new TipSum(1, new Money(1_000), new Money(200))));
    }

    private static TipRow Row(int number, long bill) => new(AttemptId.New(), AttemptId.New(), SaleId.New(), number, At, "Visa ····4821", "cashier@example.test", new Money(bill),
        null, IsWaiting: true, IsOnItsWay: false, IsUnknown: false, Refused: null, Asked: null);
}
