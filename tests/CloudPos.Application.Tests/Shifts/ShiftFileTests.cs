using System.Globalization;
using System.Text;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Features.Staff;
using CloudPos.Application.Tests.Pdf;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Staff;
using CloudPos.Spin;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Shifts;

public sealed class ShiftFileTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    [Fact]
    public async Task The_slip_of_a_Z_report_says_all_that_is_stored_and_fits_the_roll()
    {
        var (drawer, z) = await ClosedAsync("=HYPERLINK(\"x\"), said the customer");
        var lines = ZSlip.Lines(z);
        foreach (var (words, amount) in new[]
                 {
                     ("Items at list price", z.Figures.Gross), ("Taken", z.Figures.Taken), ("Expected in the drawer", z.Expected), ("Counted", z.Close!.Counted),
                     ("Short", z.Close.Difference), ("Left in the drawer", z.Close.Left), ("Cash out: Milk delivery", new Money(-200)), ("LocalTax 5 %", new Money(50)),
                 })
            Assert.Contains(lines, l => l.Left == words && l.Right == MoneyText.Show(amount));
        Assert.Equal("Z report 0001", lines[0].Left);
        Assert.Equal("X report", ZSlip.Lines(await drawer.LookAsync(await drawer.OpenAsync()))[0].Left);

        var texts = ZSlip.ToPrintout(z).Parts.OfType<SpinPrintText>().ToArray();
        Assert.All(texts, t => Assert.True(t.Text.Length <= 40, t.Text));
        Assert.Contains(texts, t => t.Text == "Short" && t.Bold);
        Assert.Contains(texts, t => t.Text == "-$6.00");
    }

    [Fact]
    public async Task The_CSV_holds_every_figure_and_no_formula()
    {
        var (drawer, z) = await ClosedAsync("=HYPERLINK(\"x\"), said the customer");
        var file = Drawer.Must(await app.SendAs(drawer.Store.Manager, new GetShiftFile(z.ShiftId, ShiftFileKind.Csv)));
        Assert.StartsWith("z-report-0001-register-1-", file.Name, StringComparison.Ordinal);
        using var reader = new CsvHelper.CsvReader(new StreamReader(new MemoryStream(file.Content), Encoding.UTF8), CultureInfo.InvariantCulture);
        var rows = new List<(string Section, string Name, string Value)>();
        reader.Read();
        reader.ReadHeader();
        while (reader.Read())
            rows.Add((reader.GetField("Section")!, reader.GetField("Name")!, reader.GetField("Value")!));
        Assert.Contains(("Cash", "Expected", MoneyText.Plain(z.Expected)), rows);
        Assert.Contains(("Cash", "Over or short", "-6.00"), rows);
        Assert.Contains(("Tax", "StateTax 10 %", "1.00"), rows);
        Assert.Contains(("Tender", "Cash", MoneyText.Plain(z.Figures.Taken)), rows);
        Assert.Contains(("Cash", "Reason", "'=HYPERLINK(\"x\"), said the customer"), rows);
    }

    [Fact]
    public async Task The_PDF_says_what_the_slip_says_in_the_letters_of_whoever_typed_it()
    {
        var (drawer, z) = await ClosedAsync("Back\\slash (and) brackets, ½ € Ключ");
        var file = Drawer.Must(await app.SendAs(drawer.Store.Manager, new GetShiftFile(z.ShiftId, ShiftFileKind.Pdf)));
        var words = PdfWords.Read(file.Content).SelectMany(page => page).ToArray();
        foreach (var line in ZSlip.Lines(z).Where(l => l.Look is not (SlipLook.Rule or SlipLook.Note)))
        {
            Assert.Contains(line.Left, words);
            Assert.Contains(line.Right, words.Append(""));
        }

        Assert.Contains("Back\\slash (and) brackets, ½ € Ключ. Approved by", string.Join(' ', words), StringComparison.Ordinal);
        Assert.Contains("Page 1 of 1", words);
    }

    private async Task<(Drawer Drawer, ShiftReport Z)> ClosedAsync(string reason)
    {
        var drawer = await Drawer.InNewShopAsync(app, allowedCents: 500);
        var shift = await drawer.OpenAsync(20_000);
        var sold = await drawer.SellAsync();
        Drawer.Must(await drawer.MoveAsync(shift, CashMovementKind.Out, 200));
        var manager = await Drawer.PersonAsync(app, drawer.Store, StaffRole.Manager);
        var tally = await drawer.CountAsync(shift, 20_000 + sold.Cents - 200 - 600);
        return (drawer, Drawer.Must(await drawer.CloseAsync(tally, reason, new Approval(manager, Drawer.Password), new Money(10_000))));
    }
}
