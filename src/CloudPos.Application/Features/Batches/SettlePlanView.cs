using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Application.Features.Batches;

/// <summary>A store's plan as a screen shows it.</summary>
/// <param name="MerchantRecipients">Who hears of every store of the merchant.</param>
/// <param name="MaySetMerchants">Whether the actor runs all stores, so may change that list.</param>
public sealed record SettlePlanView(
    string? SettleAt, bool WaitsForTips, BlockerPolicy Untipped, BlockerPolicy Differences, BlockerPolicy ParkedCarts, SuccessMail OnSuccess,
    IReadOnlyList<string> Recipients, DateTimeOffset? NextRunLocal, DateTimeOffset? LastRunLocal, string? LastOutcome, bool LastFailed, int Tries,
    IReadOnlyList<string> MerchantRecipients, bool MaySetMerchants)
{
    internal static SettlePlanView Of(SettlePlan? plan, Store store, Merchant merchant, Actor actor)
    {
        var all = MailRecipients.Of(merchant.SettleRecipients).Addresses;
        if (plan is null)
            return new SettlePlanView(null, false, BlockerPolicy.Wait, BlockerPolicy.Wait, BlockerPolicy.SettleAnyway, SuccessMail.Consolidated, [], null, null, null, false, 0, all, actor.Stores is null);
        var at = plan.SettleAt is { } minute ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}") : null;
        return new SettlePlanView(at, plan.WaitsForTips, plan.Untipped, plan.Differences, plan.ParkedCarts, plan.OnSuccess, MailRecipients.Of(plan.Recipients).Addresses,
            plan.NextRunAt is { } next ? store.Clock.Local(next) : null, plan.LastRunAt is { } last ? store.Clock.Local(last) : null, plan.LastOutcome, plan.LastFailed, plan.Tries,
            all, actor.Stores is null);
    }
}
