using Bunit;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Shifts;
using CloudPos.Web.Features.Shifts;

namespace CloudPos.Web.Tests.Features.Shifts;

public sealed class CashCounterTests : BunitContext
{
    private readonly CountDraft _draft = new();
    private int _changes;

    [Fact]
    public void What_is_typed_and_stepped_comes_to_the_total()
    {
        var counter = Counter();
        counter.FindAll("[data-testid=pieces]")[0].Change("2"); // $100
        counter.FindAll("[aria-label='One more of $20']")[0].Click();
        counter.FindAll("[aria-label='One more of Roll of 25 ¢']")[0].Click();
        counter.FindAll("[data-testid=pieces]")[9].Change(" 7 "); // 1 ¢

        Assert.Equal((new Money(230_07), new Money(220_00), new Money(10_07)), (_draft.Total, _draft.Notes, _draft.Coins));
        Assert.Equal(4, _changes);
        Assert.Equal(new Money(230_07), _draft.Read()!.Total);
        Assert.Equal("$200.00", counter.FindAll("[data-testid=denom] .num")[0].TextContent);
    }

    [Fact]
    public void Nothing_is_taken_from_what_is_not_there()
    {
        var counter = Counter();
        Assert.True(counter.Find("[aria-label='One less of $100']").HasAttribute("disabled"));
        counter.Find("[aria-label='One more of $100']").Click();
        counter.Find("[aria-label='One less of $100']").Click();
        Assert.True(_draft.Total.IsZero);
    }

    [Theory]
    [InlineData("two")]
    [InlineData("-1")]
    [InlineData("10000")]
    [InlineData("1.5")]
    public void What_is_no_number_of_pieces_stays_in_its_field_and_is_not_counted(string typed)
    {
        var counter = Counter();
        counter.FindAll("[data-testid=pieces]")[1].Change(typed);
        Assert.Null(_draft.Read());
        counter.Render();
        Assert.Contains("$50", counter.Find("[data-testid=count-problem]").TextContent, StringComparison.Ordinal);
        Assert.Equal(typed, counter.FindAll("[data-testid=pieces]")[1].GetAttribute("value"));
        counter.FindAll("[data-testid=pieces]")[1].Change("3");
        Assert.Equal(new Money(150_00), _draft.Read()!.Total);
    }

    [Theory]
    [InlineData("", "Type dollars and cents, like 200 or 200.50.")]
    [InlineData("99999999999", "“99999999999” is more than $9,999,999.99, the most that fits here.")]
    [InlineData("10000000", "“10000000” is more than $9,999,999.99, the most that fits here.")]
    public void A_total_that_is_missing_or_too_large_says_so(string typed, string words)
    {
        _draft.Choose(byPieces: false);
        var counter = Counter();
        counter.Find("[data-testid=count-total]").Change(typed);
        Assert.Null(_draft.Read());
        counter.Render();
        Assert.Equal(words, counter.Find("[data-testid=count-problem]").TextContent);
    }

    [Fact]
    public void A_plain_total_can_be_typed_instead()
    {
        _draft.Choose(byPieces: false);
        var counter = Counter();
        counter.Find("[data-testid=count-total]").Change("lots");
        Assert.Null(_draft.Read());
        counter.Find("[data-testid=count-total]").Change("200.50");
        var read = _draft.Read()!;
        Assert.Equal((null, new Money(200_50)), (read.Pieces, read.Total));
    }

    [Theory]
    [InlineData(true, 8_50)]
    [InlineData(false, 200_50)]
    public void What_the_browser_kept_of_a_count_is_the_count(bool byPieces, long cents)
    {
        _draft.Type(5, "8");
        _draft.Type(6, "2");
        _draft.Type(1, "two");
        _draft.TotalText = "200.50";
        _draft.Choose(byPieces);

        var kept = CountDraft.TakenUp(_draft.Typed)!;

        Assert.Equal(_draft.Typed, kept.Typed);
        Assert.Equal((true, byPieces, true, new Money(cents)), (kept.IsKept, kept.IsByPieces, kept.IsWrong(1), kept.Total));
    }

    [Fact]
    public void What_is_no_count_is_not_gone_on_with()
    {
        Assert.Null(CountDraft.TakenUp(null));
        Assert.Null(CountDraft.TakenUp([]));
        Assert.Null(CountDraft.TakenUp(["pieces", "", "1"])); // of a time with other pieces
    }

    [Fact]
    public void Every_field_stands_in_the_place_that_the_browser_keeps_it_in()
    {
        _draft.Type(2, "7");
        _draft.TotalText = "12.30";
        foreach (var byPieces in new[] { true, false })
        {
            _draft.Choose(byPieces);
            var counter = Counter();
            var typed = System.Text.Json.JsonSerializer.Deserialize<string[]>(counter.Find("[data-kept-as]").GetAttribute("data-typed")!)!;
            Assert.All(counter.FindAll("[data-at]"), f => Assert.Equal(typed[int.Parse(f.GetAttribute("data-at")!, System.Globalization.CultureInfo.InvariantCulture)], f.GetAttribute("value")));
        }
    }

    [Fact]
    public void Every_kind_of_piece_has_a_field_that_Enter_reaches()
    {
        Assert.Equal(CashPieces.Kinds.Count, Counter().FindAll("input[data-next][data-number]").Count);
    }

    private IRenderedComponent<CashCounter> Counter() =>
        Render<CashCounter>(p => p.Add(c => c.Draft, _draft).Add(c => c.OnChanged, () => { _changes++; }));
}
