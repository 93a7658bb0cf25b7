namespace CloudPos.Domain.Payments;

/// <summary>The one transition function of payment attempts: pure, and every cell is written down.</summary>
public static class AttemptTransitions
{
    /// <summary>The state after a signal, or null where the signal must not come.</summary>
    public static AttemptState? Next(AttemptState state, AttemptSignal signal) => state switch
    {
        AttemptState.Created => signal switch
        {
            AttemptSignal.Sent => AttemptState.Sent,
            AttemptSignal.Cancelled => AttemptState.Cancelled, // the cashier stopped waiting in the queue
            AttemptSignal.NotStarted => AttemptState.NotStarted, // left over by a stopped server: nobody stands at the pad
            AttemptSignal.Approved => AttemptState.Approved, // of an earlier dispatch: money that was taken is booked, always
            AttemptSignal.PartiallyApproved => AttemptState.PartiallyApproved,
            AttemptSignal.CashChosen or AttemptSignal.Declined or AttemptSignal.NoAnswer or AttemptSignal.ProvenNotProcessed
                or AttemptSignal.ReviewAsked or AttemptSignal.SendAgain => null, // nothing was sent, so nothing can be answered
            AttemptSignal.Voided or AttemptSignal.TipAdjusted or AttemptSignal.AmountBooked or AttemptSignal.Captured or AttemptSignal.Settled
                or AttemptSignal.JudgedCharged or AttemptSignal.JudgedNotCharged => null, // as above
        },
        AttemptState.Sent => signal switch
        {
            AttemptSignal.Approved => AttemptState.Approved,
            AttemptSignal.PartiallyApproved => AttemptState.PartiallyApproved,
            AttemptSignal.CashChosen => AttemptState.CashChosen,
            AttemptSignal.Declined => AttemptState.Declined,
            AttemptSignal.Cancelled => AttemptState.Cancelled,
            AttemptSignal.NotStarted => AttemptState.NotStarted,
            AttemptSignal.NoAnswer => AttemptState.Unknown,
            AttemptSignal.Sent or AttemptSignal.SendAgain => null, // a second send is a bug
            AttemptSignal.ProvenNotProcessed or AttemptSignal.ReviewAsked => null, // only what is unknown is resolved
            AttemptSignal.Voided or AttemptSignal.TipAdjusted or AttemptSignal.AmountBooked or AttemptSignal.Captured or AttemptSignal.Settled => null, // not approved yet
            AttemptSignal.JudgedCharged or AttemptSignal.JudgedNotCharged => null, // the terminal speaks first
        },
        AttemptState.NeedsReview => signal switch
        {
            AttemptSignal.ProvenNotProcessed => null, // after so long "not found" may only mean settled: a person decides
            AttemptSignal.JudgedCharged => AttemptState.Approved,
            AttemptSignal.JudgedNotCharged => AttemptState.NotProcessed, // a later approval is still booked, always
            AttemptSignal.Sent or AttemptSignal.Approved or AttemptSignal.PartiallyApproved or AttemptSignal.CashChosen
                or AttemptSignal.Declined or AttemptSignal.Cancelled or AttemptSignal.NotStarted or AttemptSignal.NoAnswer
                or AttemptSignal.ReviewAsked or AttemptSignal.SendAgain or AttemptSignal.Voided or AttemptSignal.TipAdjusted or AttemptSignal.AmountBooked
                or AttemptSignal.Captured or AttemptSignal.Settled => NextUnknown(state, signal),
        },
        AttemptState.Unknown => NextUnknown(state, signal),
        AttemptState.NotStarted or AttemptState.NotProcessed => signal switch
        {
            AttemptSignal.SendAgain => AttemptState.Created, // same RefId: a wrong proof meets "duplicate", not a second charge
            AttemptSignal.Approved => AttemptState.Approved, // the proof was wrong: money that was taken is booked, always
            AttemptSignal.PartiallyApproved => AttemptState.PartiallyApproved,
            AttemptSignal.Sent or AttemptSignal.CashChosen or AttemptSignal.Declined or AttemptSignal.Cancelled
                or AttemptSignal.NotStarted or AttemptSignal.NoAnswer or AttemptSignal.ProvenNotProcessed
                or AttemptSignal.ReviewAsked => null, // closed until it is sent again
            AttemptSignal.Voided or AttemptSignal.TipAdjusted or AttemptSignal.AmountBooked or AttemptSignal.Captured or AttemptSignal.Settled
                or AttemptSignal.JudgedCharged or AttemptSignal.JudgedNotCharged => null, // nothing was approved
        },
        AttemptState.CashChosen or AttemptState.Declined or AttemptState.Cancelled => signal switch
        {
            AttemptSignal.Approved => AttemptState.Approved, // a later word of the terminal: money that was taken is booked, always
            AttemptSignal.PartiallyApproved => AttemptState.PartiallyApproved,
            AttemptSignal.Sent or AttemptSignal.CashChosen or AttemptSignal.Declined or AttemptSignal.Cancelled
                or AttemptSignal.NotStarted or AttemptSignal.NoAnswer or AttemptSignal.ProvenNotProcessed
                or AttemptSignal.ReviewAsked or AttemptSignal.SendAgain => null, // no card was charged, and that is final
            AttemptSignal.Voided or AttemptSignal.TipAdjusted or AttemptSignal.AmountBooked or AttemptSignal.Captured or AttemptSignal.Settled
                or AttemptSignal.JudgedCharged or AttemptSignal.JudgedNotCharged => null, // as above
        },
        AttemptState.Approved or AttemptState.PartiallyApproved => signal switch
        {
            AttemptSignal.Voided => AttemptState.Voided,
            AttemptSignal.TipAdjusted or AttemptSignal.AmountBooked => state,
            AttemptSignal.Captured => AttemptState.Captured,
            AttemptSignal.Settled => AttemptState.Settled,
            AttemptSignal.Sent or AttemptSignal.Approved or AttemptSignal.PartiallyApproved or AttemptSignal.CashChosen
                or AttemptSignal.Declined or AttemptSignal.Cancelled or AttemptSignal.NotStarted or AttemptSignal.NoAnswer
                or AttemptSignal.ProvenNotProcessed or AttemptSignal.ReviewAsked or AttemptSignal.SendAgain
                or AttemptSignal.JudgedCharged or AttemptSignal.JudgedNotCharged => null, // charged: the terminal's word is final
        },
        AttemptState.Settled => signal switch
        {
            AttemptSignal.TipAdjusted => AttemptState.Settled, // it was set before the settlement, and has become known after it
            AttemptSignal.Sent or AttemptSignal.Approved or AttemptSignal.PartiallyApproved or AttemptSignal.CashChosen
                or AttemptSignal.Declined or AttemptSignal.Cancelled or AttemptSignal.NotStarted or AttemptSignal.NoAnswer
                or AttemptSignal.ProvenNotProcessed or AttemptSignal.ReviewAsked or AttemptSignal.SendAgain
                or AttemptSignal.Voided or AttemptSignal.AmountBooked or AttemptSignal.Captured or AttemptSignal.Settled
                or AttemptSignal.JudgedCharged or AttemptSignal.JudgedNotCharged => null, // the money is paid out: what follows is an attempt of its own
        },
        AttemptState.Voided or AttemptState.Captured => null, // closed for good: what follows is an attempt of its own
    };

    private static AttemptState? NextUnknown(AttemptState state, AttemptSignal signal) => signal switch
    {
        AttemptSignal.Approved => AttemptState.Approved,
        AttemptSignal.PartiallyApproved => AttemptState.PartiallyApproved,
        AttemptSignal.CashChosen => AttemptState.CashChosen,
        AttemptSignal.Declined => AttemptState.Declined,
        AttemptSignal.Cancelled => AttemptState.Cancelled,
        AttemptSignal.NoAnswer => state, // still owed an answer
        AttemptSignal.ProvenNotProcessed => AttemptState.NotProcessed,
        AttemptSignal.ReviewAsked => AttemptState.NeedsReview,
        AttemptSignal.NotStarted => null, // it was sent: only Status can prove that nothing came of it
        AttemptSignal.Sent or AttemptSignal.SendAgain => null, // never resend to find out
        AttemptSignal.Voided or AttemptSignal.TipAdjusted or AttemptSignal.AmountBooked or AttemptSignal.Captured or AttemptSignal.Settled => null, // only of what is known to be approved
        AttemptSignal.JudgedCharged or AttemptSignal.JudgedNotCharged => null, // a person decides only what needs review
    };
}
