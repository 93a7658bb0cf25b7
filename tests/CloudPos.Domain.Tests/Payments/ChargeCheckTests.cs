using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;

namespace CloudPos.Domain.Tests.Payments;

public sealed class ChargeCheckTests
{
    [Theory]
    [InlineData(1_196, 0, 0, 0, false, false, true)] // as asked
    [InlineData(1_396, 200, 0, 0, false, false, true)] // with a tip
    [InlineData(1_232, 0, 36, 0, false, false, true)] // with a fee of the terminal's
    [InlineData(1_352, 0, 0, 156, true, false, true)] // with a tax that the terminal computes
    [InlineData(1_352, 0, 0, 156, false, false, false)] // with a second tax on a total that holds it
    [InlineData(1_300, 0, 0, 0, false, false, false)] // with something that nothing explains
    [InlineData(1_196, 200, 0, 0, false, true, false)] // a tip taken out of the goods
    [InlineData(500, 0, 0, 0, false, true, false)] // too little
    public void What_was_charged_is_held_against_what_was_asked(
        long charged, long tip, long fee, long tax, bool terminalComputes, bool isShort, bool isExplained)
    {
        var check = ChargeCheck.Of(new Money(1_196),
            new ChargeResult { Charged = new Money(charged), Tip = new Money(tip), Fee = new Money(fee), Tax = new Money(tax) }, terminalComputes, Money.Zero);
        Assert.Equal((isShort, isExplained), (check.IsShort, check.Unexplained is null));
    }

    [Theory]
    [InlineData(910, 910L, 0, true)]
    [InlineData(1_010, 1_010L, 200, true)] // a tip is in both parts
    [InlineData(1_010, 910L, 0, false)] // one of the two figures is not true
    [InlineData(810, 910L, 0, false)]
    [InlineData(910, null, 0, true)] // it does not say, so nothing is known
    public void A_part_and_what_is_due_come_to_what_was_asked(long charged, long? due, long tip, bool isExplained)
    {
        var check = ChargeCheck.OfPart(new Money(1_820),
            new ChargeResult { Charged = new Money(charged), Due = due is { } left ? new Money(left) : null, Tip = new Money(tip) }, Money.Zero);
        Assert.Equal((true, isExplained), (check.IsShort, check.Unexplained is null));
    }

    [Fact]
    public void A_discount_that_the_terminal_gave_is_neither_short_nor_unexplained() =>
        Assert.Equal(new ChargeCheck(false, null),
            ChargeCheck.Of(new Money(1_196), new ChargeResult { Charged = new Money(1_146), Discount = new Money(50) }, terminalComputes: false, Money.Zero));

    [Fact]
    public void A_terminal_that_does_not_say_what_it_charged_is_flagged() =>
        Assert.NotNull(ChargeCheck.Of(new Money(1_196), new ChargeResult(), terminalComputes: false, Money.Zero).Unexplained);

    [Theory]
    [InlineData(1_077, 119, false, true)] // it tells the register's own discount as well
    [InlineData(1_027, 169, false, true)] // and one of its own on top
    [InlineData(958, 119, true, false)] // the register's discount, taken a second time
    public void A_discount_that_the_register_gave_itself_explains_nothing(long charged, long told, bool isShort, bool isExplained)
    {
        var check = ChargeCheck.Of(new Money(1_077), new ChargeResult { Charged = new Money(charged), Discount = new Money(told) }, terminalComputes: false, given: new Money(119));
        Assert.Equal((isShort, isExplained), (check.IsShort, check.Unexplained is null));
    }

    [Theory]
    [InlineData(2_000L, true)]
    [InlineData(null, true)] // it does not say: as asked
    [InlineData(1_900L, false)]
    [InlineData(2_100L, false)]
    public void What_went_back_is_held_against_what_was_to_go_back(long? back, bool isExplained) =>
        Assert.Equal(isExplained, ChargeCheck.OfReturn(new Money(2_000), new ChargeResult { Charged = back is { } cents ? new Money(cents) : null }).Unexplained is null);
}
