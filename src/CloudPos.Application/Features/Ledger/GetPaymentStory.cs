using CloudPos.Application.Data;
using CloudPos.Application.Features.Sales;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Ledger;

/// <summary>A payment's story from its journal, with what followed it or what it follows.</summary>
/// <remarks>Whoever sells reads it only while a manager is to decide it, at his till, and without what was on the wire.</remarks>
[Needs(Permission.Sell)]
public sealed record GetPaymentStory(AttemptId AttemptId) : IRequest<Result<PaymentStory>>;

/// <summary>A payment as its page shows it.</summary>
/// <param name="Attempts">The payment itself first, then what belongs to it.</param>
/// <param name="Question">What a manager decides, where there is something to decide.</param>
public sealed record PaymentStory(
    AttemptId Id, AttemptKind Kind, AttemptState State, string Title, Money Amount, SaleId? SaleId, bool SaleIsPaid, bool CanDecide, bool NeedsCard, string Question,
    string DoneWord, string IfDone, string IfNot, IReadOnlyList<AttemptStory> Attempts);

internal sealed class GetPaymentStoryHandler(AppDbContext db, RequestContext context, LedgerReader ledger) : IRequestHandler<GetPaymentStory, Result<PaymentStory>>
{
    public async Task<Result<PaymentStory>> Handle(GetPaymentStory request, CancellationToken cancel)
    {
        var attempt = await db.Attempts.AsNoTracking().Include(a => a.Entries).SingleOrDefaultAsync(a => a.Id == request.AttemptId, cancel);
        var isManager = context.Actor.Permissions.Contains(Permission.ManagePayments);
        if (attempt is null || (!isManager && attempt.State != AttemptState.NeedsReview))
            return FollowUpDesk.Unknown;
        var root = attempt.OriginalId ?? attempt.Id;
        var chain = await db.Attempts.AsNoTracking().Include(a => a.Entries).Where(a => (a.Id == root || a.OriginalId == root) && a.Id != attempt.Id)
            .OrderBy(a => a.CreatedAt).Take(50).ToListAsync(cancel);
        var around = await ledger.AroundAsync([attempt], cancel);
        var (terminal, clock) = (around.Terminals[attempt.TerminalId], around.Stores[attempt.StoreId].Clock);
        var isPaid = await db.Sales.AnyAsync(s => s.Id == attempt.SaleId && s.PaidAt != null, cancel);
        var (ifDone, ifNot) = LedgerWords.Follows(attempt);
        return new PaymentStory(attempt.Id, attempt.Kind, attempt.State, around.Title(attempt), LedgerWords.AmountOf(attempt), attempt.SaleId, isPaid,
            attempt.State == AttemptState.NeedsReview, LedgerWords.NeedsCard(attempt), LedgerWords.Question(attempt), LedgerWords.DoneWord(attempt.Kind), ifDone, ifNot,
            [.. chain.Prepend(attempt).Select(a => AttemptStories.Of(a, terminal, clock)).Select(told => isManager ? told : WithoutWire(told))]);
    }

    private static AttemptStory WithoutWire(AttemptStory told) => told with { Journal = [.. told.Journal.Select(line => line with { Note = null })] };
}
