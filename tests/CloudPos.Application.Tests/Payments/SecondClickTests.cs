using CloudPos.Application.Data;
using CloudPos.Application.Features.GiftCards;
using CloudPos.Application.Features.Holds;
using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Features.Stores;
using CloudPos.Application.Features.Tips;
using CloudPos.Application.Pipeline;
using CloudPos.Application.Tests.Refunds;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace CloudPos.Application.Tests.Payments;

/// <summary>
/// The other half of a double click, or another tab, is done with all of it between any two questions that the first half asks the database:
/// one effect, and the same answer for both.
/// </summary>
public sealed class SecondClickTests(SecondClickFixture app, ITestOutputHelper output) : IClassFixture<SecondClickFixture>
{
    private const int QuestionsMax = 60;

    private static readonly Dictionary<string, Func<SecondClickFixture, Task<Button>>> Buttons = new()
    {
        ["pay by card"] = async app =>
        {
            var till = await OpenAsync(app);
            var (sale, id) = (await till.RingUpAsync(), AttemptId.New());
            return Paying(app, till, id, () => app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, id)), "Sale");
        },
        ["pay in cash"] = async app =>
        {
            var till = await OpenAsync(app);
            var (sale, id) = (await till.RingUpAsync(), TenderId.New());
            return new Button(
                async () => Answer(await app.SendAs(till.Store.Cashier, new PayCash(sale.Id, id, new Money(2_000))), p => (p.Change, p.SaleIsPaid)),
                () => Task.CompletedTask,
                async () => Assert.Equal(new Money(1_150), Assert.Single((await till.SaleAsync(sale.Id)).Tenders).Amount));
        },
        ["a part in cash"] = async app =>
        {
            var till = await OpenAsync(app);
            var (sale, id) = (await till.RingUpAsync(), TenderId.New());
            return new Button(
                async () => Answer(await app.SendAs(till.Store.Cashier, new PayCash(sale.Id, id, new Money(500), Part: new Money(500))), p => (p.Due, p.LeftToPay)),
                () => Task.CompletedTask,
                async () => Assert.Equal(new Money(500), Assert.Single((await till.SaleAsync(sale.Id)).Tenders).Amount));
        },
        ["give a card tender back"] = async app =>
        {
            var till = await OpenAsync(app);
            var sale = await till.RingUpAsync();
            var (part, id) = (await till.PayPartByCardAsync(sale.Id, 300), AttemptId.New());
            return new Button(
                async () => Answer(await till.GiveBackAsync(sale.Id, part.TenderId!.Value, id), b => (b.Amount, b.Payment?.AttemptId)),
                () => till.UntilAsync(id, PaymentPhase.GivenBack),
                async () => Assert.Equal(1, await app.Simulator.CountAsync(till.Store.Tpn, "Void")));
        },
        ["give a cash tender back"] = async app =>
        {
            var till = await OpenAsync(app);
            var sale = await till.RingUpAsync();
            await till.PayPartInCashAsync(sale.Id, 500);
            var (tender, id) = ((await till.SplitAsync(sale.Id)).Tenders.Single().Id, AttemptId.New());
            return new Button(
                async () => Answer(await till.GiveBackAsync(sale.Id, tender, id), b => (b.Amount, b.IsDone)),
                () => Task.CompletedTask,
                async () => Assert.Equal(Money.Zero, (await till.SaleAsync(sale.Id)).Paid));
        },
        ["send again"] = async app =>
        {
            var till = await OpenAsync(app);
            await app.Simulator.OnlineAsync(till.Store.Tpn, false);
            var fault = await till.SellAsync(PaymentPhase.TerminalFault);
            await app.Simulator.OnlineAsync(till.Store.Tpn, true);
            return Paying(app, till, fault.AttemptId, () => app.SendAs(till.Store.Cashier, new SendAgain(fault.AttemptId)), "Sale");
        },
        ["send a void again"] = async app =>
        {
            var till = await OpenAsync(app);
            var sale = await till.RingUpAsync();
            var part = await till.PayPartByCardAsync(sale.Id, 300);
            await app.Simulator.OnlineAsync(till.Store.Tpn, false);
            var id = Till.Must(await till.GiveBackAsync(sale.Id, part.TenderId!.Value)).Payment!.AttemptId;
            await till.UntilAsync(id, PaymentPhase.NotGivenBack);
            await app.Simulator.OnlineAsync(till.Store.Tpn, true);
            return new Button(
                async () => Answer(await app.SendAs(till.Store.Cashier, new SendAgain(id)), p => p.AttemptId),
                () => till.UntilAsync(id, PaymentPhase.GivenBack),
                async () => Assert.Equal(2, await app.Simulator.CountAsync(till.Store.Tpn, "Void"))); // the first one met a PIN pad that was offline
        },
        ["the other PIN pad, in a queue"] = async app =>
        {
            var till = await OpenAsync(app);
            var other = await till.OtherPinPadAsync();
            await till.CustomerAsync("manual");
            await app.Simulator.CustomerAsync(Till.OtherTpn, "approve");
            await till.PayByCardAsync((await till.RingUpAsync()).Id);
            await till.UntilScreenAsync("items");
            var second = await Till.AddAsync(app, till.Store, "Register 3");
            var waiting = await second.UntilAsync((await second.PayByCardAsync((await second.RingUpAsync()).Id)).AttemptId, PaymentPhase.Queued);
            return Paying(app, second, waiting.AttemptId, () => app.SendAs(till.Store.Cashier, new UseOtherTerminal(waiting.AttemptId, other, waiting.AttemptId)), "Sale", Till.OtherTpn);
        },
        ["the other PIN pad, after a fault"] = async app =>
        {
            var till = await OpenAsync(app);
            var other = await till.OtherPinPadAsync();
            await app.Simulator.CustomerAsync(Till.OtherTpn, "approve");
            await app.Simulator.OnlineAsync(till.Store.Tpn, false);
            var (fault, next) = (await till.SellAsync(PaymentPhase.TerminalFault), AttemptId.New());
            return Paying(app, till, next, () => app.SendAs(till.Store.Cashier, new UseOtherTerminal(fault.AttemptId, other, next)), "Sale", Till.OtherTpn);
        },
        ["refund in cash"] = async app =>
        {
            var at = await RefundSteps.OpenAsync(app);
            var sale = await at.SellForCashAsync();
            var (lines, id) = (await at.BeansAsync(sale), RefundId.New());
            return Refunding(at, id, () => at.AskAsync(sale, lines, id: id), async () => Assert.Equal(new Money(1_850), (await at.Till.SaleAsync(sale)).Refunded));
        },
        ["refund to the card"] = async app =>
        {
            var at = await RefundSteps.OpenAsync(app);
            var sale = await at.SellAsync();
            var (lines, id) = (await at.BeansAsync(sale), RefundId.New());
            return Refunding(at, id, () => at.AskAsync(sale, lines, id: id), async () => Assert.Equal(1, await at.OnTheWireAsync("Return")));
        },
        ["undo a payment"] = async app =>
        {
            var at = await RefundSteps.OpenAsync(app);
            var (sale, id) = (await at.SellAsync(), RefundId.New());
            return Refunding(at, id, () => app.SendAs(at.Store.Cashier, new UndoPayment(id, sale, at.Till.Register, "Wrong item")), async () => Assert.Equal(1, await at.OnTheWireAsync("Void")));
        },
        ["try a refund again"] = async app =>
        {
            var at = await RefundSteps.OpenAsync(app);
            var sale = await at.SellAsync();
            await at.Till.CustomerAsync("decline");
            var declined = await at.UntilAsync((await at.RefundAsync(sale, await at.BeansAsync(sale))).RefundId, RefundPhase.Declined);
            await at.Till.CustomerAsync("approve");
            return Refunding(at, declined.RefundId, () => app.SendAs(at.Store.Cashier, new RetryRefundPart(declined.RefundId, declined.Waiting!.AttemptId!.Value, RefundRetry.SameAgain)),
                async () => Assert.Equal(2, await at.OnTheWireAsync("Return")));
        },
        ["hold an amount"] = async app =>
        {
            var till = await OpenAsync(app);
            var (sale, id) = (await till.RingUpAsync(), AttemptId.New());
            return Paying(app, till, id, () => app.SendAs(till.Store.Manager, new AuthoriseSale(sale.Id, id, new Money(2_000), "Table 4")), "Auth");
        },
        ["capture a hold"] = async app =>
        {
            var (till, hold) = await HoldAsync(app);
            return Following(app, till, id => app.SendAs(till.Store.Manager, new CaptureHold(hold, id, new Money(1_196), Money.Zero)), "Capture");
        },
        ["release a hold"] = async app =>
        {
            var (till, hold) = await HoldAsync(app);
            return Following(app, till, id => app.SendAs(till.Store.Manager, new ReleaseHold(hold, id)), "Void");
        },
        ["load a gift card"] = async app =>
        {
            var till = await OpenAsync(app);
            Till.Must(await app.SendAs(till.Store.Manager, new SaveTenderRules(till.Store.StoreId, TenderRules.Plain with { TakesGift = true })));
            var sale = Till.Must(await app.SendAs(till.Store.Cashier, new SellGiftCard(till.Register, new Money(2_500), GiftLoad.Reload)));
            Till.Must(await till.PayCashAsync(sale.Id, 2_500));
            var id = AttemptId.New();
            return Paying(app, till, id, () => app.SendAs(till.Store.Cashier, new LoadGiftCard(sale.Id, sale.Lines[0].Id, id)), "Reload");
        },
        ["refund without a receipt"] = async app =>
        {
            var at = await RefundSteps.OpenAsync(app);
            var (manager, id) = (await at.PersonAsync(StaffRole.Manager), RefundId.New());
            return Refunding(at, id,
                () => app.SendAs(at.Store.Cashier, new RefundWithoutReceipt(id, at.Till.Register, [], new Money(500), TenderKind.Card, "Lost the receipt", manager)),
                async () => Assert.Equal(1, await at.OnTheWireAsync("Return")));
        },
        ["set a tip"] = async app =>
        {
            var till = await OpenAsync(app);
            var paid = await till.SellAsync(PaymentPhase.Approved);
            var id = AttemptId.New();
            return new Button(
                async () => Answer(await app.SendAs(till.Store.Manager, new SendTips([new TipWanted(paid.AttemptId, id, new Money(200), false)])), t => t.Single()),
                () => till.AttemptAsync(id, a => a.State == AttemptState.Approved),
                async () => Assert.Equal(new Money(200), (await till.SaleAsync(paid.SaleId)).Tip));
        },
        ["open a shift"] = async app =>
        {
            var till = await Till.AddAsync(app, app.Tenants.Pharmacy, "Register 2");
            await app.InDatabaseAsync(till.Store.System, db => db.Stores.Where(s => s.Id == till.Store.StoreId).ExecuteUpdateAsync(set => set.SetProperty(s => s.UsesShifts, true)));
            var id = ShiftId.New();
            return new Button(
                async () => Answer(await app.SendAs(till.Store.Cashier, new OpenShift(id, till.Register, CountedCash.Of(new Money(10_000)))), o => o),
                () => Task.CompletedTask,
                async () => Assert.Equal(1, await app.InDatabaseAsync(till.Store.System, db => db.Shifts.CountAsync(s => s.RegisterId == till.Register))));
        },
    };

    public static TheoryData<string> Names => [.. Buttons.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Whenever_the_second_click_comes_there_is_one_effect_and_the_same_answer(string name)
    {
        var questions = 0;
        for (; questions < QuestionsMax; questions++)
        {
            var button = await Buttons[name](app);
            object? second = null;
            var (first, happened) = await app.Between.RunAsync(button.Press, questions, async () =>
            {
                second = await button.Press();
                Assert.False(second is Refusal, $"The second click, before question {questions + 1}: {second}");
                await button.Ended();
            });
            Assert.True(!happened || Equals(first, second), $"Before question {questions + 1} the second click came and got {second}; the first one then got {first}");
            await button.Ended();
            await button.HasOneEffect();
            if (!happened)
                break;
        }

        Assert.InRange(questions, 3, QuestionsMax - 1); // else it was never between, or never behind the last one
        output.WriteLine($"{name}: {questions} questions");
    }

    private static async Task<Till> OpenAsync(AppFixture app)
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        return till;
    }

    private static async Task<(Till Till, AttemptId Hold)> HoldAsync(AppFixture app)
    {
        var till = await OpenAsync(app);
        var (sale, id) = (await till.RingUpAsync(), AttemptId.New());
        Till.Must(await app.SendAs(till.Store.Manager, new AuthoriseSale(sale.Id, id, new Money(2_000), "Table 4")));
        await till.UntilAsync(id, PaymentPhase.Approved);
        return (till, id);
    }

    private static object Answer<T>(Result<T> result, Func<T, object?> same) => result.Value is { } value ? same(value)! : result.Refusal!;

    private static Button Paying(SecondClickFixture app, Till till, AttemptId id, Func<Task<Result<PaymentView>>> press, string transType, string? tpn = null) => new(
        async () => Answer(await press(), p => p.AttemptId),
        () => till.UntilAsync(id, PaymentPhase.Approved),
        async () => Assert.Single(await app.Simulator.LedgerAsync(tpn ?? till.Store.Tpn), l => l.TransType == transType));

    private static Button Refunding(RefundSteps at, RefundId id, Func<Task<Result<RefundView>>> press, Func<Task> hasOneEffect) => new(
        async () => Answer(await press(), r => r.RefundId),
        () => at.UntilAsync(id, RefundPhase.Refunded),
        hasOneEffect);

    private static Button Following(SecondClickFixture app, Till till, Func<AttemptId, Task<Result<FollowUpBegun>>> press, string transType)
    {
        var id = AttemptId.New();
        return new Button(
            async () => Answer(await press(id), b => b.AttemptId),
            () => till.AttemptAsync(id, a => a.State == AttemptState.Approved),
            async () => Assert.Equal(1, await app.Simulator.CountAsync(till.Store.Tpn, transType)));
    }

    /// <summary>What somebody presses twice.</summary>
    /// <param name="Press">Always the same request; what it gives is its answer as far as both have to be the same, or a refusal.</param>
    /// <param name="Ended">Waits until nothing of it is on its way any more.</param>
    private sealed record Button(Func<Task<object>> Press, Func<Task> Ended, Func<Task> HasOneEffect);
}

public sealed class SecondClickFixture : PaymentFixture
{
    public BetweenQuestions Between { get; } = new();

    protected override void ConfigureServices(IServiceCollection services)
    {
        base.ConfigureServices(services);
        services.ConfigureDbContext<AppDbContext>(options => options.AddInterceptors(Between));
    }
}
