using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Payments;

/// <summary>Puts a card payment for all that is left on record. A worker sends it; the screen only watches.</summary>
/// <remarks>The attempt's id is made when the button is shown: a double click or a second tab is the same attempt.</remarks>
[Needs(Permission.Sell)]
public sealed record PayByCard(SaleId SaleId, AttemptId AttemptId) : IRequest<Result<PaymentView>>;
