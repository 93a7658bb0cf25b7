using System.Globalization;
using System.Security;
using CloudPos.SpinSimulator.Terminals;

namespace CloudPos.SpinSimulator.Printing;

/// <summary>The slip of a transaction, for the roll and, in the receipt markup, for the register.</summary>
internal static class Receipts
{
    public static IReadOnlyList<PrintedRow> Rows(LedgerLine line, TerminalDefinition terminal, string copy)
    {
        var rows = new List<PrintedRow>
        {
            new(terminal.Merchant) { Align = "center", Bold = true, Large = true },
            Pair(line.At.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture), line.At.ToString("HH:mm:ss", CultureInfo.InvariantCulture)),
            Pair("TPN", terminal.Tpn),
            Pair("Trans", line.Num.ToString(CultureInfo.InvariantCulture)),
            Pair("Batch", line.Batch.ToString(CultureInfo.InvariantCulture)),
            new(line.AskedType.ToUpperInvariant()) { Align = "center", Inverted = true, Bold = true },
        };
        if (line.Card is { } card)
        {
            rows.Add(Pair(card.Brand, $"**** {card.Last4}"));
            rows.Add(Pair("Entry", card.EntryType));
        }

        rows.Add(Pair("Amount", Dollars.Shown(line.Amount)));
        Money("Tip", line.Tip);
        Money(line.FeeLabel ?? "Fee", line.Fee);
        Money("Tax", line.TaxCity + line.TaxState);
        Money("Cashback", line.Cashback);
        rows.Add(Pair("TOTAL", Dollars.Shown(line.Total)) with { Bold = true, Large = true });
        Money("STILL DUE", line.Due);
        if (line.GiftBalance is { } balance)
        {
            rows.Add(Pair("Balance", Dollars.Shown(balance)));
        }

        rows.Add(new PrintedRow(line.State == LineState.Voided ? "VOIDED" : line.IsPartial ? "APPROVED IN PART" : "APPROVED") { Align = "center", Bold = true });
        if (line.AuthCode is not null)
        {
            rows.Add(Pair("Auth", line.AuthCode));
        }

        rows.Add(new PrintedRow($"Ref {line.RefId}") { Condensed = true });
        rows.Add(new PrintedRow($"{copy} copy") { Align = "center" });
        return rows;

        void Money(string name, long cents)
        {
            if (cents != 0)
            {
                rows.Add(Pair(name, Dollars.Shown(cents)));
            }
        }
    }

    /// <summary>The same in the markup that the Printer request takes.</summary>
    public static string Markup(LedgerLine line, TerminalDefinition terminal, string copy) => string.Concat(Rows(line, terminal, copy).Select(Tag));

    private static string Tag(PrintedRow row)
    {
        var align = row.Align switch { "center" => "C", "right" => "R", _ => "L" };
        var text = $"<{align}>{SecurityElement.Escape(row.Text)}</{align}>" + (row.Right is null ? "" : $"<R>{SecurityElement.Escape(row.Right)}</R>");
        text = row.Bold ? $"<B>{text}</B>" : text;
        text = row.Large ? $"<LG>{text}</LG>" : text;
        text = row.Condensed ? $"<CD>{text}</CD>" : text;
        return row.Inverted ? $"<INV>{text}</INV>" : text;
    }

    private static PrintedRow Pair(string left, string right) => new(left) { Right = right };
}
