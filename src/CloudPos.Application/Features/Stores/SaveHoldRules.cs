using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Stores;

/// <summary>Sets how far above a hold its capture may go, tip included. Holds that are open already follow at once.</summary>
[Needs(Permission.ManageStore)]
public sealed record SaveHoldRules(StoreId StoreId, Rate CaptureAbove) : IRequest<Result<Done>>;

internal sealed class SaveHoldRulesValidator : AbstractValidator<SaveHoldRules>
{
    public SaveHoldRulesValidator() => RuleFor(r => r.CaptureAbove.PartsPerMillion)
        .InclusiveBetween(0, Rate.Whole.PartsPerMillion).Says("A capture may go 0 % to 100 % above its hold.");
}

internal sealed class SaveHoldRulesHandler(AppDbContext db) : IRequestHandler<SaveHoldRules, Result<Done>>
{
    public async Task<Result<Done>> Handle(SaveHoldRules request, CancellationToken cancel)
    {
        var store = await db.Stores.SingleOrDefaultAsync(s => s.Id == request.StoreId, cancel);
        if (store is null)
            return new Refusal("store.unknown", "That store does not exist.");
        store.AllowCaptureAbove(request.CaptureAbove);
        await db.SaveChangesAsync(cancel);
        return default(Done);
    }
}
