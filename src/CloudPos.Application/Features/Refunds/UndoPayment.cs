using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;

namespace CloudPos.Application.Features.Refunds;

/// <summary>Takes back all that is left of a sale's payment, tips included, to what it was paid with. One action: void while the batch is open, return after it.</summary>
/// <remarks>The refund's id is made when its screen opens: a double click or a second tab is the same refund and gives the same answer.</remarks>
[Needs(Permission.Refund)]
public sealed record UndoPayment(RefundId RefundId, SaleId SaleId, RegisterId RegisterId, string Reason) : IRequest<Result<RefundView>>;

internal sealed class UndoPaymentValidator : AbstractValidator<UndoPayment>
{
    public UndoPaymentValidator() => RuleFor(r => r.Reason).Must(RefundRules.IsReason).Says(RefundRules.ReasonWords);
}

internal sealed class UndoPaymentHandler(RefundDesk desk, RefundReader reader) : IRequestHandler<UndoPayment, Result<RefundView>>
{
    public Task<Result<RefundView>> Handle(UndoPayment request, CancellationToken cancel) => reader.OnceAsync(
        request.SaleId, request.RefundId,
        () => desk.OpenAsync(new RefundOrder(request.RefundId, request.SaleId, request.RegisterId, request.Reason.Trim(), null), RefundPlan.Undo, cancel), cancel);
}
