using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Reports;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Batches;

/// <summary>Each named difference has its own fix, and after it both sides say the same.</summary>
public sealed class DifferenceFixTests : IAsyncLifetime
{
    private readonly BatchFixture _app = new();

    private TestStore Store => _app.Tenants.Coffee;

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Another_amount_is_asked_about_and_booked_with_the_answer_in_the_journal()
    {
        var (till, pad) = await BeginAsync();
        await pad.FaultAsync("answer-other-amount", "Sale"); // the books get a dollar more than the card was charged
        var id = await SellAsync(till);
        var line = Assert.Single((await pad.ReconcileAsync()).Differences);
        Assert.Equal((DifferenceKind.Amount, DifferenceFix.BookAmount, (Money?)new Money(1_296), (Money?)new Money(1_196)), (line.Kind, line.Fix, line.Books, line.Terminal));

        await FixAsync(await pad.ReconcileAsync(), (at, number) => new BookAmount(at, number));

        var attempt = await till.AttemptAsync(id);
        Assert.Equal((new Money(1_196), AttemptSignal.AmountBooked, Store.Manager.Email), (attempt.Charged, attempt.Entries[^1].Signal, attempt.Entries[^1].By));
        Assert.Contains("11.96", attempt.Entries[^1].Note, StringComparison.Ordinal);
        var sale = await till.SaleAsync(attempt.SaleId!.Value);
        Assert.Equal((SaleState.Paid, new Money(1_196), new Money(1_196)), (sale.State, sale.Paid, sale.Tenders.Single().Amount));
        Assert.Contains("$12.96 was booked", attempt.Entries[^1].Note, StringComparison.Ordinal);
        Assert.Null(sale.AmountMismatch); // the card was charged what was asked for: nobody has to look at it any more
        Assert.Empty((await pad.ReconcileAsync()).Differences);
        await FiguresAgreeAsync(sale);
    }

    [Fact]
    public async Task An_amount_on_which_list_and_status_contradict_each_other_is_not_booked()
    {
        var (till, pad) = await BeginAsync();
        await pad.FaultAsync("answer-other-amount", "Sale");
        var id = await SellAsync(till);
        var compared = await pad.ReconcileAsync();
        await pad.FaultAsync("answer-other-amount", "Status");
        var refused = (await _app.SendAs(Store.Manager, new BookAmount(compared.Id, compared.Differences.Single().Number))).Refusal;
        Assert.Equal("difference.contradiction", refused?.Code);
        Assert.Equal(new Money(1_296), (await till.AttemptAsync(id)).Charged);
    }

    [Fact]
    public async Task The_booked_tip_is_set_on_the_PIN_pad()
    {
        var (till, pad) = await BeginAsync();
        var id = await SellAsync(till);
        await pad.TipAsync((await till.AttemptAsync(id)).RefId, new Money(1_196), new Money(200));
        var compared = await pad.ReconcileAsync();
        Assert.Equal((DifferenceKind.Tip, DifferenceFix.BookTip, DifferenceFix.SendTip), (compared.Differences.Single().Kind, compared.Differences.Single().Fix, compared.Differences.Single().Also));

        var sent = AttemptId.New();
        await FixAsync(compared, (at, number) => new SendTipAgain(at, number, sent));

        await till.AttemptAsync(sent, a => a.State == AttemptState.Approved);
        Assert.Equal(0m, (await till.LedgerAsync()).Single().Tip);
        Assert.Empty((await pad.ReconcileAsync()).Differences);
    }

