using System.Diagnostics;
using System.Globalization;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Batches.Terminal;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace CloudPos.Application.Tests.Batches;

/// <summary>A very long day: what comparing and closing takes besides the PIN pad itself.</summary>
public sealed class LargeBatchTests(LargeBatchTests.AtOnce app, ITestOutputHelper output) : IClassFixture<LargeBatchTests.AtOnce>
{
    /// <summary>1,000 sales in the suite; as many as this environment variable says for the figure in docs/performance.md.</summary>
    private static readonly int Sales =
        int.TryParse(Environment.GetEnvironmentVariable("CLOUDPOS_TEST_LARGE_BATCH"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 1_000;

    /// <summary>A PIN pad that answers at once, so that only the register's own time is measured.</summary>
    public sealed class AtOnce : QuietFixture
    {
        public List<ListedLine> Lines { get; } = [];

        protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton<IBatchTerminal>(new Pad(Lines));

        private sealed class Pad(List<ListedLine> lines) : IBatchTerminal
        {
            public Task<BatchReport> ReportAsync(Domain.Terminals.Terminal terminal, CancellationToken cancel) =>
                Task.FromResult(new BatchReport(ReportTrouble.None, [.. lines], Money.Sum(lines.Select(l => l.Amount)), null));

            public Task<SettleAnswer> SettleAsync(SettleOrder order) => Task.FromResult(new SettleAnswer(SettlementSignal.Settled,
                [new PartOfSettlement("DvCredit", CardApplication.Credit, PartOutcome.Closed, "1", lines.Count, Money.Sum(lines.Select(l => l.Amount)), Money.Zero, "RELEASED", false)],
                "Success", "settled"));
        }
    }

    [Fact]
    public async Task A_very_long_day_is_compared_and_closed_line_by_line()
    {
        var store = app.Tenants.Coffee;
        var till = await Till.OpenAsync(app, store);
        await AddAsync(store, await till.SaleAsync((await till.RingUpAsync()).Id), Sales);
        await app.SendAs(store.Manager, new GetEndOfDay(store.StoreId)); // the first query pays for the model

        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var compared = Till.Must(await app.SendAs(store.Manager, new ReconcileBatch(store.TerminalId)));
        var comparing = watch.Elapsed;
        Assert.Equal((Sales, 0), (compared.Matched, compared.Open));
        var begun = Till.Must(await app.SendAs(store.Manager, new StartSettlement(store.TerminalId, SettlementId.New(), SettleKind.Close, false, null)));
        watch.Restart();
        var order = Till.Must(await app.SendAs(store.System, new DispatchSettlement(begun.Id)));
        var answer = await app.Services.GetRequiredService<IBatchTerminal>().SettleAsync(order);
        Till.Must(await app.SendAs(store.System, new RecordSettlement(begun.Id, answer)));
        var closing = watch.Elapsed;

        output.WriteLine($"{Sales} sales: comparing {comparing.TotalMilliseconds:F0} ms, closing {closing.TotalMilliseconds:F0} ms, {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds:F0} ms of a processor");
        var settled = await app.InDatabaseAsync(store.System, db => db.Attempts.CountAsync(a => a.State == AttemptState.Settled));
        var journal = await app.InDatabaseAsync(store.System, db => db.Set<AttemptEntry>().CountAsync(e => e.Signal == AttemptSignal.Settled && e.Number == 3));
        var stored = await app.InDatabaseAsync(store.System, db => db.Set<ReconciliationLine>().Where(l => l.ReconciliationId == compared.Id).ToListAsync());
        Assert.Equal((Sales, Sales, Sales), (settled, journal, stored.Count));
        Assert.Equal(Enumerable.Range(1, Sales), stored.Select(l => l.Number).Order());
        Assert.All(stored, l => Assert.True(l.BooksAmount == l.TerminalAmount && l.BooksAmount > new Money(500) && l.AttemptId is not null && l.Card == "Visa ····1111"));
    }

    private Task AddAsync(TestStore store, Sale sale, int count) => app.InDatabaseAsync(store.System, async db =>
    {
        var at = app.Clock.GetUtcNow().AddMinutes(-1);
        var batch = new Batch(BatchId.New(), sale, store.TerminalId, 1, "1", at);
        db.Batches.Add(batch);
        for (var i = 1; i <= count; i++)
        {
            var amount = new Money(500 + i);
            var attempt = PadBatch.Attempt(sale, store.TerminalId, AttemptKind.Sale, amount, amount, Guid.CreateVersion7().ToString("N"), PadBatch.Number(i), AttemptSignal.Approved, at);
            attempt.AssignTo(batch.Id);
            db.Attempts.Add(attempt);
            app.Lines.Add(new ListedLine(i, CardApplication.Credit, LineType.Sale, i, amount));
        }

        return await db.SaveChangesAsync();
    });
}
