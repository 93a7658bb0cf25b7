using System.Globalization;
using System.Xml.Linq;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Tests;

/// <summary>What we send against the specification's request samples, element by element.</summary>
public partial class SampleRequestTests
{
    private const string SampleAuthKey = "234123-74653252-663525223";

    // We always say these; the samples leave them to their defaults.
    private static readonly string[] s_alwaysSaid = ["SigCapture", "PerformedBy", "IsvId", "OperationalTimeout", "PrintReceipt"];

    [Fact]
    public void The_sale_sample_is_what_we_write()
    {
        var sale = A.Sale with
        {
            RefId = "2",
            Amount = 1.00m,
            CustomFee = 1.00m,
            PrintReceipt = SpinPrintReceipt.Both,
            PerformedBy = "sample@email-account-id",
        };

        var written = SpinXmlWriter.Write(sale, new SpinIdentity("3", "123456789123", SampleAuthKey), cart: null);

        Assert.Equal(("No", "100001", "120"), (Text(written, "SigCapture"), Text(written, "IsvId"), Text(written, "OperationalTimeout")));
        AssertSame(Sample("sale-request"), written, "SigCapture", "IsvId", "OperationalTimeout");
    }

    [Fact]
    public void The_user_choice_sample_is_what_we_write()
    {
        var sale = A.Sale with
        {
            PaymentType = SpinPaymentType.UserChoice,
            RefId = "2",
            Amount = 1.00m,
            PrintReceipt = SpinPrintReceipt.Both,
            PerformedBy = "sample@email-account-id",
        };

        var written = SpinXmlWriter.Write(sale, new SpinIdentity("3", "123456789123", SampleAuthKey), cart: null);

        AssertSame(Sample("sale-user-choice-request"), written, "SigCapture", "IsvId", "OperationalTimeout");
    }

    [Fact]
    public void The_time_out_sample_is_what_we_write()
    {
        var sale = A.Sale with
        {
            PaymentType = SpinPaymentType.Debit,
            Amount = 3.65m,
            Tip = 0m,
            CustomFee = 0m,
            RefId = "171",
            PrintReceipt = SpinPrintReceipt.Merchant,
            OperationalTimeoutSeconds = 150,
        };
        var sample = Sample("operational-timeout-request");
        // No cash is handed out by our sales; and the sample has the key behind the TPN, unlike all others.
        sample.Element("CashbackAmount")!.Remove();
        var tpn = sample.Element("TPN")!;
        tpn.Remove();
        sample.Element("AuthKey")!.AddAfterSelf(tpn);

        var written = SpinXmlWriter.Write(sale, new SpinIdentity("3748036", "123456789123", "UAqzib8AYx"), cart: null);

        AssertSame(sample, written, "PerformedBy", "IsvId");
    }

    [Fact]
    public void The_dual_pricing_sample_is_what_we_write()
    {
        var sale = A.Sale with
        {
            Amount = 10.00m,
            RefId = "14",
            DualPricing = new SpinDualPricing
            {
                TotalCardAmountWithoutDiscount = 10.40m,
                TotalCashAmountWithoutDiscount = 10.00m,
                TotalCardAmountWithDiscount = 10.40m,
                TotalCashAmountWithDiscount = 10.00m,
                FeeAmount = 0.40m,
                Tax1Fee = 0.02m,
                Tax2Fee = 0.04m,
                Tax1Label = "LocalTax",
                Tax2Label = "StateTax",
                Tax1CardAmount = 0.52m,
                Tax1CashAmount = 0.50m,
                Tax2CardAmount = 1.04m,
                Tax2CashAmount = 1.00m,
                TotalCardAmount = 11.96m,
                TotalCashAmount = 11.50m,
                Lines = [new("Item1Name", 0m, 10.40m, 0m, 10.00m, 1m, "ITM", "Item1 desc", "10001", 10.40m, 10.00m)],
            },
        };
        var sample = Sample("dual-pricing-request");
        // A voice approval code is not for a card that is present.
        sample.Element("AuthCode")!.Remove();
        // The sample opens with the identity; all other sales have it behind the RefId.
        var identity = new[] { sample.Element("RegisterId")!, sample.Element("AuthKey")! };
        identity.Remove();
        sample.Element("RefId")!.AddAfterSelf(identity);

        var written = SpinXmlWriter.Write(sale, new SpinIdentity("1103024", null, "ulHLsaxfbg"), cart: null);

        AssertSame(sample, written, s_alwaysSaid);
        Assert.Equal("0.40", Text(written, "FeeAmount"));
        Assert.Equal("10.40", written.Element("LineItems")!.Element("group")!.Element("CardTotal")!.Value);
        Assert.Equal("1", written.Element("LineItems")!.Element("group")!.Element("Quantity")!.Value);
    }

