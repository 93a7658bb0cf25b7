using CloudPos.Application.Features.GiftCards;
using CloudPos.Application.Features.Holds;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Stores;
using CloudPos.Application.Features.Tips;
using CloudPos.Application.Tests.Refunds;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Payments;

/// <summary>A sale that two people have before them, and what each of them may press. Whether that is done or refused is for the register to say.</summary>
internal sealed class RivalScene(SecondClickFixture app, Till till, SaleId sale, PaymentView? payment = null)
{
    private static readonly Money Plenty = new(10_000);

    private static readonly Dictionary<string, (Func<SecondClickFixture, Task<RivalScene>> Set, Dictionary<string, Func<RivalScene, Task>> Buttons)> All = new()
    {
        ["a cart"] = (CartAsync, new()
        {
            ["card"] = s => s.CardAsync(), ["cash"] = s => s.CashAsync(), ["a part by card"] = s => s.CardAsync(300), ["a part in cash"] = s => s.CashAsync(500),
            ["hold"] = s => s.HoldAsync(), ["one more item"] = s => s.AddAsync(), ["clear"] = s => s.ClearAsync(), ["set aside"] = s => s.SetAsideAsync(),
        }),
        ["a cart of which a card has paid a part"] = (PartPaidAsync, new()
        {
            ["card"] = s => s.CardAsync(), ["cash"] = s => s.CashAsync(), ["a part in cash"] = s => s.CashAsync(500), ["give the part back"] = s => s.GiveBackAsync(),
            ["set aside"] = s => s.SetAsideAsync(), ["one more item"] = s => s.AddAsync(),
        }),
        ["a payment that a PIN pad did not take"] = (FaultAsync, new()
        {
            ["send again"] = s => s.SendAgainAsync(), ["card"] = s => s.CardAsync(), ["cash"] = s => s.CashAsync(), ["a part by card"] = s => s.CardAsync(300),
            ["clear"] = s => s.ClearAsync(), ["one more item"] = s => s.AddAsync(),
        }),
        ["a cart with a hold"] = (HeldAsync, new()
        {
            ["capture"] = s => s.CaptureAsync(1_196), ["capture a part"] = s => s.CaptureAsync(500), ["release"] = s => s.ReleaseAsync(),
            ["take up and pay in cash"] = s => s.TakeUpAsync(() => s.CashAsync()), ["take up and pay by card"] = s => s.TakeUpAsync(() => s.CardAsync()),
        }),
        ["a sale paid by card"] = (SoldAsync, new()
        {
            ["refund"] = s => s.RefundAsync(null), ["refund an amount"] = s => s.RefundAsync(new Money(500)), ["undo"] = s => s.UndoAsync(), ["tip"] = s => s.TipAsync(200), ["another tip"] = s => s.TipAsync(300),
        }),
        ["a sale paid in cash and by card"] = (SoldInTwoAsync, new()
        {
            ["refund"] = s => s.RefundAsync(null), ["refund an amount"] = s => s.RefundAsync(new Money(500)), ["undo"] = s => s.UndoAsync(),
        }),
        ["a gift card sold"] = (GiftSoldAsync, new()
        {
            ["load"] = s => s.LoadAsync(), ["refund"] = s => s.RefundAsync(null), ["undo"] = s => s.UndoAsync(),
        }),
    };

    public Till Till => till;

    public SaleId Sale => sale;

    public static IEnumerable<string> Names => All.Keys;

    public static Task<RivalScene> SetAsync(SecondClickFixture app, string name) => All[name].Set(app);

    public static IReadOnlyCollection<string> ButtonsOf(string name) => All[name].Buttons.Keys;

    public Task PressAsync(string name, string button) => All[name].Buttons[button](this);

    private static async Task<RivalScene> CartAsync(SecondClickFixture app)
    {
        var till = await OpenAsync(app);
        return new RivalScene(app, till, (await till.RingUpAsync()).Id);
    }

    private static async Task<RivalScene> PartPaidAsync(SecondClickFixture app)
    {
        var till = await OpenAsync(app);
        var sale = (await till.RingUpAsync()).Id;
        return new RivalScene(app, till, sale, await till.PayPartByCardAsync(sale, 300));
    }

    private static async Task<RivalScene> FaultAsync(SecondClickFixture app)
    {
        var till = await OpenAsync(app);
        await app.Simulator.OnlineAsync(till.Store.Tpn, false);
        var fault = await till.SellAsync(PaymentPhase.TerminalFault);
        await app.Simulator.OnlineAsync(till.Store.Tpn, true);
        return new RivalScene(app, till, fault.SaleId, fault);
    }

