using CloudPos.Application.Data;
using CloudPos.Application.Features.Staff;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Refunds;

/// <summary>Gives back chosen lines of a paid sale, or an amount of it: first to what it was paid with.</summary>
/// <remarks>The refund's id is made when its screen opens: a double click or a second tab is the same refund and gives the same answer.</remarks>
/// <param name="RegisterId">Where the money goes back; its drawer gives the cash.</param>
/// <param name="Lines">What comes back; empty where <paramref name="Amount"/> goes back without lines.</param>
/// <param name="Ways">How it goes back; null = as the register splits it, in proportion to what each tender may still take back.</param>
/// <param name="Approval">Needed where a way is not the original one, unless the asker has the right himself.</param>
[Needs(Permission.Refund)]
public sealed record RefundSale(
    RefundId RefundId, SaleId SaleId, RegisterId RegisterId, IReadOnlyList<RefundPick> Lines, Money? Amount, string Reason,
    IReadOnlyList<RefundWay>? Ways = null, Approval? Approval = null) : IRequest<Result<RefundView>>;

internal sealed class RefundSaleValidator : AbstractValidator<RefundSale>
{
    public RefundSaleValidator()
    {
        RuleFor(r => r.Reason).Must(RefundRules.IsReason).Says(RefundRules.ReasonWords);
        RuleFor(r => r.Lines).Must((r, lines) => lines.Count == 0 || r.Amount is null).Says("Choose lines or type an amount, not both.");
    }
}

internal sealed class RefundSaleHandler(AppDbContext db, RefundDesk desk, RefundReader reader, ApproveHere approve) : IRequestHandler<RefundSale, Result<RefundView>>
{
    public Task<Result<RefundView>> Handle(RefundSale request, CancellationToken cancel) =>
        reader.OnceAsync(request.SaleId, request.RefundId, () => RefundAsync(request, cancel), cancel);

    private async Task<Result<RefundView>> RefundAsync(RefundSale request, CancellationToken cancel)
    {
        var owner = await db.Sales.Where(s => s.Id == request.SaleId).Select(s => new { s.MerchantId, s.StoreId }).SingleOrDefaultAsync(cancel);
        if (owner is null)
            return RefundDesk.UnknownSale;
        string? approver = null;
        if (request.Ways?.Any(w => w.To != RefundTo.Original) == true)
        {
            var approved = await approve.AskAsync(request.Approval, Permission.ApproveRefund, owner.MerchantId, owner.StoreId);
            if (approved.Refusal is { } refusal)
                return refusal;
            approver = approved.Value;
        }

        return await desk.OpenAsync(
            new RefundOrder(request.RefundId, request.SaleId, request.RegisterId, request.Reason.Trim(), approver),
            refundable => RefundPlan.Of(refundable, request.Lines, request.Amount, request.Ways), cancel);
    }
}

/// <summary>What every reason has to be.</summary>
internal static class RefundRules
{
    public const string ReasonWords = "Say why it goes back, in at most 200 characters.";

    public static bool IsReason(string? reason) => !string.IsNullOrWhiteSpace(reason) && reason.Trim().Length <= Refund.ReasonLengthMax;
}
