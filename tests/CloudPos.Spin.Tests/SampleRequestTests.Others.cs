using System.Xml.Linq;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Tests;

// The samples of everything that is not a plain sale.
public partial class SampleRequestTests
{
    private static readonly SpinIdentity s_identity = new("3", "123456789123", SampleAuthKey);
    private static readonly SpinIdentity s_input = new("9724703", null, "giVVxrGs5bn");

    [Fact]
    public void The_capture_sample_is_what_we_write() =>
        AssertSame(Sample("capture-request"), SpinXmlWriter.Write(
            new SpinCapture { RefId = "2", Amount = 100m, Tip = 10m, Last4 = "0403" }, s_identity));

    [Fact]
    public void The_tip_adjustment_sample_is_what_we_write() =>
        AssertSame(Sample("tip-adjust-request"), SpinXmlWriter.Write(
            new SpinTipAdjust { RefId = "2", Amount = 100m, Tip = 10m, Last4 = "0403" }, s_identity));

    [Fact]
    public void The_void_sample_is_what_we_write_except_that_we_say_what_is_printed() =>
        AssertSame(Sample("void-request"), SpinXmlWriter.Write(
            new SpinVoid { RefId = "3", Amount = 11m }, s_identity with { RegisterId = "1" }), "PrintReceipt");

    [Fact]
    public void The_settlement_sample_is_what_we_write() =>
        AssertSame(Sample("settle-request"), SpinXmlWriter.Write(new SpinSettle { RefId = "2" }, s_identity));

    [Fact]
    public void A_forced_settlement_of_one_merchant_names_both()
    {
        var written = SpinXmlWriter.Write(
            new SpinSettle { RefId = "2", Kind = SpinSettleKind.Force, MerchantId = 2, OperationalTimeoutSeconds = 600 }, s_identity);

        Assert.Equal(("Force", "2", "600"), (Text(written, "Param"), Text(written, "MerchantId"), Text(written, "OperationalTimeout")));
    }

    [Theory]
    [InlineData("report-summary-request", SpinReportKind.Summary)]
    [InlineData("report-daily-request", SpinReportKind.Daily)]
    public void The_report_samples_are_what_we_write(string sample, SpinReportKind kind) =>
        AssertSame(Sample(sample), SpinXmlWriter.Write(new SpinReportRequest(kind), s_input));

    [Fact]
    public void The_choice_sample_is_what_we_write() =>
        AssertSame(Sample("user-choice-request"), SpinXmlWriter.Write(A.Choice, s_identity));

    [Theory]
    [InlineData("user-input-numeric-request", "Enter phone", SpinInputType.Numeric, 10)]
    [InlineData("user-input-alphanumeric-request", "Enter Address", SpinInputType.Alphanumeric, 20)]
    [InlineData("user-input-alpha-request", "Enter name", SpinInputType.Letters, 15)]
    [InlineData("user-input-money-request", "Enter amount", SpinInputType.Money, 5)]
    [InlineData("user-input-info-request", "Enter Address", SpinInputType.Info, 20)]
    public void The_input_samples_are_what_we_write(string sample, string title, SpinInputType type, int maxLength) =>
        AssertSame(Sample(sample), SpinXmlWriter.Write(new SpinUserInput(title, type, maxLength), s_input));

    [Fact]
    public void The_signature_sample_is_what_we_write() =>
        AssertSame(Sample("get-sign-request"), SpinXmlWriter.WriteSignatureQuestion(new SpinIdentity("3434801", null, "cTqG9fapET")));

    [Fact]
    public void The_printer_sample_is_what_we_write_with_its_misprint_corrected()
    {
        var sample = Sample("printer-request");
        sample.Element("printer")!.Element("l0f")!.Name = "lf";
        // The sample's picture is cut off; a whole one stands in its place.
        sample.Descendants("img").Single().Value = A.Bitmap;
        var printout = new SpinPrintout(SpinPrintWidth.Normal,
        [
            new SpinPrintText("Header") { Bold = true, Centred = true }, new SpinPrintFeed(),
            new SpinPrintText("02-15-2014"), new SpinPrintText("09:45:29"), new SpinPrintFeed(),
            new SpinPrintText("Trans. Number:"), new SpinPrintText("1"),
            new SpinPrintImage(Convert.FromBase64String(A.Bitmap)),
        ]);

        AssertSame(sample, SpinXmlWriter.Write(printout, s_identity));
    }

