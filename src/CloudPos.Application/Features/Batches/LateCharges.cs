using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>
/// What the PIN pad lists and the books do not know may be a payment that was taken for not charged, by a person or by a proof. Before anybody
/// takes it for a sale of the PIN pad's own, the terminal is asked for it by its RefId: what it finds is booked where it belongs.
/// </summary>
internal sealed class LateCharges(AppDbContext db, ICardTerminal cardTerminal, ScopedSender sender, TimeProvider clock)
{
    private const int QuestionsMax = 10;

    /// <summary>Longer than any batch stays open.</summary>
    private static readonly TimeSpan Back = TimeSpan.FromDays(4);

    /// <summary>Asks and books; true where something was found.</summary>
    public async Task<bool> FoundAsync(Domain.Terminals.Terminal terminal, IReadOnlyList<MatchedLine> lines, CancellationToken cancel)
    {
        if (lines.Where(l => l.Difference == DifferenceKind.TerminalOnly).Max(l => l.Listed?.Amount.Cents) is not { } most)
            return false;
        var since = clock.GetUtcNow() - Back;
        // a tip that the customer added makes the line larger than what was asked for
        var taken = await db.Attempts.AsNoTracking()
            .Where(a => a.TerminalId == terminal.Id && (a.State == AttemptState.NotProcessed || a.State == AttemptState.NotStarted) && a.ChangedAt > since
                && a.Kind == AttemptKind.Sale && a.SentAt != null && a.Amount.Cents + a.AskedCashback.Cents <= most)
            .OrderByDescending(a => a.ChangedAt).Take(QuestionsMax).ToListAsync(cancel);
        var found = false;
        foreach (var attempt in taken)
        {
            var answer = await cardTerminal.AskStatusAsync(await ChargeOrders.QuestionAsync(db, attempt, cancel));
            if (answer.Signal is not (AttemptSignal.Approved or AttemptSignal.PartiallyApproved))
                continue;
            await sender.SendAsync(Actor.System(attempt.IsoId, attempt.MerchantId), new RecordAnswer(attempt.Id, answer), cancel);
            found = true;
        }

        return found;
    }
}
