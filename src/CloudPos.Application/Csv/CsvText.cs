namespace CloudPos.Application.Csv;

/// <summary>Words in the cell of a CSV file: whoever typed them, no spreadsheet runs them.</summary>
internal static class CsvText
{
    private const string FormulaStarts = "=+-@\uFF1D\uFF0B\uFF0D\uFF20"; // the latter four are their full-width forms

    /// <summary>A spreadsheet runs what starts like a formula, also from a CSV file: an apostrophe makes it a text.</summary>
    public static string Disarmed(string? cell) => cell is null ? "" : StartsFormula(cell) ? "'" + cell : cell;

    /// <summary>The cell without the apostrophe that <see cref="Disarmed"/> (or a spreadsheet) put before it.</summary>
    public static string Armed(string cell) => cell.StartsWith('\'') && StartsFormula(cell[1..]) ? cell[1..] : cell;

    private static bool StartsFormula(string cell) => cell.AsSpan().TrimStart() is [var first, ..] && FormulaStarts.Contains(first);
}