    [Fact]
    public async Task What_was_booked_twice_is_taken_off_once_the_PIN_pad_says_that_it_does_not_hold_it()
    {
        var (till, pad) = await BeginAsync();
        var first = await till.AttemptAsync(await SellAsync(till));
        var second = AttemptId.New();
        await _app.InDatabaseAsync(Store.System, async db =>
        {
            var sale = await db.Sales.Include(s => s.Tenders).SingleAsync(s => s.Id == first.SaleId);
            var twice = PadBatch.Attempt(sale, Store.TerminalId, AttemptKind.Sale, new Money(1_196), new Money(1_196), Guid.CreateVersion7().ToString("N"),
                first.TransactionNumber, AttemptSignal.Approved, _app.Clock.GetUtcNow());
            second = twice.Id;
            sale.BookCard(twice, new StoreClock("America/New_York", 4), _app.Clock.GetUtcNow());
            db.Attempts.Add(twice);
            return await db.SaveChangesAsync();
        });
        var compared = await pad.ReconcileAsync();
        Assert.Equal((DifferenceKind.Duplicate, DifferenceFix.TakeOffDouble, (AttemptId?)second), (compared.Differences.Single().Kind, compared.Differences.Single().Fix, compared.Differences.Single().AttemptId));

        await FixAsync(compared, (at, number) => new TakeOffDouble(at, number, RefundId.New()));

        Assert.Equal(AttemptState.Voided, (await till.AttemptAsync(second)).State);
        Assert.Equal(AttemptState.Approved, (await till.AttemptAsync(first.Id)).State);
        Assert.Equal(new Money(1_196), (await till.SaleAsync(first.SaleId!.Value)).Paid);
        Assert.Empty((await pad.ReconcileAsync()).Differences);
    }

