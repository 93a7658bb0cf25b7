using System.Linq.Expressions;
using CloudPos.Application.Data.Identity;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Reports;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CloudPos.Application.Data;

/// <summary>The database. Every owned entity is filtered by the actor of the scope; without one, a query throws.</summary>
public sealed class AppDbContext(DbContextOptions<AppDbContext> options, RequestContext request)
    : IdentityUserContext<AppUser, Guid>(options)
{
    internal const string TenantFilter = "tenant";

    public DbSet<Iso> Isos => Set<Iso>();
    public DbSet<Merchant> Merchants => Set<Merchant>();
    public DbSet<Store> Stores => Set<Store>();
    public DbSet<Register> Registers => Set<Register>();
    public DbSet<Terminal> Terminals => Set<Terminal>();
    public DbSet<Category> Categories => Set<Category>();
    public DbSet<Tax> Taxes => Set<Tax>();
    public DbSet<Product> Products => Set<Product>();
    public DbSet<Sale> Sales => Set<Sale>();
    public DbSet<PaymentAttempt> Attempts => Set<PaymentAttempt>();
    public DbSet<Refund> Refunds => Set<Refund>();
    public DbSet<DayFigure> DayFigures => Set<DayFigure>();
    public DbSet<Shift> Shifts => Set<Shift>();
    public DbSet<CashMovement> CashMovements => Set<CashMovement>();
    public DbSet<CashCount> CashCounts => Set<CashCount>();
    public DbSet<ZReport> ZReports => Set<ZReport>();
    public DbSet<ZCounter> ZCounters => Set<ZCounter>();
    public DbSet<Batch> Batches => Set<Batch>();
    public DbSet<Settlement> Settlements => Set<Settlement>();
    public DbSet<Reconciliation> Reconciliations => Set<Reconciliation>();
    public DbSet<SettlePlan> SettlePlans => Set<SettlePlan>();
    public DbSet<SaleCounter> SaleCounters => Set<SaleCounter>();
    public DbSet<TerminalLease> TerminalLeases => Set<TerminalLease>();
    public DbSet<KeyRingElement> KeyRing => Set<KeyRingElement>();

    // What the filters below read, each time a query runs. Throws where no actor has entered the scope.
    internal IsoId ActorIso => request.Actor.IsoId;
    internal bool AllMerchants => request.Actor.MerchantId is null;
    internal MerchantId ActorMerchant => request.Actor.MerchantId.GetValueOrDefault();
    internal bool AllStores => request.Actor.Stores is null;
    internal IReadOnlyList<StoreId> ActorStores => request.Actor.Stores ?? [];
    internal RequestContext Request => request;

    /// <summary>What has changed is looked for once; whoever looks at it before it is written sees the same.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (!ChangeTracker.AutoDetectChangesEnabled)
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        DataConventions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
        NameIdentityTables(builder);
        foreach (var entity in builder.Model.GetEntityTypes().ToArray())
        {
            // SQL Server refuses several cascade paths, and nothing here is ever deleted by accident
            foreach (var key in entity.GetForeignKeys().Where(k => !k.IsOwnership))
                key.DeleteBehavior = DeleteBehavior.Restrict;
            if (typeof(IIsoOwned).IsAssignableFrom(entity.ClrType))
            {
                builder.Entity(entity.ClrType).HasQueryFilter(TenantFilter, SeenByActor(entity.ClrType));
                GuardOwner(entity);
            }
        }
    }

    /// <summary>Every update and delete also names the owner: a row attached under a forged one is not found, so not written.</summary>
    private static void GuardOwner(IMutableEntityType entity)
    {
        string[] columns = [nameof(IIsoOwned.IsoId), nameof(IMerchantOwned.MerchantId), nameof(IStoreOwned.StoreId)];
        foreach (var owner in entity.GetProperties().Where(p => columns.Contains(p.Name) && !p.IsPrimaryKey()))
            owner.IsConcurrencyToken = true;
    }

    /// <summary>"The row is inside the actor's walls", for any owned entity.</summary>
    private LambdaExpression SeenByActor(Type entity)
    {
        var row = Expression.Parameter(entity, "row");
        var context = Expression.Constant(this);
        Expression seen = Expression.Equal(Column<IsoId>(row, Ownership.IsoColumn(entity)), Own(nameof(ActorIso)));
        if (typeof(IMerchantOwned).IsAssignableFrom(entity))
            seen = Expression.AndAlso(seen, Expression.OrElse(Own(nameof(AllMerchants)),
                Expression.Equal(Column<MerchantId>(row, Ownership.MerchantColumn(entity)), Own(nameof(ActorMerchant)))));
        if (typeof(IStoreOwned).IsAssignableFrom(entity))
            seen = Expression.AndAlso(seen, Expression.OrElse(Own(nameof(AllStores)),
                // one parameter however many stores there are, or the SQL of every query would be written anew each time
                Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(StoreId)],
                    Expression.Call(typeof(EF), nameof(EF.Parameter), [typeof(IReadOnlyList<StoreId>)], Own(nameof(ActorStores))),
                    Column<StoreId>(row, Ownership.StoreColumn(entity)))));
        return Expression.Lambda(seen, row);

        MemberExpression Own(string name) => Expression.Property(context, name);
    }

    private static MethodCallExpression Column<T>(Expression row, string name) =>
        Expression.Call(typeof(EF), nameof(EF.Property), [typeof(T)], row, Expression.Constant(name));

    private static void NameIdentityTables(ModelBuilder builder)
    {
        builder.Entity<AppUser>().ToTable("Users");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("UserClaims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("UserLogins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("UserTokens");
    }
}
