using System.Globalization;
using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Sets when a store settles by itself, what it does about blockers, and whom it tells.</summary>
/// <param name="SettleAt">Hours and minutes on the store's clock, 23:30; null = by hand only.</param>
[Needs(Permission.Settle)]
public sealed record SaveSettlePlan(
    StoreId StoreId, string? SettleAt, bool WaitsForTips, BlockerPolicy Untipped, BlockerPolicy Differences, BlockerPolicy ParkedCarts, SuccessMail OnSuccess,
    IReadOnlyList<string> Recipients) : IRequest<Result<SettlePlanView>>;

internal sealed class SaveSettlePlanValidator : AbstractValidator<SaveSettlePlan>
{
    public SaveSettlePlanValidator()
    {
        RuleFor(r => r.SettleAt).Must(text => text is null || SaveSettlePlanHandler.Minute(text) is not null).Says("Write the time as hours and minutes, like 23:30.");
        RuleFor(r => r.Recipients).SetValidator(new RecipientsValidator());
    }
}

/// <summary>What a list of addresses must be, the store's and the merchant's.</summary>
internal sealed class RecipientsValidator : AbstractValidator<IReadOnlyList<string>>
{
    private const string OneAddress = "Each line is one e-mail address of at most 100 characters.";

    public RecipientsValidator()
    {
        RuleFor(list => list.Count).LessThanOrEqualTo(MailRecipients.CountMax).Says("At most 15 addresses.");
        RuleForEach(list => list).EmailAddress().Says(OneAddress).MaximumLength(MailRecipients.LengthMax).Says(OneAddress);
    }
}

internal sealed class SaveSettlePlanHandler(AppDbContext db, RequestContext context, TimeProvider clock) : IRequestHandler<SaveSettlePlan, Result<SettlePlanView>>
{
    public async Task<Result<SettlePlanView>> Handle(SaveSettlePlan request, CancellationToken cancel)
    {
        var store = await db.Stores.SingleOrDefaultAsync(s => s.Id == request.StoreId, cancel);
        if (store is null)
            return new Refusal("store.unknown", "That store does not exist.");
        var plan = await db.SettlePlans.SingleOrDefaultAsync(p => p.StoreId == store.Id, cancel);
        if (plan is null)
            db.SettlePlans.Add(plan = new SettlePlan(store));
        plan.Set(Minute(request.SettleAt), request.WaitsForTips, request.Untipped, request.Differences, request.ParkedCarts, request.OnSuccess,
            new MailRecipients(request.Recipients), store.Clock, clock.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || UniqueViolation.Is(failure))
        {
            return new Refusal("plan.moved", "Somebody else has just changed this plan. Look at it again.");
        }

        return SettlePlanView.Of(plan, store, await db.Merchants.AsNoTracking().SingleAsync(m => m.Id == store.MerchantId, cancel), context.Actor);
    }

    /// <summary>Minutes after midnight.</summary>
    internal static int? Minute(string? text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? (time.Hour * 60) + time.Minute : null;
}
