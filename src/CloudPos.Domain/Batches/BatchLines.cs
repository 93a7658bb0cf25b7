using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Batches;

/// <summary>How a line stands in the register's books.</summary>
public enum BookedState
{
    /// <summary>Money was taken or given back.</summary>
    Live = 0,

    /// <summary>Taken back before the batch was settled.</summary>
    Voided = 1,

    /// <summary>The outcome is not known.</summary>
    Unknown = 2,
}

/// <summary>A line of the register's books: one attempt.</summary>
/// <param name="Number">The transaction number that the PIN pad answered with; null where it named none.</param>
/// <param name="Amount">In cents, tip included, positive also for a return.</param>
/// <param name="TakesTip">The PIN pad may have added a tip.</param>
/// <param name="IsClosed">Its host has settled it already, while others have not: the PIN pad may list it or not.</param>
public sealed record BookedLine(
    AttemptId Attempt, CardApplication Application, LineType Type, int? Number, Money Amount, Money Tip, BookedState State, bool TakesTip, bool IsClosed = false);

/// <summary>A line of the PIN pad's daily report.</summary>
/// <param name="Index">Where it stands in the report, from 0.</param>
/// <param name="Amount">In cents, tip included, positive also for a return.</param>
public sealed record ListedLine(int Index, CardApplication Application, LineType Type, int? Number, Money Amount);

/// <summary>What Status said of an attempt whose line is doubtful.</summary>
public enum StatusFinding
{
    /// <summary>The PIN pad could not be asked.</summary>
    NoAnswer = 0,
    Approved = 1,
    Voided = 2,
    NotFound = 3,
}

/// <summary>The answer to a Status, as far as the match needs it.</summary>
public sealed record StatusFact(StatusFinding Finding, Money? Charged = null, Money? Tip = null, int? Number = null);

/// <summary>What is wrong with a line.</summary>
public enum DifferenceKind
{
    /// <summary>Both say the same.</summary>
    None = 0,

    /// <summary>The register booked it, the PIN pad does not list it.</summary>
    RegisterOnly = 1,

    /// <summary>The PIN pad lists it, the register knows nothing of it.</summary>
    TerminalOnly = 2,

    /// <summary>Both know it, with another amount.</summary>
    Amount = 3,

    /// <summary>Both know it, with another tip.</summary>
    Tip = 4,

    /// <summary>Both know it, one as a sale and one as something else.</summary>
    Type = 5,

    /// <summary>Voided at the register, alive on the PIN pad: the customer would be charged.</summary>
    VoidedOnRegister = 6,

    /// <summary>Voided on the PIN pad, alive at the register: the money would not come.</summary>
    VoidedOnTerminal = 7,

    /// <summary>The register does not know whether it happened.</summary>
    Unknown = 8,

    /// <summary>One side has the same transaction twice.</summary>
    Duplicate = 9,
}

/// <summary>Two lines that belong together, or one that has no other.</summary>
public sealed record MatchedLine(BookedLine? Booked, ListedLine? Listed, DifferenceKind Difference);
