using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Application.Features.Payments;

/// <summary>What the payment panel shows; each has its own sentence, buttons and <c>data-state</c>.</summary>
public enum PaymentPhase
{
    Queued,
    Sending,
    OnTerminal,
    CancelRequested,
    Approved,
    Partial,
    Declined,
    Unknown,
    NotCharged,
    TerminalFault,

    /// <summary>It was charged and taken back.</summary>
    GivenBack,

    /// <summary>A tender is going back through the PIN pad.</summary>
    GivingBack,

    /// <summary>A tender could not be given back: it stays paid.</summary>
    NotGivenBack,
}

/// <summary>A PIN pad of the store that a payment could go to instead.</summary>
public sealed record OtherTerminal(TerminalId Id, string Label);

/// <summary>A payment as the till shows it: the sentence says what happened to the money first, then the reason, then one next step.</summary>
/// <param name="Amount">What is (to be) charged at the Card Price, tip apart.</param>
/// <param name="Headline">What happened to the money, short.</param>
/// <param name="Detail">The reason and the next step.</param>
/// <param name="Code">The small line below: code, terminal's words, reference.</param>
/// <param name="LeftToPay">What the sale still needs, at both prices.</param>
public sealed record PaymentView(
    AttemptId AttemptId, SaleId SaleId, int SaleNumber, PaymentPhase Phase, AttemptState State, Money Amount, string TerminalLabel,
    string RegisterName, DateTimeOffset StartedAt, DateTimeOffset ChangedAt, string Headline, string Detail, string? Code,
    Money? Charged, Money? Tip, string? Card, DualPrice LeftToPay, bool SaleIsPaid, DateTimeOffset? NextCheckAt, int Checks,
    bool CanAskToCancel, bool CanSendAgain, bool CanTryAnother, bool CanPayCash, bool CanCheckNow, bool CashChosen)
{
    /// <summary>What the customer is at, where the PIN pad tells it.</summary>
    public PaymentStage? Stage { get; init; }

    public AttemptKind Kind { get; init; }

    public PayMethod Method { get; init; }

    /// <summary>Cash that the customer was asked to be charged for on top.</summary>
    public Money AskedCashback { get; init; }

    /// <summary>Which of the two prices it pays.</summary>
    public TenderKind PricedAt { get; init; } = TenderKind.Card;

    /// <summary>Cash that was charged on top: it goes out of the drawer, to the customer.</summary>
    public Money Cashback { get; init; }

    /// <summary>The sale is paid: value that it sold and that is not on its gift card yet.</summary>
    public Money GiftToLoad { get; init; }

    /// <summary>What the customer signed on the PIN pad; for a few minutes only, and only on the server that took the payment.</summary>
    public Signature? Signature { get; init; }

    /// <summary>A part of the sale, or its rest after other tenders.</summary>
    public bool IsPart { get; init; }

    /// <summary>Queued: how many are served before it at this PIN pad, the one on it included.</summary>
    public int Before { get; init; }

    /// <summary>Queued: whom its PIN pad serves, in a cashier's words; null where that is this register's own payment, set aside and still being checked.</summary>
    public string? Serving { get; init; }

    /// <summary>Queued: about how many seconds until its turn; null where nothing is known of it.</summary>
    public int? AboutSeconds { get; init; }

    /// <summary>Where it could go instead; only while it waits, or after its PIN pad had a fault.</summary>
    public IReadOnlyList<OtherTerminal> Others { get; init; } = [];

    /// <summary>The wish to stop can be taken back.</summary>
    public bool CanKeepWaiting { get; init; }

    /// <summary>While it is not known: what came of it so far, the last few changes.</summary>
    public IReadOnlyList<CheckSeen> Seen { get; init; } = [];

    /// <summary>The outcome is not known: the sale may be set aside and the next customer served.</summary>
    public bool CanSetAside { get; init; }

    /// <summary>The tender that this payment brought and that may be given back, or that this attempt tries to give back.</summary>
    public TenderId? TenderId { get; init; }

    /// <summary>The tender may be given back: charged, and the sale is not done.</summary>
    public bool CanGiveBack { get; init; }

    /// <summary>The void was refused because the batch is settled: only a return gives the money back.</summary>
    public bool CanReturn { get; init; }
}
