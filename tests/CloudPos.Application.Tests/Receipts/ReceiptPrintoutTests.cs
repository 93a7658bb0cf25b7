using CloudPos.Application.Features.Receipts;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Spin;

namespace CloudPos.Application.Tests.Receipts;

public sealed class ReceiptPrintoutTests
{
    [Fact]
    public void A_receipt_stands_in_24_columns_with_every_amount_at_the_right_edge() => Assert.Equal(
        """
              |Corner Cafe|
                 Pier 4
             1 Harbor Lane
          Nov 26, 2026 2:05 PM
         Sale 1047, Register 1
        ------------------------
        Flat white         $4.50
        2 Croissant with butter
        at $3.25           $6.50
        Discount          -$0.50
        ------------------------
        Subtotal          $10.50
        Local tax          $0.53
        |Card Price|        |$11.03|
        Tip                $1.00
        |Paid|              |$12.03|

        Visa ...1111      $12.03
        CHIP
        Auth 04417Z
        ------------------------
               Thank you




        """.ReplaceLineEndings("\n"), Shown(ReceiptPrintout.Of(Receipt(), SpinPrintWidth.Normal).Single()));

    [Fact]
    public void In_48_columns_a_long_name_and_its_amount_share_a_line()
    {
        var printed = Shown(ReceiptPrintout.Of(Receipt(new ReceiptLine("X", "Ethiopian single origin, 250 g", Quantity.One, new(1_899), new(1_899), Money.Zero, new(1_899))), SpinPrintWidth.Narrow).Single());

        Assert.Contains("\nEthiopian single origin, 250 g            $18.99\n", printed, StringComparison.Ordinal);
        Assert.All(printed.Split('\n'), row => Assert.True(row.Replace("|", "", StringComparison.Ordinal).Length <= 48, row));
    }

    [Fact]
    public void Much_bought_is_printed_in_small_letters_and_in_parts_that_fit_into_an_address()
    {
        var lines = Enumerable.Range(1, 60).Select(i => new ReceiptLine($"S{i}", $"Item number {i}", Quantity.One, new(100), new(100), Money.Zero, new(100))).ToArray();

        var parts = ReceiptPrintout.Of(Receipt(lines));

        Assert.True(parts.Count > 1);
        Assert.All(parts, p => Assert.Equal(SpinPrintWidth.Narrow, p.Width));
        var printed = string.Concat(parts.Select(Shown));
        Assert.All(lines, line => Assert.Single(printed.Split('\n'), row => row.StartsWith(line.Name + " ", StringComparison.Ordinal)));
        Assert.All(parts.SelectMany(p => p.Parts).OfType<SpinPrintText>(), t => Assert.InRange(t.Text.Length, 1, 40));
    }

    [Fact]
    public void Cash_shows_what_was_given_and_what_went_back()
    {
        var receipt = Receipt() with
        {
            Tenders = [new ReceiptTender(TenderKind.Cash, new(1_103), Money.Zero, new(2_000), new(897), null, null, null, null, null, null)],
            Tip = Money.Zero,
            Paid = new(1_103),
        };

        var printed = Shown(ReceiptPrintout.Of(receipt).Single());

        Assert.Contains("\nCash              $20.00\nChange             $8.97\n", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("Paid", printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SpinPrintWidth.Normal)]
    [InlineData(SpinPrintWidth.Narrow)]
    public void What_cash_saved_what_the_PIN_pad_took_off_and_what_went_back_stand_as_on_the_screen(SpinPrintWidth width)
    {
        var receipt = Receipt() with
        {
            Tip = Money.Zero,
            Paid = new(91_034),
            SavedInCash = new(20),
            TakenOffOnPinPad = new(49),
            Refunds = [new ReceiptRefund(RefundId.New(), new DateTimeOffset(2026, 11, 27, 9, 0, 0, TimeSpan.FromHours(-5)), new(123_400))],
        };

        var rows = Shown(ReceiptPrintout.Of(receipt, width).Single()).Split('\n');

        Assert.Contains(Pair("Saved with cash", "-$0.20"), rows);
        Assert.Contains(Pair("Off on PIN pad", "-$0.49"), rows);
        Assert.Contains(Pair("Given back", "-$1,234.00"), rows);
        Assert.Contains("Nov 27, 2026", rows);

        string Pair(string left, string right) => left + new string(' ', (int)width - left.Length - right.Length) + right;
    }

    private static Receipt Receipt(params ReceiptLine[] lines) => new(
        SaleId.New(), 1047, "Corner Cafe", "Pier 4", "1 Harbor Lane", null, "Thank you", new DateTimeOffset(2026, 11, 26, 14, 5, 0, TimeSpan.FromHours(-5)), "Ann", "Register 1",
        lines.Length > 0 ? lines :
        [
            new ReceiptLine("A", "Flat white", Quantity.One, new(450), new(450), Money.Zero, new(450)),
            new ReceiptLine("B", "Croissant with butter", new Quantity(2_000), new(325), new(650), new(50), new(600)),
        ],
        new(1_100), new(50), new(1_050), [new ReceiptTax("Local tax", new Rate(50_000), new(53))], new(1_103), TenderKind.Card, "Card Price", new(1_060), new(100), new(1_203),
        [new ReceiptTender(TenderKind.Card, new(1_103), new(100), Money.Zero, Money.Zero, "Visa", "1111", "CHIP", "04417Z", "ref", "PIN pad 1")], null, Money.Zero);

    /// <summary>As the paper shows it; bold between bars, which take no room there.</summary>
    private static string Shown(SpinPrintout printout)
    {
        var (text, row) = (new System.Text.StringBuilder(), new List<SpinPrintText>());
        foreach (var part in printout.Parts)
        {
            if (part is SpinPrintText piece)
                row.Add(piece);
            else
            {
                text.Append(Row(row, (int)printout.Width)).Append('\n');
                row.Clear();
            }
        }

        return text.ToString();
    }

    private static string Row(List<SpinPrintText> row, int width) => row switch
    {
        [] => "",
        [{ Centred: true } one] => new string(' ', (width - one.Text.Length) / 2) + Marked(one),
        [var one] => Marked(one),
        [var left, var right] => Marked(left) + new string(' ', width - left.Text.Length - right.Text.Length) + Marked(right),
        _ => throw new InvalidOperationException("Three texts do not share a line."),
    };

    private static string Marked(SpinPrintText piece) => piece.Bold ? $"|{piece.Text}|" : piece.Text;
}
