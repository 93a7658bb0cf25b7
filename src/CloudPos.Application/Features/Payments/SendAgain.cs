using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Payments;

/// <summary>Sends a payment again that is proven not to have started or not to have been processed, with the same RefId.</summary>
[Needs(Permission.Sell)]
public sealed record SendAgain(AttemptId AttemptId) : IRequest<Result<PaymentView>>;
