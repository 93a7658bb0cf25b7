using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Sets who hears of the settlements of every store of a merchant, beside each store's own list.</summary>
/// <param name="StoreId">Any store of the merchant.</param>
[Needs(Permission.Settle)]
public sealed record SaveSettleRecipients(StoreId StoreId, IReadOnlyList<string> Recipients) : IRequest<Result<Done>>;

internal sealed class SaveSettleRecipientsValidator : AbstractValidator<SaveSettleRecipients>
{
    public SaveSettleRecipientsValidator() => RuleFor(r => r.Recipients).SetValidator(new RecipientsValidator());
}

internal sealed class SaveSettleRecipientsHandler(AppDbContext db, RequestContext context) : IRequestHandler<SaveSettleRecipients, Result<Done>>
{
    public async Task<Result<Done>> Handle(SaveSettleRecipients request, CancellationToken cancel)
    {
        if (await db.Stores.AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.StoreId, cancel) is not { } store)
            return new Refusal("store.unknown", "That store does not exist.");
        if (context.Actor.Stores is not null)
            return new Refusal("not.allowed", "This list is for every store. Only somebody who runs all of them may change it.");
        var merchant = await db.Merchants.SingleAsync(m => m.Id == store.MerchantId, cancel);
        merchant.TellOfSettlements(new MailRecipients(request.Recipients));
        await db.SaveChangesAsync(cancel);
        return default(Done);
    }
}
