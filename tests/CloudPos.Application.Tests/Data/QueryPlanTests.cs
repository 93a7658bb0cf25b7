using System.Text.RegularExpressions;
using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Catalog;
using CloudPos.Application.Features.Holds;
using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Reports;
using CloudPos.Application.Features.Sales;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Features.Tips;
using CloudPos.Application.Tests.Batches;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Data;

/// <summary>SQLite, whatever the other tests run on: it says how it would find the rows.</summary>
public sealed class SqliteFixture : QuietFixture
{
    protected override DatabaseKind Database => DatabaseKind.Sqlite;
}

/// <summary>A merchant's question is answered from an index that begins with the merchant, not by reading every merchant's rows.</summary>
public sealed partial class QueryPlanTests(SqliteFixture app) : IClassFixture<SqliteFixture>
{
    [Fact]
    public async Task A_page_of_sales_reads_no_other_merchants_sales()
    {
        var shop = await app.NewShopAsync();
        await app.SellForCashAsync(shop, TestStore.CoffeeSku);
        await AssertSeeksAsync(shop, "Sales", () => app.SendAs(shop.Manager, new ListSales(new SalesFilter(null, null, null, null, SaleTenderFilter.Any), 0, 50)));
    }

    [Fact]
    public async Task A_page_of_products_reads_no_other_merchants_products()
    {
        var shop = await app.NewShopAsync();
        await AssertSeeksAsync(shop, "Products", () => app.SendAs(shop.Manager, new ListProducts(null, null, false, ProductSort.Name, false, 0, 50)));
    }

    [Fact]
    public async Task The_lists_of_open_payments_tips_and_holds_read_no_other_merchants_payments()
    {
        var shop = await app.NewShopAsync();
        await AssertSeeksAsync(shop, "Attempts", () => app.SendAs(shop.Manager, new ListPayments([], null, 0, 50)));
        await AssertSeeksAsync(shop, "Attempts", () => app.SendAs(shop.Manager, new ListClosedPayments(null, 0, 50)));
        await AssertSeeksAsync(shop, "Attempts", () => app.SendAs(shop.Manager, new CountOpenPayments()));
        await AssertSeeksAsync(shop, "Attempts", () => app.SendAs(shop.Manager, new ListTips(null, null, 0, 50)));
        await AssertSeeksAsync(shop, "Attempts", () => app.SendAs(shop.Manager, new ListHolds(0, 50)));
    }

    [Fact]
    public async Task The_look_for_a_taken_SKU_or_barcode_reads_no_other_merchants_products()
    {
        var shop = await app.NewShopAsync();
        await AssertSeeksAsync(shop, "Products", () => app.SendAs(shop.Manager, TestShop.NewProduct("PLAN-1") with { Barcode = "2000000000022" }));
    }

    [Fact]
    public async Task No_report_reads_a_whole_table_that_grows()
    {
        var shop = await app.NewShopAsync();
        await app.SellForCashAsync(shop, TestStore.CoffeeSku);
        var day = (await app.SendAs(shop.Manager, new GetDashboard(null, null))).Value!;
        foreach (var table in new[] { "DayFigures", "Attempts", "Terminals", "Settlements", "Batches" })
            await AssertSeeksAsync(shop, table, () => app.SendAs(shop.Manager, new GetDashboard(null, null)));
        await AssertSeeksAsync(shop, "DayFigures", () => app.SendAs(shop.Manager, new GetDashboard(day.Range, shop.StoreId)));
        await AssertSeeksAsync(shop, "DayFigures", () => app.SendAs(shop.Manager, new GetTaxReport(day.Range)));
        await AssertSeeksAsync(shop, "DayFigures", () => app.SendAs(shop.Manager, new ExportFigures(day.Range, 0)));
        await AssertSeeksAsync(shop, "DayFigures", () => app.SellForCashAsync(shop, TestStore.CoffeeSku));
    }

