using System.Globalization;
using System.Xml.Linq;
using CloudPos.Application.Features.Catalog;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Stores;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Payments;

/// <summary>Gift, EBT, debit, the customer's choice, health cards and business cards: what goes over the wire and what is booked.</summary>
public sealed class TenderKindTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    private static readonly TenderRules All = new(true, TenderKind.Card, true, true, true, false);

    [Fact]
    public async Task A_gift_card_pays_the_price_that_the_store_chose()
    {
        foreach (var (price, cents) in new[] { (TenderKind.Card, 1_196), (TenderKind.Cash, 1_150) })
        {
            var till = await OpenAsync(All with { GiftPaysAt = price });
            var paid = await PayAsync(till, await till.RingUpAsync(), PayMethod.Gift);
            Assert.Equal(PaymentPhase.Approved, paid.Phase);
            var sale = await till.SaleAsync(paid.SaleId);
            var tender = Assert.Single(sale.Tenders);
            Assert.Equal((SaleState.Paid, new Money(cents), PayMethod.Gift, price), (sale.State, tender.Amount, tender.Method, tender.PricedAt));
            Assert.Equal(sale.Total, tender.Covers);
            var wire = XElement.Parse((await app.Simulator.WireAsync(till.Store.Tpn))[^1].Xml);
            Assert.Equal(("Gift", "Redeem", cents / 100m), ((string?)wire.Element("PaymentType"), (string?)wire.Element("TransType"), Dollars(wire, "Amount")));
        }
    }

    [Fact]
    public async Task A_gift_card_that_holds_less_pays_a_part_and_cash_the_rest()
    {
        var till = await OpenAsync(All);
        SaleView sale = await till.RingUpAsync();
        for (var more = 0; more < 4; more++)
            sale = await till.RingUpAsync(); // 59.80 by card, and the card starts with 50.00
        var part = await PayAsync(till, sale, PayMethod.Gift);
        Assert.Equal((PaymentPhase.Partial, new Money(980)), (part.Phase, part.LeftToPay.Card));
        var rest = (await till.SaleAsync(sale.Id)).Left;
        Till.Must(await till.PayCashAsync(sale.Id, rest.Cash.Cents));
        var paid = await till.SaleAsync(sale.Id);
        Assert.Equal((SaleState.Paid, DualPrice.Zero), (paid.State, paid.Left));
    }

    [Fact]
    public async Task Food_benefits_pay_eligible_items_only_without_tax_at_the_Cash_Price()
    {
        var till = await OpenAsync(All);
        await SetTraitsAsync(till.Store, TestStore.BeansSku, new ProductTraits(true, HealthKind.None, null));
        await till.RingUpAsync();
        var sale = Till.Must(await app.SendAs(till.Store.Cashier, new ScanCode(till.Register, TestStore.BeansSku, Quantity.One)));
        var paid = await PayAsync(till, sale, PayMethod.EbtFood);
        var wire = (await till.SalesOnTheWireAsync())[^1];
        Assert.Equal(("EBT_Food", 18.50m), ((string?)wire.Element("PaymentType"), Dollars(wire, "Amount")));
        Assert.Null(wire.Element("LineItems"));
        Assert.Null(wire.Element("CustomFee"));
        Assert.Equal(sale.Total.Cash - new Money(1_850), paid.LeftToPay.Cash);
        Assert.Equal("ebt.nothing", (await app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Method: PayMethod.EbtFood))).Refusal?.Code);
    }

    [Fact]
    public async Task Cash_back_is_charged_on_top_and_pays_nothing_of_the_sale()
    {
        var till = await OpenAsync(All);
        var sale = await till.RingUpAsync();
        var begun = Till.Must(await app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Method: PayMethod.EbtCash, Cashback: new Money(2_000))));
        var paid = await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
        var wire = (await till.SalesOnTheWireAsync())[^1];
        Assert.Equal((31.50m, 20.00m), (Dollars(wire, "Amount"), Dollars(wire, "CashbackAmount")));
        var tender = Assert.Single((await till.SaleAsync(paid.SaleId)).Tenders);
        Assert.Equal((new Money(1_150), new Money(2_000)), (tender.Amount, tender.Cashback));
        Assert.Equal("cashback.method", (await app.SendAs(till.Store.Cashier,
            new PayByCard((await till.RingUpAsync()).Id, AttemptId.New(), Method: PayMethod.Credit, Cashback: new Money(100)))).Refusal?.Code);
    }

    [Fact]
    public async Task Cash_back_is_said_to_the_cashier_and_stands_on_the_receipt_beside_what_was_paid()
    {
        var till = await OpenAsync(All);
        var sale = await till.RingUpAsync();
        Assert.Equal(new Money(20_000), (await till.SplitAsync(sale.Id)).CashbackMax);
        Assert.Equal("cashback.amount", (await app.SendAs(till.Store.Cashier,
            new PayByCard(sale.Id, AttemptId.New(), Method: PayMethod.Debit, Cashback: new Money(20_001)))).Refusal?.Code);

        var begun = Till.Must(await app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Method: PayMethod.Debit, Cashback: new Money(2_000))));
        Assert.Equal(new Money(2_000), begun.AskedCashback);
        var paid = await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);

        Assert.Equal((new Money(2_000), new Money(3_196)), (paid.Cashback, paid.Charged!.Value));
        Assert.Equal("$31.96 approved. Hand out $20.00 from the drawer", paid.Headline);
        var receipt = Till.Must(await app.SendAs(till.Store.Cashier, new Features.Receipts.GetReceipt(sale.Id)));
        Assert.Equal((new Money(1_196), new Money(2_000), new Money(3_196)), (receipt.Paid, receipt.Cashback, receipt.Tenders[0].Charged));
    }

    [Fact]
    public async Task A_store_says_how_much_cash_its_drawers_hand_out_and_whether_any()
    {
        var till = await OpenAsync(All with { CashbackMax = new Money(4_000) });
        var sale = await till.RingUpAsync();
        Assert.Equal(new Money(4_000), (await till.SplitAsync(sale.Id)).CashbackMax);
        var tooMuch = (await app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Method: PayMethod.Debit, Cashback: new Money(4_001)))).Refusal;
        Assert.Equal(("cashback.amount", "Cash back is an amount from $0.01 to $40.00."), (tooMuch?.Code, tooMuch?.Message));

        Till.Must(await app.SendAs(till.Store.Manager, new SaveTenderRules(till.Store.StoreId, All with { CashbackMax = Money.Zero })));

        Assert.Equal(Money.Zero, (await till.SplitAsync(sale.Id)).CashbackMax);
        var none = (await app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Method: PayMethod.Debit, Cashback: new Money(100)))).Refusal;
        Assert.Equal("cashback.none", none?.Code);
        Assert.Empty(await till.WireAsync("Sale"));
        foreach (var cents in new[] { -1L, 20_001 })
        {
            var refused = await app.SendAs(till.Store.Manager, new SaveTenderRules(till.Store.StoreId, All with { CashbackMax = new Money(cents) }));
            Assert.Equal("input.invalid", refused.Refusal?.Code);
        }

        Till.Must(await till.PayCashAsync(sale.Id, 1_150));
    }

    [Theory]
    [InlineData(SpinProtocol.Rest, ComputedBy.Register)]
    [InlineData(SpinProtocol.Xml, ComputedBy.Terminal)]
    public async Task A_PIN_pad_that_cannot_carry_cash_back_is_not_asked_to(SpinProtocol protocol, ComputedBy by)
    {
        var till = await OpenAsync(All);
        await app.InDatabaseAsync(till.Store.System, async db =>
        {
            var terminal = await db.Terminals.SingleAsync(t => t.Id == till.Store.TerminalId);
            terminal.SetWire(TerminalWire.Usual with { Protocol = protocol });
            terminal.SetParameters(AmountHolds.CardTotal, by, 120, captureSignature: false);
            return await db.SaveChangesAsync();
        });
        var sale = await till.RingUpAsync();

        var refusal = (await app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Method: PayMethod.Debit, Cashback: new Money(2_000)))).Refusal;

        Assert.Equal("terminal.no.cashback", refusal?.Code);
        Assert.Equal(Money.Zero, (await till.SplitAsync(sale.Id)).CashbackMax);
        Assert.Empty(await till.WireAsync("Sale"));
        Till.Must(await till.PayCashAsync(sale.Id, 1_150));
    }

    [Fact]
    public async Task Where_the_store_lets_the_customer_choose_the_PIN_pad_asks()
    {
        var till = await OpenAsync(All with { CustomerChoosesCardType = true });
        var paid = await PayAsync(till, await till.RingUpAsync(), PayMethod.Credit);
        Assert.Equal(PaymentPhase.Approved, paid.Phase);
        Assert.Equal("userChoice", (string?)(await till.SalesOnTheWireAsync())[^1].Element("PaymentType"));
        Assert.Equal(PayMethod.UserChoice, (await till.AttemptAsync(paid.AttemptId)).Method);
    }

    [Fact]
    public async Task What_is_for_health_care_goes_along_and_adds_up()
    {
        var till = await OpenAsync(All with { SendsLevel3 = false });
        await SetTraitsAsync(till.Store, TestStore.CoffeeSku, new ProductTraits(false, HealthKind.Prescription, null));
        await till.RingUpAsync();
        var sale = Till.Must(await app.SendAs(till.Store.Cashier, new ScanCode(till.Register, TestStore.BeansSku, Quantity.One)));
        await PayAsync(till, sale, PayMethod.Credit);
        await SetTraitsAsync(till.Store, TestStore.CoffeeSku, ProductTraits.None);
        var wire = (await till.SalesOnTheWireAsync())[^1];
        Assert.Equal((11.96m, 11.96m), (Dollars(wire, "HSA_TotalAmount"), Dollars(wire, "HSA_RxAmount")));
    }

    [Fact]
    public async Task The_items_go_along_for_business_cards_and_add_up_to_the_amount()
    {
        var till = await OpenAsync(All with { TakesHealthCards = false });
        await till.RingUpAsync();
        Till.Must(await app.SendAs(till.Store.Cashier, new ScanCode(till.Register, TestStore.CoffeeSku, new Quantity(2_000))));
        var sale = Till.Must(await app.SendAs(till.Store.Cashier, new ScanCode(till.Register, TestStore.BeansSku, Quantity.One)));
        sale = Till.Must(await app.SendAs(till.Store.Cashier, new ApplyDiscount(sale.Id, null, Discount.Of(new Money(333)))));
        var paid = await PayAsync(till, sale, PayMethod.Credit);
        Assert.Equal(PaymentPhase.Approved, paid.Phase);
        var wire = (await till.SalesOnTheWireAsync())[^1];
        var lines = wire.Descendants("group").ToArray();
        Assert.Equal(2, lines.Length);
        Assert.Equal(Dollars(wire, "Amount"), lines.Sum(l => Dollars(l, "TotalAmount")));
        Assert.Equal(Dollars(wire, "Amount"), sale.Total.Card.Cents / 100m);
    }

    [Fact]
    public async Task The_split_offers_what_the_store_takes_with_the_most_that_each_may_pay()
    {
        var till = await OpenAsync(All);
        await SetTraitsAsync(till.Store, TestStore.BeansSku, new ProductTraits(true, HealthKind.None, null));
        await till.RingUpAsync();
        var sale = Till.Must(await app.SendAs(till.Store.Cashier, new ScanCode(till.Register, TestStore.BeansSku, Quantity.One)));

        var offered = Till.Must(await app.SendAs(till.Store.Cashier, new GetSplit(sale.Id))).Others;

        Assert.Equal([(PayMethod.Gift, sale.Total.Card), (PayMethod.EbtFood, new Money(1_850)), (PayMethod.EbtCash, sale.Total.Cash)], offered.Select(o => (o.Method, o.Most)));
        Assert.Equal((new Money(1_850), new Money(100)), (offered[1].Of(sale.Total), offered[1].Of(DualPrice.Amounts(new Money(100), new Money(104)))));
        Till.Must(await app.SendAs(till.Store.Manager, new SaveTenderRules(till.Store.StoreId, TenderRules.Plain)));
        Assert.Empty(Till.Must(await app.SendAs(till.Store.Cashier, new GetSplit(sale.Id))).Others);
    }

    [Fact]
    public async Task What_a_store_does_not_take_is_refused_in_words_and_nothing_is_sent()
    {
        var till = await OpenAsync(TenderRules.Plain);
        var sale = await till.RingUpAsync();
        foreach (var method in new[] { PayMethod.Gift, PayMethod.EbtFood, PayMethod.EbtCash, PayMethod.Cash })
        {
            var refusal = (await app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Method: method))).Refusal;
            Assert.True(refusal is { Message.Length: > 20 }, $"{method}: {refusal}");
        }

        Assert.Empty(await till.SalesOnTheWireAsync());
    }

    private async Task<Till> OpenAsync(TenderRules rules)
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        Till.Must(await app.SendAs(till.Store.Manager, new SaveTenderRules(till.Store.StoreId, rules)));
        await till.CustomerAsync("approve");
        return till;
    }

    private async Task<PaymentView> PayAsync(Till till, SaleView sale, PayMethod method)
    {
        var begun = Till.Must(await app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Method: method)));
        return await till.UntilAsync(begun.AttemptId, p => p.Phase is PaymentPhase.Approved or PaymentPhase.Partial or PaymentPhase.Declined or PaymentPhase.TerminalFault);
    }

    private async Task SetTraitsAsync(TestStore store, string sku, ProductTraits traits)
    {
        var id = sku == TestStore.BeansSku ? store.Beans : store.Coffee;
        var product = Till.Must(await app.SendAs(store.Manager, new GetProduct(id)));
        Till.Must(await app.SendAs(store.Manager, new SaveProduct(product.Id, product.Version, product.Sku, product.Barcode, product.Name, product.Category,
            product.CashPrice, product.CardPrice, product.Unit, product.Description, product.IsFavourite, product.Taxes, traits)));
    }

    private static decimal Dollars(XElement element, string name) => decimal.Parse(element.Element(name)!.Value, NumberStyles.Number, CultureInfo.InvariantCulture);
}
