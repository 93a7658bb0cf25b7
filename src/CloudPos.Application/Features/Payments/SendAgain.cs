using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Payments;

/// <summary>Sends a payment again that is proven not to have started or not to have been processed, with the same RefId.</summary>
[Needs(Permission.Sell)]
public sealed record SendAgain(AttemptId AttemptId) : IRequest<Result<PaymentView>>;

internal sealed class SendAgainHandler(AppDbContext db, PaymentReader payments, PayByCardHandler payByCard)
    : IRequestHandler<SendAgain, Result<PaymentView>>
{
    public async Task<Result<PaymentView>> Handle(SendAgain request, CancellationToken cancel)
    {
        var attempt = await db.Attempts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == request.AttemptId, cancel);
        if (attempt is null)
            return PaymentReader.Unknown;
        if (!attempt.CanSendAgain)
            return await payments.ViewAsync(attempt, cancel); // a late second press must not begin another charge
        // the rules are those of paying by card; an attempt of this id exists, so a fresh one names what to do if it may not be reused
        return await payByCard.Handle(new PayByCard(attempt.SaleId, AttemptId.New()), cancel);
    }
}
