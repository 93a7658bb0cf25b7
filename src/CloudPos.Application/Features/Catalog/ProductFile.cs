using System.Globalization;
using System.Text;
using CloudPos.Application.Csv;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CsvHelper;
using CsvHelper.Configuration;

namespace CloudPos.Application.Features.Catalog;

/// <summary>A row of an inventory file, read but not yet compared with what is there. Problems are sentences; none = fine.</summary>
internal sealed record FileRow(
    int Line, IReadOnlyList<string> Raw, string Sku, string? Barcode, string Name, string? Category, string CashText, Money CashPrice, Money? CardPrice,
    IReadOnlyList<string> Taxes, string Unit, string? Description, bool IsFavourite, ProductTraits Traits, IReadOnlyList<string> Problems);

/// <summary>An inventory file: comma, semicolon or tab separated, the first line names the columns.</summary>
/// <remarks>A column that the file does not have leaves what is there as it is; an empty cell of a column that it has clears it.</remarks>
internal sealed record ProductFile(IReadOnlyList<string> Header, IReadOnlySet<string> Given, IReadOnlyList<FileRow> Rows, string Delimiter)
{
    public const int BytesMax = 10 * 1024 * 1024;
    public const int RowsMax = 50_000;

    private static readonly string[] Columns =
        ["SKU", "Barcode", "Name", "Category", "Cash Price", "Card Price", "Taxes", "Unit", "Description", "Favourite", "EBT Food", "Health", "Commodity Code"];

    private static readonly string[] Mandatory = ["SKU", "Name", "Cash Price"];

    /// <summary>Reads. A file that cannot be read as a whole comes back as one sentence.</summary>
    public static (ProductFile? File, string? Problem) Read(byte[] bytes)
    {
        if (bytes.Length == 0)
            return (null, "The file is empty. It needs a first line that names the columns, e.g. SKU,Name,Cash Price.");
        if (bytes.Length > BytesMax)
            return (null, "The file is larger than 10 MB. Split it and import the parts one after the other.");
        if (bytes.AsSpan().IndexOf((byte)0) >= 0)
            return (null, "This is not a text file. Save the sheet as CSV (comma separated, UTF-8) and choose that file.");
        var text = Decode(bytes);
        string? unclosed = null;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = DelimiterOf(text),
            BadDataFound = bad => unclosed = IsUnclosed(bad.Field) ? bad.Field : unclosed,
            MissingFieldFound = null,
            IgnoreBlankLines = true,
            TrimOptions = TrimOptions.Trim,
        };
        using var reader = new StringReader(text);
        using var csv = new CsvParser(reader, configuration);
        if (!csv.Read() || csv.Record is not { } header)
            return (null, "The file is empty. It needs a first line that names the columns, e.g. SKU,Name,Cash Price.");
        if (unclosed is not null)
            return (null, "A quotation mark opens in the first line and is never closed. Close it, or take it out: the first line names the columns.");
        var index = Columns.ToDictionary(c => c, c => Array.FindIndex(header, h => Same(h, c)));
        if (Mandatory.Where(c => index[c] < 0).ToArray() is { Length: > 0 } missing)
            return (null, $"The first line lacks the column{(missing.Length > 1 ? "s" : "")} {string.Join(", ", missing)}. "
                + $"It reads: {string.Join(", ", header.Take(12))}.");

        var rows = new List<FileRow>();
        var (line, counted) = (1, 0L);
        while (csv.Read())
        {
            var start = csv.CharCount - csv.RawRecord.Length;
            line += Breaks(text.AsSpan((int)counted, (int)(start - counted)));
            counted = start;
            if (rows.Count == RowsMax)
                return (null, "The file has more than 50,000 rows. Split it and import the parts one after the other.");
            var cells = csv.Record!;
            rows.Add(unclosed is null ? Row(line, cells, index, header.Length) : Unclosed(line, line + Breaks(csv.RawRecord.TrimEnd()), cells, index));
            unclosed = null;
        }

