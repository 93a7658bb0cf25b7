using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Stores;

/// <summary>Sets which tenders a store takes beside cash and plain cards, and how.</summary>
[Needs(Permission.ManageStore)]
public sealed record SaveTenderRules(StoreId StoreId, TenderRules Rules) : IRequest<Result<Done>>;

internal sealed class SaveTenderRulesValidator : AbstractValidator<SaveTenderRules>
{
    public SaveTenderRulesValidator()
    {
        RuleFor(r => r.Rules.GiftPaysAt).Must(price => price is TenderKind.Cash or TenderKind.Card).Says("A gift card pays the Card Price or the Cash Price.");
        RuleFor(r => r.Rules.CashbackMax).Must(most => !most.IsNegative && most <= TenderRules.CashbackLimit)
            .Says($"Cash back is at most {MoneyText.Show(TenderRules.CashbackLimit)}; 0.00 hands out none.");
    }
}

internal sealed class SaveTenderRulesHandler(AppDbContext db) : IRequestHandler<SaveTenderRules, Result<Done>>
{
    public async Task<Result<Done>> Handle(SaveTenderRules request, CancellationToken cancel)
    {
        var store = await db.Stores.SingleOrDefaultAsync(s => s.Id == request.StoreId, cancel);
        if (store is null)
            return new Refusal("store.unknown", "That store does not exist.");
        store.Take(request.Rules);
        await db.SaveChangesAsync(cancel);
        return default(Done);
    }
}
