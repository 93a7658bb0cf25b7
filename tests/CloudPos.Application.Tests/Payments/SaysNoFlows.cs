using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.GiftCards;
using CloudPos.Application.Features.Holds;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Features.Tips;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Payments;

/// <summary>What people do at a counter, each with what has to be true at its end. A further one is an entry here.</summary>
internal static class SaysNoFlows
{
    public static readonly Dictionary<string, Func<Counter, Task>> All = new()
    {
        ["cash"] = async at =>
        {
            var (sale, id) = (await at.Till.RingUpAsync(), TenderId.New());
            at.Arm();
            await at.PressAsync(() => at.AskAsync(new PayCash(sale.Id, id, new Money(2_000))));
            await at.DisarmAsync();
            Assert.Equal(new Money(1_150), Assert.Single((await at.Till.SaleAsync(sale.Id)).Tenders).Amount);
            await at.AskAsync(new FinishSale(sale.Id));
        },
        ["a payment"] = async at =>
        {
            var sale = await at.Till.RingUpAsync();
            at.Arm();
            await at.PayAsync(sale.Id);
        },
        ["a payment without an answer"] = async at =>
        {
            var sale = await at.Till.RingUpAsync();
            await at.Pad.FaultAsync("approve-then-drop", "Sale");
            at.Arm();
            await at.PayAsync(sale.Id);
        },
        ["a hold and its capture"] = async at =>
        {
            var (sale, hold) = (await at.Till.RingUpAsync(), AttemptId.New());
            at.Arm();
            await at.FollowAsync(hold, new AuthoriseSale(sale.Id, hold, new Money(2_000), "Table 4"));
            await at.FollowUpAsync(id => new CaptureHold(hold, id, new Money(1_196), Money.Zero));
            Assert.Equal((11.96m, "Capture"), (await at.Till.LedgerAsync()).Where(l => l.State == "approved").Select(l => (l.Total, l.TransType)).Single());
        },
        ["a released hold"] = async at =>
        {
            var (sale, hold) = (await at.Till.RingUpAsync(), AttemptId.New());
            at.Arm();
            await at.FollowAsync(hold, new AuthoriseSale(sale.Id, hold, new Money(2_000), "Table 4"));
            await at.FollowUpAsync(id => new ReleaseHold(hold, id));
            Assert.Equal("voided", Assert.Single(await at.Till.LedgerAsync()).State);
        },
        ["a tip"] = async at =>
        {
            await at.SoldAsync();
            var charge = await at.LastChargeAsync();
            at.Arm();
            await at.FollowUpAsync(id => new SendTips([new TipWanted(charge, id, new Money(150), true)]));
            Assert.Equal(1.50m, Assert.Single(await at.Till.LedgerAsync()).Tip);
            Assert.Equal(new Money(150), (await at.Till.AttemptAsync(charge)).Tip);
        },
        ["a part given back"] = async at =>
        {
            var sale = await at.Till.RingUpAsync();
            at.Arm();
            var (part, back) = (AttemptId.New(), AttemptId.New());
            var paid = await at.FollowAsync(part, new PayByCard(sale.Id, part, Amount: new Money(300)));
            await at.PressAsync(() => at.AskAsync(new GiveBackTender(sale.Id, paid.TenderId!.Value, back)));
            await at.FollowAsync(back);
            await at.DisarmAsync();
            Assert.Equal("voided", Assert.Single(await at.Till.LedgerAsync()).State);
            Assert.Equal(Money.Zero, (await at.Till.SaleAsync(sale.Id)).Paid);
            Till.Must(await at.Till.PayCashAsync(sale.Id, 1_150));
            await at.AskAsync(new FinishSale(sale.Id));
        },
        ["a gift card"] = async at =>
        {
            var sale = Till.Must(await at.AskAsync(new SellGiftCard(at.Till.Register, new Money(2_500), GiftLoad.Reload)));
            Till.Must(await at.Till.PayCashAsync(sale.Id, 2_500));
            var id = AttemptId.New();
            at.Arm();
            await at.FollowAsync(id, new LoadGiftCard(sale.Id, sale.Lines[0].Id, id));
            await at.DisarmAsync();
            Assert.Equal(25m, (await at.Till.LedgerAsync()).Where(l => l is { State: "approved", TransType: "Reload" }).Select(l => l.Total).Single());
            await at.AskAsync(new FinishSale(sale.Id));
        },
        ["a void"] = async at =>
        {
            var paid = await at.SoldAsync();
            at.Arm();
            await at.RefundAsync(id => new UndoPayment(id, paid, at.Till.Register, "Wrong item"));
            Assert.Equal("voided", Assert.Single(await at.Till.LedgerAsync()).State);
        },
        ["a return"] = async at =>
        {
            var paid = await at.SoldAsync(TestStore.BeansSku);
            var beans = Till.Must(await at.AskAsync(new GetRefundable(paid))).Lines.Single(l => l.Sku == TestStore.BeansSku).LineId;
            at.Arm();
            await at.RefundAsync(id => new RefundSale(id, paid, at.Till.Register, [new RefundPick(beans, Quantity.One)], null, "Damaged"));
            Assert.Single(await at.Till.LedgerAsync(), l => l is { TransType: "Return", State: "approved" });
        },
        ["a return without a receipt"] = async at =>
        {
            at.Arm();
            await at.RefundAsync(id => new RefundWithoutReceipt(id, at.Till.Register, [], new Money(500), TenderKind.Card, "Gift", null));
            Assert.Equal((5m, "Return"), (await at.Till.LedgerAsync()).Where(l => l.State == "approved").Select(l => (l.Total, l.TransType)).Single());
        },
        ["an end of the day"] = async at =>
        {
            await at.SoldAsync();
            at.Arm();
            await at.SettleAsync();
        },
        ["a settlement without an answer"] = async at =>
        {
            await at.SoldAsync();
            await at.Pad.FaultAsync("approve-then-drop", "Settle");
            at.Arm();
            await at.SettleAsync();
        },
        ["a sale of the PIN pad's own"] = async at =>
        {
            await at.SoldAsync();
            await at.Pad.SellAsync(new Money(1_420));
            at.Arm();
            var (found, id) = (await at.PressAsync(() => at.AskAsync(new ReconcileBatch(at.Till.Store.TerminalId))), AttemptId.New());
            await at.PressAsync(() => at.AskAsync(new AdoptLine(found.Id, found.Differences.Single().Number, id, null, null)));
            await at.SettleAsync();
            Assert.Equal(AttemptState.Settled, (await at.Till.AttemptAsync(id)).State);
        },
        ["the autopilot"] = async at =>
        {
            await at.SoldAsync();
            await at.PlanAsync();
            at.Arm();
            await at.AutopilotAsync();
            Assert.Equal(1, await at.Pad.SettlesOnTheWireAsync());
            Assert.Equal(BatchState.Settled, (await at.Pad.BatchesAsync())[^1].State);
        },
        ["a shift"] = async at =>
        {
            var shop = await at.ShopAsync();
            var (shift, moved, count) = (ShiftId.New(), CashMovementId.New(), CashCountId.New());
            at.Arm();
            await at.PressAsync(() => at.AskAsync(shop, new OpenShift(shift, shop.RegisterId, CountedCash.Of(new Money(20_000)))));
            var sale = await at.PressAsync(async () => await at.AskAsync(shop, new GetTill(shop.RegisterId)) is { Value.Sale: { } rung } ? rung : await at.AskAsync(shop, new ScanCode(shop.RegisterId, TestStore.CoffeeSku, Quantity.One)));
            var tender = TenderId.New();
            await at.PressAsync(() => at.AskAsync(shop, new PayCash(sale.Id, tender, sale.Left.Cash)));
            await at.PressAsync(() => at.AskAsync(shop, new FinishSale(sale.Id)));
            await at.PressAsync(() => at.AskAsync(shop, new MoveCash(moved, shift, CashMovementKind.Drop, new Money(5_000), "To the safe")));
            var expected = new Money(15_000) + sale.Left.Cash;
            var tally = await at.PressAsync(() => at.AskAsync(shop, new CountDrawer(count, shift, CountedCash.Of(expected))));
            var closed = await at.PressAsync(() => at.AskAsync(shop, new CloseShift(shift, count, tally.Expected, Money.Zero, null, null)));
            await at.DisarmAsync();
            Assert.Equal((expected, Money.Zero), (tally.Expected, tally.Difference));
            Assert.Equal(1, closed.Number);
        },
        ["a balance and a printout"] = async at =>
        {
            var paid = await at.SoldAsync();
            at.Arm();
            await at.PressAsync(() => at.AskAsync(new AskCardBalance(at.Till.Register, PayMethod.Gift)));
            await at.PressAsync(() => at.AskAsync(new PrintReceiptOnPinPad(paid)));
            await at.DisarmAsync();
        },
    };
}
