using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using CloudPos.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Tenants;

/// <summary>The two walls in the data: what a query may see and what a save may write.</summary>
public sealed class TenantDataTests(TenantDataTests.Quiet app) : IClassFixture<TenantDataTests.Quiet>
{
    public sealed class Quiet : AppFixture
    {
        protected override bool RunsWorkers => false;
    }

    private static readonly Type[] IdentityTables =
        [typeof(IdentityUserClaim<Guid>), typeof(IdentityUserLogin<Guid>), typeof(IdentityUserToken<Guid>), typeof(IdentityUserPasskey<Guid>)];

    /// <summary>Unique over all tenants, and why.</summary>
    private static readonly Dictionary<string, string> UniqueOverAll = new()
    {
        ["Terminal.Tpn"] = "one TPN is one device, whoever's it is",
        ["Sale.RegisterId"] = "a register is a row of its own merchant, and has one cart",
        ["PaymentAttempt.RefId"] = "a reference is made by us and names one payment in the world",
    };

    [Fact]
    public void Every_row_belongs_to_somebody_or_says_that_it_is_global()
    {
        var strays = Model().Where(e => !typeof(IIsoOwned).IsAssignableFrom(e.ClrType) && !typeof(IGlobal).IsAssignableFrom(e.ClrType)
            && !IdentityTables.Contains(e.ClrType)).Select(e => e.ClrType.Name);
        Assert.True(!strays.Any(),
            $"Make it IStoreOwned, IMerchantOwned or IIsoOwned; or IGlobal, with the reason in its summary: {string.Join(", ", strays)}.");
        var both = Model().Where(e => typeof(IIsoOwned).IsAssignableFrom(e.ClrType) && typeof(IGlobal).IsAssignableFrom(e.ClrType)).Select(e => e.ClrType.Name);
        Assert.True(!both.Any(), $"Owned or global, not both: {string.Join(", ", both)}.");
    }

    [Fact]
    public void Every_owned_row_is_filtered_by_its_tenant()
    {
        var open = Owned().Where(e => e.GetDeclaredQueryFilters().All(f => f.Key != AppDbContext.TenantFilter)).Select(e => e.ClrType.Name);
        Assert.True(!open.Any(), $"No filter \"{AppDbContext.TenantFilter}\" on {string.Join(", ", open)}: look at AppDbContext.OnModelCreating.");
    }

    [Fact]
    public void Unique_indexes_of_owned_rows_start_with_the_owner()
    {
        string[] owners = [nameof(IIsoOwned.IsoId), nameof(IMerchantOwned.MerchantId), nameof(IStoreOwned.StoreId)];
        var found = from entity in Owned()
                    from index in entity.GetIndexes()
                    where index.IsUnique && !owners.Contains(index.Properties[0].Name)
                    let name = $"{entity.ClrType.Name}.{string.Join('+', index.Properties.Select(p => p.Name))}"
                    where !UniqueOverAll.ContainsKey(name)
                    select name;
        Assert.True(!found.Any(),
            $"Start the index with the owner, else one tenant's value is taken for all; or give the reason in UniqueOverAll: {string.Join(", ", found)}.");
        Assert.All(UniqueOverAll.Keys, name => Assert.Contains(Owned(), e => e.ClrType.Name == name.Split('.')[0]
            && e.GetIndexes().Any(i => i.IsUnique && i.Properties[0].Name == name.Split('.')[1])));
    }

