namespace CloudPos.Domain.Batches;

/// <summary>What is known of a settlement.</summary>
public enum SettlementState
{
    /// <summary>On record; nothing has been sent.</summary>
    Created = 0,

    /// <summary>The one request may have left.</summary>
    Sent = 1,

    /// <summary>No answer that can be trusted: the batch may be closed. Only a report can tell.</summary>
    Unknown = 2,

    /// <summary>The batch is closed, wholly.</summary>
    Settled = 3,

    /// <summary>Some applications are closed, others are not; the rows say which.</summary>
    InPart = 4,

    /// <summary>The terminal or the host refused; nothing was closed.</summary>
    Refused = 5,

    /// <summary>It never reached the terminal, or was proven not to have been done.</summary>
    NotDone = 6,
}

/// <summary>What can happen to a settlement.</summary>
public enum SettlementSignal
{
    /// <summary>The request is about to leave (committed before it does).</summary>
    Sent,
    Settled,
    SettledInPart,
    Refused,

    /// <summary>Proven that the terminal never began.</summary>
    NotStarted,
    NoAnswer,

    /// <summary>The report shows an empty or a new batch.</summary>
    ProvenSettled,

    /// <summary>The report, read after the window, still shows all that was to be settled.</summary>
    ProvenNotSettled,
}

/// <summary>The one transition function of settlements: pure, and every cell is written down.</summary>
public static class SettlementTransitions
{
    /// <summary>The state after a signal, or null where the signal must not come.</summary>
    public static SettlementState? Next(SettlementState state, SettlementSignal signal) => state switch
    {
        SettlementState.Created => signal switch
        {
            SettlementSignal.Sent => SettlementState.Sent,
            SettlementSignal.NotStarted => SettlementState.NotDone, // given up before it left
            SettlementSignal.Settled or SettlementSignal.SettledInPart or SettlementSignal.Refused or SettlementSignal.NoAnswer
                or SettlementSignal.ProvenSettled or SettlementSignal.ProvenNotSettled => null, // nothing was sent
        },
        SettlementState.Sent => signal switch
        {
            SettlementSignal.Settled => SettlementState.Settled,
            SettlementSignal.SettledInPart => SettlementState.InPart,
            SettlementSignal.Refused => SettlementState.Refused,
            SettlementSignal.NotStarted => SettlementState.NotDone,
            SettlementSignal.NoAnswer => SettlementState.Unknown,
            SettlementSignal.Sent => null, // a second send is a bug
            SettlementSignal.ProvenSettled or SettlementSignal.ProvenNotSettled => null, // it may still be running
        },
        SettlementState.Unknown => signal switch
        {
            SettlementSignal.ProvenSettled or SettlementSignal.Settled => SettlementState.Settled, // a late answer is an answer
            SettlementSignal.SettledInPart => SettlementState.InPart,
            SettlementSignal.ProvenNotSettled => SettlementState.NotDone,
            SettlementSignal.NoAnswer => SettlementState.Unknown,
            SettlementSignal.Sent or SettlementSignal.Refused or SettlementSignal.NotStarted => null, // only a report proves that now
        },
        SettlementState.Settled or SettlementState.InPart or SettlementState.Refused or SettlementState.NotDone => null, // the next try is a settlement of its own
    };
}
