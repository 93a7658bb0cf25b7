using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Pipeline;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Tenants;

/// <summary>A merchant with a paid sale and a full cart; the tests send every request there is at its rows.</summary>
public sealed class WallFixture : PaymentFixture
{
    internal Victim Victim { get; private set; } = null!;

    /// <summary>Another store of the victim's own merchant.</summary>
    internal TestStore Branch { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var store = Tenants.Coffee;
        var till = new Till(this, store, store.RegisterId);
        await SendAs(store.Manager, new SaveShiftRules(store.StoreId, true, Money.Zero, 4));
        var (shift, count) = (ShiftId.New(), CashCountId.New());
        Till.Must(await SendAs(store.Cashier, new OpenShift(shift, store.RegisterId, CountedCash.Of(new Money(20_000)))));
        Till.Must(await SendAs(store.Cashier, new CountDrawer(count, shift, CountedCash.Of(new Money(20_000)))));
        await till.CustomerAsync("approve");
        var paid = await till.SellAsync(PaymentPhase.Approved);
        var cart = await till.RingUpAsync();
        var refund = RefundId.New();
        Till.Must(await SendAs(store.Manager, new RefundSale(refund, paid.SaleId, store.RegisterId, [], new Money(200), "Spilled")));
        await EventuallyAsync(async () => Till.Must(await SendAs(store.Manager, new GetRefund(refund))), r => r.Phase == RefundPhase.Refunded);
        var compared = Till.Must(await SendAs(store.Manager, new Features.Batches.ReconcileBatch(store.TerminalId)));
        Victim = new Victim(store, cart.Id, cart.Lines[0].Id, paid.SaleId, paid.AttemptId, (await till.AttemptAsync(paid.AttemptId)).RefId, shift, count, refund,
            compared.BatchId, compared.Id);
        Branch = store with { StoreId = StoreId.New(), RegisterId = RegisterId.New(), TerminalId = TerminalId.New(), Tpn = "220326704412" };
        await InDatabaseAsync(store.System, async db =>
        {
            db.Stores.Add(new Store(Branch.StoreId, store.IsoId, store.MerchantId, "Branch", "America/New_York"));
            db.Registers.Add(new Domain.Terminals.Register(Branch.RegisterId, store.IsoId, store.MerchantId, Branch.StoreId, "Register 1"));
            return await db.SaveChangesAsync();
        });
    }

    /// <summary>All rows of the victim that an intruder could have changed.</summary>
    internal Task<string> VictimRowsAsync() => InDatabaseAsync(Victim.Store.System, async db => Rows(
        await db.Merchants.AsNoTracking().OrderBy(m => m.Id).Select(m => m.Name).ToListAsync(),
        await db.Products.AsNoTracking().OrderBy(p => p.Id).Select(p => new { p.Id, p.Sku, p.Name, p.Version, p.IsArchived }).ToListAsync(),
        await db.Categories.AsNoTracking().OrderBy(c => c.Id).Select(c => c.Name).ToListAsync(),
        await db.Sales.AsNoTracking().OrderBy(s => s.Id).Select(s => new { s.Id, s.Version, s.State, s.OpenAttemptId }).ToListAsync(),
        await db.Stores.AsNoTracking().OrderBy(s => s.Id).Select(s => new { s.Id, s.UsesShifts, s.DifferenceAllowed.Cents, s.DayEndsAtHour }).ToListAsync(),
        await db.Shifts.AsNoTracking().OrderBy(s => s.Id).Select(s => new { s.Id, s.ClosedAt, s.Version }).ToListAsync(),
        await db.CashMovements.AsNoTracking().CountAsync(), await db.CashCounts.AsNoTracking().CountAsync(),
        await db.Attempts.AsNoTracking().OrderBy(a => a.Id).Select(a => new { a.Id, a.Version, a.State }).ToListAsync(),
        await db.Refunds.AsNoTracking().OrderBy(r => r.Id).Select(r => new { r.Id, r.Version, r.State }).ToListAsync(),
        await db.Terminals.AsNoTracking().OrderBy(t => t.Id).Select(t => new { t.Id, t.Tpn, t.Version, t.ProtectedAuthKey, t.CheckedAt }).ToListAsync()));

