using Bunit;
using CloudPos.Application.Features.Batches;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Batches;

namespace CloudPos.Web.Tests.Features.Batches;

public sealed class SettleRowTests : BunitContext
{
    private static readonly DateTimeOffset At = new(2026, 11, 26, 18, 30, 0, TimeSpan.FromHours(-5));
    private readonly List<StartSettlement> _asked = [];

    [Fact]
    public void A_try_after_one_that_is_on_record_is_a_settlement_of_its_own_whenever_that_is_seen()
    {
        var row = Row(Pad(null));
        row.Find("[data-testid=settle]").Click();
        row.Find("[data-testid=settle]").Click(); // before it is on record: the same
        row.Render(p => p.Add(x => x.Pad, Pad(_asked[0].SettlementId)));

        row.Find("[data-testid=settle]").Click();

        Assert.Equal(_asked[0].SettlementId, _asked[1].SettlementId);
        Assert.NotEqual(_asked[0].SettlementId, _asked[2].SettlementId);
    }

    [Fact]
    public void Totals_are_forced_only_after_a_refusal_with_a_reason_and_one_may_think_again()
    {
        Assert.DoesNotContain("Force", Row(Pad(null)).Markup, StringComparison.Ordinal);

        var row = Row(Pad(SettlementId.New()));
        row.FindAll("button").Single(b => b.TextContent == "Force…").Click();
        row.Find("[data-testid=force-reason]").Change("The host is up again");
        row.FindAll("button").Single(b => b.TextContent == "Not yet").Click();
        Assert.Empty(row.FindAll("[data-testid=force]"));
        row.FindAll("button").Single(b => b.TextContent == "Force…").Click();
        row.Find("form").Submit();

        Assert.Equal((SettleKind.Force, "The host is up again"), (Assert.Single(_asked).Kind, _asked[0].Reason));
    }

    [Fact]
    public void Totals_are_not_forced_without_a_reason_and_the_form_stays_to_say_so()
    {
        var row = Row(Pad(SettlementId.New()));
        row.FindAll("button").Single(b => b.TextContent == "Force…").Click();
        row.Find("form").Submit();
        Assert.Contains("Say why", row.Find("form [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(_asked);

        row.Find("form").KeyDown("Escape");
        Assert.Empty(row.FindAll("form"));
    }

    [Fact]
    public void What_only_the_PIN_pad_holds_is_settled_and_one_that_nobody_asked_is_not_offered()
    {
        var marked = Pad(null) with { Lines = 0, Total = Money.Zero, Listed = 1, Compared = Compared() with { BooksLines = 0, Difference = new Money(2_500), TerminalTotal = new Money(2_500) } };
        var row = Row(marked);
        Assert.Equal(("false", "Compared"), (row.Find("[data-testid=settle-result]").GetAttribute("data-done"), row.Find(".chip").TextContent));
        Assert.Contains("$25.00", row.Markup, StringComparison.Ordinal);
        row.Find("[data-testid=settle]").Click();
        Assert.Single(_asked);

        var unasked = Row(marked with { Listed = 0, Compared = null });
        Assert.Equal("Not asked", unasked.Find(".chip").TextContent);
        Assert.Empty(unasked.FindAll("[data-testid=settle]"));
        Assert.Equal(("true", "Nothing open"), (Row(marked with { Listed = 0 }).Find("[data-testid=settle-result]").GetAttribute("data-done"), Row(marked with { Listed = 0 }).Find(".chip").TextContent));
    }

    [Fact]
    public void What_was_settled_in_part_says_what_comes_before_the_rest()
    {
        var pad = Pad(SettlementId.New());
        var inPart = pad with { Settlement = pad.Settlement! with { State = SettlementState.InPart, Words = "Settled in part." }, Compared = pad.Compared! with { IsFresh = false } };

        Assert.Contains("Compare it again", Row(inPart).Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Compare it again", Row(inPart with { Compared = pad.Compared }).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_that_was_read_a_moment_before_it_was_closed_is_read_again()
    {
        var pad = Pad(SettlementId.New());
        var settled = pad with { Settlement = pad.Settlement! with { State = SettlementState.Settled } };

        Assert.True(EndOfDayWords.Moves(settled));
        Assert.False(EndOfDayWords.Moves(settled with { Lines = 0 }));
        Assert.False(EndOfDayWords.Moves(pad)); // refused: it waits for a person
    }

    private IRenderedComponent<SettleRow> Row(PadDay pad) => Render<SettleRow>(p => p.Add(x => x.Pad, pad).Add(x => x.Settle, request => _asked.Add(request)));

    /// <summary>Compared and ready; with a settlement that was refused, where one is named.</summary>
    private static PadDay Pad(SettlementId? refused) => new(
        TerminalId.New(), "PIN pad 1", "220326704421", "1", 1, new Money(508), 0,
        Compared(), refused is { } id ? new SettlementView(
            id, BatchId.New(), TerminalId.New(), "PIN pad 1", SettlementState.Refused, SettleKind.Close, "Not settled: the host refused.", null, 100, 4, 420, 1, new Money(508),
            "manager@demo.cloudpos.test", At, At, null, [], []) : null);

    private static ReconciliationView Compared() => new(
        ReconciliationId.New(), TerminalId.New(), "PIN pad 1", "220326704421", BatchId.New(), "1", At, "manager@demo.cloudpos.test", 1, new Money(508), 1, new Money(508), Money.Zero, 1, 0, [], IsFresh: true);
}