    [Fact]
    public void The_cart_sample_is_what_we_write()
    {
        // The sample counts in minor units; we count in dollars, which the specification allows as well.
        var sample = Sample("cart-request").Element("Cart")!;
        var cart = new SpinCart(
            [.. sample.Descendants("Amount").Select(a =>
                new SpinCartAmount(a.Element("Name")!.Value, Minor(a, "Value"), a.Element("Total") is not null))],
            [.. sample.Descendants("Item").Select(ItemOf)],
            PosId: null);

        var written = SpinCartXml.Write(cart, cart.Items.Count);

        // Optional elements that the sample sends empty are left out by us.
        sample.Descendants().Where(e => e.Name == "UnitPrice" || e.Name == "AdditionalInfo").Remove();
        AssertSame(sample, written, minorUnits: true);
        Assert.Equal("27.53", written.Descendants("Amount").Single(a => a.Element("Total") is not null).Element("Value")!.Value);
        Assert.Contains("-2.08", written.Descendants("Price").Select(p => p.Value));
    }

    [Fact]
    public void The_status_sample_is_what_we_write_except_that_we_never_print()
    {
        var sample = Sample("status-request");
        sample.Element("PrintReceipt")!.Value = "No";

        var written = SpinXmlWriter.Write(
            new SpinStatus(SpinPaymentType.Credit, "3"), new SpinIdentity("3", "123456789123", SampleAuthKey));

        AssertSame(sample, written);
    }

    private static SpinCartItem ItemOf(XElement item) =>
        new(item.Element("Name")!.Value, Minor(item, "Price"), UnitPrice: null, Number(item, "Quantity"))
        {
            CustomInfos = [.. item.Descendants("CustomInfo").Select(i =>
                new SpinCartInfo(i.Element("Name")!.Value, i.Element("Value")!.Value))],
            Modifiers = [.. item.Descendants("Modifier").Select(m => new SpinCartModifier(m.Element("Name")!.Value,
                [.. m.Descendants("Option").Select(o =>
                    new SpinCartOption(o.Element("Name")!.Value, Minor(o, "Price"), Number(o, "Quantity")))]))],
        };

    private static decimal Number(XElement parent, string tag) =>
        decimal.Parse(parent.Element(tag)!.Value, CultureInfo.InvariantCulture);

    private static decimal Minor(XElement parent, string tag) => Number(parent, tag) / 100;

    private static XElement Sample(string name) => XElement.Parse(A.Sample(name));

    private static string Text(XElement request, string tag) => request.Element(tag)!.Value;

    private static void AssertSame(XElement sample, XElement written, params string[] added)
    {
        foreach (var name in added.Where(name => sample.Element(name) is null))
            Assert.Single(written.Elements(name)).Remove();
        AssertSame(sample, written, minorUnits: false);
    }

    private static void AssertSame(XElement sample, XElement written, bool minorUnits)
    {
        Assert.Equal(sample.Name, written.Name);
        Assert.Equal(sample.Elements().Select(e => e.Name.LocalName), written.Elements().Select(e => e.Name.LocalName));
        foreach (var (wanted, found) in sample.Elements().Zip(written.Elements()))
            AssertSame(wanted, found, minorUnits);
        Assert.Equal(sample.Attributes().Select(a => (a.Name, a.Value)), written.Attributes().Select(a => (a.Name, a.Value)));
        if (sample.HasElements)
            return;
        var isMoney = decimal.TryParse(sample.Value, CultureInfo.InvariantCulture, out var wantedNumber)
            && decimal.TryParse(written.Value, CultureInfo.InvariantCulture, out var foundNumber)
            && (foundNumber == wantedNumber || (minorUnits && foundNumber * 100 == wantedNumber));
        Assert.True(isMoney || sample.Value == written.Value, $"{sample} was written as {written}");
    }
}
