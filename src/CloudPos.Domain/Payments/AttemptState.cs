namespace CloudPos.Domain.Payments;

/// <summary>What is known of a payment attempt.</summary>
public enum AttemptState
{
    /// <summary>On record with its RefId; nothing has been sent.</summary>
    Created = 0,

    /// <summary>The one request may have left. Until an answer comes, the card may be charged.</summary>
    Sent = 1,

    /// <summary>The terminal said that the card was charged.</summary>
    Approved = 2,

    /// <summary>Charged, but less than was asked for.</summary>
    PartiallyApproved = 3,

    /// <summary>The customer chose cash on the PIN pad; no card was charged.</summary>
    CashChosen = 4,

    /// <summary>The bank or the terminal said no; nothing was charged.</summary>
    Declined = 5,

    /// <summary>Stopped before a card was charged.</summary>
    Cancelled = 6,

    /// <summary>Proven never to have reached the card. Sending again keeps the RefId.</summary>
    NotStarted = 7,

    /// <summary>No answer, or a contradictory one: charged or not is not known. Status is asked until it is.</summary>
    Unknown = 8,

    /// <summary>Was unknown; the terminal, reachable and idle, has proven not to hold it.</summary>
    NotProcessed = 9,

    /// <summary>Unknown for so long that a person has to look. Status is still asked.</summary>
    NeedsReview = 10,

    /// <summary>Was approved and taken back before the batch was settled: no money moves.</summary>
    Voided = 11,

    /// <summary>A hold that was charged: the money is in its capture.</summary>
    Captured = 12,

    /// <summary>Part of a batch that the host has settled: no void and no tip any more, only a return.</summary>
    Settled = 13,
}

/// <summary>What can happen to a payment attempt.</summary>
public enum AttemptSignal
{
    /// <summary>The request is about to leave (committed before it does).</summary>
    Sent,

    Approved,
    PartiallyApproved,
    CashChosen,
    Declined,
    Cancelled,

    /// <summary>Proven that the terminal never began.</summary>
    NotStarted,

    /// <summary>No answer, or none that can be trusted.</summary>
    NoAnswer,

    /// <summary>The terminal was asked as the rules demand and does not hold it.</summary>
    ProvenNotProcessed,

    /// <summary>Waiting has lasted too long.</summary>
    ReviewAsked,

    /// <summary>The cashier sends again what was proven not to have started, with the same RefId.</summary>
    SendAgain,

    /// <summary>A void of it was approved, or the terminal says that it was voided there.</summary>
    Voided,

    /// <summary>Its tip was set; what was charged is another amount now.</summary>
    TipAdjusted,

    /// <summary>The hold was charged by a capture.</summary>
    Captured,

    /// <summary>Its batch was settled.</summary>
    Settled,

    /// <summary>A manager has decided, with evidence, that the card was charged.</summary>
    JudgedCharged,

    /// <summary>A manager has decided, with evidence, that the card was not charged.</summary>
    JudgedNotCharged,

    /// <summary>The terminal, asked at the end of the day, says another amount than was booked: it is what was charged.</summary>
    AmountBooked,
}

/// <summary>Why an attempt is where it is: what a screen's sentence is chosen by.</summary>
public enum AttemptReason
{
    None = 0,
    DeclinedByHost = 1,
    CancelledByCustomer = 2,
    StoppedByCashier = 3,
    TerminalOffline = 4,
    TerminalBusy = 5,
    TerminalSetup = 6,
    WrongKey = 7,
    RequestRefused = 8,
    NoAnswer = 9,
    TimedOut = 10,
    Contradiction = 11,
    DuplicateRefId = 12,
    NotFound = 13,
    Interrupted = 14,
    ByManager = 15,
    FollowUp = 16,
    NotSupported = 17,

    /// <summary>The proxy could not be reached: nothing has left this place, and nothing is known of the PIN pad.</summary>
    ProxyUnreachable = 18,
}
