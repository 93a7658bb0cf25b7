using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Refunds;

/// <summary>Reads refunds as the screens show them.</summary>
internal sealed class RefundReader(AppDbContext db, TerminalLeases leases)
{
    internal static readonly Refusal Unknown = new("refund.unknown", "That refund does not exist.");

    private static readonly Refusal OfAnotherSale = new("refund.other.sale", "What was pressed here belongs to another refund. Nothing went back. Open the refund again, then press once more.");

    /// <summary>Begins a refund under the id of its click, once: a double click or a second tab finds the refund.</summary>
    /// <param name="sale">The sale that it is of; null where it has none.</param>
    public async Task<Result<RefundView>> OnceAsync(SaleId? sale, RefundId id, Func<Task<Result<RefundView>>> begin, CancellationToken cancel)
    {
        var answer = await Once.DoAsync(() => FindAsync(id, cancel), begin);
        return answer.Value is { } view && view.SaleId != sale ? OfAnotherSale : answer;
    }

    public async Task<RefundView?> FindAsync(RefundId id, CancellationToken cancel) =>
        await ViewsAsync(db.Refunds.Where(r => r.Id == id), cancel) is [var only] ? only : null;

    public async Task<IReadOnlyList<RefundView>> ViewsAsync(IQueryable<Refund> which, CancellationToken cancel)
    {
        // one command: most sales have no refund, and those that have one have few lines in it
        var refunds = await which.AsNoTracking().Include(r => r.Lines).Include(r => r.Tenders).AsSingleQuery().OrderBy(r => r.OpenedAt).ToListAsync(cancel);
        var views = new List<RefundView>(refunds.Count);
        foreach (var refund in refunds)
            views.Add(await ViewAsync(refund, cancel));
        return views;
    }

    private async Task<RefundView> ViewAsync(Refund refund, CancellationToken cancel)
    {
        var attempts = await db.Attempts.AsNoTracking().Where(a => a.RefundId == refund.Id).ToListAsync(cancel);
        var (names, left) = await OfSaleAsync(refund, cancel);
        var parts = refund.Tenders.Where(t => t.GivenUpAt is null).OrderBy(t => t.Position).Select(t => Part(t, attempts.Find(a => a.Id == t.AttemptId), names)).ToArray();
        var waiting = refund.Tenders.Where(t => t is { IsWanted: true, Kind: TenderKind.Card })
            .OrderByDescending(t => t.AttemptId is not null && t.AttemptId == refund.OpenAttemptId).ThenByDescending(t => t.AttemptId is not null).ThenBy(t => t.Position).FirstOrDefault();
        var last = attempts.Find(a => a.Id == (waiting ?? refund.Tenders.OrderBy(t => t.IsDone).ThenBy(t => t.Position).LastOrDefault(t => t.AttemptId is not null))?.AttemptId);
        var terminal = last is null ? null : await db.Terminals.Where(t => t.Id == last.TerminalId).Select(t => new { t.Label, t.Tpn, t.Protocol }).SingleAsync(cancel);
        var register = await db.Registers.Where(r => r.Id == refund.RegisterId).Select(r => r.Name).SingleAsync(cancel);
        var served = last is { State: AttemptState.Created } && terminal is not null ? await ServedAsync(terminal.Tpn, last.Id, cancel) : null;

        var phase = Phase(refund, last, served);
        var part = waiting is null ? null : Array.Find(parts, p => p.Id == waiting.Id);
        var label = terminal?.Label ?? "The PIN pad";
        var (headline, detail) = RefundSentences.Of(phase, refund, part, parts, last, label, terminal?.Protocol == SpinProtocol.Rest, served, left);
        var mayRetry = phase is RefundPhase.Declined or RefundPhase.NotGiven;
        return new RefundView(
            refund.Id, refund.SaleId, refund.SaleNumber, refund.State, phase, refund.Amount, refund.GivenBack, refund.TipBack,
            Money.Sum(refund.Tenders.Where(t => t.Kind == TenderKind.Cash).Select(t => t.Taken + t.TipTaken)),
            headline, detail, Code(last), register, refund.RegisterId, terminal?.Label, left, refund.Reason, refund.AskedBy, refund.ApprovedBy,
            refund.OpenedAt, refund.ChangedAt, last?.NextCheckAt, last?.Checks ?? 0, part, parts,
            [.. refund.Lines.Where(l => l.Quantity.Thousandths > 0).Select(l => new RefundLineView(l.Sku, l.Name, l.Quantity, l.Amount, l.Tax))],
            CanAskToCancel: phase is RefundPhase.Queued or RefundPhase.Sending or RefundPhase.OnTerminal,
            CanKeepWaiting: phase == RefundPhase.CancelRequested && last is not null && terminal is not null && last.CanKeepWaiting(terminal.Protocol),
            CanCheckNow: phase == RefundPhase.Unknown,
            CanSendAgain: mayRetry,
            CanReturnInstead: mayRetry && last is { Kind: AttemptKind.Void },
            CanPayOut: mayRetry,
            CanGiveUpRest: mayRetry);
    }

