namespace CloudPos.Simulation.Tests.Mutants;

/// <summary>The deliberate bugs by which the proof itself is checked. They live here and nowhere in the product.</summary>
internal enum Mutant
{
    None,

    /// <summary>No answer? Send it again.</summary>
    SendsTwice,

    /// <summary>The attempt is put on record as sent after it was sent.</summary>
    RecordsAfterSending,

    /// <summary>The first "not found" ends the payment.</summary>
    BelievesNotFoundAtOnce,

    /// <summary>No answer? A new reference, and on.</summary>
    TakesNewRefIdAfterTimeout,

    /// <summary>The PIN pad is anybody's.</summary>
    IgnoresTheLease,

    /// <summary>The cashier asked to stop, so an approval cannot be meant.</summary>
    DropsApprovalAfterCancel,

    /// <summary>A contradictory answer is a decline.</summary>
    BelievesDeclineOnContradiction,

    /// <summary>Status does not know it? Send the sale, then it will.</summary>
    ResendsAfterUnknown,

    /// <summary>What a dead server had sent is sent again.</summary>
    ResendsInTheSweep,

    /// <summary>An answer is booked as two tenders.</summary>
    BooksTheTenderTwice,

    /// <summary>Cash is taken although a card may have been charged.</summary>
    TakesCashWhileUnknown,

    /// <summary>An entry of the journal is lost.</summary>
    LosesAnEntry,

    /// <summary>Whatever was approved, what was asked for is booked.</summary>
    BooksWhatWasAsked,

    /// <summary>No answer is taken for "it never started".</summary>
    TakesSilenceForNotStarted,

    /// <summary>A settlement without an answer is sent again.</summary>
    SettlesAgain,

    /// <summary>A settlement without an answer will have been carried out.</summary>
    TakesSilenceForSettled,

    /// <summary>What has moved since the comparison does not make it old.</summary>
    SettlesWhatWasNotCompared,
}
