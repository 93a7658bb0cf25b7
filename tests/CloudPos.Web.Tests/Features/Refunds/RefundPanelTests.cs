using Bunit;
using CloudPos.Application.Features.Refunds;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Refunds;

namespace CloudPos.Web.Tests.Features.Refunds;

public sealed class RefundPanelTests : BunitContext
{
    private static readonly string[] Givers = ["refund-again", "refund-return", "refund-cash", "refund-give-up", "refund-done"];

    [Theory]
    [InlineData(RefundPhase.Queued, "queued")]
    [InlineData(RefundPhase.OnTerminal, "on-terminal")]
    [InlineData(RefundPhase.Declined, "declined")]
    [InlineData(RefundPhase.NotGiven, "not-given")]
    [InlineData(RefundPhase.Unknown, "unknown")]
    [InlineData(RefundPhase.Refunded, "approved")]
    public void Every_state_has_its_name_and_the_head_never_changes(RefundPhase phase, string name)
    {
        var panel = Render<RefundPanel>(p => p.Add(x => x.View, View(phase)));

        Assert.Equal(name, panel.Find("[data-testid=refund-state]").GetAttribute("data-state"));
        Assert.Equal("$19.24", panel.Find(".payment-head .amount").TextContent);
    }

    [Fact]
    public void Unknown_says_do_not_give_cash_and_offers_nothing_that_gives()
    {
        var panel = Render<RefundPanel>(p => p.Add(x => x.View, View(RefundPhase.Unknown) with { CanCheckNow = true }));

        Assert.Equal("Do not give cash.", panel.Find(".do-not").TextContent);
        Assert.NotEmpty(panel.FindAll("[data-testid=refund-check]"));
        Assert.NotEmpty(panel.FindAll("[data-testid=refund-aside]"));
        Assert.All(Givers, button => Assert.Empty(panel.FindAll($"[data-testid={button}]")));
    }

    [Fact]
    public void The_next_refund_has_an_id_of_its_own_only_once_this_one_is_on_record()
    {
        var state = new RefundState();
        var id = state.NextId;
        state.GoTo(RefundStep.Approve);
        Assert.Equal(id, state.NextId);
        state.Follow(View(RefundPhase.Sending) with { RefundId = id });
        Assert.NotEqual(id, state.NextId);
    }

    [Fact]
    public void An_answer_that_was_overtaken_by_the_end_is_dropped()
    {
        var state = new RefundState();
        var end = View(RefundPhase.Refunded);
        state.Follow(end);
        Assert.True(state.IsOvertaken(end with { Phase = RefundPhase.OnTerminal }));
        Assert.False(state.IsOvertaken(View(RefundPhase.OnTerminal)));
    }

    [Fact]
    public void An_amount_and_lines_are_never_asked_for_together()
    {
        var state = new RefundState();
        var line = SaleLineId.New();
        state.Pick(line, Quantity.One);
        state.TypeAmount("5");
        Assert.Empty(state.Picks);
        state.Pick(line, Quantity.One);
        Assert.False(state.ByAmount);
        state.Pick(line, default);
        Assert.Empty(state.Picks);
    }

    [Fact]
    public void A_wish_to_stop_can_be_taken_back_where_nothing_of_it_has_left()
    {
        var taken = 0;
        var asked = View(RefundPhase.CancelRequested);

        var panel = Render<RefundPanel>(p => p.Add(x => x.View, asked with { CanKeepWaiting = true }).Add(x => x.OnKeepWaiting, () => taken++));
        panel.Find("[data-testid=refund-keep-waiting]").Click();
        Assert.Equal(1, taken);

        panel.Render(p => p.Add(x => x.View, asked));
        Assert.Empty(panel.FindAll("[data-testid=refund-keep-waiting]"));
        Assert.Contains("Waiting for the PIN pad", panel.Markup, StringComparison.Ordinal);
    }

    private static RefundView View(RefundPhase phase) => new(
        RefundId.New(), SaleId.New(), 12, phase == RefundPhase.Refunded ? CloudPos.Domain.Refunds.RefundState.Done : CloudPos.Domain.Refunds.RefundState.Open, phase, new Money(1_924), Money.Zero, Money.Zero, Money.Zero,
        "The headline", "It may be. Do not give cash.", "RefId 1", "Register 1", RegisterId.New(), "PIN pad 1", new Money(1_196), "Damaged", "cashier@example.com", null,
        new DateTimeOffset(2026, 2, 10, 17, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 2, 10, 17, 1, 0, TimeSpan.Zero), null, 0, null, [], [],
        false, false, false, false, false, false, false);
}
