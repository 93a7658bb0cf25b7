using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Payments;

namespace CloudPos.Application.Tests.Payments.Matrix;

/// <summary>Every fault at every step, against the simulator's own ledger. A class per step, so that they run side by side.</summary>
public abstract class MatrixTests(MatrixFixture app)
{
    private protected async Task HoldsAsync(MatrixStep step, string fault)
    {
        var run = new MatrixRun(app, MatrixFault.Named(fault));
        try
        {
            var outcome = await run.AtAsync(step);
            Assert.Equal(MatrixTable.At(step, fault).ToString(), outcome.ToString());
            await TellsTheTruthAsync(run.Till, outcome.End, asBooked: fault != "answer-other-amount");
        }
        finally
        {
            await run.HealAsync();
        }
    }

    private protected static TheoryData<string> FaultsAt(MatrixStep step) => [.. MatrixTable.FaultsAt(step)];

    /// <summary>What the register says is what the host holds, and the journal says how it came there.</summary>
    private static async Task TellsTheTruthAsync(Till till, PaymentView end, bool asBooked)
    {
        var attempt = await till.AttemptAsync(end.AttemptId);
        var booked = (await till.LedgerAsync()).Where(row => row.RefId == attempt.RefId && row.State == "approved").ToArray();
        if (attempt.IsCharged)
            Assert.Equal(asBooked ? attempt.Charged!.Value.Cents / 100m : booked[0].Total, Assert.Single(booked).Total);
        else if (!attempt.IsOpen)
            Assert.Empty(booked);
        Assert.Equal(attempt.IsCharged ? 1 : 0, (await till.SaleAsync(end.SaleId)).Tenders.Count);

        var sent = attempt.Entries.Count(e => e.Signal == AttemptSignal.Sent);
        Assert.InRange((await till.SalesOnTheWireAsync()).Count(x => (string?)x.Element("RefId") == attempt.RefId), 0, sent);
        var state = AttemptState.Created;
        foreach (var entry in attempt.Entries)
        {
            Assert.Equal((state, PaymentAttempt.Next(state, entry.Signal)), (entry.From, entry.To));
            state = entry.To;
        }

        Assert.Equal(attempt.State, state);
    }
}

public sealed class BeforeItLeavesTests(MatrixFixture app) : MatrixTests(app), IClassFixture<MatrixFixture>
{
    public static TheoryData<string> Faults => FaultsAt(MatrixStep.BeforeItLeaves);

    [Theory, MemberData(nameof(Faults))]
    public Task Before_the_request_leaves(string fault) => HoldsAsync(MatrixStep.BeforeItLeaves, fault);
}

public sealed class QueuedTests(MatrixFixture app) : MatrixTests(app), IClassFixture<MatrixFixture>
{
    public static TheoryData<string> Faults => FaultsAt(MatrixStep.Queued);

    [Theory, MemberData(nameof(Faults))]
    public Task Queued_behind_another_register(string fault) => HoldsAsync(MatrixStep.Queued, fault);
}

public sealed class OnTheWireTests(MatrixFixture app) : MatrixTests(app), IClassFixture<MatrixFixture>
{
    public static TheoryData<string> Faults => FaultsAt(MatrixStep.OnTheWire);

    [Theory, MemberData(nameof(Faults))]
    public Task On_the_wire(string fault) => HoldsAsync(MatrixStep.OnTheWire, fault);
}

public sealed class DeclinedTests(MatrixFixture app) : MatrixTests(app), IClassFixture<MatrixFixture>
{
    public static TheoryData<string> Faults => FaultsAt(MatrixStep.Declined);

    [Theory, MemberData(nameof(Faults))]
    public Task Declined_at_the_PIN_pad(string fault) => HoldsAsync(MatrixStep.Declined, fault);
}

public sealed class CancelRequestedTests(MatrixFixture app) : MatrixTests(app), IClassFixture<MatrixFixture>
{
    public static TheoryData<string> Faults => FaultsAt(MatrixStep.CancelRequested);

    [Theory, MemberData(nameof(Faults))]
    public Task Cancel_requested(string fault) => HoldsAsync(MatrixStep.CancelRequested, fault);
}

public sealed class AnswerRecordedTests(MatrixFixture app) : MatrixTests(app), IClassFixture<MatrixFixture>
{
    public static TheoryData<string> Faults => FaultsAt(MatrixStep.AnswerRecorded);

    [Theory, MemberData(nameof(Faults))]
    public Task The_answer_is_being_recorded(string fault) => HoldsAsync(MatrixStep.AnswerRecorded, fault);
}

public sealed class StatusOfApprovedTests(MatrixFixture app) : MatrixTests(app), IClassFixture<MatrixFixture>
{
    public static TheoryData<string> Faults => FaultsAt(MatrixStep.StatusOfApproved);

    [Theory, MemberData(nameof(Faults))]
    public Task Status_is_asked_of_what_was_approved(string fault) => HoldsAsync(MatrixStep.StatusOfApproved, fault);
}

public sealed class StatusOfNothingTests(MatrixFixture app) : MatrixTests(app), IClassFixture<MatrixFixture>
{
    public static TheoryData<string> Faults => FaultsAt(MatrixStep.StatusOfNothing);

    [Theory, MemberData(nameof(Faults))]
    public Task Status_is_asked_of_what_never_arrived(string fault) => HoldsAsync(MatrixStep.StatusOfNothing, fault);
}

public sealed class StatusAfterSettlementTests(MatrixFixture app) : MatrixTests(app), IClassFixture<MatrixFixture>
{
    public static TheoryData<string> Faults => FaultsAt(MatrixStep.StatusAfterSettlement);

    [Theory, MemberData(nameof(Faults))]
    public Task Status_is_asked_after_a_settlement(string fault) => HoldsAsync(MatrixStep.StatusAfterSettlement, fault);
}

public sealed class SentAgainTests(MatrixFixture app) : MatrixTests(app), IClassFixture<MatrixFixture>
{
    public static TheoryData<string> Faults => FaultsAt(MatrixStep.SentAgain);

    [Theory, MemberData(nameof(Faults))]
    public Task Sent_again_after_a_proof(string fault) => HoldsAsync(MatrixStep.SentAgain, fault);
}
