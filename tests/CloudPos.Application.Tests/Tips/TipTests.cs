using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Tips;
using CloudPos.Application.Pipeline;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Tips;

public sealed class TipTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(31);

    [Fact]
    public async Task Two_tips_go_out_one_after_the_other_and_stand_on_sale_and_PIN_pad()
    {
        var (till, first) = await SoldAsync();
        var second = await SellAgainAsync(till);
        var before = await ListAsync(till);
        var rows = before.Rows.Where(r => r.IsWaiting).ToArray();
        Assert.Equal([second.AttemptId, first.AttemptId], rows.Select(r => r.ChargeId));

        var taken = Till.Must(await app.SendAs(till.Store.Manager, new SendTips(
            [new(first.AttemptId, rows[1].NextId, new Money(200), false), new(second.AttemptId, rows[0].NextId, new Money(450), false)])));
        Assert.All(taken, t => Assert.Null(t.Refusal));
        await till.AttemptAsync(first.AttemptId, a => a.Tip == new Money(200));
        await till.AttemptAsync(second.AttemptId, a => a.Tip == new Money(450));

        Assert.Equal([13.96m, 16.46m], (await till.LedgerAsync()).Select(l => l.Total));
        var sale = await till.SaleAsync(second.SaleId);
        Assert.Equal((new Money(450), new Money(1_196), new Money(450)), (sale.Tip, sale.Paid, sale.Tenders[0].Tip));
        var page = await ListAsync(till);
        Assert.Equal((0, 2, new Money(650), new Money(2_392)), (page.Waiting, page.Sent.Count, page.Sent.Tip, page.Sent.Bill));
        var (was, @is) = (OfCashier(before), OfCashier(page));
        Assert.Equal((2, new Money(650)), (@is.Sales - was.Sales, @is.Tip - was.Tip));

        TipsOfServer OfCashier(TipPage of) => of.Today.SingleOrDefault(t => t.Server == till.Store.Cashier.Email) ?? new("", 0, Money.Zero);
    }

    [Fact]
    public async Task A_tip_of_nothing_is_a_tip_that_was_set()
    {
        var (till, sold) = await SoldAsync();
        Till.Must(await SendAsync(till, sold.AttemptId, 0));
        await till.AttemptAsync(sold.AttemptId, a => a.TipSetAt is not null);
        var row = Assert.Single((await ListAsync(till)).Rows);
        Assert.Equal((false, Money.Zero), (row.IsWaiting, row.Tip));
    }

    [Fact]
    public async Task A_tip_is_the_whole_tip_and_not_one_more()
    {
        var (till, sold) = await SoldAsync();
        Till.Must(await SendAsync(till, sold.AttemptId, 300));
        await till.AttemptAsync(sold.AttemptId, a => a.Tip == new Money(300));
        Till.Must(await SendAsync(till, sold.AttemptId, 200));
        await till.AttemptAsync(sold.AttemptId, a => a.Tip == new Money(200));
        Assert.Equal((new Money(200), new Money(1_396)), ((await till.SaleAsync(sold.SaleId)).Tip, (await till.AttemptAsync(sold.AttemptId)).Charged));
        Assert.Equal(13.96m, Assert.Single(await till.LedgerAsync()).Total);
    }

    [Fact]
    public async Task An_unlikely_tip_is_asked_about_first_and_the_others_go_out()
    {
        var (till, first) = await SoldAsync();
        var second = await SellAgainAsync(till);
        var taken = Till.Must(await app.SendAs(till.Store.Manager, new SendTips(
            [new(first.AttemptId, AttemptId.New(), new Money(2_000), false), new(second.AttemptId, AttemptId.New(), new Money(200), false)])));
        Assert.Equal(["tip.unlikely", null], taken.Select(t => t.Refusal?.Code));
        await till.AttemptAsync(second.AttemptId, a => a.Tip == new Money(200));
        Assert.Equal("tip.unlikely", (await SendAsync(till, first.AttemptId, 599)).Refusal?.Code);

        Till.Must(await SendAsync(till, first.AttemptId, 2_000, isMeant: true));
        await till.AttemptAsync(first.AttemptId, a => a.Tip == new Money(2_000));
    }

    [Fact]
    public async Task A_tip_whose_answer_was_lost_is_found_by_Status()
    {
        var (till, sold) = await SoldAsync();
        await app.Simulator.FaultAsync(till.Store, "approve-then-drop", "TipAdjust");
        Till.Must(await SendAsync(till, sold.AttemptId, 200));
        await till.AttemptAsync(sold.AttemptId, a => a.Tip == new Money(200));
        Assert.Equal(1, await app.Simulator.CountAsync(till.Store.Tpn, "TipAdjust"));
    }

    [Fact]
    public async Task A_tip_that_never_arrived_is_proven_so_and_the_row_says_it()
    {
        var (till, sold) = await SoldAsync();
        await app.Simulator.FaultAsync(till.Store, "close-before-reading", "TipAdjust");
        var lost = AttemptId.New();
        Till.Must(await SendAsync(till, sold.AttemptId, 200, id: lost));
        await till.AttemptAsync(lost, a => a.NotFoundSince is not null);
        Assert.True(Assert.Single((await ListAsync(till)).Rows).IsUnknown);
        Assert.Equal("payment.busy", (await SendAsync(till, sold.AttemptId, 200)).Refusal?.Code);

        app.Clock.Advance(Gap);
        await till.AttemptAsync(lost, a => a.State == AttemptState.NotProcessed);
        var row = Assert.Single((await ListAsync(till)).Rows);
        Assert.Equal((true, new Money(200)), (row.IsWaiting, row.Asked));
        Assert.Contains("not set", row.Refused, StringComparison.Ordinal);
        Assert.Equal(Money.Zero, (await till.SaleAsync(sold.SaleId)).Tip);
    }

    [Fact]
    public async Task A_card_that_turned_out_to_be_debit_takes_no_tip_and_is_told_so()
    {
        var (till, sold) = await SoldAsync();
        await app.InDatabaseAsync(till.Store.System, db => db.Attempts.Where(a => a.Id == sold.AttemptId)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Method, PayMethod.UserChoice).SetProperty(a => a.PaymentType, "Debit")));
        Assert.Equal("tip.debit", (await SendAsync(till, sold.AttemptId, 200)).Refusal?.Code);
        Assert.Empty((await ListAsync(till)).Rows);
    }

    [Fact]
    public async Task What_the_PIN_pad_refuses_stands_on_the_row()
    {
        var (till, sold) = await SoldAsync();
        await app.Simulator.FaultAsync(till.Store, "status:1003", "TipAdjust");
        Till.Must(await SendAsync(till, sold.AttemptId, 200));
        var row = await AppFixture.EventuallyAsync(async () => Assert.Single((await ListAsync(till)).Rows), r => r.Refused is not null);
        Assert.Contains("no tip for this card afterwards", row.Refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_settlement_nothing_is_taken_any_more()
    {
        var (till, sold) = await SoldAsync();
        await app.InDatabaseAsync(till.Store.System, async db =>
        {
            var charge = await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == sold.AttemptId);
            charge.Record(AttemptSignal.Settled, AttemptReason.None, null, app.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
        Assert.Equal("tip.settled", (await SendAsync(till, sold.AttemptId, 200)).Refusal?.Code);
        Assert.Empty((await ListAsync(till)).Rows);
        Assert.Equal(0, await app.Simulator.CountAsync(till.Store.Tpn, "TipAdjust"));
    }

    [Fact]
    public async Task A_tip_that_went_back_is_no_tip_of_today()
    {
        var (till, sold) = await SoldAsync();
        var before = (await ListAsync(till)).Today;
        var other = await SellAgainAsync(till);
        Till.Must(await SendAsync(till, other.AttemptId, 450));
        await till.AttemptAsync(other.AttemptId, a => a.Tip == new Money(450));
        Assert.Equal(new Money(450), Sum((await ListAsync(till)).Today) - Sum(before));
        await app.InDatabaseAsync(till.Store.System, async db => // its batch is settled, so what goes back is a return
        {
            (await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == other.AttemptId)).Record(AttemptSignal.Settled, AttemptReason.None, null, app.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
        var undo = RefundId.New();
        Till.Must(await app.SendAs(till.Store.Cashier, new UndoPayment(undo, other.SaleId, till.Register, "Wrong item")));
        var done = await AppFixture.EventuallyAsync(async () => Till.Must(await app.SendAs(till.Store.Cashier, new GetRefund(undo))), r => r.Phase == RefundPhase.Refunded, 30);

        Assert.Equal((new Money(450), "return"), (done.TipBack, done.Parts.Single().Verb));
        Assert.Equal(before, (await ListAsync(till)).Today);
        Assert.NotEqual(sold.AttemptId, other.AttemptId);

        static Money Sum(IEnumerable<TipsOfServer> tips) => Money.Sum(tips.Select(t => t.Tip));
    }

    [Fact]
    public async Task A_tip_of_a_charge_that_is_to_be_voided_is_no_tip_of_today()
    {
        var (till, sold) = await SoldAsync();
        var before = (await ListAsync(till)).Today;
        Till.Must(await SendAsync(till, sold.AttemptId, 300));
        await till.AttemptAsync(sold.AttemptId, a => a.Tip == new Money(300));
        await app.InDatabaseAsync(till.Store.System, async db =>
        {
            (await db.Attempts.SingleAsync(a => a.Id == sold.AttemptId)).MarkToVoid(app.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });

        Assert.Equal(before, (await ListAsync(till)).Today);
    }

    [Fact]
    public async Task The_list_is_narrowed_by_sale_card_and_PIN_pad()
    {
        var (till, sold) = await SoldAsync();
        Assert.Single((await ListAsync(till, sold.SaleNumber.ToString(System.Globalization.CultureInfo.InvariantCulture))).Rows);
        Assert.Single((await ListAsync(till, "1111")).Rows);
        Assert.Empty((await ListAsync(till, "9999")).Rows);
        Assert.Empty(Till.Must(await app.SendAs(till.Store.Manager, new ListTips(null, TerminalId.New(), 0, 50))).Rows);
    }

    [Fact]
    public async Task The_id_of_a_click_is_no_answer_for_another_tip_or_another_payment()
    {
        var (till, sold) = await SoldAsync();
        var id = AttemptId.New();
        Till.Must(await SendAsync(till, sold.AttemptId, 300, id: id));
        await till.AttemptAsync(sold.AttemptId, a => a.Tip == new Money(300));

        Assert.Equal("payment.other.click", (await SendAsync(till, sold.AttemptId, 500, id: id)).Refusal?.Code);
        Assert.Equal("payment.other.click", (await SendAsync(till, sold.AttemptId, 300, id: sold.AttemptId)).Refusal?.Code);
        Till.Must(await SendAsync(till, sold.AttemptId, 300, id: id));
        Assert.Equal(1, await app.Simulator.CountAsync(till.Store.Tpn, "TipAdjust"));
    }

    private async Task<(Till Till, PaymentView Sold)> SoldAsync()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("approve");
        return (till, await till.SellAsync(PaymentPhase.Approved));
    }

    private async Task<PaymentView> SellAgainAsync(Till till) => await (await Till.AddAsync(app, till.Store, "Register 3")).SellAsync(PaymentPhase.Approved);

    private Task<Result<IReadOnlyList<TipTaken>>> SendAsync(Till till, AttemptId charge, long cents, bool isMeant = false, AttemptId? id = null) =>
        app.SendAs(till.Store.Manager, new SendTips([new TipWanted(charge, id ?? AttemptId.New(), new Money(cents), isMeant)]));

    private async Task<TipPage> ListAsync(Till till, string? text = null) => Till.Must(await app.SendAs(till.Store.Manager, new ListTips(text, null, 0, 50)));
}
