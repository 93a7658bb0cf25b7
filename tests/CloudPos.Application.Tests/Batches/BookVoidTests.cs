using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.GiftCards;
using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Reports;
using CloudPos.Application.Features.Stores;
using CloudPos.Application.Features.Tips;
using CloudPos.Application.Pipeline;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Batches;

/// <summary>What was voided at the device and is booked from the comparison, in the midst of what the register does with the same payment.</summary>
public sealed class BookVoidTests(NoWorkerFixture app) : IClassFixture<NoWorkerFixture>
{
    [Fact]
    public async Task Value_on_a_gift_card_whose_payment_was_voided_is_not_put_on_a_card_any_more()
    {
        var (till, pad) = await OpenAsync();
        var sale = Till.Must(await app.SendAs(till.Store.Cashier, new SellGiftCard(till.Register, new Money(5_000), GiftLoad.Reload)));
        var charge = await ChargeAsync(till, pad, sale.Id, new Money(5_000));

        await VoidAsync(till, pad, charge);

        Assert.Equal(new Money(5_000), (await till.SaleAsync(sale.Id)).Refunded);
        Assert.Equal("gift.refunded", (await app.SendAs(till.Store.Cashier, new LoadGiftCard(sale.Id, sale.Lines[0].Id, AttemptId.New()))).Refusal?.Code);
        Assert.DoesNotContain(Till.Must(await app.SendAs(till.Store.Cashier, new ListGiftLoads(till.Register))).Waiting, w => w.SaleId == sale.Id);
    }

    [Fact]
    public async Task Value_is_not_put_on_a_card_either_where_a_refund_that_held_its_line_is_given_up_after_the_void()
    {
        var (till, pad) = await OpenAsync();
        var sale = Till.Must(await app.SendAs(till.Store.Cashier, new SellGiftCard(till.Register, new Money(5_000), GiftLoad.Reload)));
        var charge = await ChargeAsync(till, pad, sale.Id, new Money(5_000));
        var (undo, back) = await UndoAsync(till, sale.Id);
        await AnswerAsync(till, back.Id, new TerminalAnswer(AttemptSignal.Declined, AttemptReason.None, new ChargeResult(), false, "Declined", "code=1"));
        await VoidAsync(till, pad, charge);

        Till.Must(await app.SendAs(till.Store.Cashier, new GiveUpRefundRest(undo)));

        Assert.Equal("gift.refunded", (await app.SendAs(till.Store.Cashier, new LoadGiftCard(sale.Id, sale.Lines[0].Id, AttemptId.New()))).Refusal?.Code);
    }

    [Fact]
    public async Task Every_line_of_a_sale_that_was_voided_as_a_whole_has_gone_back_with_its_taxes()
    {
        var (till, pad) = await OpenAsync();
        await till.RingUpAsync();
        var sale = Till.Must(await app.SendAs(till.Store.Cashier, new SellGiftCard(till.Register, new Money(5_000), GiftLoad.Reload)));
        var charge = await ChargeAsync(till, pad, sale.Id, new Money(6_196));

        var refund = await VoidAsync(till, pad, charge);

        Assert.Equal([(new Money(1_196), new Money(156), Quantity.One), (new Money(5_000), Money.Zero, Quantity.One)],
            refund.Lines.OrderBy(l => l.Sku == "GIFT").Select(l => (l.Amount, l.Tax, l.Quantity)));
        Assert.Equal(Money.Zero, Till.Must(await app.SendAs(till.Store.Cashier, new GetRefundable(sale.Id))).Left);
    }

    [Fact]
    public async Task Value_that_is_on_a_gift_card_already_is_missing_and_takes_no_part_of_what_the_goods_paid()
    {
        var (till, pad) = await OpenAsync();
        await till.RingUpAsync();
        var sale = Till.Must(await app.SendAs(till.Store.Cashier, new SellGiftCard(till.Register, new Money(5_000), GiftLoad.Reload)));
        var charge = await ChargeAsync(till, pad, sale.Id, new Money(6_196));
        var load = Till.Must(await app.SendAs(till.Store.Cashier, new LoadGiftCard(sale.Id, sale.Lines.Single(l => l.Sku == "GIFT").Id, AttemptId.New()))).AttemptId;
        Till.Must(await app.SendAs(till.Store.System, new DispatchAttempt(load)));
        await AnswerAsync(till, load, Approved(new Money(5_000)));

        var refund = await VoidAsync(till, pad, charge);

        Assert.Equal([(new Money(1_196), new Money(156)), (new Money(5_000), Money.Zero)], refund.Lines.OrderBy(l => l.Sku == "GIFT").Select(l => (l.Amount, l.Tax)));
    }

