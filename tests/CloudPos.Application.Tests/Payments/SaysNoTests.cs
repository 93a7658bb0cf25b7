using System.Data.Common;
using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.GiftCards;
using CloudPos.Application.Features.Holds;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Stores;
using CloudPos.Application.Pipeline;
using CloudPos.Application.Tests.Batches;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace CloudPos.Application.Tests.Payments;

/// <summary>
/// The database says no once, to any statement that a flow leads to, or the process dies there, before it is carried out or after it: whoever stood at the
/// screen presses once more, and it ends as it would have. The PIN pad then serves the next customer.
/// </summary>
/// <remarks>The suite takes one place in thirty-two, another one for each flow; <c>CLOUDPOS_SAYS_NO=all</c> takes every one.</remarks>
public sealed class SaysNoTests(SaysNoFixture app, ITestOutputHelper output) : IClassFixture<SaysNoFixture>
{
    private static readonly int Stride = Environment.GetEnvironmentVariable("CLOUDPOS_SAYS_NO") == "all" ? 1 : 32;

    private static readonly Dictionary<string, Func<Counter, Task>> Flows = new()
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
            AttemptId capture;
            do
            {
                capture = AttemptId.New(); // one that came to nothing is pressed anew in the list of holds
                await at.PressAsync(() => at.AskAsync(new CaptureHold(hold, capture, new Money(1_196), Money.Zero)));
            }
            while ((await at.FollowAsync(capture)).Phase != PaymentPhase.Approved);
            await at.DisarmAsync();
            Assert.Equal((11.96m, "Capture"), (await at.Till.LedgerAsync()).Where(l => l.State == "approved").Select(l => (l.Total, l.TransType)).Single());
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
        ["a balance and a printout"] = async at =>
        {
            var paid = await at.SoldAsync();
            at.Arm();
            await at.PressAsync(() => at.AskAsync(new AskCardBalance(at.Till.Register, PayMethod.Gift)));
            await at.PressAsync(() => at.AskAsync(new PrintReceiptOnPinPad(paid)));
            await at.DisarmAsync();
        },
    };

    public static TheoryData<string> Names => [.. Flows.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Whatever_the_database_refuses_and_wherever_the_server_dies_it_ends_as_it_would_have(string flow)
    {
        var (lived, met, broken) = (0, 0, new List<string>());
        var places = await PlacesAsync(flow);
        var stride = Math.Min(Stride, places.Count / 5); // a short flow has five all the same
        for (var i = Flows.Keys.ToList().IndexOf(flow) % stride; i < places.Count; i += stride, lived++)
        {
            try
            {
                var at = await Counter.OpenAsync(app, places[i]);
                await Flows[flow](at);
                met += app.Says.HasRefused ? 1 : 0;
                await at.NextCustomerAsync();
            }
            catch (Exception failure)
            {
                broken.Add($"{flow}, {places[i]}\n  {failure.Message}");
            }
            finally
            {
                await EndAsync(app);
            }
        }

        output.WriteLine($"{flow}: {places.Count} places, {lived} lived through, {met} of them met; {broken.Count} broken");
        Assert.True(broken.Count == 0, string.Join('\n', broken));
        Assert.True(met > 0, "No statement was refused.");
    }

    /// <summary>What the flow asks the database where nothing goes wrong, and all that can go wrong there.</summary>
    private async Task<List<Refused>> PlacesAsync(string flow)
    {
        var at = await Counter.OpenAsync(app, null);
        await Flows[flow](at);
        await at.NextCustomerAsync();
        return [.. app.Says.Asked.Append(Refused.Commit).Distinct().SelectMany(Refused.At)];
    }

    /// <summary>Nothing goes wrong from here on, and the server runs.</summary>
    private static async Task EndAsync(SaysNoFixture app)
    {
        app.Says.End();
        if (app.Says.IsDead)
            await app.RestartAsync();
    }

    /// <summary>A cashier, a manager and a PIN pad. Time passes in leaps where they wait.</summary>
    private sealed class Counter(SaysNoFixture app, Till till, PadBatch pad, Refused? refused)
    {
        private static readonly TimeSpan Leap = TimeSpan.FromSeconds(10);
        private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

        public Till Till => till;

        public PadBatch Pad => pad;

        public static async Task<Counter> OpenAsync(SaysNoFixture app, Refused? refused)
        {
            var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 30);
            Till.Must(await app.SendAs(till.Store.Manager, new SaveTenderRules(till.Store.StoreId, TenderRules.Plain with { TakesGift = true })));
            return new Counter(app, till, await PadBatch.OpenAsync(app, app.Tenants.Coffee), refused);
        }

        public void Arm() => app.Says.Begin(refused);

        public Task DisarmAsync() => EndAsync(app);

        public Task<Result<T>> AskAsync<T>(MediatR.IRequest<Result<T>> request) => app.SendAs(till.Store.Manager, request);

        /// <summary>A page that failed is opened again, and what was pressed is pressed once more; so is what met a PIN pad that serves somebody.</summary>
        public async Task<T> PressAsync<T>(Func<Task<Result<T>>> press)
        {
            while (true)
            {
                try
                {
                    var answer = await press();
                    if (answer.Refusal?.Code is not ("terminal.busy" or "print.serving"))
                        return Till.Must(answer);
                    await AppFixture.EventuallyAsync(() => app.InDatabaseAsync(till.Store.System, db => db.TerminalLeases.CountAsync(l => l.Owner != null)), held => held == 0);
                }
                catch (Exception failure) when (failure is DbException or DbUpdateException)
                {
                    if (app.Says.IsDead)
                        await app.RestartAsync();
                }
            }
        }

        /// <summary>A coffee, and perhaps something else, paid by card; the next customer's cart is open.</summary>
        public async Task<SaleId> SoldAsync(string? besides = null)
        {
            if (besides is not null)
                Till.Must(await app.ScanAsync(till.Store, besides, till.Register));
            return (await till.SoldAsync()).SaleId;
        }

        public async Task PayAsync(SaleId sale)
        {
            var id = AttemptId.New();
            Assert.True((await FollowAsync(id, new PayByCard(sale, id))).SaleIsPaid);
            await DisarmAsync();
            Assert.Single(await till.LedgerAsync(), l => l.State == "approved");
        }

        /// <summary>Until it is approved, or is known to have come to nothing. What is proven not to have been sent is sent again.</summary>
        public async Task<PaymentView> FollowAsync(AttemptId id, MediatR.IRequest<Result<PaymentView>>? begin = null)
        {
            if (begin is not null)
                await PressAsync(() => AskAsync(begin));
            return await UntilAsync(() => AskAsync(new GetPayment(id)), async p =>
            {
                if (p.CanSendAgain)
                    await PressAsync(() => AskAsync(new SendAgain(id)));
                return p.Phase == PaymentPhase.Approved || p is { State: AttemptState.NotStarted or AttemptState.NotProcessed, CanSendAgain: false };
            }, p => p.Phase is PaymentPhase.Unknown || p.Checks > 0);
        }

        /// <summary>A sale like any other, as soon as the PIN pad is free. Nobody waits long for it.</summary>
        public async Task NextCustomerAsync()
        {
            var next = await till.RingUpAsync();
            var id = (await till.PayByCardAsync(next.Id)).AttemptId;
            Assert.Equal(PaymentPhase.Approved, (await FollowAsync(id)).Phase);
        }

        public async Task RefundAsync(Func<RefundId, MediatR.IRequest<Result<RefundView>>> begin)
        {
            var id = RefundId.New();
            await PressAsync(() => AskAsync(begin(id)));
            await UntilAsync(() => AskAsync(new GetRefund(id)), async r =>
            {
                if (r is { Phase: RefundPhase.NotGiven, Waiting.AttemptId: { } part })
                    await PressAsync(() => AskAsync(new RetryRefundPart(id, part, RefundRetry.SameAgain)));
                return r.Phase == RefundPhase.Refunded;
            }, r => r.Phase == RefundPhase.Unknown);
            await DisarmAsync();
        }

        /// <summary>Compares and settles; what is proven not to have been done is done anew.</summary>
        public async Task SettleAsync()
        {
            var settled = false;
            while (!settled)
            {
                var id = SettlementId.New();
                await PressAsync(() => AskAsync(new ReconcileBatch(till.Store.TerminalId)));
                await PressAsync(() => AskAsync(new StartSettlement(till.Store.TerminalId, id, SettleKind.Close, LetTipsGo: false, null)));
                var ended = await UntilAsync(() => AskAsync(new GetSettlement(id)), s => Task.FromResult(!s.IsOpen), s => s.State == SettlementState.Unknown);
                settled = ended.State == SettlementState.Settled;
                Assert.True(settled || ended.State == SettlementState.NotDone, $"It ended as {ended.State}.");
            }

            await DisarmAsync();
            Assert.Equal(1, await pad.SettlesOnTheWireAsync());
            Assert.Equal(BatchState.Settled, (await pad.BatchesAsync())[^1].State);
        }

        /// <summary>Waits, in leaps of virtual time. What nobody doubts has to come soon.</summary>
        private async Task<T> UntilAsync<T>(Func<Task<Result<T>>> look, Func<T, Task<bool>> holds, Func<T, bool> isDoubted)
        {
            var (passed, doubted, last) = (TimeSpan.Zero, false, "nothing");
            for (var looks = 0; looks < 600; looks++)
            {
                try
                {
                    var answer = await look();
                    last = answer.Refusal?.Message ?? answer.Value!.ToString()!;
                    if (answer.Value is { } now && await holds(now))
                        return now;
                    doubted |= answer.Value is { } seen && isDoubted(seen);
                }
                catch (DbException)
                {
                    // the screen looks again
                    if (app.Says.IsDead)
                        await app.RestartAsync();
                }

                if (passed > Soon && !doubted)
                    break;
                await Task.Delay(100);
                if (looks > 40 && looks % (doubted ? 5 : 20) == 0) // a slow machine has its time too
                {
                    app.Clock.StandStill(Leap);
                    passed += Leap;
                }
            }

            throw new TimeoutException($"After {passed.TotalSeconds:0} s it still is {last[..Math.Min(last.Length, 400)]}\n{string.Join('\n', app.Log.Lines.Where(l => l.StartsWith("Error", StringComparison.Ordinal)).TakeLast(3))}");
        }
    }
}

/// <summary>An application whose database says no when it is told to. A hold that nobody ends lasts longer than anybody waits.</summary>
public sealed class SaysNoFixture : BatchFixture
{
    public SaysNo Says { get; } = new();

    protected override void ConfigureServices(IServiceCollection services)
    {
        base.ConfigureServices(services);
        services.Configure<SettleOptions>(options => options.WindowSeconds = 420);
        var process = Says.NewProcess();
        services.ConfigureDbContext<AppDbContext>(options => options.AddInterceptors(process));
    }
}