    [Fact]
    public void The_health_sample_is_what_we_write()
    {
        var sale = A.Sale with
        {
            Amount = 50m,
            Tip = 0m,
            CashbackAmount = 0m,
            CustomFee = 0m,
            RefId = "1",
            Health = new SpinHealthAmounts(30m) { Prescription = 10m, Clinic = 10m, Dental = 10m },
        };

        var written = SpinXmlWriter.Write(sale, new SpinIdentity("1103024", null, "ulHLsaxfbg"), cart: null);

        AssertSame(Sample("hsa-request"), written, "PerformedBy", "IsvId", "OperationalTimeout");
    }

    [Fact]
    public void The_level_3_sample_is_what_we_write()
    {
        var sale = A.Sale with { Amount = 10m, RefId = "61", Level3 = Level3Tests.Sample };
        var sample = Sample("level3-request");
        // A voice approval code is not for a card that is present; and the identity stands behind the RefId, as in all other sales.
        sample.Element("AuthCode")!.Remove();
        var identity = new[] { sample.Element("RegisterId")!, sample.Element("AuthKey")! };
        identity.Remove();
        sample.Element("RefId")!.AddAfterSelf(identity);

        var written = SpinXmlWriter.Write(sale, new SpinIdentity("1103024", null, "ulHLsaxfbg"), cart: null);

        AssertSame(sample, written, s_alwaysSaid);
    }

    [Fact]
    public void The_ISV_id_of_the_sample_is_what_we_send()
    {
        // Its transaction type, AddLevel3Item, is not in the specification's list and not one of ours.
        var sample = Sample("isv-request").Element("IsvId")!.Value;

        Assert.Equal(sample, Text(SpinXmlWriter.Write(A.Sale, A.Identity, cart: null), "IsvId"));
        Assert.Equal(sample, Text(SpinXmlWriter.Write(A.Auth, A.Identity), "IsvId"));
    }

    [Theory]
    [InlineData(SpinGiftOperation.Activate, "10.50")]
    [InlineData(SpinGiftOperation.Inquire, null)]
    [InlineData(SpinGiftOperation.Redeem, "10.50")]
    [InlineData(SpinGiftOperation.Refund, "10.50")]
    [InlineData(SpinGiftOperation.Reload, "10.50")]
    [InlineData(SpinGiftOperation.Deactivate, null)]
    [InlineData(SpinGiftOperation.Reissue, null)]
    [InlineData(SpinGiftOperation.Void, "10.50")]
    public void A_gift_operation_is_named_as_the_specification_does(SpinGiftOperation operation, string? amount)
    {
        var gift = A.Gift with { Operation = operation, Amount = amount is null ? null : A.Gift.Amount };

        var written = SpinXmlWriter.Write(gift, A.Identity);

        Assert.Null(SpinFields.Problem(gift, new SpinLimits()));
        Assert.Equal(("Gift", operation.ToString(), amount), (Text(written, "PaymentType"), Text(written, "TransType"), written.Element("Amount")?.Value));
    }

    [Theory]
    [InlineData(SpinPaymentType.Credit, "Credit")]
    [InlineData(SpinPaymentType.Debit, "Debit")]
    [InlineData(SpinPaymentType.EbtFood, "EBT_Food")]
    [InlineData(SpinPaymentType.EbtCash, "EBT_Cash")]
    [InlineData(SpinPaymentType.UserChoice, "userChoice")]
    [InlineData(SpinPaymentType.Card, "Card")]
    [InlineData(SpinPaymentType.Cash, "Cash")]
    [InlineData(SpinPaymentType.Check, "Check")]
    public void A_payment_type_is_named_as_the_specification_does(SpinPaymentType type, string name)
    {
        var sale = A.Sale with { PaymentType = type };

        Assert.Null(SpinFields.Problem(sale, new SpinLimits()));
        Assert.Equal(name, Text(SpinXmlWriter.Write(sale, A.Identity, cart: null), "PaymentType"));
        Assert.Equal(name, Text(SpinXmlWriter.Write(new SpinStatus(type, A.RefId), A.Identity), "PaymentType"));
    }

    [Fact]
    public void Every_request_sample_is_tested_here()
    {
        var source = string.Concat(Directory.GetFiles(SourceFolder(), "SampleRequestTests*.cs").Select(File.ReadAllText));
        var samples = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples"), "*-request.xml")
            .Select(file => Path.GetFileNameWithoutExtension(file)!).ToList();

        Assert.Equal(23, samples.Count);
        Assert.All(samples, name => Assert.Contains($"\"{name}\"", source, StringComparison.Ordinal));
    }

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string file = "") =>
        Path.GetDirectoryName(file)!;
}
