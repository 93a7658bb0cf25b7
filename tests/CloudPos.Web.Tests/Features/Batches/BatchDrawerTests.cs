using Bunit;
using CloudPos.Application.Features.Batches;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Batches;

namespace CloudPos.Web.Tests.Features.Batches;

public sealed class BatchDrawerTests : BunitContext
{
    private static readonly DateTimeOffset At = new(2026, 11, 26, 18, 30, 0, TimeSpan.FromHours(-5));

    [Fact]
    public void Lines_that_count_are_counted_as_the_totals_count_them_and_voided_ones_beside_them()
    {
        new Answers().To<GetBatch, BatchStory>(_ => Story(Line(AttemptState.Settled), Line(AttemptState.Settled), Line(AttemptState.Voided))).Behind(this);
        var drawer = Render<BatchDrawer>(p => p.Add(d => d.BatchId, BatchId.New()));

        Assert.Equal("Lines 2, 1 voided", drawer.FindAll("[data-testid=batch-tab]")[1].TextContent);
        Assert.Contains("it named no total", drawer.Markup, StringComparison.Ordinal); // settled, and no host named a sum
    }

    private static BatchLineView Line(AttemptState state) => new(AttemptId.New(), SaleId.New(), 12, "1", At, "Visa", "1111", AttemptKind.Sale, PayMethod.Credit, state,
        "cashier@demo.cloudpos.test", "Register 1", new Money(508), Money.Zero, Money.Zero, Money.Zero, Money.Zero);

    private static BatchStory Story(params BatchLineView[] lines)
    {
        var all = new BatchSum("All", lines.Count(l => l.State == AttemptState.Settled), Money.Zero, Money.Zero, Money.Zero, Money.Zero, new Money(1_016));
        return new BatchStory(new BatchRow(BatchId.New(), "Pier 4", "PIN pad 1", "220326704421", 1, "1", BatchState.Settled, false, null, At, At, new DateOnly(2026, 11, 26),
            all.Lines, all.Total, all.Tips, null, 2, 0), lines, [], [], [], [], all, null, []);
    }
}
