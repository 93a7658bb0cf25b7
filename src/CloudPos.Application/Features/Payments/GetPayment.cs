using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Payments;

/// <summary>A payment in its true state.</summary>
[Needs(Permission.Sell)]
public sealed record GetPayment(AttemptId AttemptId) : IRequest<Result<PaymentView>>;
