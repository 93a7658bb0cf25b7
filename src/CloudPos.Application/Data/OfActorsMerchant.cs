using CloudPos.Application.Pipeline;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Data;

/// <summary>Names the actor's merchant in a query, so that the indexes, which all begin with the merchant, are used.</summary>
/// <remarks>No wall: that is the tenant filter. But its "all merchants, or this one" is an OR over a parameter, for which no database plans a seek.</remarks>
internal static class OfActorsMerchantExtension
{
    /// <summary>The rows of the actor's merchant; all that the filter lets through where the actor is of the ISO.</summary>
    public static IQueryable<T> OfActorsMerchant<T>(this IQueryable<T> rows, RequestContext context) where T : class, IMerchantOwned =>
        context.Actor.MerchantId is { } merchant
            ? rows.Where(row => EF.Property<MerchantId>(row, nameof(IMerchantOwned.MerchantId)) == merchant)
            : rows;
}
