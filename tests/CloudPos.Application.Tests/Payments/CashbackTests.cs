using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.GiftCards;
using CloudPos.Application.Features.Holds;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Reports;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Features.Stores;
using CloudPos.Application.Tests.Refunds;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Payments;

/// <summary>Cash that the customer takes out of the drawer on his card: what is asked, what goes back, what is said.</summary>
public sealed class CashbackTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    private static readonly TenderRules All = new(true, TenderKind.Card, true, true, true, false);

    [Theory]
    [InlineData(PayMethod.Debit)]
    [InlineData(PayMethod.EbtCash)]
    public async Task An_undo_of_a_payment_with_cash_back_gives_back_what_it_says_and_not_the_cash_on_top(PayMethod method)
    {
        var (at, _) = await ShiftAsync();
        Till.Must(await app.SendAs(at.Store.Manager, new SaveTenderRules(at.Store.StoreId, All)));
        var sale = await at.Till.RingUpAsync();
        var begun = Till.Must(await app.SendAs(at.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Method: method, Cashback: new Money(2_000))));
        await at.Till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
        var before = await at.PaidAtTheHostAsync();

        var done = await at.UntilAsync((await at.UndoAsync(sale.Id)).RefundId, RefundPhase.Refunded);

        Assert.Equal((done.GivenBack + done.TipBack).Cents / 100m, before - await at.PaidAtTheHostAsync());
    }

    [Fact]
    public async Task A_tender_with_cash_back_that_is_given_back_takes_no_more_off_the_card_than_it_paid()
    {
        var (at, shift) = await ShiftAsync();
        Till.Must(await app.SendAs(at.Store.Manager, new SaveTenderRules(at.Store.StoreId, All)));
        var sale = await at.Till.RingUpAsync();
        var begun = Till.Must(await app.SendAs(at.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Amount: new Money(500), Method: PayMethod.Debit, Cashback: new Money(2_000))));
        await at.Till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
        var tender = (await at.Till.SaleAsync(sale.Id)).Tenders.Single();
        Till.Must(await at.Till.GiveBackAsync(sale.Id, tender.Id));
        await AppFixture.EventuallyAsync(() => at.Till.SaleAsync(sale.Id), s => !s.Tenders.Single().Counts);

        // 20.00 went out of the drawer: they are still owed by the card, or they came back into the drawer
        var x = Till.Must(await app.SendAs(at.Store.Manager, new GetShiftReport(shift)));
        Assert.Equal(x.Cash.Cashback.Cents / 100m, await at.PaidAtTheHostAsync());
    }

    [Fact]
    public async Task Cash_back_of_a_partial_approval_is_said_to_the_cashier()
    {
        var (at, _) = await ShiftAsync();
        Till.Must(await app.SendAs(at.Store.Manager, new SaveTenderRules(at.Store.StoreId, All)));
        await app.Simulator.SetAsync(at.Store.Tpn, new { parameters = new { hostLimit = 25.00m } });
        var sale = await at.Till.RingUpAsync();
        var begun = Till.Must(await app.SendAs(at.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Method: PayMethod.Debit, Cashback: new Money(2_000))));
        var part = await at.Till.UntilAsync(begun.AttemptId, p => p.Phase is PaymentPhase.Partial or PaymentPhase.Approved);
        var tender = (await at.Till.SaleAsync(sale.Id)).Tenders.Single();
        await app.Simulator.SetAsync(at.Store.Tpn, new { parameters = new { hostLimit = 0m } });

        // charged with 25.00, booked as 5.00 of the sale and 20.00 that the drawer is short of from now on
        Assert.Equal((PaymentPhase.Partial, new Money(500), new Money(2_000)), (part.Phase, tender.Amount, tender.Cashback));
        Assert.Contains("Hand out $20.00", part.Headline + part.Detail, StringComparison.Ordinal);
    }

    private async Task<(RefundSteps At, ShiftId Shift)> ShiftAsync()
    {
        var at = await RefundSteps.OpenAsync(app);
        Till.Must(await app.SendAs(at.Store.Manager, new SaveShiftRules(at.Store.StoreId, true, Money.Zero, 0)));
        var shift = ShiftId.New();
        Till.Must(await app.SendAs(at.Store.Cashier, new OpenShift(shift, at.Till.Register, CountedCash.Of(new Money(10_000)))));
        return (at, shift);
    }
}
