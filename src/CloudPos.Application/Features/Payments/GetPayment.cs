using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Payments;

/// <summary>A payment in its true state.</summary>
[Needs(Permission.Sell)]
public sealed record GetPayment(AttemptId AttemptId) : IRequest<Result<PaymentView>>;

internal sealed class GetPaymentHandler(PaymentReader payments) : IRequestHandler<GetPayment, Result<PaymentView>>
{
    public async Task<Result<PaymentView>> Handle(GetPayment request, CancellationToken cancel) =>
        await payments.FindAsync(request.AttemptId, cancel) is { } view ? view : PaymentReader.Unknown;
}