    /// <summary>What the tenders of the sale are called, and what of it can still go back.</summary>
    private async Task<(Dictionary<TenderId, string> Names, Money? Left)> OfSaleAsync(Refund refund, CancellationToken cancel)
    {
        if (refund.SaleId is not { } id)
            return ([], null);
        var (sale, refundable) = await RefundDesk.ReadAsync(db, id, cancel);
        if (sale is null)
            return ([], null);
        var attempts = await db.Attempts.AsNoTracking().Where(a => a.SaleId == id).ToListAsync(cancel);
        return (sale.Tenders.ToDictionary(t => t.Id, t => TenderNames.Of(t, attempts.Find(a => a.Id == t.AttemptId))), refundable.Left);
    }

    private static RefundPartView Part(RefundTender part, PaymentAttempt? attempt, Dictionary<TenderId, string> names)
    {
        var original = part.TenderId is { } id ? names.GetValueOrDefault(id) : null;
        var used = attempt is { Kind: AttemptKind.Return, IsCharged: true } ? PaymentSentences.CardOf(attempt) : null;
        var isCard = original?.Contains('·', StringComparison.Ordinal) == true;
        var name = part.Kind == TenderKind.Cash ? "Cash" : isCard ? original! : used ?? "Card";
        return new RefundPartView(part.Id, part.TenderId, part.AttemptId, part.Kind, name, part.Taken, part.TipTaken, part.IsDone,
            attempt?.Kind == AttemptKind.Void ? "void" : part.Kind == TenderKind.Card ? "return" : null,
            attempt?.AuthCode, attempt?.RefId, isCard && used is not null && used[^4..] != original![^4..] ? used : null);
    }

    private static RefundPhase Phase(Refund refund, PaymentAttempt? last, string? served) => refund.State switch
    {
        RefundState.Done => RefundPhase.Refunded,
        RefundState.Abandoned => RefundPhase.Abandoned,
        RefundState.Open => last?.State switch
        {
            AttemptState.Created => served is null ? RefundPhase.Sending : RefundPhase.Queued,
            AttemptState.Sent => last.CancelRequestedAt is null ? RefundPhase.OnTerminal : RefundPhase.CancelRequested,
            AttemptState.Unknown or AttemptState.NeedsReview => RefundPhase.Unknown,
            AttemptState.Declined => RefundPhase.Declined,
            null or AttemptState.Approved or AttemptState.PartiallyApproved or AttemptState.CashChosen or AttemptState.Cancelled or AttemptState.NotStarted
                or AttemptState.NotProcessed or AttemptState.Voided or AttemptState.Captured or AttemptState.Settled => RefundPhase.NotGiven,
        },
    };

    private async Task<string?> ServedAsync(string tpn, AttemptId own, CancellationToken cancel) =>
        await leases.HeldForAsync(tpn, cancel) is { } holder && holder.Id != own.Value ? holder.Name ?? "another register" : null;

    private static string? Code(PaymentAttempt? attempt)
    {
        if (attempt is null)
            return null;
        var parts = new List<string>();
        if (attempt.AuthCode is { Length: > 0 } auth)
            parts.Add("Auth " + auth);
        if (attempt.TerminalText is { Length: > 0 } text && !attempt.IsCharged)
            parts.Add(text);
        parts.Add("RefId " + attempt.RefId);
        return string.Join(" · ", parts);
    }
}

/// <summary>What people call a tender.</summary>
internal static class TenderNames
{
    public static string Of(Tender tender, PaymentAttempt? attempt) => tender.Kind == TenderKind.Cash ? "Cash"
        : (attempt is null ? null : PaymentSentences.CardOf(attempt)) ?? "Card";
}