    [Fact]
    public async Task The_report_of_a_shift_reads_no_other_shifts_sales_and_tenders()
    {
        var shop = await app.NewShopAsync();
        await app.SendAs(shop.Manager, new SaveShiftRules(shop.StoreId, true, Money.Zero, 0));
        var shift = ShiftId.New();
        await app.SendAs(shop.Cashier, new OpenShift(shift, shop.RegisterId, CountedCash.Of(Money.Zero)));
        await app.SellForCashAsync(shop, TestStore.CoffeeSku);
        foreach (var table in new[] { "Sales", "Tender", "RefundTender", "CashMovements", "Shifts" })
            await AssertSeeksAsync(shop, table, () => app.SendAs(shop.Manager, new GetShiftReport(shift)));
        await AssertSeeksAsync(shop, "Shifts", () => app.SendAs(shop.Manager, new ListShifts(null, null, null, 0, 50)));
        foreach (var table in new[] { "Shifts", "ZReports" })
            await AssertSeeksAsync(shop, table, () => app.SendAs(shop.Manager, new GetStoreDay(shop.StoreId, new DateOnly(2026, 3, 2))));
    }

    [Fact]
    public async Task Batches_their_comparisons_and_the_end_of_the_day_read_no_other_batchs_payments()
    {
        var shop = await app.NewShopAsync();
        var at = app.Clock.GetUtcNow();
        var id = (await app.ScanAsync(shop, TestStore.CoffeeSku)).Value!.Id;
        var (batch, compared) = await app.InDatabaseAsync(shop.System, async db =>
        {
            var sale = await db.Sales.SingleAsync(s => s.Id == id);
            var open = new Batch(BatchId.New(), sale, shop.TerminalId, 1, "1", at);
            var attempt = PadBatch.Attempt(sale, shop.TerminalId, AttemptKind.Sale, new Money(1_196), new Money(1_196), "ref" + shop.Tpn, "1", AttemptSignal.Approved, at);
            attempt.AssignTo(open.Id);
            var comparison = new Reconciliation(ReconciliationId.New(), open, 0, "test", at);
            db.AddRange(open, attempt, comparison);
            await db.SaveChangesAsync();
            return (open.Id, comparison.Id);
        });
        foreach (var table in new[] { "Batches", "Attempts", "Reconciliations" })
        {
            await AssertSeeksAsync(shop, table, () => app.SendAs(shop.Manager, new ListBatches(null, null, null, null, BatchFilter.Any, 0, 50)));
            await AssertSeeksAsync(shop, table, () => app.SendAs(shop.Manager, new GetEndOfDay(shop.StoreId)));
            await AssertSeeksAsync(shop, table, () => app.SendAs(shop.Manager, new ExportBatches(batch, BatchFileKind.Pdf)));
        }

        foreach (var table in new[] { "Sales", "Refunds" })
            await AssertSeeksAsync(shop, table, () => app.SendAs(shop.Manager, new GetEndOfDay(shop.StoreId)));
        foreach (var table in new[] { "Settlements", "ReconciliationLine" })
            await AssertSeeksAsync(shop, table, () => app.SendAs(shop.Manager, new GetBatch(batch)));
        await AssertSeeksAsync(shop, "ReconciliationLine", () => app.SendAs(shop.Manager, new GetReconciliation(compared)));
    }

    private async Task AssertSeeksAsync(TestStore shop, string table, Func<Task> ask)
    {
        var asked = (await SqlCounter.SqlAsync(app, ask)).Where(sql => sql.Contains($"FROM \"{table}\" AS ", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(asked);
        foreach (var sql in asked)
        {
            var names = Regex.Matches(sql, $"\"{table}\" AS \"(\\w+)\"").Select(m => m.Groups[1].Value).ToArray();
            var plan = await PlanAsync(shop, sql);
            Assert.NotEmpty(plan);
            Assert.All(plan, step => Assert.False(names.Any(name => step == "SCAN " + name || step.StartsWith($"SCAN {name} ", StringComparison.Ordinal)),
                $"{string.Join("\n", plan)}\n{sql}"));
        }
    }

    private Task<List<string>> PlanAsync(TestStore shop, string sql) => app.InDatabaseAsync(shop.Manager, async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var name in Parameter().Matches(sql).Select(m => m.Value).Distinct())
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, DBNull.Value); // a plan is made before the values are known
            command.Parameters.Add(parameter);
        }

        var steps = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            steps.Add(reader.GetString(3));
        return steps;
    });

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();
}
