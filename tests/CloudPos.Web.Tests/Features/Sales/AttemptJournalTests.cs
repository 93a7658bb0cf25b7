using Bunit;
using CloudPos.Application.Features.Sales;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Sales;

namespace CloudPos.Web.Tests.Features.Sales;

public sealed class AttemptJournalTests : BunitContext
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 10, 54, 6, TimeSpan.FromHours(-5));

    [Fact]
    public void Every_line_has_its_time_its_sentence_and_its_note()
    {
        var lines = Show(AttemptState.Approved,
            new JournalLine(1, At, AttemptState.Created, AttemptState.Sent, "Sent to PIN pad 3, once.", null),
            new JournalLine(2, At.AddMinutes(2), AttemptState.Sent, AttemptState.Approved, "PIN pad 3 said: approved.", "AuthCode 04418Z")).FindAll("[data-testid=journal-line]");

        Assert.Equal(2, lines.Count);
        Assert.Equal("10:54:06 AM", lines[0].QuerySelector("time")!.TextContent);
        Assert.Null(lines[0].QuerySelector("small"));
        Assert.Contains("PIN pad 3 said: approved.", lines[1].TextContent, StringComparison.Ordinal);
        Assert.Equal("AuthCode 04418Z", lines[1].QuerySelector("small.mono")!.TextContent);
    }

    [Fact]
    public void What_was_on_the_line_is_folded_away_field_by_field_below_the_sentence()
    {
        var line = Show(AttemptState.Sent,
            new JournalLine(1, At, AttemptState.Created, AttemptState.Sent, "One request sent to the PIN pad.", "TransType=Sale; Amount=5.08; AuthKey=***")).Find("[data-testid=journal-line]");

        Assert.Empty(line.QuerySelectorAll("p small"));
        Assert.False(line.QuerySelector("[data-testid=journal-wire]")!.HasAttribute("open"));
        Assert.Equal("The request, without keys", line.QuerySelector("summary")!.TextContent);
        Assert.Equal("TransType=Sale\nAmount=5.08\nAuthKey=***", line.QuerySelector("small.mono")!.TextContent);
    }

    [Fact]
    public void A_line_that_led_nowhere_new_is_not_marked()
    {
        Assert.Equal("", AttemptWords.Mark(new JournalLine(1, At, AttemptState.Unknown, AttemptState.Unknown, "Asked: busy.", null)));
        Assert.Equal("warn", AttemptWords.Mark(new JournalLine(1, At, AttemptState.Sent, AttemptState.Unknown, "No answer.", null)));
        Assert.Equal("ok", AttemptWords.Mark(new JournalLine(1, At, AttemptState.Unknown, AttemptState.Approved, "Found.", null)));
    }

    [Theory]
    [InlineData(AttemptState.Unknown)]
    [InlineData(AttemptState.NeedsReview)]
    public void A_payment_of_which_nobody_knows_the_outcome_warns_before_its_story(AttemptState state)
    {
        var warning = Show(state).Find(".banner-warn").TextContent;

        Assert.Contains("whether the card was charged", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_payment_that_is_known_warns_of_nothing() => Assert.Empty(Show(AttemptState.Declined).FindAll(".banner-warn"));

    [Fact]
    public void No_state_that_leaves_money_open_is_called_charged_and_none_that_took_money_is_called_not_charged()
    {
        var charged = Enum.GetValues<AttemptState>().Where(s => AttemptWords.Chip(s).Words.StartsWith("Charged", StringComparison.Ordinal));
        var notCharged = Enum.GetValues<AttemptState>().Where(s => AttemptWords.Chip(s).Words == "Not charged");

        Assert.Equal([AttemptState.Approved, AttemptState.PartiallyApproved], charged);
        Assert.Equal([AttemptState.NotStarted, AttemptState.NotProcessed], notCharged);
    }

    private IRenderedComponent<AttemptJournal> Show(AttemptState state, params JournalLine[] lines) => Render<AttemptJournal>(p => p
        .Add(j => j.Attempt, new AttemptStory(AttemptId.New(), "REF1", state, "PIN pad 3", "220326704411", new Money(2994), "cashier", lines)));
}