    private static string Rows(params object[] rows) => string.Join('\n', rows.Select(Victim.Text));
}

public sealed class TenantWallTests(WallFixture app) : IClassFixture<WallFixture>
{
    private static readonly StaffRole[] Roles = Enum.GetValues<StaffRole>();

    private static readonly HashSet<Permission> EveryRight = [.. Enum.GetValues<Permission>()];

    public static TheoryData<string> Requests => [.. Reflected.Requests.Where(r => !Reflected.IsSystemOnly(r)).Select(r => r.Name)];

    [Fact]
    public void Every_request_says_who_may_send_it()
    {
        var silent = Reflected.Requests.Where(r => Reflected.Needs(r) is null == !Reflected.IsSystemOnly(r)).Select(r => r.Name);
        Assert.True(!silent.Any(), $"Put [Needs(Permission...)] or [SystemOnly] (one of the two) on {string.Join(", ", silent)}.");
        Assert.True(Reflected.Requests.Count > 25, "The requests were not found; look at Reflected.Requests.");
    }

    [Fact]
    public void Every_request_has_an_intrusion()
    {
        var tried = app.Victim.Intrusions(app.Tenants.Foreign).Select(i => i.Request.GetType()).ToHashSet();
        var missing = Reflected.Requests.Where(r => !Reflected.IsSystemOnly(r) && !tried.Contains(r)).Select(r => r.Name).ToArray();
        Assert.True(missing.Length == 0,
            $"Add an Intrusion that names the victim's ids to Victim.Intrusions (Tenants/Intrusion.cs) for {string.Join(", ", missing)}.");
    }

    [Theory, MemberData(nameof(Requests))]
    public async Task Nobody_outside_learns_of_or_changes_what_is_inside(string request)
    {
        var before = await app.VictimRowsAsync();
        foreach (var (who, own, actor) in Intruders())
        {
            var isSameMerchant = own.MerchantId == app.Victim.Store.MerchantId;
            foreach (var intrusion in app.Victim.Intrusions(own).Where(i => i.Request.GetType().Name == request))
            {
                if (isSameMerchant && !intrusion.IsOfStore)
                    continue; // the catalog is the merchant's: its other stores see it
                var (refusal, value) = await Reflected.SendAsync(app, actor, intrusion.Request);
                var words = $"{who}: {intrusion.Request}: {refusal?.Code ?? Victim.Text(value)}";
                if (refusal is null)
                {
                    Assert.True(intrusion.IsList, $"Answered instead of refused as unknown. {words}");
                    var traces = isSameMerchant ? app.Victim.Traces : app.Victim.MerchantTraces;
                    Assert.All(traces, trace => Assert.False(
                        Victim.Text(value).Contains(trace, StringComparison.OrdinalIgnoreCase), $"{trace} shines through. {words}"));
                }
                else
                {
                    Assert.True(refusal.Code.EndsWith("unknown", StringComparison.Ordinal) || (actor.MerchantId is null && refusal.Code == "merchant.none"),
                        $"What one may not see does not exist: refuse it with a code that ends in \"unknown\". {words}");
                }
            }
        }

        Assert.Equal(before, await app.VictimRowsAsync());
    }

    [Theory, MemberData(nameof(Requests))]
    public async Task A_role_is_told_not_allowed_for_want_of_the_right_only(string request)
    {
        var own = app.Tenants.Foreign;
        foreach (var role in Roles)
        {
            var actor = Actor.User(own.IsoId, role == StaffRole.IsoAdmin ? null : own.MerchantId, null, "someone@test.cloudpos.test", role);
            foreach (var intrusion in app.Victim.Intrusions(own).Where(i => i.Request.GetType().Name == request))
            {
                var (refusal, _) = await Reflected.SendAsync(app, actor, intrusion.Request);
                var hasRight = Rights.Of(role).Contains(Reflected.Needs(intrusion.Request.GetType())!.Permission);
                Assert.True(hasRight == (refusal?.Code != "not.allowed"), $"{role}: {intrusion.Request}: {refusal?.Code ?? "done"}");
            }
        }
    }