    [Fact]
    public async Task A_load_that_was_under_way_when_its_payment_was_voided_and_did_not_start_is_not_sent_again()
    {
        var (till, pad) = await OpenAsync();
        var sale = Till.Must(await app.SendAs(till.Store.Cashier, new SellGiftCard(till.Register, new Money(5_000), GiftLoad.Reload)));
        var charge = await ChargeAsync(till, pad, sale.Id, new Money(5_000));
        var load = Till.Must(await app.SendAs(till.Store.Cashier, new LoadGiftCard(sale.Id, sale.Lines[0].Id, AttemptId.New()))).AttemptId;
        Till.Must(await app.SendAs(till.Store.System, new DispatchAttempt(load)));
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await VoidAsync(till, pad, charge);
        await AnswerAsync(till, load, new TerminalAnswer(AttemptSignal.NotStarted, AttemptReason.TerminalOffline, new ChargeResult(), false, null, "code=2007"));

        Assert.Equal("gift.moved", (await app.SendAs(till.Store.Cashier, new SendAgain(load))).Refusal?.Code);
    }

    [Fact]
    public async Task A_void_that_is_being_asked_about_is_not_booked_a_second_time_from_the_report()
    {
        var (till, pad) = await OpenAsync();
        var sale = await till.RingUpAsync();
        var charge = await ChargeAsync(till, pad, sale.Id, new Money(1_196));
        var (_, back) = await UndoAsync(till, sale.Id);
        await pad.VoidAsync(charge.RefId, new Money(1_196));
        await app.SendAs(till.Store.System, new SweepAttempt(back.Id)); // its answer is lost: unknown
        app.Clock.Advance(TimeSpan.FromMinutes(11)); // the PIN pad is free again

        var refused = (await BookAsync(till, pad)).Refusal;
        await app.SendAs(till.Store.System, new ResolveAttempt(back.Id));

        Assert.Equal(("payment.busy", AttemptState.Approved), (refused?.Code, (await till.AttemptAsync(back.Id)).State));
        var sold = await till.SaleAsync(sale.Id);
        Assert.Equal((new Money(1_196), new Money(1_196)), (sold.Paid, sold.Refunded));
    }

    [Fact]
    public async Task A_surplus_that_was_voided_on_the_PIN_pad_is_not_to_be_voided_any_more()
    {
        var (till, pad) = await OpenAsync();
        var sale = await till.RingUpAsync();
        var begun = await till.PayByCardAsync(sale.Id);
        Till.Must(await app.SendAs(till.Store.System, new DispatchAttempt(begun.AttemptId)));
        await app.SendAs(till.Store.System, new SweepAttempt(begun.AttemptId));
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        Till.Must(await app.SendAs(till.Store.System, new ResolveAttempt(begun.AttemptId)));
        Till.Must(await app.SendAs(till.Store.Manager, new JudgeReview(begun.AttemptId, false, ReviewEvidence.NotOnReport, null, null, "Report read.")));
        Till.Must(await till.PayCashAsync(sale.Id, 1_150));
        var charge = await till.AttemptAsync(begun.AttemptId);
        await pad.SellAsync(new Money(1_196), refId: charge.RefId);
        await AnswerAsync(till, charge.Id, Approved(new Money(1_196)));
        Assert.NotNull((await till.AttemptAsync(charge.Id)).ToVoidSince);

        await pad.VoidAsync(charge.RefId, new Money(1_196));
        Till.Must(await BookAsync(till, pad));

        Assert.Equal((AttemptState.Voided, (DateTimeOffset?)null), (await till.AttemptAsync(charge.Id)) is var voided ? (voided.State, voided.ToVoidSince) : default);
        var day = Till.Must(await app.SendAs(till.Store.Manager, new GetDashboard(null, till.Store.StoreId)));
        Assert.DoesNotContain(day.Problems, p => p.Words.Contains("to void", StringComparison.Ordinal));
        Assert.DoesNotContain(Till.Must(await app.SendAs(till.Store.Manager, new ListPayments([], null, 0, 100))).Rows, r => r.Id == charge.Id);
    }

