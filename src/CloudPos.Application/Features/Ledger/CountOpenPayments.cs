using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Ledger;

/// <summary>How many payments want a manager's eye: unknown, to be decided, or to be given back. For the badge in the side bar.</summary>
[Needs(Permission.ManagePayments)]
public sealed record CountOpenPayments : IRequest<Result<int>>;

internal sealed class CountOpenPaymentsHandler(AppDbContext db, RequestContext context) : IRequestHandler<CountOpenPayments, Result<int>>
{
    public async Task<Result<int>> Handle(CountOpenPayments request, CancellationToken cancel)
    {
        var attempts = db.Attempts.OfActorsMerchant(context);
        return await attempts.CountAsync(a => a.State == AttemptState.Unknown || a.State == AttemptState.NeedsReview, cancel)
            + await attempts.CountAsync(a => a.ToVoidSince != null, cancel);
    }
}
