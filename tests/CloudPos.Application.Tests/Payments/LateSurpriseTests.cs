using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.GiftCards;
using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Features.Stores;
using CloudPos.Application.Tests.Batches;
using CloudPos.Application.Tests.Refunds;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Payments;

/// <summary>What the terminal says it did is booked, in whatever state the attempt is by then; what that makes too much is said.</summary>
public sealed class LateSurpriseTests(NoWorkerFixture app) : IClassFixture<NoWorkerFixture>
{
    [Fact]
    public async Task A_return_that_was_declined_and_was_done_after_all_is_said_to_have_gone_back_twice()
    {
        var till = await OpenAsync();
        var sale = await till.RingUpAsync();
        var card = Till.Must(await app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Amount: new Money(300))));
        await SentAsync(till, card.AttemptId);
        await ApprovedAsync(till, card.AttemptId, 300);
        await app.InDatabaseAsync(till.Store.System, async db =>
        {
            (await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == card.AttemptId)).Record(AttemptSignal.Settled, AttemptReason.None, null, app.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
        var tender = (await till.SaleAsync(sale.Id)).Tenders.Single().Id;
        var first = Till.Must(await till.GiveBackAsync(sale.Id, tender, byReturn: true)).Payment!.AttemptId;
        await SentAsync(till, first);
        Till.Must(await app.SendAs(till.Store.System, new RecordAnswer(first, new TerminalAnswer(AttemptSignal.Declined, AttemptReason.DeclinedByHost, null, false, "Declined", "code=1"))));
        var second = Till.Must(await till.GiveBackAsync(sale.Id, tender, byReturn: true)).Payment!.AttemptId;
        await SentAsync(till, second);
        await ApprovedAsync(till, second, 300);

        await ApprovedAsync(till, first, 300); // it was done after all

        var after = await till.SaleAsync(sale.Id);
        Assert.True(after.AmountMismatch is not null,
            $"both returns are {(await till.AttemptAsync(first)).State} and {(await till.AttemptAsync(second)).State}, $6.00 went back of $3.00; the sale says \"{after.AmountMismatch}\"");
    }

    [Fact]
    public async Task A_gift_load_that_was_taken_for_undone_and_given_back_and_was_done_after_all_is_said()
    {
        var till = await OpenAsync();
        Till.Must(await app.SendAs(till.Store.Manager, new SaveTenderRules(till.Store.StoreId, TenderRules.Plain with { TakesGift = true })));
        var sale = Till.Must(await app.SendAs(till.Store.Cashier, new SellGiftCard(till.Register, new Money(2_500), GiftLoad.Reload)));
        Till.Must(await till.PayCashAsync(sale.Id, 2_500));
        var load = Till.Must(await app.SendAs(till.Store.Cashier, new LoadGiftCard(sale.Id, sale.Lines[0].Id, AttemptId.New()))).AttemptId;
        await TakenForUndoneAsync(till, load);
        Till.Must(await app.SendAs(till.Store.Cashier, new UndoPayment(RefundId.New(), sale.Id, till.Register, "Not loaded")));

        await ApprovedAsync(till, load, 2_500); // it was done after all

        var after = await till.SaleAsync(sale.Id);
        var row = Till.Must(await app.SendAs(till.Store.Manager, new ListPayments([], null, 0, 100))).Rows.SingleOrDefault(r => r.Id == load);
        Assert.True(after.AmountMismatch is not null || row is not null,
            $"the load is {(await till.AttemptAsync(load)).State}: $25.00 is on the card, and {after.Refunded.Cents} cents went back; the sale says \"{after.AmountMismatch}\", the ledger nothing");
    }

    [Fact]
    public async Task A_return_of_a_tender_that_is_proven_not_done_goes_out_again_under_its_RefId()
    {
        var till = await OpenAsync();
        var sale = await till.RingUpAsync();
        var card = Till.Must(await app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Amount: new Money(300))));
        await SentAsync(till, card.AttemptId);
        await ApprovedAsync(till, card.AttemptId, 300);
        await SettledAsync(till, card.AttemptId);
        var tender = (await till.SaleAsync(sale.Id)).Tenders.Single().Id;
        var first = Till.Must(await till.GiveBackAsync(sale.Id, tender, byReturn: true)).Payment!.AttemptId;
        await TakenForUndoneAsync(till, first);

        var second = Till.Must(await till.GiveBackAsync(sale.Id, tender, byReturn: true)).Payment!.AttemptId;

        Assert.Equal((await till.AttemptAsync(first)).RefId, (await till.AttemptAsync(second)).RefId);
    }

    [Fact]
    public async Task A_return_of_a_surplus_that_is_proven_not_done_goes_out_again_under_its_RefId()
    {
        var till = await OpenAsync();
        var surplus = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await TakenForUndoneAsync(till, surplus.AttemptId);
        Till.Must(await till.PayCashAsync(surplus.SaleId, 2_000));
        await ApprovedAsync(till, surplus.AttemptId, 1_196);
        await SettledAsync(till, surplus.AttemptId);
        var first = Till.Must(await app.SendAs(till.Store.Manager, new VoidSurplus(surplus.AttemptId, AttemptId.New())));
        Assert.Equal(AttemptKind.Return, first.Kind);
        await TakenForUndoneAsync(till, first.AttemptId);

        var second = Till.Must(await app.SendAs(till.Store.Manager, new VoidSurplus(surplus.AttemptId, AttemptId.New())));

        Assert.Equal((await till.AttemptAsync(first.AttemptId)).RefId, (await till.AttemptAsync(second.AttemptId)).RefId);
    }

    [Theory]
    [InlineData(300)]
    public async Task A_charge_of_a_cart_that_was_cleared_is_to_be_given_back(long cents)
    {
        var till = await OpenAsync();
        var sale = await till.RingUpAsync();
        var card = Till.Must(await app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Amount: new Money(cents))));
        await TakenForUndoneAsync(till, card.AttemptId);
        Till.Must(await app.SendAs(till.Store.Cashier, new ClearSale(sale.Id, true))); // the customer has gone

        await ApprovedAsync(till, card.AttemptId, cents);

        var after = await till.SaleAsync(sale.Id);
        var row = Till.Must(await app.SendAs(till.Store.Manager, new ListPayments([], null, 0, 100))).Rows.SingleOrDefault(r => r.Id == card.AttemptId);
        var back = await till.GiveBackAsync(sale.Id, after.Tenders.Single().Id);
        var surplus = await app.SendAs(till.Store.Manager, new VoidSurplus(card.AttemptId, AttemptId.New()));
        Assert.True(row is not null || !back.IsRefused || !surplus.IsRefused,
            $"the sale is {after.State}, paid {after.Paid.Cents}, and says \"{after.AmountMismatch}\"; the ledger: {row?.Group.ToString() ?? "nothing"}; give back: {back.Refusal?.Code} {back.Refusal?.Message}; void: {surplus.Refusal?.Code}");
    }

    [Fact]
    public async Task An_approval_after_cash_was_chosen_and_taken_is_booked_and_to_be_given_back()
    {
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        Till.Must(await app.SendAs(till.Store.System, new DispatchAttempt(begun.AttemptId)));
        Till.Must(await app.SendAs(till.Store.System, new RecordAnswer(begun.AttemptId,
            new TerminalAnswer(AttemptSignal.CashChosen, AttemptReason.None, new ChargeResult { Charged = new Money(1_150), PaymentType = "Cash" }, false, "Approved", "code=0"))));
        Till.Must(await till.PayCashAsync(begun.SaleId, 2_000));

        Till.Must(await app.SendAs(till.Store.System, new RecordAnswer(begun.AttemptId, new TerminalAnswer(AttemptSignal.Approved, AttemptReason.None,
            new ChargeResult { Charged = new Money(1_196), AuthCode = "123456", Last4 = "1111" }, false, "Approved", "code=0"))));

        var (attempt, sale) = (await till.AttemptAsync(begun.AttemptId), await till.SaleAsync(begun.SaleId));
        var row = Till.Must(await app.SendAs(till.Store.Manager, new ListPayments([], null, 0, 100))).Rows.SingleOrDefault(r => r.Id == begun.AttemptId);
        Assert.True(attempt.ToVoidSince is not null && sale.Tenders.Exists(t => t.Kind == TenderKind.Card),
            $"{attempt.State}, charged {attempt.Charged?.Cents}; to void since {attempt.ToVoidSince}; the sale has {string.Join(", ", sale.Tenders.Select(t => $"{t.Kind} {t.Amount.Cents}"))}, says \"{sale.AmountMismatch}\"; the ledger: {row?.Group}");
    }

    [Fact]
    public async Task A_sale_that_an_earlier_charge_has_paid_stands_in_the_shift_once_the_later_try_is_declined()
    {
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        Till.Must(await app.SendAs(till.Store.Manager, new SaveShiftRules(till.Store.StoreId, true, Money.Zero, 0)));
        var shift = ShiftId.New();
        Till.Must(await app.SendAs(till.Store.Cashier, new OpenShift(shift, till.Register, CountedCash.Of(Money.Zero))));
        var sale = await till.RingUpAsync();
        var first = await till.PayByCardAsync(sale.Id);
        Till.Must(await app.SendAs(till.Store.System, new DispatchAttempt(first.AttemptId)));
        await app.SendAs(till.Store.System, new SweepAttempt(first.AttemptId));
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        Till.Must(await app.SendAs(till.Store.System, new ResolveAttempt(first.AttemptId)));
        Till.Must(await app.SendAs(till.Store.Manager, new JudgeReview(first.AttemptId, false, ReviewEvidence.NotOnReport, null, null, "Read line by line.")));
        var second = Till.Must(await app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Method: PayMethod.Debit)));
        Till.Must(await app.SendAs(till.Store.System, new DispatchAttempt(second.AttemptId)));

        Till.Must(await app.SendAs(till.Store.System, new RecordAnswer(first.AttemptId, new TerminalAnswer(AttemptSignal.Approved, AttemptReason.None,
            new ChargeResult { Charged = new Money(1_196), AuthCode = "123456", Last4 = "1111" }, false, "Approved", "code=0"))));
        Till.Must(await app.SendAs(till.Store.System, new RecordAnswer(second.AttemptId,
            new TerminalAnswer(AttemptSignal.Declined, AttemptReason.DeclinedByHost, null, false, "Declined", "code=1"))));

        var paid = await till.SaleAsync(sale.Id);
        Assert.Equal(SaleState.Paid, paid.State);
        var x = Till.Must(await app.SendAs(till.Store.Manager, new GetShiftReport(shift)));
        var count = Till.Must(await app.SendAs(till.Store.Cashier, new CountDrawer(CashCountId.New(), shift, CountedCash.Of(x.Expected))));
        var z = Till.Must(await app.SendAs(till.Store.Cashier, new CloseShift(shift, count.CountId, count.Expected, Money.Zero, null, null)));
        Assert.True((x.Figures.SaleCount, z.Figures.SaleCount) == (1, 1), $"X {x.Figures.SaleCount} sales, Z {z.Figures.SaleCount} sales, taken {z.Figures.Taken.Cents}, sale's shift {paid.ShiftId}");
        Till.Must(await app.SendAs(till.Store.Manager, new SaveShiftRules(till.Store.StoreId, false, Money.Zero, 0)));
    }

    private Task SettledAsync(Till till, AttemptId id) => app.InDatabaseAsync(till.Store.System, async db =>
    {
        (await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == id)).Record(AttemptSignal.Settled, AttemptReason.None, null, app.Clock.GetUtcNow());
        return await db.SaveChangesAsync();
    });

    private async Task<Till> OpenAsync()
    {
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        return await Till.OpenAsync(app, app.Tenants.Coffee);
    }

    private async Task SentAsync(Till till, AttemptId id) => Till.Must(await app.SendAs(till.Store.System, new DispatchAttempt(id)));

    private async Task ApprovedAsync(Till till, AttemptId id, long cents) => Till.Must(await app.SendAs(till.Store.System, new RecordAnswer(id,
        new TerminalAnswer(AttemptSignal.Approved, AttemptReason.None, new ChargeResult { Charged = new Money(cents), AuthCode = "123456", Last4 = "1111" }, false, "Approved", "code=0"))));

    private async Task TakenForUndoneAsync(Till till, AttemptId id)
    {
        await SentAsync(till, id);
        await app.SendAs(till.Store.System, new SweepAttempt(id));
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        Till.Must(await app.SendAs(till.Store.System, new ResolveAttempt(id)));
        Till.Must(await app.SendAs(till.Store.Manager, new JudgeReview(id, false, ReviewEvidence.NotOnReport, null, null, "Read in a hurry.")));
    }
}
