using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Payments;

/// <summary>Reads a payment as the till shows it.</summary>
internal sealed class PaymentReader(AppDbContext db, TerminalLeases leases)
{
    internal static readonly Refusal Unknown = new("payment.unknown", "That payment does not exist.");

    public async Task<PaymentView?> FindAsync(AttemptId id, CancellationToken cancel)
    {
        var attempt = await db.Attempts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancel);
        return attempt is null ? null : await ViewAsync(attempt, cancel);
    }

    public async Task<PaymentView> ViewAsync(PaymentAttempt attempt, CancellationToken cancel)
    {
        var sale = await db.Sales.AsNoTracking().Include(s => s.Lines).Include(s => s.Tenders).AsSplitQuery()
            .SingleAsync(s => s.Id == attempt.SaleId, cancel);
        var names = await (
            from register in db.Registers
            where register.Id == sale.RegisterId
            from terminal in db.Terminals
            where terminal.Id == attempt.TerminalId
            select new { Register = register.Name, Terminal = terminal.Label, terminal.Tpn }).SingleAsync(cancel);
        var served = attempt.State == AttemptState.Created ? await ServedAsync(names.Tpn, attempt.Id, cancel) : null;
        return View(attempt, sale, names.Terminal, names.Register, served);
    }

    /// <summary>The register that the PIN pad is serving instead; null where it is free for this attempt.</summary>
    private async Task<string?> ServedAsync(string tpn, AttemptId own, CancellationToken cancel)
    {
        var holder = await leases.HeldForAsync(tpn, cancel);
        return holder is null || holder.Id == own.Value ? null : holder.Name ?? "another register";
    }

    private static PaymentView View(PaymentAttempt attempt, Sale sale, string terminal, string register, string? served)
    {
        var phase = Phase(attempt, served);
        var (headline, detail) = PaymentSentences.Of(phase, attempt, terminal, served, sale.Left);
        var isLatest = sale.State == SaleState.Open && sale.OpenAttemptId is null;
        return new PaymentView(
            attempt.Id, sale.Id, sale.Number, phase, attempt.State, attempt.Amount, terminal, register, attempt.CreatedAt, attempt.ChangedAt,
            headline, detail, Code(attempt), attempt.Charged, attempt.Tip, PaymentSentences.CardOf(attempt), sale.Left,
            SaleIsPaid: sale.State == SaleState.Paid,
            attempt.NextCheckAt, attempt.Checks,
            CanAskToCancel: attempt.State is AttemptState.Created or AttemptState.Sent && attempt.CancelRequestedAt is null,
            CanSendAgain: isLatest && attempt.CanSendAgain,
            CanTryAnother: isLatest && !attempt.CanSendAgain && sale.CanPayByCard,
            CanPayCash: isLatest && sale.CanPay,
            CanCheckNow: attempt.IsUnresolved,
            CashChosen: sale.CashChosenAttemptId == attempt.Id);
    }

    private static PaymentPhase Phase(PaymentAttempt attempt, string? served) => attempt.State switch
    {
        AttemptState.Created => served is null ? PaymentPhase.Sending : PaymentPhase.Queued,
        AttemptState.Sent => attempt.CancelRequestedAt is null ? PaymentPhase.OnTerminal : PaymentPhase.CancelRequested,
        AttemptState.Approved => PaymentPhase.Approved,
        AttemptState.PartiallyApproved => PaymentPhase.Partial,
        AttemptState.Declined => PaymentPhase.Declined,
        AttemptState.Cancelled or AttemptState.CashChosen or AttemptState.NotProcessed => PaymentPhase.NotCharged,
        AttemptState.NotStarted => PaymentPhase.TerminalFault,
        AttemptState.Voided => PaymentPhase.GivenBack,
        AttemptState.Captured or AttemptState.Settled => PaymentPhase.Approved,
        AttemptState.Unknown or AttemptState.NeedsReview => PaymentPhase.Unknown,
    };

    private static string Code(PaymentAttempt attempt)
    {
        var parts = new List<string>();
        if (attempt.AuthCode is { Length: > 0 } auth)
            parts.Add("Auth " + auth);
        if (attempt.TerminalText is { Length: > 0 } text && !attempt.IsCharged)
            parts.Add(text);
        parts.Add("RefId " + attempt.RefId);
        return string.Join(" · ", parts);
    }
}
