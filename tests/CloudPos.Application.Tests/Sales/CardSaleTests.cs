using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Sales;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Sales;

public sealed class CardSaleTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task A_card_sale_is_found_by_what_stands_on_its_receipt_and_tells_its_story()
    {
        var store = app.Tenants.Coffee;
        await app.SellForCashAsync(store, TestStore.BeansSku);
        var id = await SellByCardAsync(store);
        var detail = (await app.SendAs(store.Manager, new GetSale(id))).Value!;
        var tender = Assert.Single(detail.Receipt.Tenders);
        Assert.Equal(TenderKind.Card, tender.Kind);
        foreach (var text in new[] { tender.AuthCode!, tender.AuthCode!.ToLowerInvariant(), tender.Last4!, tender.RefId!, tender.RefId!.ToUpperInvariant() })
            Assert.Equal(id, Assert.Single((await ListAsync(store, new SalesFilter(text, null, null, null, SaleTenderFilter.Any))).Rows).Id);
        var story = Assert.Single(detail.Attempts);
        Assert.Equal((AttemptState.Approved, store.Tpn, "PIN pad 1", new Money(1_196)), (story.State, story.Tpn, story.TerminalLabel, story.Amount));
        Assert.Equal(["$11.96 put on record for PIN pad 1 by cashier@test.cloudpos.test.", "One request sent to the PIN pad.", "The PIN pad said: approved."],
            story.Journal.Select(j => j.Words));
        Assert.Equal(story.Journal.Select(j => j.AtLocal).Order(), story.Journal.Select(j => j.AtLocal));
    }

    [Fact]
    public async Task A_category_and_a_cashier_lead_to_their_sales()
    {
        var store = app.Tenants.Coffee;
        var id = (await app.SellForCashAsync(store, TestStore.CoffeeBarcode)).SaleId;
        foreach (var text in new[] { "Drinks", "cashier@test.cloudpos.test" })
            Assert.Contains((await ListAsync(store, new SalesFilter(text, null, null, null, SaleTenderFilter.Any))).Rows, r => r.Id == id);
        foreach (var text in new[] { "Drink", "Food", "cashier@test", "nobody@test.cloudpos.test" })
            Assert.Empty((await ListAsync(store, new SalesFilter(text, null, null, null, SaleTenderFilter.Any))).Rows);
    }

    [Fact]
    public async Task Tender_and_problem_filter_the_list()
    {
        var store = app.Tenants.Coffee;
        await app.SellForCashAsync(store, TestStore.BeansSku);
        var card = await SellByCardAsync(store);
        var byCard = await ListAsync(store, new SalesFilter(null, null, null, null, SaleTenderFilter.Card));
        Assert.Contains(byCard.Rows, r => r.Id == card);
        Assert.All(byCard.Rows, r => Assert.Equal(TenderKind.Card, r.Tender));
        Assert.All((await ListAsync(store, new SalesFilter(null, null, null, null, SaleTenderFilter.Cash))).Rows, r => Assert.Equal("Cash", r.TenderText));
        var problem = new SalesFilter(null, null, null, null, SaleTenderFilter.Problem);
        Assert.Equal(0, (await ListAsync(store, problem)).Total);
        await app.InDatabaseAsync(store.System, db => db.Sales.Where(s => s.Id == card)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.AmountMismatch, "charged 1 cent more")));
        Assert.Equal((card, true), (Assert.Single((await ListAsync(store, problem)).Rows).Id, (await ListAsync(store, problem)).Rows[0].HasProblem));
        await app.InDatabaseAsync(store.System, db => db.Sales.Where(s => s.Id == card)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.AmountMismatch, (string?)null)));
    }

    [Fact]
    public async Task A_card_receipt_adds_up_at_the_Card_Price_and_names_the_cash_total()
    {
        var store = app.Tenants.Coffee;
        var receipt = (await app.SendAs(store.Cashier, new GetReceipt(await SellByCardAsync(store)))).Value!;
        Assert.Equal(("Card Price", new Money(1_196), new Money(1_150)), (receipt.PriceLabel, receipt.Total, receipt.OtherTotal!.Value));
        Assert.Equal(receipt.Total, Money.Sum(receipt.Lines.Select(l => l.Net)) + Money.Sum(receipt.Taxes.Select(t => t.Amount)));
        Assert.Equal(receipt.Paid, Money.Sum(receipt.Tenders.Select(t => t.Amount)));
        Assert.Equal(receipt.Total, receipt.Paid);
        var tender = receipt.Tenders[0];
        Assert.Equal((4, "PIN pad 1"), (tender.Last4!.Length, tender.TerminalLabel));
        Assert.NotNull(tender.CardBrand);
    }

    private async Task<SaleId> SellByCardAsync(TestStore store)
    {
        await app.Simulator.CustomerAsync(store.Tpn, "approve");
        var sale = (await app.ScanAsync(store, TestStore.CoffeeBarcode)).Value!;
        var begun = await app.SendAs(store.Cashier, new PayByCard(sale.Id, AttemptId.New()));
        await AppFixture.EventuallyAsync(
            async () => (await app.SendAs(store.Cashier, new GetPayment(begun.Value!.AttemptId))).Value!, p => p.Phase == PaymentPhase.Approved);
        return sale.Id;
    }

    private async Task<SalePage> ListAsync(TestStore store, SalesFilter filter) =>
        (await app.SendAs(store.Manager, new ListSales(filter, 0, 100))).Value!;
}
