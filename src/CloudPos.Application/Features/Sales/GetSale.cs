using CloudPos.Application.Data;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Sales;

/// <summary>A sale with its receipt and the story of its payments.</summary>
[Needs(Permission.ViewSales)]
public sealed record GetSale(SaleId SaleId) : IRequest<Result<SaleDetail>>;

/// <summary>The receipt and every attempt to pay.</summary>
public sealed record SaleDetail(Receipt Receipt, IReadOnlyList<AttemptStory> Attempts, RegisterId RegisterId, IReadOnlyList<RefundView> Refunds);

/// <summary>One attempt with its journal.</summary>
public sealed record AttemptStory(
    AttemptId Id, string RefId, AttemptState State, string TerminalLabel, string Tpn, Money Amount, string PerformedBy,
    IReadOnlyList<JournalLine> Journal);

/// <summary>A line of the journal in plain words.</summary>
public sealed record JournalLine(int Number, DateTimeOffset AtLocal, AttemptState From, AttemptState To, string Words, string? Note);

internal sealed class GetSaleHandler(AppDbContext db, ReceiptReader receipts, RefundReader refunds) : IRequestHandler<GetSale, Result<SaleDetail>>
{
    public async Task<Result<SaleDetail>> Handle(GetSale request, CancellationToken cancel)
    {
        if (await receipts.FindAsync(request.SaleId, cancel) is not { } receipt)
            return new Refusal("sale.unknown", "That sale does not exist, or is not paid yet.");
        var attempts = await db.Attempts.AsNoTracking().Include(a => a.Entries).Where(a => a.SaleId == request.SaleId)
            .OrderBy(a => a.CreatedAt).ToListAsync(cancel);
        var at = await (
            from sale in db.Sales
            where sale.Id == request.SaleId
            from place in db.Stores
            where place.Id == sale.StoreId
            select new { sale.RegisterId, Store = place }).AsNoTracking().SingleAsync(cancel);
        var terminals = await db.Terminals.AsNoTracking().ToListAsync(cancel);
        return new SaleDetail(receipt, [.. attempts.Select(a => Story(a, terminals.Find(t => t.Id == a.TerminalId), at.Store.Clock))],
            at.RegisterId, await refunds.ViewsAsync(db.Refunds.Where(r => r.SaleId == request.SaleId && r.State != RefundState.Abandoned), cancel));
    }

    private static AttemptStory Story(PaymentAttempt attempt, Terminal? terminal, StoreClock clock) => new(
        attempt.Id, attempt.RefId, attempt.State, terminal?.Label ?? "", terminal?.Tpn ?? "", attempt.Amount, attempt.PerformedBy,
        [
            new JournalLine(0, clock.Local(attempt.CreatedAt), AttemptState.Created, AttemptState.Created,
                $"{MoneyText.Show(attempt.Amount)} put on record for {terminal?.Label} by {attempt.PerformedBy}.", null),
            .. attempt.Entries.OrderBy(e => e.Number).Select(e => new JournalLine(
                e.Number, clock.Local(e.At), e.From, e.To, JournalWords.Of(e), e.Note)),
        ]);
}

/// <summary>The journal's signals as sentences.</summary>
internal static class JournalWords
{
    public static string Of(AttemptEntry entry) => entry.Signal switch
    {
        AttemptSignal.Sent => "One request sent to the PIN pad.",
        AttemptSignal.Approved => "The PIN pad said: approved.",
        AttemptSignal.PartiallyApproved => "The PIN pad said: approved in part.",
        AttemptSignal.CashChosen => "The customer chose cash on the PIN pad. No card was charged.",
        AttemptSignal.Declined => "The PIN pad said: declined. Nothing was charged.",
        AttemptSignal.Cancelled when entry.Reason == AttemptReason.StoppedByCashier => "Stopped before it was sent.",
        AttemptSignal.Cancelled => "Cancelled on the PIN pad. Nothing was charged.",
        AttemptSignal.NotStarted => NotStarted(entry.Reason),
        AttemptSignal.NoAnswer => NoAnswer(entry.Reason),
        AttemptSignal.ProvenNotProcessed => "The PIN pad, online and idle, was asked twice and does not hold it: no charge was made.",
        AttemptSignal.ReviewAsked => "Still unknown after the set time: a manager has to look.",
        AttemptSignal.SendAgain => "To be sent again, with the same RefId.",
        AttemptSignal.Voided => "Voided: nothing reaches the customer's statement.",
        AttemptSignal.TipAdjusted => "The tip was set.",
        AttemptSignal.Captured => "The hold was charged.",
        AttemptSignal.Settled => "Settled with its batch.",
        AttemptSignal.JudgedCharged => "A manager decided, with evidence: it was charged.",
        AttemptSignal.JudgedNotCharged => "A manager decided, with evidence: it was not charged.",
    };

    private static string NotStarted(AttemptReason reason) => reason switch
    {
        AttemptReason.TerminalOffline => "The PIN pad was offline: it never started.",
        AttemptReason.TerminalBusy => "The PIN pad was busy: it never started.",
        AttemptReason.Interrupted => "The server stopped before it was sent.",
        AttemptReason.WrongKey => "The PIN pad refused the key: it never started.",
        _ => "The request was refused: it never started.",
    };

    private static string NoAnswer(AttemptReason reason) => reason switch
    {
        AttemptReason.NotFound => "Asked Status: the PIN pad does not hold it (so far).",
        AttemptReason.TerminalBusy => "Asked Status: the PIN pad is busy.",
        AttemptReason.TerminalOffline => "Asked Status: the PIN pad is offline.",
        AttemptReason.Interrupted => "The server stopped while waiting for the answer: unknown, to be asked.",
        AttemptReason.TimedOut => "No answer within the time: unknown, to be asked.",
        AttemptReason.Contradiction => "The answer contradicts itself: unknown, to be asked.",
        AttemptReason.DuplicateRefId => "The PIN pad already knows this RefId: unknown, to be asked.",
        _ => "No answer came: unknown, to be asked.",
    };
}
