using Bunit;
using CloudPos.Application.Features.Refunds;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Refunds;

namespace CloudPos.Web.Tests.Features.Refunds;

public sealed class RefundLinesTests : BunitContext
{
    [Theory]
    [InlineData(RefundPhase.NotGiven, "A refund of $28.33 did not go back: what it holds is locked until you try again or give it up.")]
    [InlineData(RefundPhase.OnTerminal, "A refund of $28.33 is on the PIN pad: what it holds is locked until its end is known.")]
    public void An_open_refund_says_what_it_does_and_its_lines_that_they_are_locked(RefundPhase phase, string words)
    {
        var lines = Lines(Sale(Line() with { Left = default, Held = Quantity.One }, Open(phase)));

        Assert.Equal(words, lines.Find("[role=status]").TextContent.Trim());
        Assert.Contains("1 locked by the open refund", lines.Find("[data-testid=refund-line]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("went back before", lines.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_is_on_a_gift_card_says_so_and_all_of_the_sale_is_not_undone()
    {
        var lines = Lines(Sale(Line() with { Left = default, OnGiftCard = "It stays there." }) with { UndoAmount = Money.Zero });

        Assert.Contains("It stays there.", lines.Find("[data-testid=refund-line]").TextContent, StringComparison.Ordinal);
        Assert.Empty(lines.FindAll("[data-testid=undo-payment]"));
    }

    private IRenderedComponent<RefundLines> Lines(RefundableView sale)
    {
        var state = new RefundState();
        state.Choose(sale);
        return Render<RefundLines>(p => p.Add(x => x.State, state).Add(x => x.Sale, sale));
    }

    private static RefundableLineView Line() => new(
        SaleLineId.New(), "Gift card", "GIFT", Quantity.One, Quantity.One, default, default, new Money(2_833), Money.Zero, null, null);

    private static RefundableView Sale(RefundableLineView line, params RefundView[] refunds) => new(
        SaleId.New(), 12, new DateTimeOffset(2026, 2, 10, 17, 0, 0, TimeSpan.Zero), StoreId.New(), new Money(2_833), new Money(2_833), new Money(2_833), Money.Zero, true, [line], [], refunds);

    private static RefundView Open(RefundPhase phase) => new(
        RefundId.New(), SaleId.New(), 12, CloudPos.Domain.Refunds.RefundState.Open, phase, new Money(2_833), Money.Zero, Money.Zero, Money.Zero,
        "The headline", "The detail", null, "Register 1", RegisterId.New(), "PIN pad 1", null, "Damaged", "cashier@example.com", null,
        new DateTimeOffset(2026, 2, 10, 17, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 2, 10, 17, 1, 0, TimeSpan.Zero), null, 0, null, [], [],
        false, false, false, false, false, false, false);
}