    [Fact]
    public async Task Reading_owned_rows_without_an_actor_throws()
    {
        foreach (var entity in Owned())
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            var count = typeof(TenantDataTests).GetMethod(nameof(CountAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(entity.ClrType);
            var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => (Task)count.Invoke(null, [db])!);
            Assert.Contains("actor", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_scope_has_one_actor()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        context.Enter(app.Tenants.Coffee.Cashier);
        Assert.Throws<InvalidOperationException>(() => context.Enter(app.Tenants.Foreign.Cashier));
    }

    [Fact]
    public async Task A_new_row_for_another_tenant_is_not_written()
    {
        var (own, other) = (app.Tenants.Coffee, app.Tenants.Foreign);
        await RefusedAsync(own.Manager, db => db.Taxes.Add(new Tax(TaxId.New(), other.IsoId, other.MerchantId, "Forged", Rate.Zero, TaxKind.Local)));
        await RefusedAsync(own.Manager, db => db.Taxes.Add(new Tax(TaxId.New(), own.IsoId, app.Tenants.Pharmacy.MerchantId, "Forged", Rate.Zero, TaxKind.Local)));
        await RefusedAsync(own.Manager, db => db.Taxes.Add(new Tax(TaxId.New(), other.IsoId, own.MerchantId, "Forged", Rate.Zero, TaxKind.Local)));
        await RefusedAsync(own.IsoAdmin, db => db.Merchants.Add(new Merchant(MerchantId.New(), other.IsoId, "Forged", Rate.Zero)));
        await RefusedAsync(own.IsoAdmin, db => db.Isos.Add(new Iso(IsoId.New(), "Forged")));
        await RefusedAsync(own.Cashier, db => db.Registers.Add(new Domain.Terminals.Register(RegisterId.New(), own.IsoId, own.MerchantId, StoreId.New(), "Forged")));
    }

    [Fact]
    public async Task A_row_read_as_its_owner_is_not_written_by_another()
    {
        var (own, other) = (app.Tenants.Coffee, app.Tenants.Foreign);
        var theirs = await app.InDatabaseAsync(other.System, db => db.Products.AsNoTracking().SingleAsync(p => p.Id == other.Beans));
        await RefusedAsync(own.Manager, db =>
        {
            db.Attach(theirs);
            theirs.Archive(true);
        });
        await RefusedAsync(own.Manager, db => db.Remove(theirs));
    }

    [Fact]
    public async Task A_row_of_another_with_a_forged_owner_is_neither_written_nor_taken_over()
    {
        var own = app.Tenants.Coffee;
        foreach (var other in new[] { app.Tenants.Foreign, app.Tenants.Pharmacy })
        {
            await RefusedAsync(own.Manager, db => db.Update(Forged(own, other)));
            await RefusedAsync(own.Manager, db => db.Remove(Forged(own, other)));
            Assert.Equal(TestStore.BeansSku, await app.InDatabaseAsync(other.System, db => db.Products.Where(p => p.Id == other.Beans).Select(p => p.Sku).SingleAsync()));
        }

        await RefusedAsync(own.IsoAdmin, db => db.Update(new Merchant(app.Tenants.Foreign.MerchantId, own.IsoId, "Taken over", Rate.Zero)));
        await RefusedAsync(own.Cashier, db => db.Update(
            new Domain.Terminals.Register(app.Tenants.Foreign.RegisterId, own.IsoId, own.MerchantId, own.StoreId, "Taken over")));
        Assert.Equal("Foreign", await app.InDatabaseAsync(app.Tenants.Foreign.System, db => db.Merchants.Select(m => m.Name).SingleAsync()));
        Assert.Equal("Register 1", await app.InDatabaseAsync(app.Tenants.Foreign.System, db => db.Registers.Select(r => r.Name).SingleAsync()));
    }

    private static Product Forged(TestStore own, TestStore victim) => new(victim.Beans, own.IsoId, own.MerchantId, "TAKEN-OVER");

    [Fact]
    public async Task What_was_sealed_for_one_merchant_does_not_open_for_another()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var box = scope.ServiceProvider.GetRequiredService<SecretBox>();
        var sealedKey = box.Seal(app.Tenants.Coffee.MerchantId, "secret");
        Assert.Equal("secret", box.Open(app.Tenants.Coffee.MerchantId, sealedKey));
        Assert.ThrowsAny<Exception>(() => box.Open(app.Tenants.Pharmacy.MerchantId, sealedKey));
    }

    /// <summary>Either wall may stop it: the guard before the save, or the row that is not found under the forged owner.</summary>
    private async Task RefusedAsync(Actor actor, Action<AppDbContext> change)
    {
        var failure = await Record.ExceptionAsync(() => app.InDatabaseAsync(actor, async db =>
        {
            change(db);
            return await db.SaveChangesAsync();
        }));
        Assert.True(failure is DbUpdateConcurrencyException
            || (failure is InvalidOperationException && failure.Message.Contains("another tenant", StringComparison.Ordinal)), $"It was not refused: {failure}");
    }

    private static async Task<int> CountAsync<T>(AppDbContext db) where T : class => await db.Set<T>().CountAsync();

    private IReadOnlyList<IEntityType> Owned() => [.. Model().Where(e => typeof(IIsoOwned).IsAssignableFrom(e.ClrType))];

    private IReadOnlyList<IEntityType> Model()
    {
        using var scope = app.Services.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<AppDbContext>().Model.GetEntityTypes()];
    }
}
