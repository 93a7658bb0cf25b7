using System.Text;
using CloudPos.Application.Features.Catalog;
using CloudPos.Domain.Amounts;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace CloudPos.Application.Tests.Catalog;

public sealed class ImportTests(QuietFixture app, ITestOutputHelper output) : IClassFixture<QuietFixture>
{
    private const string Header = "SKU,Barcode,Name,Category,Cash Price,Card Price,Taxes,Unit,Description,Favourite\n";

    private const string Good = Header
        + "T1,036000291452,Green tea,Teas,4.50,4.99,LocalTax;StateTax,LB,Loose leaves,yes\n"
        + "T2,,\"Tea, \"\"black\"\"\",Teas,\"1,250.00\",,statetax,,\"Two\nlines\",\n";

    [Fact]
    public async Task A_preview_says_what_would_happen_and_writes_nothing()
    {
        var shop = await app.NewShopAsync();
        var before = await StateAsync(shop);
        var preview = await PreviewAsync(shop, Good + "COFFEE,2000000000015,Coffee & cake,Drinks,11.00,,LocalTax;StateTax,,,yes\n"
            + "BEANS,,Beans,drinks,18.50,,,ITM,,1\n,,No SKU,,1.00,,,,,\n");
        Assert.Equal((2, 1, 1, 1), (preview.New, preview.Changed, preview.Unchanged, preview.Failed));
        Assert.Equal(["Teas"], preview.NewCategories);
        Assert.Equal([ImportVerdict.Failed, ImportVerdict.Changed, ImportVerdict.New, ImportVerdict.New, ImportVerdict.Unchanged],
            preview.Rows.Select(r => r.Verdict));
        Assert.Equal("Changes Cash Price $10.00 → $11.00.", preview.Rows[1].Words);
        Assert.Equal(before, await StateAsync(shop));
    }

    [Fact]
    public async Task A_file_is_imported_with_quotes_commas_and_line_breaks_as_they_stand()
    {
        var shop = await app.NewShopAsync();
        var outcome = await ImportAsync(shop, Good);
        Assert.Equal((2, 0, 0, 0), (outcome.Added, outcome.Changed, outcome.Unchanged, outcome.Failed));
        Assert.Null(outcome.FailedRowsCsv);
        var black = await ProductAsync(shop, "T2");
        Assert.Equal(("Tea, \"black\"", "Two\nlines", new Money(125_000), "ITM"), (black.Name, black.Description, black.CashPrice, black.Unit));
        var green = await ProductAsync(shop, "T1");
        Assert.Equal((new Money(499), "LB", true, 2), (green.CardPrice!.Value, green.Unit, green.IsFavourite, green.Taxes.Count));
        Assert.Equal("T1", (await app.ScanAsync(shop, "036000291452")).Value!.Lines[0].Sku);
    }

