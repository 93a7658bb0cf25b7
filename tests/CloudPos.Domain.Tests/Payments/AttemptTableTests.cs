using CloudPos.Domain.Payments;

namespace CloudPos.Domain.Tests.Payments;

/// <summary>Every state and every signal, against a table written out by hand.</summary>
public sealed class AttemptTableTests
{
    /// <summary>Rows: the state before. Columns: the signal. "-": the signal must not come.</summary>
    private const string Table = """
        before             Sent  Approved  PartiallyApproved  CashChosen  Declined  Cancelled  NotStarted  NoAnswer     ProvenNotProcessed  ReviewAsked  SendAgain  Voided  TipAdjusted        Captured  Settled  JudgedCharged  JudgedNotCharged  AmountBooked
        Created            Sent  Approved  PartiallyApproved  -           -         Cancelled  NotStarted  -            -                   -            -          -       -                  -         -        -              -                 -
        Sent               -     Approved  PartiallyApproved  CashChosen  Declined  Cancelled  NotStarted  Unknown      -                   -            -          -       -                  -         -        -              -                 -
        Approved           -     -         -                  -           -         -          -           -            -                   -            -          Voided  Approved           Captured  Settled  -              -                 Approved
        PartiallyApproved  -     -         -                  -           -         -          -           -            -                   -            -          Voided  PartiallyApproved  Captured  Settled  -              -                 PartiallyApproved
        CashChosen         -     Approved  PartiallyApproved  -           -         -          -           -            -                   -            -          -       -                  -         -        -              -                 -
        Declined           -     Approved  PartiallyApproved  -           -         -          -           -            -                   -            -          -       -                  -         -        -              -                 -
        Cancelled          -     Approved  PartiallyApproved  -           -         -          -           -            -                   -            -          -       -                  -         -        -              -                 -
        NotStarted         -     Approved  PartiallyApproved  -           -         -          -           -            -                   -            Created    -       -                  -         -        -              -                 -
        Unknown            -     Approved  PartiallyApproved  CashChosen  Declined  Cancelled  -           Unknown      NotProcessed        NeedsReview  -          -       -                  -         -        -              -                 -
        NotProcessed       -     Approved  PartiallyApproved  -           -         -          -           -            -                   -            Created    -       -                  -         -        -              -                 -
        NeedsReview        -     Approved  PartiallyApproved  CashChosen  Declined  Cancelled  -           NeedsReview  -                   NeedsReview  -          -       -                  -         -        Approved       NotProcessed      -
        Voided             -     -         -                  -           -         -          -           -            -                   -            -          -       -                  -         -        -              -                 -
        Captured           -     -         -                  -           -         -          -           -            -                   -            -          -       -                  -         -        -              -                 -
        Settled            -     -         -                  -           -         -          -           -            -                   -            -          -       Settled            -         -        -              -                 -
        """;

