using System.Diagnostics;
using System.Globalization;
using CloudPos.Application.Features.Reports;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Benchmarks;

/// <summary>
/// What the end of a day and the reports take where much was sold: one real sale, and copies of it by bulk SQL, until the database holds
/// two million sales of one merchant, 10,000 a day.
/// </summary>
internal static class ReportBenchmark
{
    private const int SalesOfDay = 10_000;
    private const int Days = 200;
    private const int Items = 500;
    private const int Looks = 30;

    public static async Task RunAsync()
    {
        var app = new Fixture();
        await app.InitializeAsync();
        try
        {
            await CloseAsync(app);
            await ReportsAsync(app);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static async Task CloseAsync(Fixture app)
    {
        var store = app.Tenants.Pharmacy;
        Must(await app.SendAs(store.Manager, new SaveShiftRules(store.StoreId, true, Money.Zero, 0)));
        for (var round = 0; round < 4; round++) // the first one warms up
        {
            var register = round == 0 ? store.RegisterId : await app.NewRegisterAsync(store, $"Register {round + 1}");
            var shift = ShiftId.New();
            Must(await app.SendAs(store.Cashier, new OpenShift(shift, register, CountedCash.Of(Money.Zero))));
            var sale = Must(await app.ScanAsync(store, TestStore.CoffeeSku, register));
            await app.PayCashAsync(store, sale);
            await new Copies(app, store).MultiplyAsync(sale.Id, round == 0 ? 1 : SalesOfDay - 1, null);
            var watch = Stopwatch.StartNew();
            Must(await app.SendAs(store.Manager, new GetShiftReport(shift)));
            var looking = watch.Elapsed;
            var blind = Must(await app.SendAs(store.Cashier, new CountDrawer(CashCountId.New(), shift, CountedCash.Of(Money.Zero))));
            var count = Must(await app.SendAs(store.Cashier, new CountDrawer(CashCountId.New(), shift, CountedCash.Of(blind.Expected))));
            watch.Restart();
            var z = Must(await app.SendAs(store.Cashier, new CloseShift(shift, count.CountId, count.Expected, Money.Zero, null, null)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"a shift of {z.Figures.SaleCount} sales: X report {looking.TotalMilliseconds:0} ms, close {watch.Elapsed.TotalMilliseconds:0} ms"));
        }
    }

    private static async Task ReportsAsync(Fixture app)
    {
        var store = app.Tenants.Coffee;
        var sale = Must(await app.ScanAsync(store, TestStore.CoffeeSku));
        await app.PayCashAsync(store, sale);
        var today = Must(await app.SendAs(store.Manager, new GetDashboard(null, null))).Range;
        var copies = new Copies(app, store);
        for (var day = 0; day < Days; day++)
            await copies.DayAsync(sale.Id, today.From, day, SalesOfDay, Items);
        Console.WriteLine($"{await copies.CountAsync()} sales in the database");

        foreach (var days in new[] { 1, 20, Days })
        {
            var range = new ReportRange(today.From.AddDays(-days), today.From.AddDays(-1), null);
            var sold = Must(await app.SendAs(store.Manager, new GetDashboard(range, null))).Sales.Count;
            await TellAsync($"dashboard over {sold} sales", () => app.SendAs(store.Manager, new GetDashboard(range, null)));
            await TellAsync($"tax report over {sold} sales", () => app.SendAs(store.Manager, new GetTaxReport(range)));
        }

        await TellAsync("dashboard of today", () => app.SendAs(store.Manager, new GetDashboard(null, null)));
    }

    private static async Task TellAsync<T>(string what, Func<Task<Result<T>>> ask)
    {
        var times = new List<double>();
        for (var look = 0; look < Looks + 3; look++)
        {
            var watch = Stopwatch.StartNew();
            Must(await ask());
            if (look >= 3)
                times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: median {times[times.Count / 2]:0.0} ms, worst {times[^1]:0.0} ms ({times.Count} looks)"));
    }

    private static T Must<T>(Result<T> result) => result.Value ?? throw new InvalidOperationException(result.Refusal?.Message);

    private sealed class Fixture : QuietFixture
    {
        protected override Application.Data.DatabaseKind Database => Application.Data.DatabaseKind.Sqlite;
    }

    /// <summary>Copies of rows under other ids, whatever columns they have.</summary>
    private sealed class Copies(AppFixture app, TestStore store)
    {
        private static int _made;

        /// <summary>As many more of the same sale, with lines, taxes and tenders.</summary>
        public async Task MultiplyAsync(SaleId sale, int count, DateOnly? on)
        {
            var from = Interlocked.Add(ref _made, count) - count;
            var day = on is { } date ? $"'{date:yyyy-MM-dd}'" : "BusinessDate";
            await CopyAsync("Sales", $"Id = '{Id(sale)}'", from, count, ("Id", Made("5A1E")), ("Number", "10000000 + n"), ("BusinessDate", day));
            foreach (var (table, id) in new[] { ("SaleLine", "11E"), ("Tender", "7E4D"), ("SaleTax", null) })
            {
                (string, string)[] ids = id is null ? [("SaleId", Made("5A1E"))] : [("Id", Made(id)), ("SaleId", Made("5A1E"))];
                await CopyAsync(table, $"SaleId = '{Id(sale)}'", from, count, ids);
            }
        }

        /// <summary>A day so many days back: its sales, and its figures with so many different items.</summary>
        public async Task DayAsync(SaleId sale, DateOnly today, int back, int sales, int items)
        {
            var day = today.AddDays(-1 - back);
            await MultiplyAsync(sale, sales, day);
            var figure = $"StoreId = '{Id(store.StoreId)}' AND BusinessDate = '{today:yyyy-MM-dd}'";
            (string, string)[] sums = [("BusinessDate", $"'{day:yyyy-MM-dd}'"), ("Count", $"Count * {sales}"), ("Amount_Cents", $"Amount_Cents * {sales}"),
                ("Net_Cents", $"Net_Cents * {sales}"), ("Tax_Cents", $"Tax_Cents * {sales}"), ("Saved_Cents", $"Saved_Cents * {sales}")];
            await CopyAsync("DayFigures", figure + " AND Kind <> 3", 0, 1, sums);
            await CopyAsync("DayFigures", figure + " AND Kind = 3", 0, items, [.. sums[..1], ("Key", "\"Key\" || n"), ("Amount_Cents", $"Amount_Cents * {sales / items}")]);
        }

        public Task<int> CountAsync() => app.InDatabaseAsync(store.System, db => db.Sales.CountAsync());

        private static string Id<T>(T id) where T : struct, IEntityId<T> => id.Value.ToString().ToUpperInvariant();

        private static string Made(string prefix) => $"printf('{prefix.PadLeft(8, '0')}-0000-7000-8000-%012X', n)";

        private Task<int> CopyAsync(string table, string where, int from, int count, params (string Column, string As)[] changed) => app.InDatabaseAsync(store.System, async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            (command.CommandTimeout, command.CommandText) = (3_600, $"SELECT name FROM pragma_table_info('{table}')");
            var columns = new List<string>();
            await using (var names = await command.ExecuteReaderAsync())
            {
                while (await names.ReadAsync())
                    columns.Add(names.GetString(0));
            }

            var values = columns.ConvertAll(c => changed.Where(x => x.Column == c).Select(x => x.As).FirstOrDefault() ?? $"\"{c}\"");
            command.CommandText = $"WITH RECURSIVE numbers(n) AS (SELECT {from} UNION ALL SELECT n + 1 FROM numbers WHERE n < {from + count - 1}) "
                + $"INSERT INTO \"{table}\" (\"{string.Join("\", \"", columns)}\") SELECT {string.Join(", ", values)} FROM \"{table}\", numbers WHERE {where}";
            return await command.ExecuteNonQueryAsync();
        });
    }
}
