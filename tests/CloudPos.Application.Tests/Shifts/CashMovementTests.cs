using CloudPos.Application.Features.Shifts;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Shifts;

public sealed class CashMovementTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    [Fact]
    public async Task A_double_click_moves_cash_once()
    {
        var drawer = await Drawer.InNewShopAsync(app);
        var shift = await drawer.OpenAsync();
        var id = CashMovementId.New();
        // the whole float: a second movement would be refused as too much, the same one is the same
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => drawer.MoveAsync(shift, CashMovementKind.Drop, 20_000, "Bag 0117", id)));
        Assert.All(answers, a => Assert.Equal(id, Drawer.Must(a).Id));
        var cash = (await drawer.LookAsync(shift)).Cash;
        Assert.Equal((new Money(20_000), Money.Zero), (cash.Drops, cash.Expected));
        Assert.Single((await drawer.LookAsync(shift)).Movements);
    }

    [Fact]
    public async Task Cash_that_goes_out_and_in_is_in_the_sum_with_its_sign()
    {
        var drawer = await Drawer.InNewShopAsync(app);
        var shift = await drawer.OpenAsync(20_000);
        var sold = await drawer.SellAsync();
        Drawer.Must(await drawer.MoveAsync(shift, CashMovementKind.In, 5_000, "Change from the bank"));
        Drawer.Must(await drawer.MoveAsync(shift, CashMovementKind.Out, 2_000));
        Drawer.Must(await drawer.MoveAsync(shift, CashMovementKind.Drop, 10_000, "Bag 1"));
        var report = await drawer.LookAsync(shift);
        Assert.Equal(new Money(20_000) + sold + new Money(5_000 - 2_000 - 10_000), report.Expected);
        Assert.Equal((sold, Money.Zero), (report.Cash.Sales, report.Cash.Refunds));
    }

    [Fact]
    public async Task A_drawer_that_was_only_opened_is_counted_with_its_reason_and_moves_nothing()
    {
        var drawer = await Drawer.InNewShopAsync(app);
        var shift = await drawer.OpenAsync(20_000);
        Drawer.Must(await drawer.MoveAsync(shift, CashMovementKind.NoSale, 0, "Change for a customer"));
        Drawer.Must(await drawer.MoveAsync(shift, CashMovementKind.NoSale, 0, "A look"));
        Assert.Equal("input.invalid", (await drawer.MoveAsync(shift, CashMovementKind.NoSale, 100)).Refusal?.Code);
        Assert.Equal("input.invalid", (await drawer.MoveAsync(shift, CashMovementKind.NoSale, 0, "")).Refusal?.Code);
        var z = await drawer.CloseExactAsync(shift);
        Assert.Equal((2, new Money(20_000)), (z.NoSales, z.Expected));
        var slip = ZSlip.Lines(z);
        Assert.Contains(new SlipLine(SlipLook.Pair, "No sale, drawer opened", "2"), slip);
        Assert.Contains(new SlipLine(SlipLook.Note, "No sale: A look"), slip);
    }

    [Fact]
    public async Task More_than_the_drawer_can_hold_does_not_go_out_not_even_in_two_halves_at_once()
    {
        var drawer = await Drawer.InNewShopAsync(app);
        var shift = await drawer.OpenAsync(10_000);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => drawer.MoveAsync(shift, CashMovementKind.Out, 3_000)));
        Assert.Equal(3, answers.Count(a => !a.IsRefused));
        Assert.All(answers.Where(a => a.IsRefused), a => Assert.Equal("cash.too.much", a.Refusal!.Code));
    }

    [Theory]
    [InlineData(0, "for milk")]
    [InlineData(-5, "for milk")]
    [InlineData(100, " ")]
    public async Task An_amount_and_a_reason_are_needed(long cents, string reason)
    {
        var drawer = await Drawer.InNewShopAsync(app);
        Assert.Equal("input.invalid", (await drawer.MoveAsync(await drawer.OpenAsync(), CashMovementKind.In, cents, reason)).Refusal?.Code);
    }

    [Fact]
    public async Task Nothing_moves_in_a_closed_shift()
    {
        var drawer = await Drawer.InNewShopAsync(app);
        var shift = await drawer.OpenAsync();
        await drawer.CloseExactAsync(shift);
        Assert.Equal("shift.ended", (await drawer.MoveAsync(shift, CashMovementKind.In, 100)).Refusal?.Code);
        await drawer.OpenAsync();
        Assert.Equal("shift.ended", (await drawer.MoveAsync(shift, CashMovementKind.In, 100)).Refusal?.Code);
    }
}
