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
}

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
    bool CanAskToCancel, bool CanSendAgain, bool CanTryAnother, bool CanPayCash, bool CanCheckNow, bool CashChosen);