    [Fact]
    public async Task A_tip_that_is_being_asked_about_is_not_booked_from_the_report()
    {
        var (till, pad) = await OpenAsync();
        var charge = await ChargeAsync(till, pad, (await till.RingUpAsync()).Id, new Money(1_196));
        var tip = AttemptId.New();
        Till.Must(await app.SendAs(till.Store.Manager, new SendTips([new TipWanted(charge.Id, tip, new Money(200), false)])));
        Till.Must(await app.SendAs(till.Store.System, new DispatchAttempt(tip)));
        await pad.TipAsync(charge.RefId, new Money(1_196), new Money(200));
        await app.SendAs(till.Store.System, new SweepAttempt(tip));
        app.Clock.Advance(TimeSpan.FromMinutes(11));

        var (compared, line) = await CompareAsync(pad, DifferenceKind.Tip);
        Assert.Equal("payment.busy", (await app.SendAs(till.Store.Manager, new BookTip(compared, line))).Refusal?.Code);
    }

    [Fact]
    public async Task Another_amount_is_not_booked_while_the_payment_is_being_voided()
    {
        var (till, pad) = await OpenAsync();
        var sale = await till.RingUpAsync();
        var charge = await ChargeAsync(till, pad, sale.Id, new Money(1_196), booked: new Money(1_296));
        Till.Must(await app.SendAs(till.Store.Cashier, new UndoPayment(RefundId.New(), sale.Id, till.Register, "Wrong item")));

        var (compared, line) = await CompareAsync(pad, DifferenceKind.Amount);
        Assert.Equal("difference.refund", (await app.SendAs(till.Store.Manager, new BookAmount(compared, line))).Refusal?.Code);
        Assert.Equal(new Money(1_296), (await till.AttemptAsync(charge.Id)).Charged);
    }

    private async Task<(Till, PadBatch)> OpenAsync()
    {
        app.Clock.Advance(TimeSpan.FromMinutes(11)); // whatever held the PIN pad does so no more
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var pad = await PadBatch.OpenAsync(app, till.Store);
        Till.Must(await app.SendAs(till.Store.Manager, new SaveTenderRules(till.Store.StoreId, TenderRules.Plain with { TakesGift = true })));
        return (till, pad);
    }

    /// <summary>A card pays all of the sale, at the device and in the books.</summary>
    private async Task<PaymentAttempt> ChargeAsync(Till till, PadBatch pad, SaleId sale, Money amount, Money? booked = null)
    {
        var begun = await till.PayByCardAsync(sale);
        Till.Must(await app.SendAs(till.Store.System, new DispatchAttempt(begun.AttemptId)));
        var charge = await till.AttemptAsync(begun.AttemptId);
        await pad.SellAsync(amount, refId: charge.RefId);
        await AnswerAsync(till, charge.Id, Approved(booked ?? amount));
        Assert.Equal(SaleState.Paid, (await till.SaleAsync(sale)).State);
        return charge;
    }

    private async Task<(RefundId, PaymentAttempt)> UndoAsync(Till till, SaleId sale)
    {
        var undo = RefundId.New();
        Till.Must(await app.SendAs(till.Store.Cashier, new UndoPayment(undo, sale, till.Register, "Wrong item")));
        var back = await app.InDatabaseAsync(till.Store.System, db => db.Attempts.AsNoTracking().SingleAsync(a => a.RefundId == undo));
        Till.Must(await app.SendAs(till.Store.System, new DispatchAttempt(back.Id)));
        return (undo, back);
    }

    private async Task AnswerAsync(Till till, AttemptId id, TerminalAnswer answer) => Till.Must(await app.SendAs(till.Store.System, new RecordAnswer(id, answer)));

    private static TerminalAnswer Approved(Money amount) => new(AttemptSignal.Approved, AttemptReason.None,
        new ChargeResult { Charged = amount, Tip = Money.Zero, AuthCode = "123456", Last4 = "1111", PaymentType = "Credit" }, false, "Approved", "code=0");

    /// <summary>Voids it at the device and books that: the refund that came of it.</summary>
    private async Task<Refund> VoidAsync(Till till, PadBatch pad, PaymentAttempt charge)
    {
        await pad.VoidAsync(charge.RefId, charge.Amount);
        Till.Must(await BookAsync(till, pad));
        return await app.InDatabaseAsync(till.Store.System, db => db.Refunds.AsNoTracking().Include(r => r.Lines).SingleAsync(r => r.SaleId == charge.SaleId && r.State == RefundState.Done));
    }

    private async Task<Result<ReconciliationView>> BookAsync(Till till, PadBatch pad)
    {
        var (compared, line) = await CompareAsync(pad, DifferenceKind.VoidedOnTerminal);
        return await app.SendAs(till.Store.Manager, new BookVoid(compared, line, RefundId.New()));
    }

    private static async Task<(ReconciliationId, int Line)> CompareAsync(PadBatch pad, DifferenceKind kind)
    {
        var compared = await pad.ReconcileAsync();
        return (compared.Id, compared.Differences.Single(d => d.Kind == kind).Number);
    }
}
