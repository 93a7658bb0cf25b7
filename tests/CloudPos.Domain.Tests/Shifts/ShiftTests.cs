using CloudPos.Domain.Amounts;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;

namespace CloudPos.Domain.Tests.Shifts;

public sealed class ShiftTests
{
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 13, 0, 0, TimeSpan.Zero);
    private static readonly StoreClock Clock = new("America/New_York", 4);
    private readonly Register _register = new(RegisterId.New(), IsoId.New(), MerchantId.New(), StoreId.New(), "Register 1");

    [Fact]
    public void What_should_be_in_the_drawer_is_the_sum_of_what_went_in_less_what_went_out_over_random_shifts()
    {
        var random = new Random(20260302);
        for (var shift = 0; shift < 1_000; shift++)
        {
            var drawer = random.Next(50_000);
            var cash = new ShiftCash { Float = new Money(drawer) };
            for (var i = random.Next(60); i > 0; i--)
            {
                var amount = random.Next(1, 30_000);
                var kind = random.Next(6);
                drawer += kind is 0 or 1 ? amount : -amount; // the drawer itself, coin by coin
                cash = kind switch
                {
                    0 => cash with { Sales = cash.Sales + new Money(amount) },
                    1 => cash with { In = cash.In + new Money(amount) },
                    2 => cash with { Refunds = cash.Refunds + new Money(amount) },
                    3 => cash with { Cashback = cash.Cashback + new Money(amount) },
                    4 => cash with { Out = cash.Out + new Money(amount) },
                    _ => cash with { Drops = cash.Drops + new Money(amount) },
                };
            }

            Assert.Equal(new Money(drawer), cash.Expected);
        }
    }

    [Fact]
    public void The_close_stores_over_and_short_and_what_stays_and_what_goes()
    {
        var shift = Open(20_000);
        shift.Close(Cash(20_000, 41_286), new Money(61_815), new Money(20_000), new CloseDecision("Customer left change", "manager@test"), new Money(500), 7, "casey", Morning);

        Assert.Equal((new Money(529), new Money(41_815), 7), (shift.Difference, shift.DroppedAtClose, shift.ZNumber));
        Assert.Equal(("Customer left change", "manager@test"), (shift.DifferenceReason, shift.ApprovedBy));
        Assert.False(shift.IsOpen);
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(-500, false)]
    [InlineData(501, true)]
    [InlineData(-501, true)]
    public void A_difference_beyond_the_allowed_one_needs_a_manager_either_way(long difference, bool needs)
    {
        Assert.Equal(needs, Shift.NeedsApproval(new Money(difference), new Money(500)));
        var failure = Record.Exception(() => Open(20_000).Close(
            Cash(20_000, 0), new Money(20_000 + difference), Money.Zero, new CloseDecision("why", null), new Money(500), 1, "casey", Morning));
        Assert.Equal(needs, failure is InvalidOperationException);
    }

    [Fact]
    public void A_close_without_a_reason_for_its_difference_or_with_more_left_than_counted_is_a_bug()
    {
        Assert.Throws<InvalidOperationException>(() => Open(100).Close(Cash(100, 0), new Money(99), Money.Zero, new CloseDecision(" ", null), new Money(500), 1, "casey", Morning));
        Assert.Throws<InvalidOperationException>(() => Open(100).Close(Cash(100, 0), new Money(100), new Money(101), new CloseDecision(null, null), Money.Zero, 1, "casey", Morning));
    }

    [Fact]
    public void A_closed_shift_stays_as_it_is()
    {
        var shift = Open(100);
        shift.Close(Cash(100, 0), new Money(100), new Money(100), new CloseDecision(null, null), Money.Zero, 1, "casey", Morning);
        Assert.Throws<InvalidOperationException>(() =>
            shift.Close(Cash(100, 0), new Money(90), Money.Zero, new CloseDecision("again", "boss"), Money.Zero, 2, "casey", Morning));
        Assert.Equal((new Money(100), 1), (shift.Counted, shift.ZNumber));
    }

    [Fact]
    public void A_count_changes_nothing_that_is_stored_of_the_shift()
    {
        var shift = Open(20_000);
        shift.Close(Cash(20_000, 1_000), new Money(21_000), new Money(20_000), new CloseDecision(null, null), Money.Zero, 1, "casey", Morning);
        var before = (shift.Cash, shift.Counted, shift.Difference, shift.LeftInDrawer, shift.DroppedAtClose);
        var count = new CashCount(CashCountId.New(), shift, false, [.. CashPieces.Kinds.Select((_, i) => i)], "casey", Morning);
        Assert.True(count.Total.IsPositive);
        Assert.Equal(before, (shift.Cash, shift.Counted, shift.Difference, shift.LeftInDrawer, shift.DroppedAtClose));
    }

    [Fact]
    public void The_next_shift_expects_what_the_last_one_left_and_keeps_its_opening_difference_apart()
    {
        var first = Open(20_000);
        Assert.False(first.HasFloatExpected);
        Assert.True(first.FloatDifference.IsZero);
        first.Close(Cash(20_000, 0), new Money(20_000), new Money(15_000), new CloseDecision(null, null), Money.Zero, 1, "casey", Morning);

        var second = new Shift(ShiftId.New(), _register, new Money(14_900), first, "casey", Clock, Morning.AddHours(20));

        Assert.Equal((new Money(15_000), new Money(-100)), (second.FloatExpected, second.FloatDifference));
        second.Close(Cash(14_900, 0), new Money(14_900), Money.Zero, new CloseDecision(null, null), Money.Zero, 2, "casey", Morning.AddDays(1));
        Assert.True(second.Difference.IsZero);
        Assert.Equal(new Money(-100), second.FloatDifference);
    }

    [Fact]
    public void Pieces_come_to_their_total()
    {
        // 1×100, 14×20, 9×10, 12×5, 38×1, 34×0.25, 21×0.10, 16×0.05, 43×0.01 and a roll of quarters: the sum worked out by hand
        int[] pieces = [1, 0, 14, 9, 12, 38, 34, 21, 16, 43, 1, 0, 0, 0];
        Assert.Equal(new Money(589_83), CashPieces.Total(pieces));
        Assert.False(CashPieces.AreCountable([1]));
        Assert.False(CashPieces.AreCountable([.. pieces.Select(_ => -1)]));
        Assert.Throws<ArgumentException>(() => new CashCount(CashCountId.New(), Open(0), true, [1, 2], "casey", Morning));
    }

    private Shift Open(long cents) => new(ShiftId.New(), _register, new Money(cents), null, "casey", Clock, Morning);

    private static ShiftCash Cash(long opening, long sales) => new() { Float = new Money(opening), Sales = new Money(sales) };
}
