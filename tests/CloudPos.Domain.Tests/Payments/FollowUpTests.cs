using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Tests.Sales;

namespace CloudPos.Domain.Tests.Payments;

/// <summary>Holds, captures and tips: which amount is which.</summary>
public sealed class FollowUpTests
{
    private static readonly StoreClock Clock = new("America/New_York", 0);

    [Fact]
    public void A_capture_asks_for_its_amount_with_the_tip_inside_and_covers_only_the_rest()
    {
        var (sale, hold) = Held();
        var capture = Capture(hold, total: 1_000, tip: 300);
        capture.KeepResult(new ChargeResult { Charged = new Money(1_000), Tip = new Money(300) }, null);
        capture.KeepCardOf(hold);

        sale.BookCard(capture, Clock, TestAttempt.Start);

        Assert.Equal((new Money(700), new Money(700)), (capture.AskedWithoutTip, capture.BaseAmount));
        Assert.Equal((SaleState.Open, new Money(496), new Money(700), new Money(300)), (sale.State, sale.Left.For(TenderKind.Card), sale.Paid, sale.Tip));
        Assert.Null(sale.AmountMismatch);
    }

    [Fact]
    public void A_capture_whose_answer_names_no_amount_is_booked_as_it_was_asked_for()
    {
        var (sale, hold) = Held();
        var capture = Capture(hold, total: 1_396, tip: 200);
        capture.KeepResult(new ChargeResult { AuthCode = "1" }, null);
        capture.KeepCardOf(hold);

        sale.BookCard(capture, Clock, TestAttempt.Start);

        Assert.Equal((SaleState.Paid, new Money(1_196), new Money(200)), (sale.State, sale.Paid, sale.Tip));
    }

    [Fact]
    public void What_was_unknown_or_charged_for_nothing_notes_when_that_ended()
    {
        var unknown = TestAttempt.In(AttemptState.Unknown);
        Assert.Null(unknown.ClearedUpAt);
        TestAttempt.Record(unknown, AttemptSignal.ReviewAsked);
        Assert.Null(unknown.ClearedUpAt);
        unknown.JudgeNotCharged("Not on the report.", TestAttempt.Start.AddHours(1), "manager@example.test");
        Assert.Equal((TestAttempt.Start.AddHours(1), "manager@example.test"), (unknown.ClearedUpAt, unknown.Entries[^1].By));

        var surplus = TestAttempt.In(AttemptState.Approved);
        surplus.UnmarkToVoid(TestAttempt.Start.AddHours(2));
        Assert.Null(surplus.ClearedUpAt); // it was none
        surplus.MarkToVoid(TestAttempt.Start);
        surplus.UnmarkToVoid(TestAttempt.Start.AddHours(2));
        Assert.Equal((TestAttempt.Start.AddHours(2), (DateTimeOffset?)null), (surplus.ClearedUpAt, surplus.ToVoidSince));
    }

    [Fact]
    public void A_tip_of_nothing_is_a_tip_that_was_set()
    {
        var charge = TestAttempt.In(AttemptState.Approved);
        charge.AdjustTip(Money.Zero, TestAttempt.Start.AddHours(1));
        Assert.Equal((TestAttempt.Start.AddHours(1), Money.Zero), (charge.TipSetAt, charge.Tip));
    }

    [Theory]
    [InlineData(2_000, 2_300)]
    [InlineData(50_000, 57_500)]
    [InlineData(1, 1)]
    public void The_store_says_how_far_above_a_hold_a_capture_may_go(long held, long most) =>
        Assert.Equal(new Money(most), new Store(StoreId.New(), IsoId.New(), MerchantId.New(), "Store", "America/New_York").CaptureMax(new Money(held)));

    [Theory]
    [InlineData(450, 2_430, 185_185)]
    [InlineData(2_000, 1_144, 1_748_252)]
    [InlineData(100, 0, 0)]
    public void A_share_is_told_in_parts_per_million(long part, long whole, int ppm) =>
        Assert.Equal(new Rate(ppm), Rounding.ShareOf(new Money(part), new Money(whole)));

    [Fact]
    public void A_day_begins_at_its_cut_off_and_where_that_hour_is_skipped_an_hour_later()
    {
        var clock = new StoreClock("America/New_York", 2);
        Assert.Equal(new DateTimeOffset(2026, 2, 9, 2, 0, 0, TimeSpan.FromHours(-5)), clock.DayStart(new DateTimeOffset(2026, 2, 10, 1, 59, 0, TimeSpan.FromHours(-5))));
        Assert.Equal(new DateTimeOffset(2026, 2, 10, 2, 0, 0, TimeSpan.FromHours(-5)), clock.DayStart(new DateTimeOffset(2026, 2, 10, 2, 0, 0, TimeSpan.FromHours(-5))));
        Assert.Equal(new DateTimeOffset(2026, 3, 8, 3, 0, 0, TimeSpan.FromHours(-4)), clock.DayStart(new DateTimeOffset(2026, 3, 8, 12, 0, 0, TimeSpan.FromHours(-4))));
    }

    private static (Sale Sale, PaymentAttempt Hold) Held()
    {
        var sale = TestSale.Sample();
        var hold = PaymentAttempt.Of(AttemptId.New(), new AttemptPlan(AttemptKind.Auth, PayMethod.Credit, TenderKind.Card, new Money(2_000), sale, sale.Id, Label: "Table 4"),
            TerminalId.New(), TestAttempt.RefId, TestSale.Cashier, TestAttempt.Start);
        TestAttempt.Record(hold, AttemptSignal.Sent);
        TestAttempt.Record(hold, AttemptSignal.Approved);
        return (sale, hold);
    }

    private static PaymentAttempt Capture(PaymentAttempt hold, long total, long tip)
    {
        var capture = PaymentAttempt.FollowUp(AttemptId.New(), AttemptKind.Capture, hold, new Money(total), new Money(tip), null, TestSale.Cashier, TestAttempt.Start);
        TestAttempt.Record(capture, AttemptSignal.Sent);
        TestAttempt.Record(capture, AttemptSignal.Approved);
        return capture;
    }
}
