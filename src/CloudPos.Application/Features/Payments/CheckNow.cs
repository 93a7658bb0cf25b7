using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Payments;

/// <summary>Asks Status of an unknown payment now instead of at the planned time.</summary>
[Needs(Permission.Sell)]
public sealed record CheckNow(AttemptId AttemptId) : IRequest<Result<PaymentView>>;

internal sealed class CheckNowHandler(AppDbContext db, TerminalLeases leases, PaymentReader payments, PaymentNudge nudge, TimeProvider clock)
    : IRequestHandler<CheckNow, Result<PaymentView>>
{
    public async Task<Result<PaymentView>> Handle(CheckNow request, CancellationToken cancel)
    {
        var attempt = await db.Attempts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == request.AttemptId, cancel);
        if (attempt is null)
            return PaymentReader.Unknown;
        if (attempt.IsUnresolved)
        {
            await leases.PlanCheckAsync(attempt.Id, attempt.NextCheckAt, clock.GetUtcNow(), cancel);
            nudge.Give();
        }

        return await payments.FindAsync(request.AttemptId, cancel) is { } view ? view : PaymentReader.Unknown;
    }
}
