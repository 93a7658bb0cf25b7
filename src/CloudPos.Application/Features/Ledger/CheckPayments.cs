using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Ledger;

/// <summary>Asks Status of one unknown payment now, or of all, instead of at the planned times.</summary>
/// <param name="Only">Null = all.</param>
[Needs(Permission.ManagePayments)]
public sealed record CheckPayments(AttemptId? Only) : IRequest<Result<int>>;

internal sealed class CheckPaymentsHandler(AppDbContext db, RequestContext context, TerminalLeases leases, PaymentNudge nudge, TimeProvider clock)
    : IRequestHandler<CheckPayments, Result<int>>
{
    /// <summary>More than a merchant ever has open at once; the rest is asked at its own times.</summary>
    private const int AtOnceMax = 200;

    public async Task<Result<int>> Handle(CheckPayments request, CancellationToken cancel)
    {
        var unknown = db.Attempts.OfActorsMerchant(context).Where(a => a.State == AttemptState.Unknown || a.State == AttemptState.NeedsReview);
        if (request.Only is { } only)
        {
            if (!await db.Attempts.AnyAsync(a => a.Id == only, cancel))
                return FollowUpDesk.Unknown;
            unknown = unknown.Where(a => a.Id == only);
        }

        var planned = 0;
        foreach (var attempt in await unknown.OrderBy(a => a.CreatedAt).Take(AtOnceMax).Select(a => new { a.Id, a.NextCheckAt }).ToListAsync(cancel))
            planned += await leases.PlanCheckAsync(attempt.Id, attempt.NextCheckAt, clock.GetUtcNow(), cancel);
        nudge.Give();
        return planned;
    }
}
