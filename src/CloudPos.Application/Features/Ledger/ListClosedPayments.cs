using System.Globalization;
using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Ledger;

/// <summary>What was not known, or was to be given back, and came to an end today: what it was, what it became, how, by whom and after how long.</summary>
[Needs(Permission.ManagePayments)]
public sealed record ListClosedPayments(StoreId? Store, int Skip, int Take) : IRequest<Result<ClosedPage>>;

/// <summary>The payments of today that are no trouble any more, the last one first.</summary>
public sealed record ClosedPage(IReadOnlyList<ClosedRow> Rows, int Total);

internal sealed class ListClosedPaymentsHandler(AppDbContext db, RequestContext context, LedgerReader ledger, TimeProvider clock)
    : IRequestHandler<ListClosedPayments, Result<ClosedPage>>
{
    public async Task<Result<ClosedPage>> Handle(ListClosedPayments request, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var stores = await db.Stores.AsNoTracking().OfActorsMerchant(context).ToListAsync(cancel);
        // stores in several time zones: their days begin at different instants, so the page shows the longest of their "today"s
        var since = stores.Count == 0 ? now : stores.Min(s => s.Clock.DayStart(now));
        var closed = db.Attempts.AsNoTracking().OfActorsMerchant(context).Where(a => a.ClearedUpAt >= since);
        if (request.Store is { } only)
            closed = closed.Where(a => a.StoreId == only);
        var total = await closed.CountAsync(cancel);
        var page = await closed.Include(a => a.Entries).OrderByDescending(a => a.ClearedUpAt).ThenByDescending(a => a.Id)
            .Skip(request.Skip).Take(request.Take).ToListAsync(cancel);
        var around = await ledger.AroundAsync(page, cancel);
        return new ClosedPage([.. page.Select(a => Row(a, around))], total);
    }

    private static ClosedRow Row(PaymentAttempt attempt, LedgerAround around)
    {
        var entries = attempt.Entries.OrderBy(e => e.Number).ToArray();
        var end = entries.LastOrDefault(e => e.At == attempt.ClearedUpAt && e.From != e.To);
        var wasDoubt = end is { From: AttemptState.Unknown or AttemptState.NeedsReview };
        var was = end switch
        {
            { From: AttemptState.NeedsReview } => LedgerGroup.NeedsReview,
            { From: AttemptState.Unknown } => LedgerGroup.NotKnown,
            _ => LedgerGroup.ToVoid,
        };
        var began = wasDoubt
            ? entries.LastOrDefault(e => e.To == AttemptState.Unknown && e.From != AttemptState.Unknown)
            : entries.LastOrDefault(e => e.Signal is AttemptSignal.Approved or AttemptSignal.PartiallyApproved or AttemptSignal.JudgedCharged);
        var (became, isGood) = Became(attempt, end, wasDoubt);
        var took = (attempt.ClearedUpAt - began?.At) ?? TimeSpan.Zero;
        return new ClosedRow(attempt.Id, around.Title(attempt), was, became, isGood, How(attempt, end, wasDoubt, around.Terminals[attempt.TerminalId].Label),
            end?.By ?? (wasDoubt ? "By itself" : attempt.PerformedBy), took > TimeSpan.Zero ? took : TimeSpan.Zero, LedgerWords.AmountOf(attempt));
    }

    private static (string Words, bool IsGood) Became(PaymentAttempt attempt, AttemptEntry? end, bool wasDoubt)
    {
        if (!wasDoubt)
            return (end?.To == AttemptState.Voided ? "Voided" : "Given back", true);
        var done = LedgerWords.DoneWord(attempt.Kind);
        return end!.To switch
        {
            AttemptState.Approved => (Capital(done), true),
            AttemptState.PartiallyApproved => (Capital(done) + " in part", true),
            AttemptState.CashChosen => ("Cash chosen", true),
            _ => ("Not " + done, false),
        };
    }

    private static string How(PaymentAttempt attempt, AttemptEntry? end, bool wasDoubt, string terminal)
    {
        if (!wasDoubt)
            return end?.To == AttemptState.Voided ? $"Void confirmed by {terminal}" : $"Return approved by {terminal}";
        return end!.Signal switch
        {
            AttemptSignal.Approved or AttemptSignal.PartiallyApproved => $"{terminal} said approved" + (attempt.AuthCode is { } code ? ", " + code : ""),
            AttemptSignal.ProvenNotProcessed => "Not found twice, idle, no settlement between",
            AttemptSignal.JudgedCharged or AttemptSignal.JudgedNotCharged => end.Note ?? "By evidence",
            _ => $"{terminal} said {end.Signal.ToString().ToLower(CultureInfo.InvariantCulture)}",
        };
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}

internal sealed class ListClosedPaymentsValidator : AbstractValidator<ListClosedPayments>
{
    public ListClosedPaymentsValidator()
    {
        RuleFor(r => r.Skip).GreaterThanOrEqualTo(0).Says("A page begins at row 0 or later.");
        RuleFor(r => r.Take).InclusiveBetween(1, 100).Says("A page has 1 to 100 rows.");
    }
}