    public static TheoryData<AttemptState, AttemptSignal, string> Cells
    {
        get
        {
            var rows = Table.Split('\n').Select(r => r.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToArray();
            var cells = new TheoryData<AttemptState, AttemptSignal, string>();
            foreach (var row in rows.Skip(1))
            {
                for (var column = 1; column < row.Length; column++)
                    cells.Add(Enum.Parse<AttemptState>(row[0]), Enum.Parse<AttemptSignal>(rows[0][column]), row[column]);
            }

            return cells;
        }
    }

    [Fact]
    public void The_table_has_every_state_and_every_signal_once()
    {
        var all = Enum.GetValues<AttemptState>().SelectMany(s => Enum.GetValues<AttemptSignal>().Select(g => (s, g)));
        var cells = Cells.Select(c => ((AttemptState)c[0], (AttemptSignal)c[1])).ToArray();
        Assert.Equal(all.Order(), cells.Order());
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Every_signal_in_every_state_leads_where_the_table_says(AttemptState before, AttemptSignal signal, string after)
    {
        AttemptState? expected = after == "-" ? null : Enum.Parse<AttemptState>(after);
        Assert.Equal(expected, PaymentAttempt.Next(before, signal));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Recording_a_signal_follows_the_table_and_writes_the_journal_or_throws_and_changes_nothing(
        AttemptState before, AttemptSignal signal, string after)
    {
        var attempt = TestAttempt.In(before);
        Assert.Equal(before, attempt.State);
        var (entries, untouched) = (attempt.Entries.ToArray(), TestAttempt.Snapshot(attempt));
        var at = TestAttempt.Start.AddHours(1);

        if (after == "-")
        {
            Assert.Throws<InvalidOperationException>(() => attempt.Record(signal, AttemptReason.Contradiction, "note", at));
            Assert.Equal(untouched, TestAttempt.Snapshot(attempt));
            return;
        }

        attempt.Record(signal, AttemptReason.Contradiction, "note", at);
        var expected = Enum.Parse<AttemptState>(after);
        Assert.Equal((expected, AttemptReason.Contradiction, at), (attempt.State, attempt.Reason, attempt.ChangedAt));
        Assert.Equal(entries, attempt.Entries.Take(entries.Length));
        var entry = Assert.Single(attempt.Entries.Skip(entries.Length));
        Assert.Equal((before, signal, expected), (entry.From, entry.Signal, entry.To));
        Assert.Equal((entries.Length + 1, AttemptReason.Contradiction, "note", at), (entry.Number, entry.Reason, entry.Note, entry.At));
    }

    [Fact]
    public void Sending_again_leads_to_Created_and_to_nothing_else()
    {
        var ends = Enum.GetValues<AttemptState>().Select(s => PaymentAttempt.Next(s, AttemptSignal.SendAgain)).OfType<AttemptState>().Distinct();
        Assert.Equal([AttemptState.Created], ends);
    }

    [Fact]
    public void Only_what_is_Created_can_be_sent() =>
        Assert.Equal([AttemptState.Created], Enum.GetValues<AttemptState>().Where(s => PaymentAttempt.Next(s, AttemptSignal.Sent) is not null));

    [Theory]
    [InlineData(AttemptState.Unknown)]
    [InlineData(AttemptState.NeedsReview)]
    public void No_path_leads_from_an_unknown_outcome_back_to_Sent_unless_it_was_first_proven_not_processed(AttemptState unknown)
    {
        var reachable = Reachable(unknown, without: AttemptState.NotProcessed);
        Assert.DoesNotContain(AttemptState.Sent, reachable);
        Assert.DoesNotContain(AttemptState.Created, reachable);
        Assert.DoesNotContain(AttemptState.NotStarted, reachable);
        // the walk does walk: it finds every real outcome
        Assert.Contains(AttemptState.Approved, reachable);
        Assert.Contains(AttemptState.Declined, reachable);
    }

    [Fact]
    public void From_Sent_there_is_no_way_to_a_second_Sent_but_through_a_proof_that_nothing_happened()
    {
        var steps = Enum.GetValues<AttemptSignal>().Select(g => PaymentAttempt.Next(AttemptState.Sent, g)).OfType<AttemptState>().Distinct();
        Assert.All(steps.Where(s => s != AttemptState.NotStarted),
            s => Assert.DoesNotContain(AttemptState.Sent, Reachable(s, without: AttemptState.NotProcessed)));
    }

    [Theory]
    [InlineData(AttemptState.Approved)]
    [InlineData(AttemptState.PartiallyApproved)]
    public void A_charge_is_only_ever_left_by_what_follows_it(AttemptState charged) => Assert.Equal(
        [AttemptSignal.Voided, AttemptSignal.TipAdjusted, AttemptSignal.Captured, AttemptSignal.Settled, AttemptSignal.AmountBooked],
        Enum.GetValues<AttemptSignal>().Where(signal => PaymentAttempt.Next(charged, signal) is not null));

    [Theory]
    [InlineData(AttemptState.Voided)]
    [InlineData(AttemptState.Captured)]
    public void What_is_voided_or_captured_is_final(AttemptState final) =>
        Assert.All(Enum.GetValues<AttemptSignal>(), signal => Assert.Null(PaymentAttempt.Next(final, signal)));

    [Fact]
    public void What_is_settled_is_final_but_for_a_tip_that_was_set_before() => Assert.Equal(
        [AttemptSignal.TipAdjusted], Enum.GetValues<AttemptSignal>().Where(signal => PaymentAttempt.Next(AttemptState.Settled, signal) is not null));

    [Theory]
    [InlineData(AttemptState.CashChosen)]
    [InlineData(AttemptState.Declined)]
    [InlineData(AttemptState.Cancelled)]
    public void Where_no_card_was_charged_only_a_late_charge_changes_anything(AttemptState final) =>
        Assert.All(Enum.GetValues<AttemptSignal>().Except([AttemptSignal.Approved, AttemptSignal.PartiallyApproved]),
            signal => Assert.Null(PaymentAttempt.Next(final, signal)));

    private static HashSet<AttemptState> Reachable(AttemptState from, AttemptState without)
    {
        var seen = new HashSet<AttemptState>();
        var open = new Queue<AttemptState>([from]);
        while (open.TryDequeue(out var state))
        {
            foreach (var signal in Enum.GetValues<AttemptSignal>())
            {
                if (PaymentAttempt.Next(state, signal) is { } next && next != without && seen.Add(next))
                    open.Enqueue(next);
            }
        }

        return seen;
    }
}
