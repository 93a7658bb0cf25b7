using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Tests.Payments;
using CloudPos.Application.Tests.Refunds;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Application.Tests.Shifts;

/// <summary>What was given back and what was undone stands on the report by count and sum, each once.</summary>
public sealed class UndoneTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    [Fact]
    public async Task Refunds_and_voids_of_a_shift_are_counted_apart_and_stored_with_its_Z_report()
    {
        var steps = await RefundSteps.OpenAsync(app);
        var store = steps.Store;
        Till.Must(await app.SendAs(store.Manager, new SaveShiftRules(store.StoreId, true, Money.Zero, 0)));
        var shift = ShiftId.New();
        Till.Must(await app.SendAs(store.Cashier, new OpenShift(shift, steps.Till.Register, CountedCash.Of(new Money(10_000)))));

        var voided = await steps.SellAsync(); // 31.20 by card
        await app.SendAs(store.Cashier, new FinishSale(voided));
        await steps.UntilAsync((await steps.UndoAsync(voided)).RefundId, RefundPhase.Refunded);
        var back = await steps.SellForCashAsync();
        await app.SendAs(store.Cashier, new FinishSale(back));
        await steps.UntilAsync((await steps.RefundAsync(back, [], new Money(500))).RefundId, RefundPhase.Refunded);
        await steps.UntilAsync((await steps.RefundAsync(back, [], new Money(250))).RefundId, RefundPhase.Refunded);

        // a part in cash that is given back before the sale is done, and nothing else of that sale
        var open = await steps.Till.RingUpAsync();
        await steps.Till.PayPartInCashAsync(open.Id, 300);
        var tender = (await steps.Till.SaleAsync(open.Id)).Tenders.Single();
        Till.Must(await steps.Till.GiveBackAsync(open.Id, tender.Id));

        var x = Till.Must(await app.SendAs(store.Manager, new GetShiftReport(shift)));
        Assert.Equal(new(2, new Money(750), 2, new Money(3_120 + 300)), x.Figures.Undone);
        var blind = Till.Must(await app.SendAs(store.Cashier, new CountDrawer(CashCountId.New(), shift, CountedCash.Of(x.Expected))));
        var z = Till.Must(await app.SendAs(store.Cashier, new CloseShift(shift, blind.CountId, blind.Expected, Money.Zero, null, null)));
        Assert.Equal(x.Figures.Undone, z.Figures.Undone);
        Assert.Contains(new SlipLine(SlipLook.Pair, "Refunds, 2", MoneyText.Show(new Money(-750))), ZSlip.Lines(z));
        Assert.Contains(new SlipLine(SlipLook.Pair, "Voids, 2", MoneyText.Show(new Money(-3_420))), ZSlip.Lines(z));
    }
}
