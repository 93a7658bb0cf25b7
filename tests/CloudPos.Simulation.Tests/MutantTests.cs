using CloudPos.Simulation.Tests.Engine;
using CloudPos.Simulation.Tests.Mutants;
using Xunit.Abstractions;

namespace CloudPos.Simulation.Tests;

/// <summary>The proof is put to the proof: each of these bugs has to be caught, by the rule that is there for it.</summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    private const int WorldsMax = 60;
    private const int PaymentsPerWorld = 20;

    [Fact]
    public void A_charge_that_is_sent_again_without_an_answer_is_caught() => IsCaught(Mutant.SendsTwice, "I4", "I6");

    [Fact]
    public void A_charge_that_is_recorded_after_it_was_sent_is_caught() => IsCaught(Mutant.RecordsAfterSending, "I4");

    [Fact]
    public void A_not_found_that_is_believed_at_once_is_caught() => IsCaught(Mutant.BelievesNotFoundAtOnce, "I1", "I2");

    [Fact]
    public void A_new_reference_after_a_time_out_is_caught() => IsCaught(Mutant.TakesNewRefIdAfterTimeout, "I4", "I6");

    [Fact]
    public void A_PIN_pad_that_two_ask_at_once_is_caught() => IsCaught(Mutant.IgnoresTheLease, "I6");

    [Fact]
    public void An_approval_that_is_dropped_because_the_cashier_asked_to_stop_is_caught() => IsCaught(Mutant.DropsApprovalAfterCancel, "I1", "I2", "I3");

    [Fact]
    public void A_decline_that_is_read_out_of_a_contradiction_is_caught() => IsCaught(Mutant.BelievesDeclineOnContradiction, "I1", "I2", "I3");

    [Fact]
    public void A_charge_that_is_resent_to_find_out_is_caught() => IsCaught(Mutant.ResendsAfterUnknown, "I4", "I6");

    [Fact]
    public void A_sweep_that_sends_again_is_caught() => IsCaught(Mutant.ResendsInTheSweep, "I4", "I6");

    [Fact]
    public void A_tender_that_is_booked_twice_is_caught() => IsCaught(Mutant.BooksTheTenderTwice, "I2");

    [Fact]
    public void Cash_that_is_taken_while_the_card_is_unknown_is_caught() => IsCaught(Mutant.TakesCashWhileUnknown, "I1", "I8");

    [Fact]
    public void A_lost_entry_of_the_journal_is_caught() => IsCaught(Mutant.LosesAnEntry, "I9");

    [Fact]
    public void An_amount_that_was_asked_for_and_not_approved_is_caught() => IsCaught(Mutant.BooksWhatWasAsked, "I3");

    [Fact]
    public void Silence_that_is_taken_for_not_started_is_caught() => IsCaught(Mutant.TakesSilenceForNotStarted, "I1", "I2");

    [Fact]
    public void A_settlement_that_is_sent_again_without_an_answer_is_caught() => IsCaught(Mutant.SettlesAgain, "I4", "I6");

    [Fact]
    public void Silence_that_is_taken_for_settled_is_caught() => IsCaught(Mutant.TakesSilenceForSettled, "I10");

    [Fact]
    public void What_is_settled_without_having_been_compared_is_caught() => IsCaught(Mutant.SettlesWhatWasNotCompared, "I10");

    private void IsCaught(Mutant mutant, params string[] rules)
    {
        WorldEnd? caught = null;
        var worlds = 0;
        Runner.OnOwnThread(runner =>
        {
            while (caught is null && worlds < WorldsMax)
            {
                using var world = new World(runner, new WorldPlan((ulong)++worlds, PaymentsPerWorld, Mutant: mutant));
                var end = world.Run();
                if (end.Broken is not null)
                    caught = end;
            }
        });
        output.WriteLine($"{mutant}: world {worlds}, payment {caught?.Payments}: {caught?.Broken}");
        Assert.True(caught is not null, $"{mutant} was not caught in {worlds} worlds.");
        Assert.Contains(rules, rule => caught.Broken!.StartsWith(rule + ":", StringComparison.Ordinal));
    }
}
