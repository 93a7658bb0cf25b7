using Bunit;
using CloudPos.Application.Features.Receipts;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Receipts;

namespace CloudPos.Web.Tests.Features.Receipts;

public sealed class ReceiptSlipTests : BunitContext
{
    [Fact]
    public void A_card_receipt_names_the_price_the_tip_and_what_was_charged_apart()
    {
        var slip = Render<ReceiptSlip>(p => p.Add(x => x.Receipt, Card()));

        Assert.Equal("$52.61", Row("Card Price"));
        Assert.Equal("$6.00", Row("Tip"));
        Assert.Equal("$58.61", Row("Charged"));
        Assert.Equal("Contactless", Row("Visa ····4821"));
        Assert.Equal("04418Z", Row("Auth code"));
        Assert.Contains("Cash Price $50.59", slip.Markup.Replace("<span class=\"num \">", "", StringComparison.Ordinal).Replace("<span class=\"num\">", "", StringComparison.Ordinal), StringComparison.Ordinal);

        string Row(string words) => slip.FindAll(".slip-row").Single(row => row.Children[0].TextContent == words).Children[1].TextContent;
    }

    [Fact]
    public void A_card_whose_last_four_nobody_knows_has_no_dots()
    {
        var receipt = Card();
        var slip = Render<ReceiptSlip>(p => p.Add(x => x.Receipt, receipt with { Tenders = [receipt.Tenders[0] with { CardBrand = null, Last4 = null }] }));

        Assert.DoesNotContain("····", slip.Markup, StringComparison.Ordinal);
        Assert.Contains(slip.FindAll(".slip-row"), row => row.Children[0].TextContent == "Card");
    }

    [Fact]
    public void A_cash_receipt_shows_what_was_given_and_given_back()
    {
        var receipt = Card() with
        {
            PriceKind = TenderKind.Cash,
            PriceLabel = "Cash Price",
            Total = new Money(5059),
            Paid = new Money(5059),
            Tip = Money.Zero,
            Tenders = [new ReceiptTender(TenderKind.Cash, new Money(5059), Money.Zero, new Money(6000), new Money(941), null, null, null, null, null, null)],
        };

        var slip = Render<ReceiptSlip>(p => p.Add(x => x.Receipt, receipt));

        var rows = slip.FindAll(".slip-row").Select(row => row.TextContent).ToArray();
        Assert.Contains("Cash$60.00", rows);
        Assert.Contains("Change$9.41", rows);
        Assert.DoesNotContain("Tip", slip.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_tenders_each_say_their_price_and_the_parts_come_to_what_was_paid()
    {
        var receipt = Card() with
        {
            Tip = Money.Zero,
            Paid = new Money(5191),
            SavedInCash = new Money(40),
            TakenOffOnPinPad = new Money(30),
            Tenders =
            [
                new ReceiptTender(TenderKind.Card, new Money(4191), Money.Zero, Money.Zero, Money.Zero, "Visa", "4821", "Contactless", "04418Z", "01ka9v", "PIN pad 3")
                { PricedAt = TenderKind.Card, Share = new Money(4221) },
                new ReceiptTender(TenderKind.Cash, new Money(1000), Money.Zero, new Money(2000), new Money(1000), null, null, null, null, null, null)
                { PricedAt = TenderKind.Cash, Share = new Money(1040) },
            ],
            GivenBack = [new ReceiptTender(TenderKind.Cash, new Money(777), Money.Zero, new Money(777), Money.Zero, null, null, null, null, null, null)],
        };

        var slip = Render<ReceiptSlip>(p => p.Add(x => x.Receipt, receipt));

        var rows = slip.FindAll(".slip-row").Select(row => row.TextContent.Trim()).ToArray();
        Assert.Contains("Card Price$52.61", rows);
        Assert.Contains("Saved by paying cash−$0.40", rows);
        Assert.Contains("Taken off on the PIN pad−$0.30", rows);
        Assert.Contains("Paid$51.91", rows);
        Assert.Contains("Charged$41.91", rows);
        Assert.Contains("Cash, at the Cash Price$10.00", rows);
        Assert.Contains("Pays of the sale$10.40", rows);
        Assert.Contains("Received$20.00", rows);
        Assert.DoesNotContain("7.77", slip.Markup, StringComparison.Ordinal);
    }

    private static Receipt Card() => new(
        SaleId.New(), 1047, "Harbor Lane Coffee", "Pier 4", "4 Harbor Lane", null, null, new DateTimeOffset(2026, 11, 19, 10, 57, 0, TimeSpan.FromHours(-5)),
        "Cashier", "Register 1", [new ReceiptLine("A", "Latte", Quantity.Of(2), new Money(2500), new Money(5000), Money.Zero, new Money(5000))],
        new Money(5000), Money.Zero, new Money(5000), [new ReceiptTax("State tax", new Rate(52_200), new Money(261))], new Money(5261), TenderKind.Card,
        "Card Price", new Money(5059), new Money(600), new Money(5861),
        [new ReceiptTender(TenderKind.Card, new Money(5861), new Money(600), Money.Zero, Money.Zero, "Visa", "4821", "Contactless", "04418Z", "01ka9v", "PIN pad 3")],
        null, Money.Zero);
}
