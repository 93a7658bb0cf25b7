using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.GiftCards;
using CloudPos.Application.Features.Holds;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Stores;
using CloudPos.Application.Tests.Payments;
using CloudPos.Application.Tests.Refunds;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Batches;

/// <summary>What was taken back on the PIN pad itself is not done in the books either, whatever it was.</summary>
public sealed class VoidedThereTests(BatchFixture app) : IClassFixture<BatchFixture>
{
    private TestStore Store => app.Tenants.Coffee;

    [Fact]
    public async Task A_return_that_was_voided_on_the_PIN_pad_has_not_gone_back()
    {
        var steps = await RefundSteps.OpenAsync(app);
        var pad = await PadBatch.OpenAsync(app, Store);
        var sale = await steps.SellAsync();
        await app.SendAs(Store.Cashier, new FinishSale(sale));
        var refund = await steps.UntilAsync((await steps.RefundAsync(sale, await steps.BeansAsync(sale))).RefundId, RefundPhase.Refunded);
        var back = (await steps.AttemptsAsync(refund.RefundId)).Single();
        Assert.Equal(AttemptKind.Return, back.Kind);
        await pad.VoidAsync(back.RefId, new Money(1_924));
        var compared = await pad.ReconcileAsync();
        var line = compared.Differences.Single();
        Assert.Equal(DifferenceKind.VoidedOnTerminal, line.Kind);

        var booked = await app.SendAs(Store.Manager, new BookVoid(compared.Id, line.Number, RefundId.New()));

        var after = await steps.Till.SaleAsync(sale);
        var left = await steps.LeftAsync(sale);
        Assert.True(booked.IsRefused || left.Left == new Money(3_120),
            $"fix offered: {line.Fix}, \"{line.Words}\"; {await steps.PaidAtTheHostAsync()} is paid at the host; the books say {after.Refunded.Cents} cents went back and {left.Left.Cents} may still; the return is {(await steps.Till.AttemptAsync(back.Id)).State}");
    }

    [Fact]
    public async Task A_gift_card_whose_load_was_voided_on_the_PIN_pad_is_not_loaded()
    {
        var (till, pad) = (await Till.OpenAsync(app, Store), await PadBatch.OpenAsync(app, Store));
        Till.Must(await app.SendAs(Store.Manager, new SaveTenderRules(Store.StoreId, TenderRules.Plain with { TakesGift = true })));
        var gift = Till.Must(await app.SendAs(Store.Cashier, new SellGiftCard(till.Register, new Money(2_500), GiftLoad.Reload)));
        Till.Must(await till.PayCashAsync(gift.Id, 2_500));
        var load = Till.Must(await app.SendAs(Store.Cashier, new LoadGiftCard(gift.Id, gift.Lines[0].Id, AttemptId.New())));
        await till.UntilAsync(load.AttemptId, PaymentPhase.Approved);
        Till.Must(await app.SendAs(Store.Cashier, new FinishSale(gift.Id)));
        await pad.VoidAsync((await till.AttemptAsync(load.AttemptId)).RefId, new Money(2_500));
        var compared = await pad.ReconcileAsync();
        var line = compared.Differences.Single();
        Assert.Equal(DifferenceKind.VoidedOnTerminal, line.Kind);

        var booked = await app.SendAs(Store.Manager, new BookVoid(compared.Id, line.Number, RefundId.New()));

        var sale = await till.SaleAsync(gift.Id);
        var again = await app.SendAs(Store.Cashier, new LoadGiftCard(gift.Id, gift.Lines[0].Id, AttemptId.New()));
        var refund = await app.SendAs(Store.Cashier, new UndoPayment(RefundId.New(), gift.Id, till.Register, "The card is empty"));
        Assert.True(booked.IsRefused || sale.Lines.Single().GiftLoadedAt is null,
            $"fix offered: {line.Fix}; loaded at {sale.Lines.Single().GiftLoadedAt:HH:mm}; load again: {again.Refusal?.Code ?? again.Value!.Phase + " " + again.Value.Headline}; give back: {refund.Refusal?.Code}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hold_that_the_PIN_pad_holds_no_more_does_not_stay_for_ever(bool voidedThere)
    {
        var (till, pad) = (await Till.OpenAsync(app, app.Tenants.Coffee), await PadBatch.OpenAsync(app, app.Tenants.Coffee));
        var sale = await till.RingUpAsync();
        var hold = Till.Must(await app.SendAs(till.Store.Manager, new AuthoriseSale(sale.Id, AttemptId.New(), new Money(2_000), "Table 4"))).AttemptId;
        await till.AttemptAsync(hold, a => a.State == AttemptState.Approved);
        if (voidedThere)
            await pad.VoidAsync((await till.AttemptAsync(hold)).RefId, new Money(2_000));
        else
            await PadBatch.OpenAsync(app, app.Tenants.Coffee);

        var release = Till.Must(await app.SendAs(till.Store.Manager, new ReleaseHold(hold, AttemptId.New()))).AttemptId;
        var ended = await till.AttemptAsync(release, a => !a.IsOpen);

        var row = Till.Must(await app.SendAs(till.Store.Manager, new ListHolds(0, 100))).Rows.SingleOrDefault(r => r.HoldId == hold);
        await till.TakeUpAsync(sale.Id);
        var again = await app.SendAs(till.Store.Manager, new AuthoriseSale(sale.Id, AttemptId.New(), new Money(2_000), "Table 4"));
        Assert.True(row is null && !again.IsRefused,
            $"the release: {ended.State} {ended.Reason} {ended.TerminalText}; the list: {row?.Known} can release: {row?.CanRelease}; a new hold: {again.Refusal?.Code}");
    }

    [Fact]
    public async Task A_gift_load_that_the_list_leaves_out_is_no_difference_and_no_money_of_the_batch()
    {
        var (till, pad) = (await Till.OpenAsync(app, Store), await PadBatch.OpenAsync(app, Store));
        Till.Must(await app.SendAs(Store.Manager, new SaveTenderRules(Store.StoreId, TenderRules.Plain with { TakesGift = true })));
        var gift = Till.Must(await app.SendAs(Store.Cashier, new SellGiftCard(till.Register, new Money(2_500), GiftLoad.Reload)));
        Till.Must(await till.PayCashAsync(gift.Id, 2_500));
        var load = Till.Must(await app.SendAs(Store.Cashier, new LoadGiftCard(gift.Id, gift.Lines[0].Id, AttemptId.New())));
        await till.UntilAsync(load.AttemptId, PaymentPhase.Approved);
        Till.Must(await app.SendAs(Store.Cashier, new FinishSale(gift.Id)));
        await till.SoldAsync();

        var compared = await pad.ReconcileAsync();

        Assert.Equal((0, new Money(1_196), new Money(1_196)), (compared.Open, compared.BooksTotal, compared.TerminalTotal));
        var settled = await pad.UntilAsync((await pad.SettleAsync()).Id, s => !s.IsOpen);
        Assert.Equal((SettlementState.Settled, 1, new Money(1_196)), (settled.State, settled.BooksLines, settled.BooksTotal));
    }
}
