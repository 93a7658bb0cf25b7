using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Register;

public sealed class CartTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    [Fact]
    public async Task A_quantity_is_changed_also_to_a_part_of_a_piece()
    {
        var shop = await app.NewShopAsync();
        var sale = (await app.ScanAsync(shop, TestStore.BeansSku)).Value!;
        var changed = (await app.SendAs(shop.Cashier, new ChangeLine(sale.Id, sale.Lines[0].Id, new Quantity(2_500)))).Value!;
        Assert.Equal(new Money(4_625), changed.Total.Cash);
        Assert.Equal(sale.Lines[0].Id, changed.Touched);
    }

    [Fact]
    public async Task A_removed_line_leaves_the_totals_and_comes_back_where_it_was()
    {
        var shop = await app.NewShopAsync();
        await app.ScanAsync(shop, TestStore.CoffeeSku);
        var both = (await app.ScanAsync(shop, TestStore.BeansSku)).Value!;
        var coffee = both.Lines[0].Id;
        var without = (await app.SendAs(shop.Cashier, new RemoveLine(both.Id, coffee, true))).Value!;
        Assert.Equal(TestStore.BeansSku, Assert.Single(without.Lines).Sku);
        Assert.Equal(new Money(1_850), without.Total.Cash);
        Assert.Empty(without.Taxes);
        var again = (await app.SendAs(shop.Cashier, new RemoveLine(both.Id, coffee, false))).Value!;
        Assert.Equal(both.Lines.Select(l => l.Id), again.Lines.Select(l => l.Id));
        Assert.Equal(both.Total, again.Total);
    }

    [Fact]
    public async Task A_line_that_is_not_in_the_cart_is_refused_as_such()
    {
        var shop = await app.NewShopAsync();
        var sale = (await app.ScanAsync(shop, TestStore.CoffeeSku)).Value!;
        Assert.Equal("line.unknown", (await app.SendAs(shop.Cashier, new RemoveLine(sale.Id, SaleLineId.New(), true))).Refusal!.Code);
        Assert.Equal("line.unknown", (await app.SendAs(shop.Cashier, new ChangeLine(sale.Id, SaleLineId.New(), Quantity.One))).Refusal!.Code);
    }

    [Fact]
    public async Task A_cleared_cart_is_offered_back_and_taken_back_whole()
    {
        var shop = await app.NewShopAsync();
        await app.ScanAsync(shop, TestStore.CoffeeSku);
        var sale = (await app.ScanAsync(shop, TestStore.BeansSku)).Value!;
        Assert.Equal(SaleState.Cleared, (await app.SendAs(shop.Cashier, new ClearSale(sale.Id, true))).Value!.State);
        var till = (await app.SendAs(shop.Cashier, new GetTill(shop.RegisterId))).Value!;
        Assert.Null(till.Sale);
        Assert.Equal(sale.Id, till.Undoable);
        var back = (await app.SendAs(shop.Cashier, new ClearSale(sale.Id, false))).Value!;
        Assert.Equal(SaleState.Open, back.State);
        Assert.Equal(sale.Total, back.Total);
        Assert.Equal(2, back.Lines.Count);
    }

    [Fact]
    public async Task A_cleared_cart_stays_cleared_while_the_register_has_another()
    {
        var shop = await app.NewShopAsync();
        var first = (await app.ScanAsync(shop, TestStore.CoffeeSku)).Value!;
        await app.SendAs(shop.Cashier, new ClearSale(first.Id, true));
        var second = (await app.ScanAsync(shop, TestStore.BeansSku)).Value!;
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal("register.has.cart", (await app.SendAs(shop.Cashier, new ClearSale(first.Id, false))).Refusal!.Code);
        Assert.Equal(second.Id, (await app.SendAs(shop.Cashier, new GetTill(shop.RegisterId))).Value!.Sale!.Id);
    }

    [Fact]
    public async Task A_cleared_cart_cannot_be_changed_and_says_why()
    {
        var shop = await app.NewShopAsync();
        var sale = (await app.ScanAsync(shop, TestStore.CoffeeSku)).Value!;
        await app.SendAs(shop.Cashier, new ClearSale(sale.Id, true));
        Assert.Equal("sale.cleared", (await app.SendAs(shop.Cashier, new ChangeLine(sale.Id, sale.Lines[0].Id, Quantity.Of(2)))).Refusal!.Code);
        Assert.Equal("sale.cleared", (await app.SendAs(shop.Cashier, new ClearSale(sale.Id, true))).Refusal!.Code);
    }

    [Fact]
    public async Task An_open_cart_cannot_be_taken_back()
    {
        var shop = await app.NewShopAsync();
        var sale = (await app.ScanAsync(shop, TestStore.CoffeeSku)).Value!;
        Assert.Equal("register.has.cart", (await app.SendAs(shop.Cashier, new ClearSale(sale.Id, false))).Refusal!.Code);
    }

    [Fact]
    public async Task A_paid_sale_is_not_changed_any_more()
    {
        var shop = await app.NewShopAsync();
        var sale = (await app.ScanAsync(shop, TestStore.CoffeeSku)).Value!;
        await app.PayCashAsync(shop, sale);
        Assert.Equal("sale.paid", (await app.SendAs(shop.Cashier, new ChangeLine(sale.Id, sale.Lines[0].Id, Quantity.Of(2)))).Refusal!.Code);
        Assert.Equal("sale.paid", (await app.SendAs(shop.Cashier, new ClearSale(sale.Id, true))).Refusal!.Code);
        var next = (await app.ScanAsync(shop, TestStore.CoffeeSku)).Value!;
        Assert.NotEqual(sale.Id, next.Id);
        Assert.Equal(sale.Number + 1, next.Number);
    }

    [Fact]
    public async Task A_line_discount_lowers_both_prices_and_their_tax()
    {
        var shop = await app.NewShopAsync();
        var sale = (await app.ScanAsync(shop, TestStore.CoffeeSku)).Value!;
        var less = (await app.SendAs(shop.Cashier, new ApplyDiscount(sale.Id, sale.Lines[0].Id, Discount.Of(new Rate(100_000))))).Value!;
        Assert.Equal(DualPrice.Amounts(new Money(100), new Money(104)), less.Discounted);
        Assert.Equal(new Money(900 + 45 + 90), less.Total.Cash);
        var none = (await app.SendAs(shop.Cashier, new ApplyDiscount(sale.Id, sale.Lines[0].Id, Discount.None))).Value!;
        Assert.Equal(sale.Total, none.Total);
    }

    [Fact]
    public async Task A_sale_discount_is_split_over_the_lines_to_the_cent()
    {
        var shop = await app.NewShopAsync();
        await app.ScanAsync(shop, TestStore.CoffeeSku);
        var sale = (await app.ScanAsync(shop, TestStore.BeansSku)).Value!;
        var less = (await app.SendAs(shop.Cashier, new ApplyDiscount(sale.Id, null, Discount.Of(new Money(333))))).Value!;
        Assert.Equal(new Money(333), less.Discounted.Cash);
        Assert.Equal(new Money(333), Money.Sum(less.Lines.Select(l => l.Discounted.For(TenderKind.Cash))));
        Assert.Equal(Discount.Of(new Money(333)), less.Discount);
    }

    [Fact]
    public async Task A_sale_takes_500_lines_and_says_so_at_the_next()
    {
        var shop = await app.NewShopAsync();
        var sale = (await app.ScanAsync(shop, TestStore.CoffeeSku)).Value!;
        await app.InDatabaseAsync(shop.System, async db =>
        {
            var whole = await CartDesk.Whole(db.Sales).SingleAsync(s => s.Id == sale.Id);
            for (var i = whole.Lines.Count; i < Sale.LinesMax; i++)
                whole.Add(new SoldItem(null, $"F{i}", "Filler", "ITM", DualPrice.Of(new Money(1), new Money(1)), []), Quantity.One, whole.OpenedAt);
            return await db.SaveChangesAsync();
        });
        Assert.Equal("sale.full", (await app.ScanAsync(shop, TestStore.BeansSku)).Refusal!.Code);
        Assert.Equal(Quantity.Of(2), (await app.ScanAsync(shop, TestStore.CoffeeSku)).Value!.Lines[0].Quantity);
    }

    [Fact]
    public async Task A_discount_above_what_it_costs_is_refused_and_changes_nothing()
    {
        var shop = await app.NewShopAsync();
        var sale = (await app.ScanAsync(shop, TestStore.CoffeeSku)).Value!;
        foreach (var line in new SaleLineId?[] { null, sale.Lines[0].Id })
        {
            var refusal = (await app.SendAs(shop.Cashier, new ApplyDiscount(sale.Id, line, Discount.Of(new Money(9_999_900))))).Refusal!;
            Assert.Equal("discount.too.much", refusal.Code);
            Assert.Contains("$10.00", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Equal(sale.Total, (await app.SendAs(shop.Cashier, new GetTill(shop.RegisterId))).Value!.Sale!.Total);
    }

    [Fact]
    public async Task What_another_screen_changed_is_neither_charged_nor_taken_at_the_old_amount()
    {
        var shop = await app.NewShopAsync();
        var shown = (await app.ScanAsync(shop, TestStore.CoffeeSku)).Value!;
        var now = (await app.ScanAsync(shop, TestStore.BeansSku)).Value!; // in another tab
        var card = (await app.SendAs(shop.Cashier, new PayByCard(shown.Id, AttemptId.New(), shown.Left.Card))).Refusal!;
        var cash = (await app.SendAs(shop.Cashier, new PayCash(shown.Id, TenderId.New(), new Money(100_000), shown.Left.Cash))).Refusal!;
        Assert.Equal(("sale.moved", "sale.moved"), (card.Code, cash.Code));
        Assert.Contains(MoneyText.Show(now.Left.Card), card.Message, StringComparison.Ordinal);
        Assert.Contains(MoneyText.Show(now.Left.Cash), cash.Message, StringComparison.Ordinal);
        Assert.Null((await app.SendAs(shop.Cashier, new PayCash(now.Id, TenderId.New(), new Money(100_000), now.Left.Cash))).Refusal);
    }
}
