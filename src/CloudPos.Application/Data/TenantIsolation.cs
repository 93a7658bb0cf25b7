using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CloudPos.Application.Data;

/// <summary>Refuses to write a row of another tenant, whatever road it came by: the second wall behind the query filters.</summary>
internal sealed class TenantIsolation : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Check(eventData.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check(eventData.Context);
        return ValueTask.FromResult(result);
    }

    private static void Check(DbContext? context)
    {
        if (context is not AppDbContext db)
            return;
        foreach (var entry in db.ChangeTracker.Entries<IIsoOwned>())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted))
                continue;
            if (!Seen(db, entry, p => p.CurrentValue) || (entry.State != EntityState.Added && !Seen(db, entry, p => p.OriginalValue)))
                throw new InvalidOperationException(
                    $"A {entry.Metadata.ClrType.Name} of another tenant was about to be written. Nothing was saved.");
        }
    }

    private static bool Seen(AppDbContext db, EntityEntry entry, Func<PropertyEntry, object?> value)
    {
        var type = entry.Metadata.ClrType;
        var actor = db.Request.Actor;
        if (!Equals(value(entry.Property(Ownership.IsoColumn(type))), actor.IsoId))
            return false;
        if (entry.Entity is IMerchantOwned && actor.MerchantId is { } merchant
            && !Equals(value(entry.Property(Ownership.MerchantColumn(type))), merchant))
            return false;
        return entry.Entity is not IStoreOwned || actor.Stores is not { } stores
            || (value(entry.Property(Ownership.StoreColumn(type))) is StoreId store && stores.Contains(store));
    }
}
