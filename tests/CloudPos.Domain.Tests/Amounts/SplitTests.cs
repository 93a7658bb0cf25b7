using CloudPos.Domain.Amounts;
using FsCheck;
using FsCheck.Fluent;

namespace CloudPos.Domain.Tests.Amounts;

public sealed class SplitTests
{
    [Theory]
    [InlineData(100, "1 1 1", "34 33 33")]
    [InlineData(101, "1 1 1", "34 34 33")]
    [InlineData(-100, "1 1 1", "-34 -33 -33")]
    [InlineData(1, "1 1", "1 0")]
    [InlineData(1, "0 1 1", "0 1 0")]
    [InlineData(5, "1 3", "1 4")] // 1.25 and 3.75
    [InlineData(10, "0 3 7 0", "0 3 7 0")]
    [InlineData(3, "1 1 1 1 1", "1 1 1 0 0")]
    [InlineData(0, "0 0", "0 0")]
    [InlineData(0, "", "")]
    [InlineData(long.MaxValue, "1 1", "4611686018427387904 4611686018427387903")]
    public void The_largest_remainders_get_the_odd_cents_and_equal_ones_go_first_come_first(long total, string weights, string expected) =>
        Assert.Equal(Amounts(expected), Rounding.Split(new Money(total), Amounts(weights)));

    [Theory]
    [InlineData(1, "")]
    [InlineData(1, "0 0")]
    [InlineData(-1, "0")]
    [InlineData(10, "5 -1 6")]
    [InlineData(0, "-1")]
    public void Money_without_anything_to_split_it_over_and_negative_weights_are_refused(long total, string weights) =>
        Assert.Throws<ArgumentException>(() => Rounding.Split(new Money(total), Amounts(weights)));

    [Fact]
    public void Parts_add_up_to_the_total() =>
        ForAllSplits((total, weights, parts) => Money.Sum(parts) == total && parts.Length == weights.Length);

    [Fact]
    public void No_part_is_a_whole_cent_away_from_its_exact_share() => ForAllSplits((total, weights, parts) =>
    {
        var sum = weights.Aggregate((Int128)0, (all, w) => all + w.Cents);
        return parts.Zip(weights).All(p => Int128.Abs(p.First.Cents * sum - (Int128)total.Cents * p.Second.Cents) < sum);
    });

    [Fact]
    public void A_part_without_weight_gets_nothing() =>
        ForAllSplits((_, weights, parts) => parts.Zip(weights).All(p => !p.Second.IsZero || p.First.IsZero));

    [Fact]
    public void Of_two_parts_with_the_same_weight_the_earlier_one_never_gets_less() => ForAllSplits((total, weights, parts) =>
        Enumerable.Range(0, weights.Length).All(i => Enumerable.Range(i + 1, weights.Length - i - 1).All(j =>
            weights[i] != weights[j] || Math.Abs(parts[i].Cents) >= Math.Abs(parts[j].Cents))));

    [Fact]
    public void A_negative_total_splits_as_the_mirror_of_the_positive_one() => ForAllSplits((total, weights, parts) =>
        Rounding.Split(-total, weights).SequenceEqual(parts.Select(p => -p)));

    private static void ForAllSplits(Func<Money, Money[], Money[], bool> holds)
    {
        // small weights make equal remainders and zeros common; large ones show what 64 bits would lose
        var small = Gen.Choose(0, 5).Select(c => (long)c);
        var large = Gen.Choose(0, 999_999).SelectMany(m => Gen.Choose(0, 999_999).Select(c => m * 1_000_000L + c));
        var weights = Gen.OneOf(small.NonEmptyListOf(), large.NonEmptyListOf()).Where(w => w.Any(c => c > 0));
        var totals = Gen.OneOf(Gen.Choose(-50, 50).Select(c => (long)c), large.Select(c => c * 1_000), large.Select(c => -c));
        var cases = totals.SelectMany(t => weights.Select(w => (Total: new Money(t), Weights: w.Select(c => new Money(c)).ToArray())));
        Prop.ForAll(cases.ToArbitrary(), c => holds(c.Total, c.Weights, Rounding.Split(c.Total, c.Weights)))
            .QuickCheckThrowOnFailure();
    }

    private static Money[] Amounts(string cents) =>
        [.. cents.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => new Money(long.Parse(c, System.Globalization.CultureInfo.InvariantCulture)))];
}
