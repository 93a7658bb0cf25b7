using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using Xunit.Abstractions;
using static CloudPos.Domain.Payments.AttemptSignal;

namespace CloudPos.Domain.Tests.Payments;

public sealed class PaymentAttemptTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Later = TestAttempt.Start.AddMinutes(10);

    [Fact]
    public void A_new_attempt_is_on_record_with_its_RefId_before_anything_is_sent()
    {
        var attempt = TestAttempt.New();
        Assert.Equal((AttemptState.Created, TestAttempt.RefId, new Money(1_196)), (attempt.State, attempt.RefId, attempt.Amount));
        Assert.Null(attempt.SentAt);
        Assert.Empty(attempt.Entries);
        Assert.True(attempt.IsOpen);
    }

    [Fact]
    public void Random_legal_signals_leave_a_journal_that_replays_to_the_state()
    {
        var seed = Sales.RandomCart.NewSeed();
        output.WriteLine($"Seed: {seed}");
        var dice = new Random(seed);
        for (var run = 0; run < 2_000; run++)
        {
            var attempt = TestAttempt.New();
            for (var step = 0; step < 30; step++)
            {
                var legal = Enum.GetValues<AttemptSignal>().Where(s => PaymentAttempt.Next(attempt.State, s) is not null).ToArray();
                if (legal.Length == 0)
                    break;
                TestAttempt.Record(attempt, legal[dice.Next(legal.Length)]);
            }

            var replayed = AttemptState.Created;
            foreach (var (entry, index) in attempt.Entries.Select((e, i) => (e, i)))
            {
                Assert.True(entry.Number == index + 1 && entry.From == replayed, $"Seed {seed}, run {run}: entry {index} does not follow.");
                replayed = PaymentAttempt.Next(replayed, entry.Signal)!.Value;
                Assert.True(entry.To == replayed, $"Seed {seed}, run {run}: entry {index} leads elsewhere.");
            }

            Assert.True(replayed == attempt.State, $"Seed {seed}, run {run}: the journal says {replayed}, the attempt {attempt.State}.");
            Assert.True(attempt.RefId == TestAttempt.RefId && attempt.Version == attempt.Entries.Count, $"Seed {seed}, run {run}: RefId or version.");
            var sends = attempt.Entries.Count(e => e.Signal == Sent);
            var again = attempt.Entries.Count(e => e.Signal == SendAgain);
            Assert.True(sends <= again + 1, $"Seed {seed}, run {run}: {sends} sends after {again} permissions to send again.");
        }
    }

    [Fact]
    public void Sent_and_approved()
    {
        var attempt = TestAttempt.After(Sent, Approved);
        Assert.True(attempt.IsCharged);
        Assert.False(attempt.IsOpen || attempt.IsUnresolved || attempt.CanSendAgain);
        Assert.Equal(TestAttempt.Start.AddSeconds(1), attempt.SentAt);
    }

    [Fact]
    public void Sent_no_answer_then_found_approved()
    {
        var attempt = TestAttempt.After(Sent, NoAnswer);
        Assert.True(attempt.IsOpen && attempt.IsUnresolved);
        Assert.False(attempt.IsCharged || attempt.CanSendAgain);
        Assert.Equal(TestAttempt.Start.AddSeconds(2), attempt.NextCheckAt);

        TestAttempt.Record(attempt, Approved);
        Assert.Equal(AttemptState.Approved, attempt.State);
        Assert.Null(attempt.NextCheckAt);
    }

    [Fact]
    public void Sent_no_answer_then_found_declined()
    {
        var attempt = TestAttempt.After(Sent, NoAnswer, NoAnswer, Declined);
        Assert.Equal(AttemptState.Declined, attempt.State);
        Assert.False(attempt.IsOpen || attempt.IsCharged || attempt.CanSendAgain);
    }

    [Fact]
    public void Sent_no_answer_long_unknown_reviewed_then_found_approved_in_part()
    {
        var attempt = TestAttempt.After(Sent, NoAnswer, ReviewAsked);
        Assert.True(attempt.IsOpen && attempt.IsUnresolved);
        Assert.NotNull(attempt.NextCheckAt);
        TestAttempt.Record(attempt, NoAnswer);
        Assert.Equal(AttemptState.NeedsReview, attempt.State);
        TestAttempt.Record(attempt, PartiallyApproved);
        Assert.True(attempt.IsCharged);
    }

    [Fact]
    public void Sent_no_answer_proven_not_processed_sent_again_and_approved_under_the_same_RefId()
    {
        var attempt = TestAttempt.After(Sent, NoAnswer, ProvenNotProcessed);
        Assert.True(attempt.CanSendAgain);
        Assert.False(attempt.IsOpen);
        TestAttempt.Record(attempt, SendAgain);
        Assert.Equal((AttemptState.Created, TestAttempt.RefId), (attempt.State, attempt.RefId));
        TestAttempt.Record(attempt, Sent);
        TestAttempt.Record(attempt, Approved);
        Assert.Equal((AttemptState.Approved, TestAttempt.RefId, 6), (attempt.State, attempt.RefId, attempt.Entries.Count));
    }

    [Fact]
    public void Busy_terminal_not_started_then_sent_again()
    {
        var attempt = TestAttempt.After(Sent, NotStarted, SendAgain, Sent);
        Assert.Equal((AttemptState.Sent, TestAttempt.RefId), (attempt.State, attempt.RefId));
        Assert.Equal(TestAttempt.Start.AddSeconds(4), attempt.SentAt);
    }

    [Fact]
    public void Left_over_by_a_stopped_server_before_it_was_sent()
    {
        var attempt = TestAttempt.After(NotStarted);
        Assert.True(attempt.CanSendAgain);
        Assert.Null(attempt.SentAt);
    }

    [Fact]
    public void Sent_and_the_customer_chose_cash()
    {
        var attempt = TestAttempt.After(Sent, CashChosen);
        Assert.False(attempt.IsCharged || attempt.IsOpen || attempt.CanSendAgain);
    }

    [Fact]
    public void Stopped_by_the_cashier_before_it_was_sent()
    {
        var attempt = TestAttempt.After(Cancelled);
        Assert.Equal(AttemptState.Cancelled, attempt.State);
        Assert.False(attempt.IsOpen || attempt.CanSendAgain);
    }

    [Fact]
    public void Sending_again_forgets_the_checks_and_the_wish_to_stop_of_the_first_time()
    {
        var attempt = TestAttempt.After(Sent, NoAnswer);
        attempt.AskToCancel(Later);
        attempt.NoteCheck(countsAsNotFound: true, Later.AddSeconds(5), Later);
        TestAttempt.Record(attempt, ProvenNotProcessed);
        Assert.Equal(1, attempt.Checks);
        TestAttempt.Record(attempt, SendAgain);
        Assert.Equal((0, null, null, null), (attempt.Checks, attempt.NotFoundSince, attempt.CancelRequestedAt, attempt.NextCheckAt));
    }

    [Fact]
    public void A_request_that_ends_late_moves_the_window_and_starts_the_proof_anew()
    {
        var attempt = TestAttempt.After(Sent, NoAnswer);
        attempt.KeepWindow(120, 1);
        attempt.NoteCheck(countsAsNotFound: true, Later.AddSeconds(5), Later);

        attempt.KeepRequestEnd(attempt.SentAt!.Value.AddSeconds(30)); // within it: nothing moves, and what was said meanwhile proves nothing
        Assert.Equal((120, null), (attempt.WindowSeconds, attempt.NotFoundSince));
        attempt.KeepRequestEnd(attempt.SentAt!.Value.AddSeconds(165.2));
        Assert.Equal(166, attempt.WindowSeconds);
    }

    [Fact]
    public void The_first_not_found_counts_from_when_it_was_said_until_another_answer_comes()
    {
        var attempt = TestAttempt.After(Sent, NoAnswer);
        attempt.NoteCheck(countsAsNotFound: true, Later.AddSeconds(5), Later);
        attempt.NoteCheck(countsAsNotFound: true, Later.AddSeconds(10), Later.AddSeconds(5));
        Assert.Equal((2, Later, Later.AddSeconds(10)), (attempt.Checks, attempt.NotFoundSince!.Value, attempt.NextCheckAt!.Value));

        attempt.NoteCheck(countsAsNotFound: false, Later.AddSeconds(15), Later.AddSeconds(10));
        Assert.Null(attempt.NotFoundSince);
        Assert.Equal(3, attempt.Checks);
    }

    [Fact]
    public void A_planned_check_is_not_moved_by_another_answer_that_tells_nothing()
    {
        var attempt = TestAttempt.After(Sent, NoAnswer);
        attempt.PlanCheck(Later);
        TestAttempt.Record(attempt, NoAnswer);
        Assert.Equal(Later, attempt.NextCheckAt);
    }

    [Fact]
    public void The_first_wish_to_stop_is_the_one_on_record_and_decides_nothing()
    {
        var attempt = TestAttempt.After(Sent);
        attempt.AskToCancel(Later);
        attempt.AskToCancel(Later.AddSeconds(3));
        Assert.Equal((AttemptState.Sent, Later), (attempt.State, attempt.CancelRequestedAt!.Value));
    }

    [Theory]
    [InlineData(null, null, 1_196)] // nothing reported: what was asked for
    [InlineData(1_196L, null, 1_196)]
    [InlineData(1_396L, 200L, 1_196)]
    [InlineData(600L, 2L, 598)]
    public void What_was_charged_for_the_sale_is_the_charge_without_the_tip(long? charged, long? tip, long expected)
    {
        var attempt = TestAttempt.After(Sent, Approved);
        attempt.KeepResult(new ChargeResult { Charged = Of(charged), Tip = Of(tip) }, null);
        Assert.Equal(new Money(expected), attempt.ChargedWithoutTip);
    }

    [Fact]
    public void Notes_and_texts_that_are_too_long_are_cut_and_short_ones_are_kept()
    {
        var attempt = TestAttempt.New();
        attempt.Record(Sent, AttemptReason.None, new string('x', PaymentAttempt.NoteLengthMax + 1), Later);
        attempt.Record(NoAnswer, AttemptReason.TimedOut, new string('x', PaymentAttempt.NoteLengthMax), Later);
        Assert.All(attempt.Entries, e => Assert.Equal(PaymentAttempt.NoteLengthMax, e.Note!.Length));
        attempt.KeepText(new string('y', 201));
        Assert.Equal(200, attempt.TerminalText!.Length);
        attempt.KeepText("Declined");
        Assert.Equal("Declined", attempt.TerminalText);
        attempt.KeepText(null);
        Assert.Null(attempt.TerminalText);
    }

    private static Money? Of(long? cents) => cents is { } c ? new Money(c) : null;
}
