using System.Text;
using CloudPos.Application.Features.Catalog;

namespace CloudPos.Application.Tests.Catalog;

public sealed class ProductFileTests
{
    private static readonly byte[] Utf8Mark = [0xEF, 0xBB, 0xBF];

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    public void Comma_semicolon_and_tab_are_read_alike(string delimiter)
    {
        var file = Read(string.Join(delimiter, "SKU", "Name", "Cash Price", "Taxes") + "\n" + string.Join(delimiter, "A", "Tea", "4.50", "\"One;Two\"") + "\n");
        var row = Assert.Single(file.Rows);
        Assert.Empty(row.Problems);
        Assert.Equal(("A", "Tea", 450L), (row.Sku, row.Name, row.CashPrice.Cents));
        Assert.Equal(["One", "Two"], row.Taxes);
    }

    [Theory]
    [InlineData("SKU,Name,Cash Price")]
    [InlineData("sku,NAME,cash_price")]
    [InlineData(" Sku , name ,CashPrice")]
    public void Column_names_are_found_whatever_their_case_and_blanks(string header) =>
        Assert.Equal("A", Assert.Single(Read(header + "\nA,Tea,1\n").Rows).Sku);

    [Fact]
    public void The_columns_may_stand_in_any_order_beside_others() =>
        Assert.Equal(("A", 100L), (Read("Shelf,Cash Price,Name,SKU\n7,1.00,Tea,A\n").Rows[0].Sku, Read("Shelf,Cash Price,Name,SKU\n7,1.00,Tea,A\n").Rows[0].CashPrice.Cents));

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_column() =>
        Assert.Equal("Café", ReadBytes([.. Utf8Mark, .. Encoding.UTF8.GetBytes("SKU,Name,Cash Price\nA,Café,1.00\n")]).Rows[0].Name);

    [Fact]
    public void What_a_spreadsheet_on_Windows_writes_is_read_with_its_signs() =>
        Assert.Equal("Café – 5 €", ReadBytes([.. "SKU,Name,Cash Price\nA,Caf"u8, 0xE9, .. " "u8, 0x96, .. " 5 "u8, 0x80, .. ",1.00\n"u8]).Rows[0].Name);

    [Fact]
    public void Windows_line_ends_and_blank_lines_are_no_rows()
    {
        var file = Read("SKU,Name,Cash Price\r\n\r\nA,Tea,1.00\r\n\r\nB,Mint,1.00\r\n");
        Assert.Equal([("A", 3), ("B", 5)], file.Rows.Select(r => (r.Sku, r.Line)));
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("\n\n", "The file is empty.")]
    [InlineData("SKU,Name,Cash Price\n", "holds no rows")]
    [InlineData("SKU,Name\nA,Tea\n", "lacks the column Cash Price. It reads: SKU, Name.")]
    [InlineData("Article,Price\nA,1\n", "lacks the columns SKU, Name, Cash Price.")]
    [InlineData("SKU,\"Name,Cash Price\nA,Tea,1\n", "A quotation mark opens in the first line and is never closed.")]
    [InlineData("PK\u0003\u0004\0\0\0", "This is not a text file.")]
    public void A_file_that_cannot_be_read_says_why(string text, string words)
    {
        var (file, problem) = ProductFile.Read(Encoding.UTF8.GetBytes(text));
        Assert.Null(file);
        Assert.Contains(words, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_UTF_16_file_is_named_as_what_it_is_not()
    {
        var (_, problem) = ProductFile.Read(Encoding.Unicode.GetBytes("SKU,Name,Cash Price\nA,Tea,1.00\n"));
        Assert.Contains("UTF-8", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_10_MB_is_refused_before_it_is_read()
    {
        var (_, problem) = ProductFile.Read(new byte[ProductFile.BytesMax + 1]);
        Assert.StartsWith("The file is larger than 10 MB.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_50_000_rows_are_refused()
    {
        var rows = string.Concat(Enumerable.Range(0, ProductFile.RowsMax + 1).Select(i => $"{i},T,1\n"));
        var (_, problem) = ProductFile.Read(Encoding.UTF8.GetBytes("SKU,Name,Cash Price\n" + rows));
        Assert.StartsWith("The file has more than 50,000 rows.", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.test\",\"x\")")]
    [InlineData("+1+1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("=cmd|' /C calc'!A0")]
    public void A_cell_that_a_spreadsheet_would_run_is_disarmed_in_the_failed_rows_and_reads_back_the_same(string text)
    {
        var quoted = "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        var file = Read($"SKU,Name,Cash Price,Category\n{quoted},{quoted},free,'quoted'\n");
        var written = file.Write([(file.Rows[0], "=1+1")]);
        var again = Read(written);
        Assert.Equal((text, text, "'quoted'"), (again.Rows[0].Sku, again.Rows[0].Name, again.Rows[0].Category));
        Assert.All(again.Rows[0].Raw, cell => Assert.DoesNotContain(cell.TrimStart().FirstOrDefault(), "=+-@"));
        Assert.Equal(written, again.Write([(again.Rows[0], "=1+1")]));
    }

    private static ProductFile Read(string text) => ReadBytes(Encoding.UTF8.GetBytes(text));

    private static ProductFile ReadBytes(byte[] bytes)
    {
        var (file, problem) = ProductFile.Read(bytes);
        return file ?? throw new InvalidOperationException(problem);
    }
}
