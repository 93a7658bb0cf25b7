using System.Globalization;
using System.Xml.Linq;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Reports;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Tests.Batches;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Reports;

/// <summary>One amount, told five times: by the cart, to the PIN pad, on the receipt, in the reports, in the batch. To the cent, over random days.</summary>
public sealed class DayTiesTests(BatchFixture app) : IClassFixture<BatchFixture>
{
    private const int Days = 3;

    private readonly TestStore _store = app.Tenants.Coffee;

    [Fact]
    public async Task Cart_PIN_pad_receipt_reports_and_batch_of_random_days_say_the_same()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CLOUDPOS_TEST_SEED"), out var given) ? given : Random.Shared.Next(1_000_000);
        var dice = new Random(seed);
        var till = await Till.OpenAsync(app, _store);
        await app.SaveAsync(_store, TestShop.NewProduct("ODD", 333) with { Taxes = [_store.LocalTax, _store.StateTax] });
        await app.SaveAsync(_store, TestShop.NewProduct("PLAIN", 1_249));
        Till.Must(await app.SendAs(_store.Manager, new SaveShiftRules(_store.StoreId, true, Money.Zero, 0)));
        try
        {
            for (var day = 0; day < Days; day++)
            {
                await DayAsync(dice, till);
                app.Clock.Advance(TimeSpan.FromDays(1));
            }
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"CLOUDPOS_TEST_SEED={seed}", failure);
        }
    }

    private async Task DayAsync(Random dice, Till till)
    {
        var shift = ShiftId.New();
        Till.Must(await app.SendAs(_store.Cashier, new OpenShift(shift, till.Register, CountedCash.Of(new Money(10_000)))));
        var pad = await PadBatch.OpenAsync(app, _store); // the wire and the host's ledger begin empty
        var receipts = new List<Receipt>();
        for (var sale = dice.Next(4, 9); sale > 0; sale--)
            receipts.Add(await SellAsync(dice, till));
        var tenders = receipts.SelectMany(r => r.Tenders).ToArray();
        var cards = tenders.Where(t => t.Kind == TenderKind.Card).ToArray();
        var (paid, tips) = (Money.Sum(receipts.Select(r => r.Paid)), Money.Sum(receipts.Select(r => r.Tip)));

        // the reports
        var report = Till.Must(await app.SendAs(_store.Manager, new GetDashboard(null, _store.StoreId)));
        Assert.Equal((receipts.Count, paid - tips, tips), (report.Sales.Count, report.Sales.Amount, report.Sales.Tip));
        Assert.Equal(Money.Sum(receipts.Select(r => r.Discount)), report.Sales.Discount);
        Assert.Equal(paid - tips, report.Sales.Net + report.Sales.Tax);
        Assert.Equal(paid - tips, Money.Sum(report.Tenders.Select(t => t.Amount)));
        Assert.Equal(report.Sales.Tax, Money.Sum(Till.Must(await app.SendAs(_store.Manager, new GetTaxReport(report.Range))).Rows.Select(r => r.Due)));
        var x = Till.Must(await app.SendAs(_store.Manager, new GetShiftReport(shift)));
        Assert.Equal((receipts.Count, paid), (x.Figures.SaleCount, x.Figures.Taken));
        Assert.Equal(Money.Sum(tenders.Where(t => t.Kind == TenderKind.Cash).Select(t => t.Amount)), x.Cash.Sales);

        // the batch, and the host behind it
        var charged = Money.Sum(cards.Select(t => t.Amount + t.Tip));
        var compared = await pad.ReconcileAsync();
        Assert.Equal((cards.Length, 0, charged, charged), (compared.Matched, compared.Open, compared.BooksTotal, compared.TerminalTotal));
        if (cards.Length > 0)
            Assert.Equal(SettlementState.Settled, (await pad.UntilAsync((await pad.SettleAsync()).Id, s => !s.IsOpen)).State);
        var batch = Till.Must(await app.SendAs(_store.Manager, new GetBatch(compared.BatchId)));
        Assert.Equal((charged, Money.Sum(cards.Select(t => t.Tip))), (batch.All.Total, batch.All.Tips));
        Assert.Equal(cards.Length == 0 ? null : charged, batch.Row.HostTotal);
        await CloseAsync(shift);
    }

    private async Task<Receipt> SellAsync(Random dice, Till till)
    {
        SaleView cart = null!;
        for (var line = dice.Next(1, 5); line > 0; line--)
            cart = Till.Must(await app.ScanAsync(_store, new[] { "ODD", "PLAIN", TestStore.CoffeeSku, TestStore.BeansSku }[dice.Next(4)], till.Register));
        if (dice.Next(3) == 0)
            cart = Till.Must(await app.SendAs(_store.Cashier, new ApplyDiscount(cart.Id, null, Discount.Of(new Money(dice.Next(1, 200))))));
        var way = dice.Next(4);
        if (way == 0)
        {
            await app.PayCashAsync(_store, cart);
        }
        else
        {
            if (way == 3) // a part in cash, the rest by card
                cart = await PartAsync(till, cart, dice.Next(50, 200));
            await app.Simulator.SetAsync(_store.Tpn, new { tips = way == 2, autopilot = new { mode = way == 2 ? "tip" : "approve" } });
            var payment = await till.UntilAsync((await till.PayByCardAsync(cart.Id)).AttemptId, PaymentPhase.Approved);
            await AssertOnWireAsync(till, payment, cart.Left.Card);
        }

        var receipt = Till.Must(await app.SendAs(_store.Cashier, new GetReceipt(cart.Id)));
        if (way != 3)
            Assert.Equal(way == 0 ? cart.Total.Cash : cart.Total.Card, receipt.Total);
        Assert.Equal(receipt.Paid, Money.Sum(receipt.Tenders.Select(t => t.Amount + t.Tip)));
        Assert.Equal(receipt.Total, receipt.Subtotal + Money.Sum(receipt.Taxes.Select(t => t.Amount)));
        await app.SendAs(_store.Cashier, new FinishSale(cart.Id));
        return receipt;
    }

    private async Task<SaleView> PartAsync(Till till, SaleView cart, long cents)
    {
        await till.PayPartInCashAsync(cart.Id, cents);
        return (await till.OpenTillAsync()).Sale!;
    }

    /// <summary>What left for the PIN pad is what the cart shows, and what the host holds is that and the tip.</summary>
    private async Task AssertOnWireAsync(Till till, PaymentView payment, Money asked)
    {
        var attempt = await till.AttemptAsync(payment.AttemptId);
        var request = Assert.Single(await till.SalesOnTheWireAsync(), x => (string?)x.Element("RefId") == attempt.RefId);
        Assert.Equal(asked, Cents((string)request.Element("Amount")!));
        var held = Assert.Single(await till.LedgerAsync(), l => l.RefId == attempt.RefId);
        Assert.Equal((asked + attempt.Tip!.Value, attempt.Tip.Value, attempt.Charged!.Value), (Cents(held.Total), Cents(held.Tip), Cents(held.Total)));
    }

    private async Task CloseAsync(ShiftId shift)
    {
        var blind = Till.Must(await app.SendAs(_store.Cashier, new CountDrawer(CashCountId.New(), shift, CountedCash.Of(Money.Zero))));
        var count = Till.Must(await app.SendAs(_store.Cashier, new CountDrawer(CashCountId.New(), shift, CountedCash.Of(blind.Expected))));
        Till.Must(await app.SendAs(_store.Cashier, new CloseShift(shift, count.CountId, count.Expected, Money.Zero, null, null)));
    }

    private static Money Cents(string dollars) => Cents(decimal.Parse(dollars, CultureInfo.InvariantCulture));

    private static Money Cents(decimal dollars) => new((long)(dollars * 100));
}
