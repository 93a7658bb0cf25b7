using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Reports;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Shifts;

/// <summary>A shift, a receipt and the day's figures say the same of one sale.</summary>
public sealed class SalesOfShiftTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    [Fact]
    public async Task The_report_of_a_shift_shows_an_EBT_sale_at_the_price_of_its_receipt()
    {
        var at = await ShiftSteps.OpenAsync(app);
        var sale = await at.Till.RingUpAsync();
        var begun = Till.Must(await app.SendAs(at.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Method: PayMethod.EbtCash)));
        await at.Till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);

        var x = await ReadAsReceiptAsync(at, sale.Id);
        Assert.Equal(new Money(46), x.Figures.Saved); // 11.96 less 11.50
    }

    [Fact]
    public async Task The_report_of_a_shift_shows_a_cash_sale_after_a_card_was_given_back_at_the_price_of_its_receipt()
    {
        var at = await ShiftSteps.OpenAsync(app);
        var sale = await at.Till.RingUpAsync();
        await at.Till.PayPartByCardAsync(sale.Id, 500);
        await GiveBackAsync(at, sale.Id);
        Till.Must(await at.Till.PayCashAsync(sale.Id, 1_150));

        await ReadAsReceiptAsync(at, sale.Id);
    }

    [Fact]
    public async Task A_charge_that_was_one_too_many_leaves_the_price_of_a_cash_sale_as_it_is()
    {
        var at = await ShiftSteps.OpenAsync(app, timeoutSeconds: 1);
        var sale = await PayTwiceAsync(at, Money.Zero);

        var x = await ReadAsReceiptAsync(at, sale);
        Assert.Equal((new Money(1_150), new Money(46)), (x.Figures.Total, x.Figures.Saved));
    }

    [Fact]
    public async Task What_was_given_back_saved_nobody_anything()
    {
        var at = await ShiftSteps.OpenAsync(app);
        var sale = await at.Till.RingUpAsync();
        await at.Till.PayPartInCashAsync(sale.Id, 300);
        await GiveBackAsync(at, sale.Id);
        var left = (await at.Till.SaleAsync(sale.Id)).Left;
        await at.Till.PayPartByCardAsync(sale.Id, left.Card.Cents);

        Assert.Equal(Money.Zero, (await at.LookAsync()).Figures.Saved);
    }

    [Fact]
    public async Task A_tender_that_was_given_back_is_no_part_of_a_sale_of_another_shift()
    {
        var at = await ShiftSteps.OpenAsync(app);
        var sale = await at.Till.RingUpAsync();
        await at.Till.PayPartInCashAsync(sale.Id, 300);
        await GiveBackAsync(at, sale.Id);
        Till.Must(await at.Till.PayCashAsync(sale.Id, 1_150));

        foreach (var report in new[] { await at.LookAsync(), await at.CloseAsync() })
        {
            var lines = ZSlip.Lines(report);
            Assert.DoesNotContain(lines, l => l.Left == "Parts of sales of another shift");
            Assert.Contains(new SlipLine(SlipLook.Pair, "Taken and given back, 1", MoneyText.Show(new Money(300))), lines);
            Assert.Equal((Money.Zero, new Money(1_150)), (report.Figures.Carried, report.Figures.Taken));
            Assert.Equal(report.Figures.Taken + new Money(300), Money.Sum(report.Figures.Tenders.Select(t => t.Amount)));
        }
    }

    [Fact]
    public async Task A_surplus_charge_with_cash_back_took_nothing_out_of_the_drawer()
    {
        var at = await ShiftSteps.OpenAsync(app, timeoutSeconds: 1);
        var before = await CashBackOfTheDayAsync(at);
        await PayTwiceAsync(at, new Money(2_000));

        // the sale was paid in cash: nobody has handed out 20.00
        var x = await at.LookAsync();
        Assert.Equal((new Money(1_150), Money.Zero, Money.Zero), (x.Cash.Sales, x.Cash.Refunds, x.Cash.Cashback));
        Assert.Equal(before, await CashBackOfTheDayAsync(at));
    }

    [Fact]
    public async Task Cash_back_has_a_line_of_its_own_beside_the_refunds_and_the_drawer_adds_up()
    {
        var at = await ShiftSteps.OpenAsync(app);
        var sold = await at.Refunds.SellForCashAsync();
        Till.Must(await app.SendAs(at.Store.Cashier, new FinishSale(sold)));
        var back = Till.Must(await app.SendAs(at.Store.Cashier, new UndoPayment(RefundId.New(), sold, at.Till.Register, "Wrong item")));
        var sale = await at.Till.RingUpAsync();
        var begun = Till.Must(await app.SendAs(at.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Method: PayMethod.Debit, Cashback: new Money(2_000))));
        await at.Till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);

        // the X is worked out, the Z is read from what was stored
        foreach (var report in new[] { await at.LookAsync(), await at.CloseAsync() })
        {
            var lines = ZSlip.Lines(report);
            Assert.Contains(new SlipLine(SlipLook.Pair, "Cash refunds", MoneyText.Show(-back.FromDrawer)), lines);
            Assert.Contains(new SlipLine(SlipLook.Pair, "Cash back", MoneyText.Show(new Money(-2_000))), lines);
            Assert.Equal(report.Expected, Money.Sum(CashTerms.Of(report.Cash).Select(t => t.Amount)));
            Assert.Equal(ShiftSteps.Float - new Money(2_000), report.Expected); // what was sold for cash was given back
        }

        var csv = Till.Must(await app.SendAs(at.Store.Manager, new GetShiftFile(at.Shift, ShiftFileKind.Csv)));
        Assert.Contains("\nCash,Cash back,,-20.00", System.Text.Encoding.UTF8.GetString(csv.Content), StringComparison.Ordinal);
    }

    /// <summary>Paid in cash after a decline that turns out to have been an approval.</summary>
    private async Task<SaleId> PayTwiceAsync(ShiftSteps at, Money cashback)
    {
        var sale = await at.Till.RingUpAsync();
        await at.Till.CustomerAsync("decline");
        var begun = Till.Must(await app.SendAs(at.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Method: PayMethod.Debit, Cashback: cashback)));
        await at.Till.UntilAsync(begun.AttemptId, PaymentPhase.Declined);
        Till.Must(await at.Till.PayCashAsync(sale.Id, 1_150));
        var late = new TerminalAnswer(AttemptSignal.Approved, AttemptReason.None,
            new ChargeResult { Charged = new Money(1_196) + cashback, Tip = Money.Zero, Cashback = cashback }, false, null, "late");
        Assert.Null((await app.SendAs(at.Store.System, new RecordAnswer(begun.AttemptId, late))).Refusal);
        return sale.Id;
    }

    private async Task GiveBackAsync(ShiftSteps at, SaleId sale)
    {
        Till.Must(await at.Till.GiveBackAsync(sale, (await at.Till.SaleAsync(sale)).Tenders.Single().Id));
        await AppFixture.EventuallyAsync(() => at.Till.SaleAsync(sale), s => !s.Tenders.Single().Counts && s.OpenAttemptId is null);
    }

    private async Task<ShiftReport> ReadAsReceiptAsync(ShiftSteps at, SaleId sale)
    {
        var receipt = Till.Must(await app.SendAs(at.Store.Cashier, new GetReceipt(sale)));
        var x = await at.LookAsync();
        Assert.Equal((receipt.Total, Money.Sum(receipt.Taxes.Select(t => t.Amount)), receipt.Paid), (x.Figures.Total, x.Figures.Tax, x.Figures.Taken));
        return x;
    }

    private Task<long> CashBackOfTheDayAsync(ShiftSteps at) => app.InDatabaseAsync(at.Store.System,
        db => db.DayFigures.Where(f => f.StoreId == at.Store.StoreId && (f.Kind == FigureKind.Tender || f.Kind == FigureKind.Sales)).SumAsync(f => f.Cashback.Cents));
}
