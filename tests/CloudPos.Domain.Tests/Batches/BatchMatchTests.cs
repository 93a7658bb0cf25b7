using System.Globalization;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Tests.Sales;

namespace CloudPos.Domain.Tests.Batches;

public sealed class BatchMatchTests
{
    /// <summary>100 in the suite; 1,000 where this environment variable says so.</summary>
    private static readonly int Batches =
        int.TryParse(Environment.GetEnvironmentVariable("CLOUDPOS_TEST_BATCHES"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 100;

    private static readonly Dictionary<AttemptId, StatusFact> NoFacts = [];

    [Fact]
    public void All_injected_differences_are_found_and_none_is_invented()
    {
        var seed = RandomCart.NewSeed();
        var dice = new Random(seed);
        var seen = new HashSet<DifferenceKind>();
        for (var i = 0; i < Batches; i++)
        {
            var batch = RandomBatch.From(dice, dice.Next(0, 150), dice.Next(0, 14));
            var found = BatchMatch.Of(batch.Booked, batch.Listed, batch.Facts).Where(l => l.Difference != DifferenceKind.None)
                .Select(l => (l.Difference, l.Booked?.Attempt, l.Listed?.Index)).ToHashSet();
            var all = found.ToArray();
            foreach (var (kind, attempt, index) in batch.Injected)
            {
                seen.Add(kind);
                // which of two equal lines is the double, and which stranger an unknown may have taken, is anybody's choice
                var matches = found.Where(f => f.Difference == kind && (kind switch
                {
                    DifferenceKind.Duplicate => Same(batch, f.Index, index),
                    DifferenceKind.Unknown => f.Attempt == attempt,
                    DifferenceKind.TerminalOnly => f.Index == index,
                    _ => f.Attempt == attempt && f.Index == index,
                })).ToArray();
                var taken = kind == DifferenceKind.TerminalOnly && all.Any(f => f.Difference == DifferenceKind.Unknown && f.Index == index);
                Assert.True(matches.Length == 1 || taken, $"seed {seed}, batch {i}: {kind} of {attempt} / {index} was found {matches.Length} times");
                found.ExceptWith(matches);
            }

            Assert.True(found.Count == 0, $"seed {seed}, batch {i}: invented {string.Join(", ", found)}");
        }

        Assert.True(Batches < 20 || seen.Count == Enum.GetValues<DifferenceKind>().Length - 1, $"seed {seed}: only {string.Join(", ", seen)}");
    }

    [Fact]
    public void The_same_lines_give_the_same_answer_whatever_order_they_come_in()
    {
        var seed = RandomCart.NewSeed();
        var dice = new Random(seed);
        var batch = RandomBatch.From(dice, 80, 10);
        var first = BatchMatch.Of(batch.Booked, batch.Listed, batch.Facts).Select(l => (l.Booked?.Attempt, l.Listed?.Index, l.Difference));
        var shuffled = batch.Listed.OrderBy(_ => dice.Next()).ToArray();
        Assert.Equal(first, BatchMatch.Of(batch.Booked, shuffled, batch.Facts).Select(l => (l.Booked?.Attempt, l.Listed?.Index, l.Difference)));
    }

    [Fact]
    public void Two_differences_that_cancel_each_other_out_are_two()
    {
        var lines = BatchMatch.Of([Booked(7, 1_196)], [Listed(0, 9, 1_196)], NoFacts);
        Assert.Equal([DifferenceKind.TerminalOnly, DifferenceKind.RegisterOnly], lines.Select(l => l.Difference));
    }

    [Fact]
    public void A_line_whose_number_the_answer_did_not_name_is_tied_by_type_and_amount()
    {
        var lines = BatchMatch.Of([Booked(null, 1_196)], [Listed(0, 4, 1_196)], NoFacts);
        Assert.Equal(DifferenceKind.None, Assert.Single(lines).Difference);
    }

    [Fact]
    public void Status_tells_a_line_that_stands_under_another_number()
    {
        var booked = Booked(7, 1_196);
        var facts = new Dictionary<AttemptId, StatusFact> { [booked.Attempt] = new(StatusFinding.Approved, new Money(1_196), Money.Zero, 9) };
        Assert.Equal(DifferenceKind.None, Assert.Single(BatchMatch.Of([booked], [Listed(0, 9, 1_196)], facts)).Difference);
    }

    [Fact]
    public void More_than_the_bill_without_a_tip_is_an_amount_where_Status_says_so()
    {
        var booked = Booked(7, 1_196);
        var facts = new Dictionary<AttemptId, StatusFact> { [booked.Attempt] = new(StatusFinding.Approved, new Money(1_296), Money.Zero, 7) };
        Assert.Equal(DifferenceKind.Tip, Assert.Single(BatchMatch.Of([booked], [Listed(0, 7, 1_296)], NoFacts)).Difference);
        Assert.Equal(DifferenceKind.Amount, Assert.Single(BatchMatch.Of([booked], [Listed(0, 7, 1_296)], facts)).Difference);
    }

    [Fact]
    public void Cash_and_cards_are_numbered_apart()
    {
        var cash = new BookedLine(AttemptId.New(), CardApplication.Cash, LineType.Cash, 1, new Money(1_150), Money.Zero, BookedState.Live, false);
        var lines = BatchMatch.Of([Booked(1, 1_196), cash],
            [Listed(0, 1, 1_196), new ListedLine(1, CardApplication.Cash, LineType.Cash, 1, new Money(1_150))], NoFacts);
        Assert.All(lines, l => Assert.Equal(DifferenceKind.None, l.Difference));
    }

    [Theory]
    [InlineData(LineType.Sale, LineType.Return, false)]
    [InlineData(LineType.Return, LineType.Sale, false)]
    [InlineData(LineType.Sale, LineType.Capture, true)]
    [InlineData(LineType.Sale, LineType.Other, true)]
    [InlineData(LineType.Return, LineType.Other, true)] // a word that nobody knows: it may be this very line
    public void A_line_of_the_same_number_and_amount_that_moves_money_the_other_way_is_another_line(LineType ours, LineType theirs, bool isStill)
    {
        var still = BatchMatch.StillListed([Booked(1, 1_196) with { Type = ours }], [Listed(0, 1, 1_196) with { Type = theirs }]);
        Assert.Equal(isStill, still.Count == 1);
    }

    [Fact]
    public void A_line_that_is_another_is_left_to_the_line_that_it_is()
    {
        var (sale, back) = (Booked(1, 1_196), Booked(null, 1_196) with { Type = LineType.Return });
        Assert.Equal([back.Attempt], BatchMatch.StillListed([sale, back], [Listed(0, 1, 1_196) with { Type = LineType.Return }]));
    }

    [Theory]
    [InlineData("DvPayLiteCredit", CardApplication.Credit)]
    [InlineData("DvCredit", CardApplication.Credit)]
    [InlineData("DvPayLiteCashAlter", CardApplication.Cash)]
    [InlineData("EBT_Cash", CardApplication.Ebt)] // as a payment names its type: benefits, not the drawer
    [InlineData("DvEBT", CardApplication.Ebt)]
    [InlineData("DvGift", CardApplication.Gift)]
    [InlineData("DvCheck", CardApplication.Check)]
    [InlineData("DvPayLiteDebit", CardApplication.Debit)]
    [InlineData("DvNew", CardApplication.Other)]
    [InlineData(null, CardApplication.Other)]
    public void An_application_is_known_by_its_stem(string? name, CardApplication expected) => Assert.Equal(expected, CardApplications.Of(name));

    private static BookedLine Booked(int? number, long cents) =>
        new(AttemptId.New(), CardApplication.Credit, LineType.Sale, number, new Money(cents), Money.Zero, BookedState.Live, true);

    private static ListedLine Listed(int index, int number, long cents) => new(index, CardApplication.Credit, LineType.Sale, number, new Money(cents));

    private static bool Same(RandomBatch batch, int? a, int? b) =>
        a is { } x && b is { } y && batch.Listed[x] with { Index = 0 } == batch.Listed[y] with { Index = 0 };
}