    private static async Task<RivalScene> HeldAsync(SecondClickFixture app)
    {
        var scene = await CartAsync(app);
        var id = AttemptId.New();
        Till.Must(await app.SendAs(scene.Till.Store.Manager, new AuthoriseSale(scene.Sale, id, new Money(2_000), "Table 4")));
        return new RivalScene(app, scene.Till, scene.Sale, await scene.Till.UntilAsync(id, PaymentPhase.Approved));
    }

    private static async Task<RivalScene> SoldAsync(SecondClickFixture app)
    {
        var till = await OpenAsync(app);
        var paid = await till.SellAsync(PaymentPhase.Approved);
        return new RivalScene(app, till, paid.SaleId, paid);
    }

    private static async Task<RivalScene> SoldInTwoAsync(SecondClickFixture app)
    {
        var scene = await PartPaidAsync(app);
        Till.Must(await scene.Till.PayCashAsync(scene.Sale, Plenty.Cents));
        return scene;
    }

    private static async Task<RivalScene> GiftSoldAsync(SecondClickFixture app)
    {
        var till = await OpenAsync(app);
        Till.Must(await app.SendAs(till.Store.Manager, new SaveTenderRules(till.Store.StoreId, TenderRules.Plain with { TakesGift = true })));
        var sale = Till.Must(await app.SendAs(till.Store.Cashier, new SellGiftCard(till.Register, new Money(2_500), GiftLoad.Reload)));
        Till.Must(await till.PayCashAsync(sale.Id, 2_500));
        return new RivalScene(app, till, sale.Id);
    }

    private static async Task<Till> OpenAsync(SecondClickFixture app)
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        return till;
    }

    private Task CardAsync(long? part = null) =>
        app.SendAs(till.Store.Cashier, new PayByCard(sale, AttemptId.New(), Amount: part is { } cents ? new Money(cents) : null));

    private Task CashAsync(long? part = null) =>
        app.SendAs(till.Store.Cashier, new PayCash(sale, TenderId.New(), Plenty, Part: part is { } cents ? new Money(cents) : null));

    private Task HoldAsync() => app.SendAs(till.Store.Manager, new AuthoriseSale(sale, AttemptId.New(), new Money(2_000), "Table 4"));

    private Task AddAsync() => app.SendAs(till.Store.Cashier, new ScanCode(till.Register, TestStore.CoffeeBarcode, Quantity.One));

    private Task ClearAsync() => app.SendAs(till.Store.Cashier, new ClearSale(sale, true));

    private Task SetAsideAsync() => app.SendAs(till.Store.Cashier, new ParkSale(sale));

    private async Task TakeUpAsync(Func<Task> then)
    {
        await app.SendAs(till.Store.Cashier, new TakeUpSale(sale, till.Register));
        await then();
    }

    private Task GiveBackAsync() => till.GiveBackAsync(sale, payment!.TenderId!.Value);

    private Task SendAgainAsync() => app.SendAs(till.Store.Cashier, new SendAgain(payment!.AttemptId));

    private Task CaptureAsync(long cents) => app.SendAs(till.Store.Manager, new CaptureHold(payment!.AttemptId, AttemptId.New(), new Money(cents), Money.Zero));

    private Task ReleaseAsync() => app.SendAs(till.Store.Manager, new ReleaseHold(payment!.AttemptId, AttemptId.New()));

    private Task TipAsync(long cents) => app.SendAs(till.Store.Manager, new SendTips([new TipWanted(payment!.AttemptId, AttemptId.New(), new Money(cents), false)]));

    private async Task RefundAsync(Money? amount)
    {
        var at = new RefundSteps(app, till);
        await at.AskAsync(sale, amount is null ? [.. (await till.SaleAsync(sale)).ActiveLines.Select(l => new RefundPick(l.Id, l.Quantity))] : [], amount);
    }

    private Task UndoAsync() => app.SendAs(till.Store.Cashier, new UndoPayment(RefundId.New(), sale, till.Register, "Wrong item"));

    private async Task LoadAsync() =>
        await app.SendAs(till.Store.Cashier, new LoadGiftCard(sale, (await till.SaleAsync(sale)).ActiveLines.Single().Id, AttemptId.New()));
}