    [Fact]
    public async Task What_the_workers_send_no_person_may_send()
    {
        var systemOnly = Reflected.Requests.Where(Reflected.IsSystemOnly).ToArray();
        Assert.NotEmpty(systemOnly);
        foreach (var type in systemOnly)
        {
            var request = Activator.CreateInstance(type, [.. type.GetConstructors()[0].GetParameters()
                .Select(p => p.ParameterType == typeof(AttemptId) ? app.Victim.Attempt : (object?)null)])!;
            foreach (var role in Roles)
            {
                var store = app.Victim.Store;
                var person = Actor.User(store.IsoId, role == StaffRole.IsoAdmin ? null : store.MerchantId, null, "someone@test.cloudpos.test", role);
                Assert.Equal("not.allowed", (await Reflected.SendAsync(app, person, request)).Refusal?.Code);
            }
        }
    }

    [Fact]
    public async Task The_owner_himself_finds_what_the_intruders_do_not()
    {
        var store = app.Victim.Store;
        Assert.Null((await app.SendAs(store.Cashier, new GetPayment(app.Victim.Attempt))).Refusal);
        Assert.Null((await app.SendAs(store.Cashier, new Features.Register.GetTill(store.RegisterId))).Refusal);
        Assert.Null((await app.SendAs(store.Manager, new Features.Sales.GetSale(app.Victim.Paid))).Refusal);
        Assert.Equal(1, (await app.SendAs(store.Manager, new GetShiftReport(app.Victim.Shift))).Value!.Figures.SaleCount);
        Assert.Contains(store.Tpn, Victim.Text((await app.SendAs(store.IsoAdmin, new Features.Terminals.ListTerminals())).Value), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cashier_of_one_store_sees_no_other_store_of_his_merchant()
    {
        var registers = (await app.SendAs(AtBranch(StaffRole.Cashier), new Features.Register.ListRegisters())).Value!;
        Assert.Equal(app.Branch.RegisterId, Assert.Single(registers).Id);
        var sales = (await app.SendAs(AtBranch(StaffRole.Manager), new Features.Sales.ListSales(
            new Features.Sales.SalesFilter(null, null, null, null, Features.Sales.SaleTenderFilter.Any), 0, 50))).Value!;
        Assert.Equal((0, 0, Money.Zero), (sales.Rows.Count, sales.Total, sales.Sums.Paid));
        Assert.Equal(app.Branch.StoreId, Assert.Single(sales.Stores).Id);
    }

    private Actor AtBranch(StaffRole role) =>
        Actor.User(app.Branch.IsoId, app.Branch.MerchantId, [app.Branch.StoreId], "branch@test.cloudpos.test", role);

    /// <summary>People with every right, so that nothing but the walls can stop them.</summary>
    private IEnumerable<(string Who, TestStore Own, Actor Actor)> Intruders()
    {
        var (foreign, pharmacy) = (app.Tenants.Foreign, app.Tenants.Pharmacy);
        yield return ("merchant of another ISO", foreign, Mighty(foreign.IsoId, foreign.MerchantId, null));
        yield return ("cashier's store of another ISO", foreign, Mighty(foreign.IsoId, foreign.MerchantId, [foreign.StoreId]));
        yield return ("another ISO", foreign, Mighty(foreign.IsoId, null, null));
        yield return ("another merchant of the ISO", pharmacy, Mighty(pharmacy.IsoId, pharmacy.MerchantId, null));
        yield return ("another store of the merchant", app.Branch, Mighty(app.Branch.IsoId, app.Branch.MerchantId, [app.Branch.StoreId]));
    }

    private static Actor Mighty(IsoId iso, MerchantId? merchant, IReadOnlyList<StoreId>? stores) =>
        new(iso, merchant, stores, "intruder@test.cloudpos.test", EveryRight, IsSystem: false);
}
