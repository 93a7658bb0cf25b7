using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Payments;

/// <summary>Asks to stop: at once while queued; on the PIN pad only the customer's red key decides.</summary>
[Needs(Permission.Sell)]
public sealed record CancelCardPayment(AttemptId AttemptId) : IRequest<Result<PaymentView>>;