    [Fact]
    public async Task A_double_that_the_PIN_pad_holds_stays_in_the_books()
    {
        var (till, pad) = await BeginAsync();
        var first = await till.AttemptAsync(await SellAsync(till));
        var second = await till.AttemptAsync(await SellAsync(till));
        // both are on the PIN pad, but the books have the same number for both
        await _app.InDatabaseAsync(Store.System, db => db.Attempts.Where(a => a.Id == second.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.TransactionNumber, first.TransactionNumber).SetProperty(a => a.InvoiceNumber, first.InvoiceNumber)));
        var compared = await pad.ReconcileAsync();
        var twice = compared.Differences.Single(d => d.Kind == DifferenceKind.Duplicate);
        var refused = (await _app.SendAs(Store.Manager, new TakeOffDouble(compared.Id, twice.Number, RefundId.New()))).Refusal;
        Assert.Equal("difference.held", refused?.Code);
        Assert.Contains("approved, $11.96", refused!.Message, StringComparison.Ordinal);
        Assert.Equal(AttemptState.Approved, (await till.AttemptAsync(second.Id)).State);
    }

    [Fact]
    public async Task Another_type_is_marked_with_the_PIN_pads_own_word_as_the_reason()
    {
        var (till, pad) = await BeginAsync();
        var id = await SellAsync(till);
        await _app.InDatabaseAsync(Store.System, db => db.Attempts.Where(a => a.Id == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Kind, AttemptKind.Return)));
        var compared = await pad.ReconcileAsync();
        var line = compared.Differences.Single();
        Assert.Equal((DifferenceKind.Type, DifferenceFix.AskForReason), (line.Kind, line.Fix));

        var said = Till.Must(await _app.SendAs(Store.Manager, new AskAboutLine(compared.Id, line.Number))).Words;
        Assert.Contains("Approved, as another kind of payment than is booked", said, StringComparison.Ordinal);
        Assert.True((await pad.ReconcileAsync()).Open == 1, "asking decides nothing");
        await FixAsync(await pad.ReconcileAsync(), (at, number) => new MarkDifference(at, number, said));
        Assert.Equal(said, (await pad.ReconcileAsync()).Differences.Single().DecisionReason);
    }

    [Fact]
    public async Task While_a_refund_holds_what_was_booked_no_other_amount_is_booked()
    {
        var (till, pad) = await BeginAsync();
        await pad.FaultAsync("answer-other-amount", "Sale");
        var id = await SellAsync(till);
        var undo = RefundId.New();
        await _app.Simulator.SetAsync(Store.Tpn, new { online = false });
        Till.Must(await _app.SendAs(Store.Cashier, new UndoPayment(undo, (await till.AttemptAsync(id)).SaleId!.Value, till.Register, "Wrong item")));
        await AppFixture.EventuallyAsync(async () => Till.Must(await _app.SendAs(Store.Cashier, new GetRefund(undo))), r => r.Phase == RefundPhase.NotGiven, 30);
        await _app.Simulator.SetAsync(Store.Tpn, new { online = true });
        var compared = await pad.ReconcileAsync();

        var refused = (await _app.SendAs(Store.Manager, new BookAmount(compared.Id, compared.Differences.Single().Number))).Refusal;

        Assert.Equal(("difference.refund", (Money?)new Money(1_296)), (refused?.Code, (await till.AttemptAsync(id)).Charged));
        Till.Must(await _app.SendAs(Store.Cashier, new GiveUpRefundRest(undo)));
        await FixAsync(compared, (at, number) => new BookAmount(at, number));
        Assert.Equal(new Money(1_196), (await till.AttemptAsync(id)).Charged);
    }

    [Fact]
    public async Task A_PIN_pad_that_says_nothing_decides_nothing()
    {
        var (till, pad) = await BeginAsync();
        await pad.FaultAsync("answer-other-amount", "Sale");
        await SellAsync(till);
        var compared = await pad.ReconcileAsync();
        await _app.Simulator.SetAsync(Store.Tpn, new { online = false });
        var refused = (await _app.SendAs(Store.Manager, new BookAmount(compared.Id, compared.Differences.Single().Number))).Refusal;
        Assert.Equal("status.no.answer", refused?.Code);
        await _app.Simulator.SetAsync(Store.Tpn, new { online = true });
        Assert.Equal(1, (await pad.ReconcileAsync()).Open);
    }

    [Fact]
    public async Task A_parked_cart_is_the_items_of_a_stand_alone_sale_and_no_till_shows_it_afterwards()
    {
        var (till, pad) = await BeginAsync();
        await pad.SellAsync(new Money(1_396));
        var cart = await till.RingUpAsync();
        await till.ParkAsync(cart.Id, "Slip 17");
        var offered = Till.Must(await _app.SendAs(Store.Manager, new GetCatchUp(Store.StoreId)));
        Assert.Equal((cart.Id, "Slip 17", 1, new Money(1_196)), (offered.Carts.Single().Id, offered.Carts[0].Name, offered.Carts[0].Lines, offered.Carts[0].Total));

        await FixAsync(await pad.ReconcileAsync(), (at, number) => new AdoptLine(at, number, AttemptId.New(), till.Register, cart.Id));

        var sale = await till.SaleAsync(cart.Id);
        Assert.True(sale is { State: SaleState.Paid, IsFinished: true, ParkedAt: null });
        Assert.Equal(new Money(200), sale.Tip);
        Assert.Empty(await till.ParkedAsync());
        Assert.Null((await till.OpenTillAsync()).Payment);
        Assert.Empty((await pad.ReconcileAsync()).Differences);
    }

    [Fact]
    public async Task A_line_of_one_stores_PIN_pad_is_not_taken_into_another_stores_books()
    {
        var (_, pad) = await BeginAsync();
        var (branch, register) = await BranchAsync();
        await pad.SellAsync(new Money(1_396));
        var compared = await pad.ReconcileAsync();
        var line = compared.Differences.Single(d => d.IsOpen);

        var adopted = await _app.SendAs(Store.Manager, new AdoptLine(compared.Id, line.Number, AttemptId.New(), register, null));

        Assert.Equal("register.unknown", adopted.Refusal?.Code);
        Assert.Equal(0, await _app.InDatabaseAsync(Store.System, db => db.Sales.CountAsync(s => s.StoreId == branch)));
    }

    [Fact]
    public async Task A_cart_of_another_store_is_not_paid_by_this_stores_PIN_pad()
    {
        var (till, pad) = await BeginAsync();
        var (branch, register) = await BranchAsync();
        var cart = Till.Must(await _app.SendAs(Store.Manager, new ScanCode(register, TestStore.CoffeeBarcode, Quantity.One)));
        Till.Must(await _app.SendAs(Store.Manager, new ParkSale(cart.Id, "Slip 17")));
        await pad.SellAsync(new Money(1_396));
        var compared = await pad.ReconcileAsync();

        var adopted = await _app.SendAs(Store.Manager, new AdoptLine(compared.Id, compared.Differences.Single(d => d.IsOpen).Number, AttemptId.New(), till.Register, cart.Id));
        var entered = await _app.SendAs(Store.Manager, new EnterStandAlone(AttemptId.New(), Store.TerminalId, till.Register, new Money(1_396), cart.Id));

        Assert.Equal(("sale.unknown", "sale.unknown"), (adopted.Refusal?.Code, entered.Refusal?.Code));
        var sale = await till.SaleAsync(cart.Id);
        Assert.Equal((branch, register, SaleState.Open), (sale.StoreId, sale.RegisterId, sale.State));
    }

    private async Task<(StoreId, RegisterId)> BranchAsync()
    {
        var (branch, register) = (StoreId.New(), RegisterId.New());
        await _app.InDatabaseAsync(Store.System, async db =>
        {
            db.Stores.Add(new Store(branch, Store.IsoId, Store.MerchantId, "Branch", "America/New_York"));
            db.Registers.Add(new Domain.Terminals.Register(register, Store.IsoId, Store.MerchantId, branch, "Register 1"));
            return await db.SaveChangesAsync();
        });
        return (branch, register);
    }

    private async Task<(Till Till, PadBatch Pad)> BeginAsync() => (await Till.OpenAsync(_app, Store), await PadBatch.OpenAsync(_app, Store));

    private async Task<AttemptId> SellAsync(Till till)
    {
        var id = (await till.SellAsync(PaymentPhase.Approved)).AttemptId;
        await _app.InDatabaseAsync(Store.System, async db =>
        {
            foreach (var sale in await db.Sales.Where(s => s.State == SaleState.Paid && !s.IsFinished).ToListAsync())
                sale.Finish();
            return await db.SaveChangesAsync();
        });
        return id;
    }

    private async Task FixAsync(ReconciliationView compared, Func<ReconciliationId, int, MediatR.IRequest<Pipeline.Result<ReconciliationView>>> fix)
    {
        var request = fix(compared.Id, compared.Differences.Single(d => d.IsOpen).Number);
        var view = Till.Must(await _app.SendAs(Store.Manager, request));
        Assert.Equal(0, view.Open);
        Assert.Equal(view.Differences, Till.Must(await _app.SendAs(Store.Manager, request)).Differences); // the second half of a double click
    }

    /// <summary>The day's figures hold what the sale now says, goods and taxes too.</summary>
    private async Task FiguresAgreeAsync(Sale sale)
    {
        var day = await _app.InDatabaseAsync(Store.System, db => db.DayFigures.AsNoTracking().Where(f => f.StoreId == Store.StoreId && f.BusinessDate == sale.BusinessDate).ToListAsync());
        var whole = day.Single(f => f.Kind == FigureKind.Sales);
        Assert.Equal((1, sale.Paid, sale.Paid), (whole.Count, whole.Amount, whole.Net + whole.Tax));
        foreach (var kind in new[] { FigureKind.Hour, FigureKind.Cashier, FigureKind.Register, FigureKind.Tender })
            Assert.Equal(sale.Paid, Money.Sum(day.Where(f => f.Kind == kind).Select(f => f.Amount)));
        Assert.Equal(whole.Net, Money.Sum(day.Where(f => f.Kind == FigureKind.Category).Select(f => f.Net)));
        Assert.Equal(whole.Tax, Money.Sum(day.Where(f => f.Kind == FigureKind.Tax).Select(f => f.Tax)));
    }
}