        MarkDoubles(rows);
        return rows.Count == 0
            ? (null, "The file names the columns but holds no rows.")
            : (new ProductFile(header, index.Where(c => c.Value >= 0).Select(c => c.Key).ToHashSet(), rows, configuration.Delimiter), null);
    }

    /// <summary>The failed rows as a file that can be mended and imported again, separated as it was.</summary>
    public string Write(IEnumerable<(FileRow Row, string Problem)> failed)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        using var csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n", Delimiter = Delimiter });
        var known = Header.Select((name, i) => (name, i)).Where(h => !Same(h.name, "Problem")).ToArray();
        foreach (var (name, _) in known)
            csv.WriteField(CsvText.Disarmed(name));
        csv.WriteField("Problem");
        csv.NextRecord();
        foreach (var (row, problem) in failed)
        {
            foreach (var (_, i) in known)
                csv.WriteField(i < row.Raw.Count ? CsvText.Disarmed(row.Raw[i]) : "");
            csv.WriteField(CsvText.Disarmed(problem));
            // what stands beyond the columns is the row's very problem: without it the row would import cut short
            foreach (var beyond in row.Raw.Skip(Header.Count))
                csv.WriteField(CsvText.Disarmed(beyond));
            csv.NextRecord();
        }

        csv.Flush();
        return writer.ToString();
    }

    private static FileRow Row(int line, string[] cells, Dictionary<string, int> index, int columns)
    {
        var problems = new List<string>();
        var (sku, name, unit) = (Cell("SKU") ?? "", Cell("Name") ?? "", Cell("Unit") ?? "ITM");
        Add(ProductRules.Sku(sku));
        Add(ProductRules.Name(name));
        Add(ProductRules.Barcode(Cell("Barcode")));
        Add(ProductRules.Unit(unit));
        if ((Cell("Category")?.Length ?? 0) > ProductRules.CategoryLengthMax)
            Add(ProductRules.CategoryWords);
        if ((Cell("Description")?.Length ?? 0) > Product.DescriptionLengthMax)
            Add(ProductRules.DescriptionWords);
        if (cells.Length > columns)
            Add($"The row has {cells.Length} cells, the first line {columns}: a comma inside a text needs the text in quotes.");
        var cash = Price("Cash Price", "Write it as 4.50.");
        if (Cell("Cash Price") is null)
            Add("The Cash Price is missing.");
        var card = Price("Card Price", "Write it as 4.68, or leave it empty for the mark-up.");
        if (cash is { } least && card < least)
            Add(ProductRules.CardBelowCash(least, card.Value));

        var (favourite, ebtFood) = (IsYes("Favourite"), IsYes("EBT Food"));
        if (ProductRules.Health(Cell("Health")) is null)
            Add(ProductRules.HealthWords);
        Add(ProductRules.CommodityCode(Cell("Commodity Code")));
        var traits = new ProductTraits(ebtFood, ProductRules.Health(Cell("Health")) ?? HealthKind.None, Cell("Commodity Code")?.ToUpperInvariant());
        return new FileRow(line, cells, sku, Cell("Barcode"), name, Cell("Category"), cash is { } shown ? MoneyText.Show(shown) : Cell("Cash Price") ?? "",
            cash ?? Money.Zero, card,
            Cell("Taxes")?.Split([';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            unit.ToUpperInvariant(), Cell("Description"), favourite, traits, problems);

        Money? Price(string column, string how)
        {
            if (Cell(column) is not { } typed)
                return null;
            if (MoneyText.IsDoubtful(typed))
                Add($"The {column} \"{typed}\" has a comma, which may mean cents or thousands. Write it with a point and without commas, as 1.50 or 1500.00.");
            else if (MoneyText.IsAbove(typed, Product.PriceMax))
                Add(ProductRules.AboveMost($"{column} \"{typed}\""));
            else if (!MoneyText.TryRead(typed, out var read))
                Add($"The {column} \"{typed}\" is not an amount. {how}");
            else
                return read;
            return null;
        }

        bool IsYes(string column)
        {
            var word = Cell(column)?.ToUpperInvariant();
            if (word is not (null or "YES" or "NO" or "Y" or "N" or "TRUE" or "FALSE" or "1" or "0"))
                Add($"{column} is yes, no or empty, not \"{Cell(column)}\".");
            return word is "YES" or "Y" or "TRUE" or "1";
        }

        string? Cell(string column) => index[column] is >= 0 and var i && i < cells.Length && CsvText.Armed(cells[i]).Trim() is { Length: > 0 } text ? text : null;
        void Add(string? problem)
        {
            if (problem is not null)
                problems.Add(problem);
        }
    }

    /// <summary>The row in which a text opens with a quotation mark and does not end where its next one stands: rows below are in it.</summary>
    private static FileRow Unclosed(int line, int last, string[] cells, Dictionary<string, int> index)
    {
        var swallowed = last > line ? $": what follows, to line {last}, was taken for its text and is not read" : "";
        return new FileRow(line, cells, FirstLine("SKU"), null, FirstLine("Name"), null, "", Money.Zero, null, [], "ITM", null, false, ProductTraits.None,
            [$"A quotation mark opens in line {line} and is never closed{swallowed}. Close it, or take it out, and import the file again."]);

        string FirstLine(string column) => index[column] is var i && i < cells.Length ? cells[i].Trim('"').Split('\n')[0].Trim() : "";
    }

    private static bool IsUnclosed(string field) => field.TrimStart().StartsWith('"') && (int.IsOddInteger(field.Count('"')) || field.Contains('\n', StringComparison.Ordinal));

    private static int Breaks(ReadOnlySpan<char> text) => text.Count('\n') + text.Count('\r') - text.Count("\r\n");

    private static void MarkDoubles(List<FileRow> rows)
    {
        Mark(rows, r => Product.Key(r.Sku), "SKU");
        Mark(rows, r => r.Barcode ?? "", "barcode");
    }

    private static void Mark(List<FileRow> rows, Func<FileRow, string> key, string what)
    {
        var first = new Dictionary<string, int>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (key(rows[i]) is not { Length: > 0 } value || first.TryAdd(value, rows[i].Line))
                continue;
            rows[i] = rows[i] with { Problems = [.. rows[i].Problems, $"The {what} {value} stands in line {first[value]} already. Keep one of the two."] };
        }
    }

    private static bool Same(string header, string column) => string.Equals(
        header.Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).TrimStart('\uFEFF'),
        column.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    private static string DelimiterOf(string text)
    {
        var first = text.AsSpan(0, Math.Max(0, text.IndexOf('\n') is var end and >= 0 ? end : text.Length));
        var (commas, semicolons, tabs) = (first.Count(','), first.Count(';'), first.Count('\t'));
        return semicolons > commas && semicolons >= tabs ? ";" : tabs > commas ? "\t" : ",";
    }

    private static string Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            // what spreadsheets on Windows write when not asked for UTF-8: Latin-1 with dashes, curly quotes and the euro sign
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }
}
