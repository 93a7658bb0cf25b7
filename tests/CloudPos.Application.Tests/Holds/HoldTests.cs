using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Holds;
using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Tips;
using CloudPos.Application.Pipeline;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Holds;

/// <summary>A coffee of 11.96 with a hold of 20.00: at most 23.00 may be captured.</summary>
public sealed class HoldTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(31);

    [Fact]
    public async Task A_hold_charges_nothing_and_sets_the_cart_aside_under_its_name()
    {
        var (till, hold) = await HeldAsync();

        var sale = await till.SaleAsync(hold.SaleId);
        Assert.Equal((SaleState.Open, "Table 4", 0), (sale.State, sale.ParkedName, sale.Tenders.Count));
        Assert.Null(Till.Must(await app.SendAs(till.Store.Cashier, new GetTill(till.Register))).Sale);
        Assert.Equal(("Auth", 20.00m), Assert.Single(await till.LedgerAsync()) is var line ? (line.TransType, line.Total) : default);
        Assert.Contains("is held", hold.Headline, StringComparison.Ordinal);
        var row = await RowAsync(till, hold.AttemptId);
        Assert.Equal(("Table 4", new Money(2_000), new Money(1_196), new Money(2_300), true), (row!.Label, row.Held, row.RungUp, row.CaptureMax, row.CanCapture));
    }

    [Fact]
    public async Task A_capture_with_a_tip_pays_the_sale_with_what_was_rung_up_and_the_tip_apart()
    {
        var (till, hold) = await HeldAsync();

        var capture = Till.Must(await CaptureAsync(till, hold, 1_196, 300)).AttemptId;
        await till.AttemptAsync(capture, a => a.State == AttemptState.Approved);

        var sale = await till.SaleAsync(hold.SaleId);
        Assert.Equal((SaleState.Paid, new Money(1_196), new Money(300), true), (sale.State, sale.Paid, sale.Tip, sale.IsFinished));
        Assert.Null(sale.AmountMismatch);
        Assert.Equal(AttemptState.Captured, (await till.AttemptAsync(hold.AttemptId)).State);
        Assert.Equal(("Capture", 14.96m, 3.00m), Assert.Single(await till.LedgerAsync()) is var line ? (line.TransType, line.Total, line.Tip) : default);
        Assert.Null(await RowAsync(till, hold.AttemptId));
        Assert.Null(Till.Must(await app.SendAs(till.Store.Cashier, new GetTill(till.Register))).Payment);
    }

    [Fact]
    public async Task What_is_captured_is_said_while_it_is_under_way_and_when_it_is_done()
    {
        var (till, hold) = await HeldAsync();
        await app.Simulator.FaultAsync(till.Store, "delay", "Capture", delayMs: 2_000);
        var capture = Till.Must(await CaptureAsync(till, hold, 1_196, 300)).AttemptId;
        Assert.Equal("The capture of $14.96 is under way.", (await RowAsync(till, hold.AttemptId))!.Known);

        await till.AttemptAsync(capture, a => a.State == AttemptState.Approved);
        var row = Till.Must(await app.SendAs(till.Store.Manager, new ListHolds(0, 100))).Captured[0];
        Assert.Equal((capture, "Table 4", "Captured $14.96, tip $3.00 inside. $5.04 was let go."), (row.CaptureId, row.Label, row.Words));
        var story = Till.Must(await app.SendAs(till.Store.Manager, new GetPaymentStory(capture))).Attempts[0];
        Assert.StartsWith("A capture of $14.96, tip $3.00 inside, put on record for PIN pad 1", story.Journal[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_capture_of_less_leaves_the_rest_to_pay()
    {
        var (till, hold) = await HeldAsync();
        var capture = Till.Must(await CaptureAsync(till, hold, 1_000, 500)).AttemptId;
        await till.AttemptAsync(capture, a => a.State == AttemptState.Approved);

        var sale = await till.SaleAsync(hold.SaleId);
        Assert.Equal((SaleState.Open, new Money(196), new Money(1_000), new Money(500)), (sale.State, sale.Left.For(TenderKind.Card), sale.Paid, sale.Tip));
    }

    [Theory]
    [InlineData(1_197, 0, "capture.above.sale")]
    [InlineData(1_196, 1_105, "capture.above.hold")]
    [InlineData(0, 100, "input.invalid")]
    public async Task More_than_the_sale_or_the_store_allows_is_refused_in_words(long amount, long tip, string code)
    {
        var (till, hold) = await HeldAsync();
        Assert.Equal(code, (await CaptureAsync(till, hold, amount, tip)).Refusal?.Code);
        Assert.Equal(0, await app.Simulator.CountAsync(till.Store.Tpn, "Capture"));
        await till.AttemptAsync(Till.Must(await CaptureAsync(till, hold, 1_196, 1_104)).AttemptId, a => a.State == AttemptState.Approved); // 23.00 to the cent
    }

    [Fact]
    public async Task A_hold_of_less_than_was_asked_holds_what_the_card_had()
    {
        var till = await OpenAsync();
        await app.Simulator.FaultAsync(till.Store, "partial", "Auth");
        var hold = await HoldAsync(till, PaymentPhase.Partial);
        var row = await RowAsync(till, hold.AttemptId);
        Assert.Equal((new Money(1_000), new Money(1_150), new Money(1_150)), (row!.Held, row.CaptureMax, row.Suggested));
        Assert.Equal("capture.above.hold", (await CaptureAsync(till, hold, 1_196, 0)).Refusal?.Code);
        var (page, day) = (Till.Must(await app.SendAs(till.Store.Manager, new ListHolds(0, 100))), Till.Must(await app.SendAs(till.Store.Manager, new GetEndOfDay(till.Store.StoreId))));
        Assert.Equal(page.Held, day.Items.Single(o => o.Kind == OpenItemKind.Hold).Amount);

        await till.AttemptAsync(Till.Must(await CaptureAsync(till, hold, 1_150, 0)).AttemptId, a => a.IsCharged); // the PIN pad still calls it partial
        Assert.Equal(new Money(46), (await till.SaleAsync(hold.SaleId)).Left.For(TenderKind.Card));
    }

    [Fact]
    public async Task A_capture_whose_answer_was_lost_is_found_by_Status_and_booked_once()
    {
        var (till, hold) = await HeldAsync();
        await app.Simulator.FaultAsync(till.Store, "approve-then-drop", "Capture");
        var capture = Till.Must(await CaptureAsync(till, hold, 1_196, 200)).AttemptId;
        await till.AttemptAsync(capture, a => a.State == AttemptState.Approved);
        var sale = await till.SaleAsync(hold.SaleId);
        Assert.Equal((SaleState.Paid, new Money(200), 1), (sale.State, sale.Tip, sale.Tenders.Count));
        Assert.Equal(1, await app.Simulator.CountAsync(till.Store.Tpn, "Capture"));
    }

    [Fact]
    public async Task A_capture_that_never_arrived_is_proven_so_and_the_hold_stays()
    {
        var (till, hold) = await HeldAsync();
        await app.Simulator.FaultAsync(till.Store, "close-before-reading", "Capture");
        var lost = Till.Must(await CaptureAsync(till, hold, 1_196, 0)).AttemptId;
        await till.AttemptAsync(lost, a => a.NotFoundSince is not null);
        Assert.Equal("payment.busy", (await ReleaseAsync(till, hold)).Refusal?.Code);
        Assert.Equal("sale.parked", (await till.PayCashAsync(hold.SaleId, 2_000)).Refusal?.Code);

        app.Clock.Advance(Gap);
        await till.AttemptAsync(lost, a => a.State == AttemptState.NotProcessed);
        Assert.Contains("did not happen", (await RowAsync(till, hold.AttemptId))!.Known, StringComparison.Ordinal);
        await till.AttemptAsync(Till.Must(await CaptureAsync(till, hold, 1_196, 0)).AttemptId, a => a.State == AttemptState.Approved);
        Assert.Single((await till.SaleAsync(hold.SaleId)).Tenders);
    }

    [Fact]
    public async Task A_server_that_stopped_in_the_middle_finds_the_capture_again()
    {
        var (till, hold) = await HeldAsync();
        await app.Simulator.FaultAsync(till.Store, "delay", "Capture", delayMs: 3_000);
        var capture = Till.Must(await CaptureAsync(till, hold, 1_196, 0)).AttemptId;
        await till.AttemptAsync(capture, a => a.State == AttemptState.Sent);
        await AppFixture.EventuallyAsync(till.LedgerAsync, rows => rows[0].TransType == "Capture");

        await app.RestartAsync();
        await till.AttemptAsync(capture, a => a.State == AttemptState.Approved);
        Assert.Equal(SaleState.Paid, (await till.SaleAsync(hold.SaleId)).State);
        Assert.Equal(1, await app.Simulator.CountAsync(till.Store.Tpn, "Capture"));
    }

    [Fact]
    public async Task A_released_hold_is_voided_at_the_PIN_pad_and_the_cart_stays_to_be_paid()
    {
        var (till, hold) = await HeldAsync();
        var release = Till.Must(await ReleaseAsync(till, hold)).AttemptId;
        await till.AttemptAsync(hold.AttemptId, a => a.State == AttemptState.Voided);
        Assert.Equal("voided", Assert.Single(await till.LedgerAsync()).State);
        Assert.Null(await RowAsync(till, hold.AttemptId));
        Assert.Equal(SaleState.Open, (await till.SaleAsync(hold.SaleId)).State);
        Assert.Equal("hold.gone", (await CaptureAsync(till, hold, 1_196, 0)).Refusal?.Code);
        Assert.Equal(AttemptState.Approved, (await till.AttemptAsync(release)).State);
    }

    [Fact]
    public async Task Captured_and_released_at_once_is_one_or_the_other()
    {
        for (var round = 0; round < 4; round++)
        {
            var (till, hold) = await HeldAsync();
            var answers = await Task.WhenAll(Task.Run(() => CaptureAsync(till, hold, 1_196, 0)), Task.Run(() => ReleaseAsync(till, hold)));
            Assert.Single(answers, a => !a.IsRefused);
            await till.AttemptAsync(hold.AttemptId, a => a.State is AttemptState.Captured or AttemptState.Voided);
        }
    }

    [Fact]
    public async Task A_hold_of_a_sale_that_is_cleared_is_listed_to_be_released()
    {
        var (till, hold) = await HeldAsync();
        Till.Must(await app.SendAs(till.Store.Cashier, new TakeUpSale(hold.SaleId, till.Register)));
        Till.Must(await app.SendAs(till.Store.Cashier, new ClearSale(hold.SaleId, true)));
        Assert.Equal("sale.not.open", (await CaptureAsync(till, hold, 100, 0)).Refusal?.Code);
        var row = Assert.Single(Till.Must(await app.SendAs(till.Store.Manager, new ListPayments([LedgerGroup.ToRelease], null, 0, 50))).Rows, r => r.Id == hold.AttemptId);
        Assert.Equal((LedgerAction.Release, new Money(2_000)), (row.Action, row.Amount));
        Assert.True((await RowAsync(till, hold.AttemptId))!.MustRelease);
    }

    [Fact]
    public async Task A_tip_may_be_set_on_a_capture_too()
    {
        var (till, hold) = await HeldAsync();
        var capture = Till.Must(await CaptureAsync(till, hold, 1_196, 200)).AttemptId;
        await till.AttemptAsync(capture, a => a.State == AttemptState.Approved);
        await app.Simulator.FaultAsync(till.Store, "approve-then-drop", "TipAdjust"); // and its answer is lost: Status tells of a capture

        Till.Must(await app.SendAs(till.Store.Manager, new SendTips([new TipWanted(capture, AttemptId.New(), new Money(350), false)])));
        await till.AttemptAsync(capture, a => a.Tip == new Money(350));
        Assert.Equal((new Money(350), new Money(1_196)), (await till.SaleAsync(hold.SaleId)) is var sale ? (sale.Tip, sale.Paid) : default);
        Assert.Equal(15.46m, Assert.Single(await till.LedgerAsync()).Total);
    }

    [Fact]
    public async Task A_declined_hold_leaves_the_cart_where_it_is()
    {
        var till = await OpenAsync();
        await till.CustomerAsync("decline");
        var hold = await HoldAsync(till, PaymentPhase.Declined);
        var sale = await till.SaleAsync(hold.SaleId);
        Assert.Equal((SaleState.Open, (DateTimeOffset?)null, (AttemptId?)null), (sale.State, sale.ParkedAt, sale.OpenAttemptId));
        await till.CustomerAsync("approve");
        var paid = await till.UntilAsync((await till.PayByCardAsync(hold.SaleId)).AttemptId, PaymentPhase.Approved);
        Assert.True(paid.AttemptId != hold.AttemptId && paid.SaleIsPaid, "Paying must not go out as the hold that was declined.");
    }

    [Fact]
    public async Task A_second_hold_on_the_same_sale_is_refused()
    {
        var (till, hold) = await HeldAsync();
        Assert.Equal("hold.there", (await app.SendAs(till.Store.Manager, new AuthoriseSale(hold.SaleId, AttemptId.New(), new Money(100), "Again"))).Refusal?.Code);
    }

    [Fact]
    public async Task A_PIN_pad_that_adds_fee_and_tax_itself_holds_nothing_that_has_them_inside()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await app.InDatabaseAsync(till.Store.System, async db =>
        {
            (await db.Terminals.SingleAsync(t => t.Id == till.Store.TerminalId)).SetParameters(AmountHolds.Base, ComputedBy.Terminal, 120, captureSignature: false);
            return await db.SaveChangesAsync();
        });
        await till.CustomerAsync("approve");
        var sale = await till.RingUpAsync();
        Assert.Equal("terminal.no.part", (await app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Amount: new Money(1_000)))).Refusal?.Code);

        var hold = await app.SendAs(till.Store.Manager, new AuthoriseSale(sale.Id, AttemptId.New(), new Money(1_196), "Table 4"));

        Assert.Equal("terminal.no.hold", hold.Refusal?.Code);
    }

    [Fact]
    public async Task A_capture_that_never_started_is_sent_again_while_the_cart_stands_parked_with_its_hold()
    {
        var (till, hold) = await HeldAsync();
        await app.Simulator.OnlineAsync(till.Store.Tpn, false);
        var capture = Till.Must(await CaptureAsync(till, hold, 1_196, 0)).AttemptId;
        await till.AttemptAsync(capture, a => a.State == AttemptState.NotStarted);
        await app.Simulator.OnlineAsync(till.Store.Tpn, true);
        Assert.Null((await app.SendAs(till.Store.Manager, new SendAgain(capture))).Refusal);
        await till.AttemptAsync(capture, a => a.State == AttemptState.Approved);
    }

    [Fact]
    public async Task The_id_of_a_click_is_no_answer_for_another_capture_or_a_release()
    {
        var (till, hold) = await HeldAsync();
        var id = AttemptId.New();
        var request = new CaptureHold(hold.AttemptId, id, new Money(1_000), Money.Zero);
        Till.Must(await app.SendAs(till.Store.Manager, request));
        await till.AttemptAsync(id, a => a.State == AttemptState.Approved);

        Assert.Equal("payment.other.click", (await app.SendAs(till.Store.Manager, request with { Amount = new Money(1_196) })).Refusal?.Code);
        Assert.Equal("payment.other.click", (await app.SendAs(till.Store.Manager, request with { Tip = new Money(100) })).Refusal?.Code);
        Assert.Equal("payment.other.click", (await app.SendAs(till.Store.Manager, new ReleaseHold(hold.AttemptId, id))).Refusal?.Code);
        Till.Must(await app.SendAs(till.Store.Manager, request));
    }

    private async Task<Till> OpenAsync()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("approve");
        return till;
    }

    private async Task<(Till Till, PaymentView Hold)> HeldAsync()
    {
        var till = await OpenAsync();
        return (till, await HoldAsync(till, PaymentPhase.Approved));
    }

    private async Task<PaymentView> HoldAsync(Till till, PaymentPhase until)
    {
        var sale = await till.RingUpAsync();
        var begun = Till.Must(await app.SendAs(till.Store.Manager, new AuthoriseSale(sale.Id, AttemptId.New(), new Money(2_000), " Table 4 ")));
        return await till.UntilAsync(begun.AttemptId, until);
    }

    private Task<Result<FollowUpBegun>> CaptureAsync(Till till, PaymentView hold, long amount, long tip) =>
        app.SendAs(till.Store.Manager, new CaptureHold(hold.AttemptId, AttemptId.New(), new Money(amount), new Money(tip)));

    private Task<Result<FollowUpBegun>> ReleaseAsync(Till till, PaymentView hold) => app.SendAs(till.Store.Manager, new ReleaseHold(hold.AttemptId, AttemptId.New()));

    private async Task<HoldRow?> RowAsync(Till till, AttemptId hold) =>
        Till.Must(await app.SendAs(till.Store.Manager, new ListHolds(0, 100))).Rows.SingleOrDefault(r => r.HoldId == hold);
}
