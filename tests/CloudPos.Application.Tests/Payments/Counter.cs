using System.Data.Common;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Features.Stores;
using CloudPos.Application.Pipeline;
using CloudPos.Application.Tests.Batches;
using CloudPos.Application.Tests.Shifts;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Payments;

/// <summary>A cashier, a manager and a PIN pad. Time passes in leaps where they wait.</summary>
internal sealed class Counter(SaysNoFixture app, Till till, PadBatch pad, Refused? refused)
{
    private static readonly TimeSpan Leap = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    public Till Till => till;

    public PadBatch Pad => pad;

    public static async Task<Counter> OpenAsync(SaysNoFixture app, Refused? refused)
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 30);
        await app.InDatabaseAsync(till.Store.System, db => db.SettlePlans.ExecuteDeleteAsync());
        Till.Must(await app.SendAs(till.Store.Manager, new SaveTenderRules(till.Store.StoreId, TenderRules.Plain with { TakesGift = true })));
        return new Counter(app, till, await PadBatch.OpenAsync(app, app.Tenants.Coffee), refused);
    }

    public void Arm() => app.Says.Begin(refused);

    /// <summary>Nothing goes wrong from here on, and the server runs.</summary>
    public Task DisarmAsync() => app.EndAsync();

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

    public Task<Result<T>> AskAsync<T>(TestStore shop, MediatR.IRequest<Result<T>> request) => app.SendAs(shop.Manager, request);

    /// <summary>A coffee, and perhaps something else, paid by card; the next customer's cart is open.</summary>
    public async Task<SaleId> SoldAsync(string? besides = null)
    {
        if (besides is not null)
            Till.Must(await app.ScanAsync(till.Store, besides, till.Register));
        return (await till.SoldAsync()).SaleId;
    }

    /// <summary>A shop that works with shifts.</summary>
    public async Task<TestStore> ShopAsync() => (await Drawer.InNewShopAsync(app)).Store;

    /// <summary>The one charge that the PIN pad holds.</summary>
    public Task<AttemptId> LastChargeAsync() => app.InDatabaseAsync(till.Store.System,
        db => db.Attempts.Where(a => a.StoreId == till.Store.StoreId && a.Kind == AttemptKind.Sale).OrderByDescending(a => a.CreatedAt).Select(a => a.Id).FirstAsync());

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
            return p.Phase is PaymentPhase.Approved or PaymentPhase.GivenBack || p is { State: AttemptState.NotStarted or AttemptState.NotProcessed, CanSendAgain: false };
        }, p => p.Phase is PaymentPhase.Unknown || p.Checks > 0);
    }

    /// <summary>Something that is done to a charge; what came to nothing is pressed anew.</summary>
    public async Task FollowUpAsync<T>(Func<AttemptId, MediatR.IRequest<Result<T>>> begin)
    {
        AttemptId id;
        do
        {
            id = AttemptId.New();
            await PressAsync(() => AskAsync(begin(id)));
        }
        while ((await FollowAsync(id)).Phase is not (PaymentPhase.Approved or PaymentPhase.GivenBack));
        await DisarmAsync();
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

    /// <summary>The store settles by itself in a moment.</summary>
    public async Task PlanAsync()
    {
        Till.Must(await AskAsync(new SaveSettlePlan(till.Store.StoreId, "23:00", false, BlockerPolicy.Wait, BlockerPolicy.Wait, BlockerPolicy.SettleAnyway, SuccessMail.Consolidated, ["owner@test.example"])));
        foreach (var old in Mails())
            File.Delete(old);
        var soon = app.Clock.GetUtcNow().AddSeconds(5);
        await app.InDatabaseAsync(till.Store.System, db => db.SettlePlans.ExecuteUpdateAsync(set => set.SetProperty(p => p.NextRunAt, soon)));
    }

    /// <summary>Until the autopilot is done, and has told so.</summary>
    public async Task AutopilotAsync()
    {
        var plan = await UntilAsync<SettlePlan>(async () => await app.InDatabaseAsync(till.Store.System, db => db.SettlePlans.AsNoTracking().SingleAsync()),
            p => Task.FromResult(p is { LastRunAt: not null, LastFailed: false }), _ => true, TimeSpan.FromMinutes(2));
        await DisarmAsync();
        Assert.Contains("PIN pad 1: Settled", plan.LastOutcome, StringComparison.Ordinal);
        Assert.Contains(Mails(), m => File.ReadAllText(m).Contains("Subject: Settled", StringComparison.Ordinal));
    }

    private IEnumerable<string> Mails() => Path.Combine(app.Folder, "mail") is var folder && Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [];

    /// <summary>Waits, in leaps of virtual time. What nobody doubts has to come soon.</summary>
    private async Task<T> UntilAsync<T>(Func<Task<Result<T>>> look, Func<T, Task<bool>> holds, Func<T, bool> isDoubted, TimeSpan? leap = null)
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
                app.Clock.StandStill(leap ?? Leap);
                passed += leap ?? Leap;
            }
        }

        throw new TimeoutException($"After {passed.TotalSeconds:0} s it still is {last[..Math.Min(last.Length, 400)]}\n{string.Join('\n', app.Log.Lines.Where(l => l.StartsWith("Error", StringComparison.Ordinal)).TakeLast(3))}");
    }
}
