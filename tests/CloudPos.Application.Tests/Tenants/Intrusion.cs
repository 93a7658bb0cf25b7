using System.Text;
using System.Text.Json;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Catalog;
using CloudPos.Application.Features.GiftCards;
using CloudPos.Application.Features.Holds;
using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Reports;
using CloudPos.Application.Features.Sales;
using CloudPos.Application.Features.Stores;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Features.Terminals;
using CloudPos.Application.Features.Tips;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Tenants;

/// <summary>What an intruder tries: a request that names the victim's rows.</summary>
/// <param name="Request">Names at least one id of the victim, or asks for a list.</param>
/// <param name="IsList">Answered with the intruder's own rows. Everything else has to be refused as unknown.</param>
/// <param name="IsOfStore">The rows belong to one store, so that the merchant's other stores are intruders too.</param>
internal sealed record Intrusion(object Request, bool IsList = false, bool IsOfStore = true);

/// <summary>The victim's rows that an intruder knows the ids of.</summary>
internal sealed record Victim(
    TestStore Store, SaleId Cart, SaleLineId Line, SaleId Paid, AttemptId Attempt, string RefId, ShiftId Shift, CashCountId Count, RefundId Refund,
    BatchId Batch, ReconciliationId Compared)
{
    /// <summary>None of these may stand in an answer to an intruder.</summary>
    public IEnumerable<string> Traces =>
    [
        Store.StoreId.Value.ToString(), Store.RegisterId.Value.ToString(), Store.TerminalId.Value.ToString(), Store.Tpn,
        Cart.Value.ToString(), Line.Value.ToString(), Paid.Value.ToString(), Attempt.Value.ToString(), RefId,
        Shift.Value.ToString(), Count.Value.ToString(), Refund.Value.ToString(), Batch.Value.ToString(), Compared.Value.ToString(),
    ];

    /// <summary>The same for people of another merchant, who may not see the catalog either.</summary>
    public IEnumerable<string> MerchantTraces =>
    [
        .. Traces, Store.MerchantId.Value.ToString(), Store.Coffee.Value.ToString(), Store.Beans.Value.ToString(),
        Store.Category.Value.ToString(), Store.LocalTax.Value.ToString(), Store.StateTax.Value.ToString(),
    ];

    /// <summary>One or more intrusions per request. A new request is added here; the test that misses it says so.</summary>
    /// <param name="own">A store of the intruder, for requests that name the victim's row beside one's own.</param>
    public IReadOnlyList<Intrusion> Intrusions(TestStore own) =>
    [
        new(new GetTill(Store.RegisterId)),
        new(new ListRegisters(), IsList: true),
        new(new ListTiles(Store.RegisterId, null, 0, 50)),
        new(new ListTiles(own.RegisterId, Store.Category, 0, 50), IsList: true),
        new(new FindItems(Store.RegisterId, "coffee")),
        new(new ScanCode(Store.RegisterId, TestStore.CoffeeBarcode, Quantity.One)),
        new(new AddItem(Store.RegisterId, Store.Coffee, Quantity.One)),
        new(new AddItem(own.RegisterId, Store.Coffee, Quantity.One), IsOfStore: false),
        new(new AddItem(Store.RegisterId, own.Coffee, Quantity.One)),
        new(new ChangeLine(Cart, Line, new Quantity(2_000))),
        new(new RemoveLine(Cart, Line, true)),
        new(new ApplyDiscount(Cart, null, Discount.Of(new Money(500)))),
        new(new ApplyDiscount(Cart, Line, Discount.Of(new Money(500)))),
        new(new ClearSale(Cart, true)),
        new(new ClearSale(Cart, false)),
        new(new FinishSale(Cart)),
        new(new LookAtTerminal(Store.RegisterId)),
        new(new PayByCard(Cart, AttemptId.New())),
        new(new PayByCard(Cart, Attempt)),
        new(new PayCash(Cart, TenderId.New(), new Money(100_000))),
        new(new SellGiftCard(Store.RegisterId, new Money(1_000), GiftLoad.Activate)),
        new(new LoadGiftCard(Paid, Line, AttemptId.New())),
        new(new LoadGiftCard(Paid, Line, Attempt)),
        new(new AskCardBalance(Store.RegisterId, Domain.Payments.PayMethod.Gift)),
        new(new ListGiftLoads(Store.RegisterId)),
        new(new ListStoreSettings(), IsList: true),
        new(new SaveTenderRules(Store.StoreId, TenderRules.Plain)),
        new(new SaveHoldRules(Store.StoreId, Rate.Zero)),
        new(new GetSplit(Cart)),
        new(new GetSplit(Cart, new Money(500))),
        new(new GiveBackTender(Cart, TenderId.New(), AttemptId.New())),
        new(new GiveBackTender(Paid, new TenderId(Attempt.Value), AttemptId.New())),
        new(new UseOtherTerminal(Attempt, Store.TerminalId, AttemptId.New())),
        new(new UseOtherTerminal(Attempt, own.TerminalId, AttemptId.New())),
        new(new PayByCard(Cart, AttemptId.New(), Terminal: own.TerminalId)),
        new(new ParkSale(Cart)),
        new(new TakeUpSale(Cart, Store.RegisterId)),
        new(new TakeUpSale(Cart, own.RegisterId)),
        new(new ListParked(Store.RegisterId)),
        new(new ListParked(own.RegisterId), IsList: true),
        new(new SendAgain(Attempt)),
        new(new CheckNow(Attempt)),
        new(new CancelCardPayment(Attempt)),
        new(new KeepWaiting(Attempt)),
        new(new GetPayment(Attempt)),
        new(new GetDashboard(null, null), IsList: true),
        new(new GetDashboard(null, Store.StoreId)),
        new(new GetTaxReport(new ReportRange(new DateOnly(2020, 1, 1), new DateOnly(2020, 12, 31), Store.StoreId))),
        new(new GetTaxReport(new ReportRange(Today, Today.AddDays(40), null)), IsList: true),
        new(new ExportFigures(new ReportRange(Today, Today.AddDays(40), Store.StoreId), 0)),
        new(new ExportFigures(new ReportRange(Today, Today.AddDays(40), null), 0), IsList: true),
        new(new FetchBatchReport(Store.TerminalId)),
        new(new ReconcileBatch(Store.TerminalId)),
        new(new GetReconciliation(Compared)),
        new(new MarkDifference(Compared, 1, "Taken over")),
        new(new BookTip(Compared, 1)),
        new(new BookVoid(Compared, 1, RefundId.New())),
        new(new SendVoidAgain(Compared, 1, AttemptId.New())),
        new(new SendTipAgain(Compared, 1, AttemptId.New())),
        new(new BookAmount(Compared, 1)),
        new(new TakeOffDouble(Compared, 1, RefundId.New())),
        new(new AskAboutLine(Compared, 1)),
        new(new GetCatchUp(Store.StoreId)),
        new(new AdoptLine(Compared, 1, AttemptId.New(), null, null)),
        new(new EnterStandAlone(AttemptId.New(), Store.TerminalId, Store.RegisterId, new Money(100), null)),
        new(new EnterStandAlone(AttemptId.New(), Store.TerminalId, own.RegisterId, new Money(100), Cart)),
        new(new StartSettlement(Store.TerminalId, SettlementId.New(), SettleKind.Close, false, null)),
        new(new GetSettlement(new SettlementId(Attempt.Value))),
        new(new GetEndOfDay(Store.StoreId)),
        new(new GetEndOfDay(null), IsList: true),
        new(new SaveSettlePlan(Store.StoreId, "23:00", false, BlockerPolicy.Wait, BlockerPolicy.Wait, BlockerPolicy.Wait, SuccessMail.None, [])),
        new(new SaveSettleRecipients(Store.StoreId, ["intruder@test.example"])),
        new(new GetSettleWarning(Store.RegisterId)),
        new(new GetSettleWarning(null), IsList: true),
        new(new ListBatches(null, null, null, null, BatchFilter.Any, 0, 50), IsList: true),
        new(new ListBatches(null, null, Store.StoreId, Store.TerminalId, BatchFilter.Any, 0, 50), IsList: true),
        new(new GetBatch(Batch)),
        new(new ExportBatches(Batch, BatchFileKind.Csv)),
        new(new ExportBatches(Batch, BatchFileKind.Pdf)),
        new(new GetReceipt(Paid)),
        new(new PrintReceiptOnPinPad(Paid)),
        new(new GetSale(Paid)),
        new(new ListSales(new SalesFilter(null, null, null, null, SaleTenderFilter.Any), 0, 50), IsList: true),
        new(new ListSales(new SalesFilter(null, null, null, Store.StoreId, SaleTenderFilter.Any), 0, 50), IsList: true),
        new(new ListSales(new SalesFilter(RefId, null, null, null, SaleTenderFilter.Any), 0, 50), IsList: true),
        new(new ListPayments([], null, 0, 50), IsList: true),
        new(new ListPayments([], Store.StoreId, 0, 50), IsList: true),
        new(new ListClosedPayments(Store.StoreId, 0, 50), IsList: true),
        new(new CountOpenPayments(), IsList: true),
        new(new CheckPayments(Attempt)),
        new(new GetPaymentStory(Attempt)),
        new(new JudgeReview(Attempt, false, ReviewEvidence.NotOnReport, null, null, "Taken over")),
        new(new VoidSurplus(Attempt, AttemptId.New())),
        new(new ListTips(null, null, 0, 50), IsList: true),
        new(new ListTips(null, Store.TerminalId, 0, 50), IsList: true),
        new(new SendTips([new TipWanted(Attempt, AttemptId.New(), new Money(100), true)])),
        new(new ListHolds(0, 50), IsList: true),
        new(new AuthoriseSale(Cart, AttemptId.New(), new Money(100), "Taken over")),
        new(new AuthoriseSale(Cart, Attempt, new Money(100), "Taken over")),
        new(new CaptureHold(Attempt, AttemptId.New(), new Money(100), Money.Zero)),
        new(new ReleaseHold(Attempt, AttemptId.New())),
        new(new GetProduct(Store.Coffee), IsOfStore: false),
        new(new ArchiveProduct(Store.Coffee, true), IsOfStore: false),
        new(new SaveProduct(Store.Coffee, 1, "TAKEN-OVER", null, "Taken over", null, Money.Zero, null, "ITM", null, false, []), IsOfStore: false),
        new(new ListProducts(null, null, false, ProductSort.Name, false, 0, 50), IsList: true),
        new(new ListProducts(null, Store.Category, false, ProductSort.Name, false, 0, 50), IsList: true),
        new(new PreviewImport(Csv, "items.csv"), IsList: true),
        new(new ImportProducts(Csv, "items.csv", null), IsList: true, IsOfStore: false),
        new(new GetRefundable(Paid)),
        new(new PlanRefund(Paid, [], new Money(100))),
        new(new RefundSale(RefundId.New(), Paid, Store.RegisterId, [], new Money(100), "Mine now")),
        new(new RefundSale(RefundId.New(), Paid, own.RegisterId, [], new Money(100), "Mine now")),
        new(new RefundSale(Refund, Paid, own.RegisterId, [], new Money(100), "Mine now")),
        new(new UndoPayment(RefundId.New(), Paid, own.RegisterId, "Mine now")),
        new(new PriceReturn(Store.RegisterId, [], TenderKind.Cash)),
        new(new PriceReturn(own.RegisterId, [new ReturnedItem(Store.Coffee, Quantity.One)], TenderKind.Cash), IsOfStore: false),
        new(new RefundWithoutReceipt(RefundId.New(), Store.RegisterId, [], new Money(100), TenderKind.Cash, "Mine now", null)),
        new(new RefundWithoutReceipt(RefundId.New(), own.RegisterId, [new ReturnedItem(Store.Coffee, Quantity.One)], null, TenderKind.Cash, "Mine now", null), IsOfStore: false),
        new(new RetryRefundPart(Refund, Attempt, RefundRetry.SameAgain)),
        new(new RetryRefundPart(Refund, Attempt, RefundRetry.Cash)),
        new(new GiveUpRefundRest(Refund)),
        new(new CheckRefundNow(Refund)),
        new(new CancelRefund(Refund)),
        new(new KeepRefundWaiting(Refund)),
        new(new GetRefund(Refund)),
        new(new GetRefundReceipt(Refund)),
        new(new ListRefunds(Paid), IsList: true),
        new(new ListOpenRefunds(Store.RegisterId), IsList: true),
        new(new FindSales(Store.RegisterId, null)),
        new(new FindSales(own.RegisterId, "1"), IsList: true),
        new(new FindSales(own.RegisterId, null, "1111"), IsList: true),
        new(new ListTerminals(), IsList: true),
        new(new CheckConnection(Store.TerminalId)),
        new(Pairing(Store.TerminalId, own.StoreId)),
        new(Pairing(Store.TerminalId, Store.StoreId)),
        new(Pairing(TerminalId.New(), Store.StoreId) with { Version = null }),
        new(new OpenShift(ShiftId.New(), Store.RegisterId, CountedCash.Of(new Money(100)))),
        new(new OpenShift(Shift, Store.RegisterId, CountedCash.Of(new Money(100)))),
        new(new MoveCash(CashMovementId.New(), Shift, CashMovementKind.In, new Money(100), "intruder")),
        new(new CountDrawer(CashCountId.New(), Shift, CountedCash.Of(new Money(100)))),
        new(new CountDrawer(Count, Shift, CountedCash.Of(new Money(100)))),
        new(new CloseShift(Shift, Count, new Money(100), Money.Zero, "intruder", null)),
        new(new GetShiftReport(Shift)),
        new(new PrintShiftOnPinPad(Shift)),
        new(new GetShiftFile(Shift, ShiftFileKind.Csv)),
        new(new GetShiftFile(Shift, ShiftFileKind.Pdf)),
        new(new ListShifts(null, null, null, 0, 50), IsList: true),
        new(new ListShifts(Store.StoreId, null, null, 0, 50), IsList: true),
        new(new GetStoreDay(Store.StoreId, new DateOnly(2026, 3, 2))),
        new(new SaveShiftRules(Store.StoreId, false, new Money(100_000), 5)),
    ];

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-20);

    private static byte[] Csv => Encoding.UTF8.GetBytes($"SKU,Name,Cash Price\n{TestStore.CoffeeSku},Taken over,1.00\n");

    private PairTerminal Pairing(TerminalId id, StoreId store) => new(id, store, 1, Store.Tpn, "7999999", "AAAAAAAAAA", "Taken over",
        TerminalModel.P8, TerminalEndpoint.Simulator, AmountHolds.CardTotal, ComputedBy.Register, 120, false);

    /// <summary>Everything that an answer says, as text to look for traces in.</summary>
    public static string Text(object? value) => JsonSerializer.Serialize(value, value?.GetType() ?? typeof(object));
}
