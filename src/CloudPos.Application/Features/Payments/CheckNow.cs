using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Payments;

/// <summary>Asks Status of an unknown payment now instead of at the planned time.</summary>
[Needs(Permission.Sell)]
public sealed record CheckNow(AttemptId AttemptId) : IRequest<Result<PaymentView>>;
