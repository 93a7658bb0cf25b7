using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Tests.Batches;

public sealed class SettlementTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 19, 22, 0, 0, TimeSpan.Zero);

    private static readonly StoreClock Clock = new("America/New_York", 4);

    [Fact]
    public void A_settlement_is_sent_once()
    {
        var settlement = New();
        settlement.Record(SettlementSignal.Sent, null, At);
        Assert.Throws<InvalidOperationException>(() => settlement.Record(SettlementSignal.Sent, null, At));
        Assert.All(Enum.GetValues<SettlementState>().Where(s => s != SettlementState.Created),
            state => Assert.Null(SettlementTransitions.Next(state, SettlementSignal.Sent)));
    }

    [Fact]
    public void What_has_ended_stays_as_it_is()
    {
        SettlementState[] ended = [SettlementState.Settled, SettlementState.InPart, SettlementState.Refused, SettlementState.NotDone];
        foreach (var state in ended)
            Assert.All(Enum.GetValues<SettlementSignal>(), signal => Assert.Null(SettlementTransitions.Next(state, signal)));
    }

    [Fact]
    public void Without_an_answer_only_a_report_or_a_late_success_decides()
    {
        var settlement = New();
        settlement.Record(SettlementSignal.Sent, null, At);
        settlement.Record(SettlementSignal.NoAnswer, "timeout", At);
        Assert.True(settlement is { IsOpen: true, State: SettlementState.Unknown, NextLookAt: not null });
        Assert.Null(SettlementTransitions.Next(SettlementState.Unknown, SettlementSignal.NotStarted));
        Assert.Null(SettlementTransitions.Next(SettlementState.Unknown, SettlementSignal.Refused));
        settlement.Record(SettlementSignal.ProvenSettled, "empty", At.AddMinutes(1));
        Assert.True(settlement is { HasClosed: true, IsOpen: false, NextLookAt: null });
        Assert.Equal([1, 2, 3], settlement.Entries.Select(e => e.Number));
    }

    [Fact]
    public void A_host_that_settled_something_else_leaves_a_reason_or_wants_attention()
    {
        var books = new BatchTotals(2, new Money(2_000), Money.Zero);
        var same = Open();
        same.Settle(books, books, null, false, Clock, At);
        Assert.True(same is { State: BatchState.Settled, DifferenceWhy: null, NeedsAttention: false });
        var explained = Open();
        explained.Settle(books, books with { Lines = 3, Total = new Money(3_000) }, "A stand-alone sale, marked.", false, Clock, At);
        Assert.True(explained is { DifferenceWhy: not null, NeedsAttention: false });
        var unexplained = Open();
        unexplained.Settle(books, books with { Total = new Money(1_000) }, null, false, Clock, At);
        Assert.True(unexplained is { DifferenceWhy: not null, NeedsAttention: true });
        Assert.Throws<InvalidOperationException>(() => same.CloseElsewhere(Clock, At));
    }

    [Fact]
    public void A_batch_takes_its_number_from_the_first_answer_that_names_one()
    {
        var batch = Open();
        Assert.True(batch.Takes("12"));
        batch.Name("0", At);
        Assert.Null(batch.Number);
        batch.Name("12", At);
        batch.Name("13", At);
        Assert.Equal("12", batch.Number);
        Assert.True(batch.Takes(null) && batch.Takes("000") && !batch.Takes("13"));
    }

    private static Batch Open() => new(BatchId.New(), Owner(), TerminalId.New(), 1, null, At);

    private static Store Owner() => new(StoreId.New(), IsoId.New(), MerchantId.New(), "Store", "America/New_York");

    private static Settlement New() => new(SettlementId.New(), Open(), SettleKind.Close, null, "manager@test", null, At);
}
