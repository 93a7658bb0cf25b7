using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Features.Staff;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Shifts;

public sealed class ApprovalTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    [Fact]
    public async Task A_small_difference_needs_a_reason_and_a_large_one_a_managers_signature()
    {
        var drawer = await Drawer.InNewShopAsync(app, allowedCents: 500);
        var shift = await drawer.OpenAsync(20_000);
        var within = await drawer.CountAsync(shift, 20_500);
        Assert.False(within.NeedsApproval);
        Assert.Equal("reason.missing", (await drawer.CloseAsync(within)).Refusal?.Code);
        var beyond = await drawer.CountAsync(shift, 19_499);
        Assert.Equal((true, new Money(-501)), (beyond.NeedsApproval, beyond.Difference));
        Assert.Equal("approval.needed", (await drawer.CloseAsync(beyond, "Wrong change")).Refusal?.Code);

        var manager = await Drawer.PersonAsync(app, drawer.Store, StaffRole.Manager);
        var z = Drawer.Must(await drawer.CloseAsync(beyond, "Wrong change", new Approval(" " + manager.ToUpperInvariant(), Drawer.Password)));
        Assert.Equal((manager, "Wrong change", new Money(-501)), (z.Close!.ApprovedBy, z.Close.Reason, z.Close.Difference));
        var counts = await app.InDatabaseAsync(drawer.Store.System, db => db.CashCounts.CountAsync(c => c.ShiftId == shift && !c.IsOpening));
        Assert.Equal(2, counts); // that somebody counted twice is seen
    }

    [Fact]
    public async Task Only_a_manager_of_that_very_store_can_sign()
    {
        var drawer = await Drawer.InNewShopAsync(app, allowedCents: 0);
        var tally = await drawer.CountAsync(await drawer.OpenAsync(100), 99);
        var (own, other, foreign) = (drawer.Store, app.Tenants.Pharmacy, app.Tenants.Foreign);
        string[] strangers =
        [
            await Drawer.PersonAsync(app, own, StaffRole.Cashier), await Drawer.PersonAsync(app, own, StaffRole.IsoAdmin),
            await Drawer.PersonAsync(app, own, StaffRole.Manager, StoreId.New()), await Drawer.PersonAsync(app, other, StaffRole.Manager),
            await Drawer.PersonAsync(app, foreign, StaffRole.Manager), "nobody@test.cloudpos.test",
        ];
        foreach (var email in strangers)
            Assert.Equal("approval.wrong", (await drawer.CloseAsync(tally, "why", new Approval(email, Drawer.Password))).Refusal?.Code);
        Assert.True((await drawer.ShiftsAsync()).Single().IsOpen);

        var granted = await Drawer.PersonAsync(app, own, StaffRole.Manager, own.StoreId);
        Assert.Equal(granted, Drawer.Must(await drawer.CloseAsync(tally, "why", new Approval(granted, Drawer.Password))).Close!.ApprovedBy);
    }

    [Fact]
    public async Task Wrong_passwords_are_counted_and_lock_the_signature_out()
    {
        var drawer = await Drawer.InNewShopAsync(app, allowedCents: 0);
        var tally = await drawer.CountAsync(await drawer.OpenAsync(100), 99);
        var manager = await Drawer.PersonAsync(app, drawer.Store, StaffRole.Manager);
        for (var i = 1; i <= 5; i++)
            Assert.Equal(i < 5 ? "approval.wrong" : "approval.locked", (await drawer.CloseAsync(tally, "why", new Approval(manager, "guess " + i))).Refusal?.Code);
        Assert.Equal("approval.locked", (await drawer.CloseAsync(tally, "why", new Approval(manager, Drawer.Password))).Refusal?.Code);
        Assert.True((await drawer.ShiftsAsync()).Single().IsOpen);
    }

    [Fact]
    public void A_signature_is_never_written_with_its_password() =>
        Assert.DoesNotContain("secret", new CloseShift(ShiftId.New(), CashCountId.New(), Money.Zero, Money.Zero, null, new Approval("a@b.test", "secret")).ToString(), StringComparison.Ordinal);
}
