using System.Text;
using System.Text.Json;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Catalog;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Sales;
using CloudPos.Application.Features.Terminals;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Sales;
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
    TestStore Store, SaleId Cart, SaleLineId Line, SaleId Paid, AttemptId Attempt, string RefId, BatchId Batch, ReconciliationId Compared)
{
    /// <summary>None of these may stand in an answer to an intruder.</summary>
    public IEnumerable<string> Traces =>
    [
        Store.StoreId.Value.ToString(), Store.RegisterId.Value.ToString(), Store.TerminalId.Value.ToString(), Store.Tpn,
        Cart.Value.ToString(), Line.Value.ToString(), Paid.Value.ToString(), Attempt.Value.ToString(), RefId,
        Batch.Value.ToString(), Compared.Value.ToString(),
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
        new(new SendAgain(Attempt)),
        new(new CheckNow(Attempt)),
        new(new CancelCardPayment(Attempt)),
        new(new GetPayment(Attempt)),
        new(new FetchBatchReport(Store.TerminalId)),
        new(new ReconcileBatch(Store.TerminalId)),
        new(new GetReconciliation(Compared)),
        new(new MarkDifference(Compared, 1, "Taken over")),
        new(new BookTip(Compared, 1)),
        new(new BookVoid(Compared, 1, RefundId.New())),
        new(new SendVoidAgain(Compared, 1, AttemptId.New())),
        new(new AdoptLine(Compared, 1, AttemptId.New(), null, null)),
        new(new EnterStandAlone(AttemptId.New(), Store.TerminalId, Store.RegisterId, new Money(100), null)),
        new(new EnterStandAlone(AttemptId.New(), Store.TerminalId, own.RegisterId, new Money(100), Cart)),
        new(new StartSettlement(Store.TerminalId, SettlementId.New(), SettleKind.Close, false, null)),
        new(new GetSettlement(new SettlementId(Attempt.Value))),
        new(new GetEndOfDay(Store.StoreId)),
        new(new GetEndOfDay(null), IsList: true),
        new(new SaveSettlePlan(Store.StoreId, "23:00", false, BlockerPolicy.Wait, BlockerPolicy.Wait, BlockerPolicy.Wait, SuccessMail.None, [])),
        new(new GetSettleWarning(Store.RegisterId)),
        new(new GetSettleWarning(null), IsList: true),
        new(new ListBatches(null, null, null, null, BatchFilter.Any, 0, 50), IsList: true),
        new(new ListBatches(null, null, Store.StoreId, Store.TerminalId, BatchFilter.Any, 0, 50), IsList: true),
        new(new GetBatch(Batch)),
        new(new ExportBatches(Batch)),
        new(new GetReceipt(Paid)),
        new(new GetSale(Paid)),
        new(new ListSales(new SalesFilter(null, null, null, null, SaleTenderFilter.Any), 0, 50), IsList: true),
        new(new ListSales(new SalesFilter(null, null, null, Store.StoreId, SaleTenderFilter.Any), 0, 50), IsList: true),
        new(new ListSales(new SalesFilter(RefId, null, null, null, SaleTenderFilter.Any), 0, 50), IsList: true),
        new(new GetProduct(Store.Coffee), IsOfStore: false),
        new(new ArchiveProduct(Store.Coffee, true), IsOfStore: false),
        new(new SaveProduct(Store.Coffee, 1, "TAKEN-OVER", null, "Taken over", null, Money.Zero, null, "ITM", null, false, []), IsOfStore: false),
        new(new ListProducts(null, null, false, ProductSort.Name, false, 0, 50), IsList: true),
        new(new ListProducts(null, Store.Category, false, ProductSort.Name, false, 0, 50), IsList: true),
        new(new PreviewImport(Csv, "items.csv"), IsList: true),
        new(new ImportProducts(Csv, "items.csv", null), IsList: true, IsOfStore: false),
        new(new ListTerminals(), IsList: true),
        new(new CheckConnection(Store.TerminalId)),
        new(Pairing(Store.TerminalId, own.StoreId)),
        new(Pairing(Store.TerminalId, Store.StoreId)),
        new(Pairing(TerminalId.New(), Store.StoreId) with { Version = null }),
    ];

    private static byte[] Csv => Encoding.UTF8.GetBytes($"SKU,Name,Cash Price\n{TestStore.CoffeeSku},Taken over,1.00\n");

    private PairTerminal Pairing(TerminalId id, StoreId store) => new(id, store, 1, Store.Tpn, "7999999", "AAAAAAAAAA", "Taken over",
        TerminalModel.P8, TerminalEndpoint.Simulator, AmountHolds.CardTotal, ComputedBy.Register, 120, false);

    /// <summary>Everything that an answer says, as text to look for traces in.</summary>
    public static string Text(object? value) => JsonSerializer.Serialize(value, value?.GetType() ?? typeof(object));
}