    [Fact]
    public async Task Importing_the_same_file_again_and_again_changes_nothing()
    {
        var shop = await app.NewShopAsync();
        await ImportAsync(shop, Good);
        var before = await StateAsync(shop);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(new ImportOutcome(0, 0, 2, 0, null), await ImportAsync(shop, Good));
            Assert.Equal(before, await StateAsync(shop));
        }
    }

    [Fact]
    public async Task Only_the_changed_row_is_written()
    {
        var shop = await app.NewShopAsync();
        await ImportAsync(shop, Good);
        var outcome = await ImportAsync(shop, Good.Replace("4.50", "4.60", StringComparison.Ordinal));
        Assert.Equal((0, 1, 1, 0), (outcome.Added, outcome.Changed, outcome.Unchanged, outcome.Failed));
        Assert.Equal((new Money(460), 2), ((await ProductAsync(shop, "T1")).CashPrice, (await ProductAsync(shop, "T1")).Version));
        Assert.Equal(1, (await ProductAsync(shop, "T2")).Version);
    }

    [Fact]
    public async Task Failed_rows_can_be_mended_and_imported()
    {
        var shop = await app.NewShopAsync();
        var outcome = await ImportAsync(shop, Good + "T3,036000291453,\"Herb, fresh\",Teas,2.00,,LocalTax,,,\nT4,,Mint,Teas,free,,Luxury,,,\n");
        Assert.Equal((2, 2), (outcome.Added, outcome.Failed));
        Assert.Contains("check digit should be 2, not 3", outcome.FailedRowsCsv, StringComparison.Ordinal);
        Assert.Contains("There is no tax named \"\"Luxury\"\". Known: LocalTax, StateTax.", outcome.FailedRowsCsv, StringComparison.Ordinal);
        var again = await ImportAsync(shop, outcome.FailedRowsCsv!);
        Assert.Equal((0, 2), (again.Added, again.Failed));
        Assert.Equal(outcome.FailedRowsCsv, again.FailedRowsCsv);
        var mended = outcome.FailedRowsCsv!.Replace("036000291453", "", StringComparison.Ordinal)
            .Replace(",free,", ",1.50,", StringComparison.Ordinal).Replace(",Luxury,", ",StateTax,", StringComparison.Ordinal);
        Assert.Equal(new ImportOutcome(2, 0, 0, 0, null), await ImportAsync(shop, mended));
        Assert.Equal("Herb, fresh", (await ProductAsync(shop, "T3")).Name);
    }

    [Theory]
    [InlineData("X,Tea,1.00,9.99\n", "4 cells, the first line 3")]
    [InlineData(",Tea,1.00\n", "A SKU has 1 to 40 characters")]
    [InlineData("X,,1.00\n", "A name has 1 to 200 characters")]
    [InlineData("X,Tea,\n", "The Cash Price is missing.")]
    [InlineData("X,Tea,-1.00\n", "\"-1.00\" is not an amount")]
    [InlineData("X,Tea,\"4,50\"\n", "\"4,50\" has a comma, which may mean cents or thousands")]
    [InlineData("X,Tea,10000000.00\n", "The Cash Price \"10000000.00\" is above $9,999,999.99")]
    [InlineData("X,Tea,99999999999\n", "The Cash Price \"99999999999\" is above $9,999,999.99")]
    [InlineData("X,Tea,9999999.99\n", "The mark-up makes the Card Price $10,399,999.99: more than $9,999,999.99")]
    public async Task A_row_that_cannot_be_taken_says_why(string row, string words)
    {
        var shop = await app.NewShopAsync();
        var preview = await PreviewAsync(shop, "SKU,Name,Cash Price\n" + row);
        Assert.Contains(words, Assert.Single(preview.Rows, r => r.Verdict == ImportVerdict.Failed).Words, StringComparison.Ordinal);
        Assert.Equal(2, preview.Rows[0].Line);
        Assert.Equal(1, (await ImportAsync(shop, "SKU,Name,Cash Price\n" + row)).Failed);
    }

    [Theory]
    [InlineData(',', "1,500")]
    [InlineData(',', "1,50")]
    [InlineData(';', "1,500")]
    [InlineData(';', "1,50")]
    [InlineData('\t', "1,500")]
    [InlineData('\t', "$ 1,50")]
    [InlineData('\t', "0,500")]
    public async Task A_comma_that_may_mean_cents_or_thousands_is_refused_however_cells_are_separated_also_when_the_refused_rows_are_imported(char by, string amount)
    {
        var shop = await app.NewShopAsync();
        var file = $"SKU;Name;Cash Price;Card Price\nT-24;Big;\"{amount}\";\nT-25;Dear;1500.00;\"{amount}\"\nT-26;Fine;1500.00;\n".Replace(';', by);
        var preview = await PreviewAsync(shop, file);
        Assert.Equal((1, 2), (preview.New, preview.Failed));
        Assert.Equal($"The Cash Price \"{amount}\" has a comma, which may mean cents or thousands. Write it with a point and without commas, as 1.50 or 1500.00.", preview.Rows[0].Words);
        Assert.StartsWith("The Card Price", preview.Rows[1].Words, StringComparison.Ordinal);
        var failed = (await ImportAsync(shop, file)).FailedRowsCsv!;
        var again = await ImportAsync(shop, failed);
        Assert.Equal((0, 2), (again.Added, again.Failed));
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task A_comma_that_can_only_mean_thousands_is_read_and_one_that_means_nothing_is_no_amount(char by)
    {
        var shop = await app.NewShopAsync();
        var preview = await PreviewAsync(shop, "SKU;Name;Cash Price\nA;Big;\"1,500.00\"\nB;Huge;\"$1,234,567\"\nC;Odd;\"1.500,00\"\n".Replace(';', by));
        Assert.Equal((2, 1), (preview.New, preview.Failed));
        Assert.Equal(["$1,234,567.00", "$1,500.00", "1.500,00"], preview.Rows.Select(r => r.CashPrice).Order(StringComparer.Ordinal));
        Assert.Contains("The Cash Price \"1.500,00\" is not an amount. Write it as 4.50.", preview.Rows.Select(r => r.Words));
    }

    [Fact]
    public async Task The_preview_shows_a_price_as_it_was_read_and_one_that_was_not_as_it_stands()
    {
        var shop = await app.NewShopAsync();
        var preview = await PreviewAsync(shop, "SKU,Name,Cash Price\nA,Big,\"1,500.00\"\nB,Odd,free\n");
        Assert.Equal(["free", "$1,500.00"], preview.Rows.Select(r => r.CashPrice));
    }

    [Theory]
    [InlineData("T-31,Tea,2.00\n")]
    [InlineData("T-31,Tea,2.00")]
    [InlineData("T-31,\"Fine name\",2.00\n")]
    public async Task A_quotation_mark_that_is_never_closed_is_the_reason_and_the_rows_that_it_swallows_are_named(string next)
    {
        var shop = await app.NewShopAsync();
        var file = "SKU,Name,Cash Price,Description\nT-29,Good,1.00,\"Two\nlines\"\n\nT-30,\"Broken quote,1.00\n" + next;
        var preview = await PreviewAsync(shop, file);
        Assert.Equal((1, 1), (preview.New, preview.Failed));
        Assert.Equal((5, "T-30", "Broken quote,1.00"), (preview.Rows[0].Line, preview.Rows[0].Sku, preview.Rows[0].Name));
        Assert.Equal("A quotation mark opens in line 5 and is never closed: what follows, to line 6, was taken for its text and is not read. "
            + "Close it, or take it out, and import the file again.", preview.Rows[0].Words);
        var outcome = await ImportAsync(shop, file);
        Assert.Equal((1, 1), (outcome.Added, outcome.Failed));
    }

    [Fact]
    public async Task A_quotation_mark_inside_a_text_is_a_part_of_it()
    {
        var shop = await app.NewShopAsync();
        await ImportAsync(shop, "SKU,Name,Cash Price\nP,Pipe 5\" long,1.00\n");
        Assert.Equal("Pipe 5\" long", (await ProductAsync(shop, "P")).Name);
    }

    [Fact]
    public async Task A_row_of_several_lines_is_named_by_its_first()
    {
        var shop = await app.NewShopAsync();
        var preview = await PreviewAsync(shop, "SKU,Description,Name,Cash Price\r\nA,\"Two\r\nlines\",Tea,free\r\nB,,Mint,free\r\n");
        Assert.Equal([2, 4], preview.Rows.Select(r => r.Line));
    }

    [Fact]
    public async Task A_row_with_too_many_cells_still_has_them_in_the_failed_rows()
    {
        // 1,250.00 without quotes: cut to its first cell, a television would cost one dollar
        var shop = await app.NewShopAsync();
        var first = await ImportAsync(shop, "SKU,Name,Cash Price\nTV,Television,1,250.00\n");
        Assert.Equal(1, first.Failed);
        var again = await ImportAsync(shop, first.FailedRowsCsv!);
        Assert.Equal((0, 1), (again.Added, again.Failed));
    }

    [Fact]
    public async Task A_card_price_below_the_cash_price_is_refused_in_words()
    {
        var shop = await app.NewShopAsync();
        var preview = await PreviewAsync(shop, "SKU,Name,Cash Price,Card Price\nX,Tea,5.00,4.99\nY,Tea,5.00,5.00\n");
        Assert.Equal((1, 1), (preview.New, preview.Failed));
        Assert.StartsWith("The Card Price $4.99 lies below the Cash Price $5.00.", preview.Rows[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doubles_inside_the_file_name_the_line_of_the_first()
    {
        var shop = await app.NewShopAsync();
        var preview = await PreviewAsync(shop, "SKU,Name,Cash Price,Barcode\nA,One,1.00,777\na,Two,1.00,\nB,Three,1.00,777\n");
        Assert.Equal((1, 2), (preview.New, preview.Failed));
        Assert.Equal("The SKU A stands in line 2 already. Keep one of the two.", preview.Rows[0].Words);
        Assert.Equal("The barcode 777 stands in line 2 already. Keep one of the two.", preview.Rows[1].Words);
    }

    [Fact]
    public async Task A_barcode_that_another_product_keeps_is_refused_with_its_name()
    {
        var shop = await app.NewShopAsync();
        var preview = await PreviewAsync(shop, $"SKU,Name,Cash Price,Barcode\nNEW,One,1.00,{TestStore.CoffeeBarcode}\n");
        Assert.Equal($"The barcode {TestStore.CoffeeBarcode} is already on COFFEE (Coffee & cake).", preview.Rows[0].Words);
    }

    [Fact]
    public async Task Two_rows_may_swap_their_barcodes()
    {
        var shop = await app.NewShopAsync();
        await ImportAsync(shop, "SKU,Name,Cash Price,Barcode\nA,One,1.00,111\nB,Two,1.00,222\n");
        var outcome = await ImportAsync(shop, "SKU,Name,Cash Price,Barcode\nA,One,1.00,222\nB,Two,1.00,111\n");
        Assert.Equal((2, 0), (outcome.Changed, outcome.Failed));
        Assert.Equal("B", (await app.ScanAsync(shop, "111")).Value!.Lines[0].Sku);
    }

    [Fact]
    public async Task A_barcode_is_not_given_away_by_a_row_that_fails()
    {
        var shop = await app.NewShopAsync();
        await ImportAsync(shop, "SKU,Name,Cash Price,Barcode\nA,One,1.00,111\nB,Two,1.00,222\nC,Three,1.00,333\n");
        // A cannot move away (its tax is unknown), so B cannot take 111, so C cannot take 222
        var outcome = await ImportAsync(shop, "SKU,Name,Cash Price,Barcode,Taxes\nA,One,1.00,444,Nope\nB,Two,1.00,111,\nC,Three,1.00,222,\n");
        Assert.Equal((0, 3), (outcome.Changed, outcome.Failed));
        var barcodes = await app.InDatabaseAsync(shop.System, db => db.Products.Where(p => p.Barcode != null).Select(p => p.Barcode!).ToListAsync());
        Assert.Equal(barcodes.Distinct().Count(), barcodes.Count);
    }

    [Fact]
    public async Task An_archived_product_comes_back_with_its_row()
    {
        var shop = await app.NewShopAsync();
        await app.SendAs(shop.Manager, new ArchiveProduct(shop.Beans, true));
        const string File = "SKU,Name,Category,Cash Price,Favourite\nBEANS,Beans,Drinks,18.50,yes\n";
        Assert.Equal("Changes archived (it comes back).", (await PreviewAsync(shop, File)).Rows[0].Words);
        Assert.Equal(1, (await ImportAsync(shop, File)).Changed);
        Assert.False((await ProductAsync(shop, "BEANS")).IsArchived);
    }

    [Fact]
    public async Task Ten_thousand_rows_come_in_and_progress_is_told_in_steps()
    {
        var shop = await app.NewShopAsync();
        var csv = new StringBuilder(Header);
        for (var i = 0; i < 10_000; i++)
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"BULK-{i:00000},,Article number {i},Category {i % 40},{i / 100}.{i % 100:00},,LocalTax,,,\n");
        var steps = new Steps();
        var started = System.Diagnostics.Stopwatch.StartNew();
        var outcome = (await app.SendAs(shop.Manager, new ImportProducts(Encoding.UTF8.GetBytes(csv.ToString()), "bulk.csv", steps))).Value!;
        output.WriteLine($"10,000 new rows: {started.Elapsed.TotalSeconds:0.0} s");
        Assert.Equal(new ImportOutcome(10_000, 0, 0, 0, null), outcome);
        Assert.True(steps.Seen.Count >= 10, $"{steps.Seen.Count} steps");
        Assert.Equal(steps.Seen.Order(), steps.Seen);
        Assert.Equal(10_000, steps.Seen[^1]);
        started.Restart();
        Assert.Equal(10_000, (await ImportAsync(shop, csv.ToString())).Unchanged);
        output.WriteLine($"10,000 unchanged rows: {started.Elapsed.TotalSeconds:0.0} s");
    }

    private sealed class Steps : IProgress<ImportProgress>
    {
        public List<int> Seen { get; } = [];

        public void Report(ImportProgress value) => Seen.Add(value.Done);
    }

    private async Task<ImportPreview> PreviewAsync(TestStore shop, string csv) =>
        (await app.SendAs(shop.Manager, new PreviewImport(Encoding.UTF8.GetBytes(csv), "items.csv"))).Value!;

    private async Task<ImportOutcome> ImportAsync(TestStore shop, string csv) =>
        (await app.SendAs(shop.Manager, new ImportProducts(Encoding.UTF8.GetBytes(csv), "items.csv", null))).Value!;

    private Task<Domain.Catalog.Product> ProductAsync(TestStore shop, string sku) =>
        app.InDatabaseAsync(shop.System, db => db.Products.AsNoTracking().Include(p => p.Taxes).SingleAsync(p => p.Sku == sku));

    private async Task<string> StateAsync(TestStore shop) => string.Join('\n', await app.InDatabaseAsync(shop.System, async db =>
    {
        var categories = await db.Categories.OrderBy(c => c.Name).Select(c => c.Name).ToListAsync();
        var products = await db.Products.AsNoTracking().OrderBy(p => p.SkuKey).ToListAsync();
        return products.Select(p => $"{p.Id.Value} {p.Sku} {p.Version} {p.CashPrice.Cents} {p.IsArchived}").Concat(categories).ToArray();
    }));
}
