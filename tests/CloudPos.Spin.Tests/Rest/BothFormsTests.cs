using CloudPos.Spin.Rest;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Tests.Rest;

/// <summary>The register must not have to know which form a terminal speaks.</summary>
public class BothFormsTests
{
    private static SpinAnswer Xml(string result, string text, bool isStatus = false) => SpinAnswers.From(
        SpinXmlReader.Read(
            $"<response><RefId>{A.RefId}</RefId><ResultCode>{result}</ResultCode><RespMSG>{text}</RespMSG><PaymentType>Credit</PaymentType>"
            + "<TransType>Sale</TransType></response>"),
        isStatus ? SpinAsked.For(A.Status) : SpinAsked.For(A.Sale), A.AuthKey);

    [Theory]
    [InlineData("1", "Service Busy", "1000")]
    [InlineData("1", "Authentication failed", "1009")]
    [InlineData("1", "Duplicate Reference ID", "1011")]
    [InlineData("1", "Bad Request", "1013")]
    [InlineData("1", "Communication Error", "1014")]
    [InlineData("1", "DECLINED", "1015")]
    [InlineData("1", "PINpad Communication Error", "1018")]
    [InlineData("1", "No Open Batch", "1020")]
    [InlineData("2", "Terminal not connected to SPIn Proxy server", "2001")]
    [InlineData("2", "Route not found", "2004")]
    [InlineData("2", "Active route not found", "2005")]
    [InlineData("2", "Not pars request", "2006")]
    [InlineData("2", "The operation has timed out", "2007")]
    [InlineData("2", "Terminal in use", "2008")]
    public void The_same_refusal_means_the_same_in_both_forms(string result, string text, string code)
    {
        var (xml, rest) = (Xml(result, text), R.Read(R.Refusal(code)));
        var (xmlStatus, restStatus) =
            (Xml(result, text, isStatus: true), R.Read(R.Refusal(code), SpinRestAsked.For(A.Status)));

        Assert.Equal((xml.Outcome, xml.Reason), (rest.Outcome, rest.Reason));
        Assert.Equal(xmlStatus.Outcome, restStatus.Outcome);
    }

    [Fact]
    public void The_same_approval_reads_the_same_in_both_forms()
    {
        var xml = SpinAnswers.From(SpinXmlReader.Read(A.Approval), SpinAsked.For(A.Sale), A.AuthKey);
        var rest = R.Read(
            $$"""
            { "GeneralResponse": { "ResultCode": 0, "StatusCode": "0000", "Message": "Approved", "DetailedMessage": "Approved" },
              "PaymentType": "Credit", "TransactionType": "Sale", "AuthCode": "292249", "ReferenceId": "{{A.RefId}}",
              "InvoiceNumber": "1", "SerialNumber": "B179", "BatchNumber": "7", "PNReferenceId": "1807027", "Voided": false,
              "Amounts": { "TotalAmount": 10.5, "TipAmount": 0, "FeeAmount": 0, "TaxAmount": 0 },
              "CardData": { "CardType": "VISA", "EntryType": "CHIP", "Last4": "1234" } }
            """);

        Assert.Equal(Seen(xml), Seen(rest));

        static object Seen(SpinAnswer a) => (a.Outcome, a.Reason, a.RefId, a.ResultCode,
            (a.Message, a.ResponseMessage, a.AuthCode, a.PaymentType), (a.CardBrand, a.Last4, a.EntryType, a.BatchNumber),
            (a.InvoiceNumber, a.HostReference, a.SerialNumber), (a.Total, a.Tip, a.Fee, a.Tax, a.Voided));
    }
}
