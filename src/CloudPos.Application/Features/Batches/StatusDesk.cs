using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Payments;

namespace CloudPos.Application.Features.Batches;

/// <summary>Asks a PIN pad what it holds of a payment, as evidence for a decision. Moves no money.</summary>
internal sealed class StatusDesk(AppDbContext db, ICardTerminal cardTerminal, TerminalLeases leases)
{
    /// <summary>Longer than one question may take, so that "expired" never means "still running".</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(2);

    /// <summary>The answer; refused where the PIN pad serves a customer, or said nothing that helps.</summary>
    public Task<Result<TerminalAnswer>> AskAsync(Domain.Terminals.Terminal terminal, PaymentAttempt attempt, CancellationToken cancel) =>
        leases.ErrandAsync<TerminalAnswer>(terminal.Tpn, BatchReports.Holder, Window, BatchReports.Busy, async _ =>
        {
            var answer = await cardTerminal.AskStatusAsync(await ChargeOrders.QuestionAsync(db, attempt, cancel));
            // what contradicts the question is an answer too: it is about another kind of payment
            return answer.IsNotFound || answer.Signal is AttemptSignal.Approved or AttemptSignal.PartiallyApproved or AttemptSignal.Cancelled
                || answer.Reason == AttemptReason.Contradiction
                ? answer
                : new Refusal("status.no.answer", $"{terminal.Label} was asked and said nothing that helps: {answer.Text ?? "no answer"}. Nothing was changed; ask again when it is free.");
        }, cancel);
}
