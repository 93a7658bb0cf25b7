using CloudPos.Spin.Rest;
using CloudPos.Spin.Tests.Rest;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Tests;

/// <summary>Void, tip, capture and return stand under the sale's RefId: what became of one of them is not what became of the sale.</summary>
public class AnotherKindTests
{
    private const string Echo = $"<RefId>{A.RefId}</RefId>";

    [Theory]
    [InlineData("Void", "Declined")]
    [InlineData("TipAdjust", "Declined")]
    [InlineData("Void", "Canceled")]
    [InlineData("Return", "Declined")]
    [InlineData("Capture", "Canceled")]
    [InlineData("Void", "Not Found")]
    public void A_refused_record_of_another_kind_does_not_end_the_sale(string kind, string words)
    {
        var body = $"{Echo}<ResultCode>1</ResultCode><Message>{words}</Message><PaymentType>Credit</PaymentType><Voided>false</Voided><TransType>{kind}</TransType>";

        Assert.Equal(SpinOutcome.Unknown, Xml(body, SpinAsked.For(A.Status)).Outcome);
        Assert.Equal(SpinOutcome.Unknown, Xml(body, SpinAsked.For(A.Sale)).Outcome);
    }

    [Theory]
    [InlineData("1015", "TipAdjust")]
    [InlineData("1012", "TipAdjust")]
    [InlineData("1015", "Capture")]
    [InlineData("1015", "Return")]
    [InlineData("1001", "Void")]
    public void A_refused_record_of_another_kind_does_not_end_the_sale_over_REST_either(string code, string kind)
    {
        var body = R.Replace(R.Refusal(code), "\"Sale\"", $"\"{kind}\"");

        Assert.Equal(SpinOutcome.Unknown, R.Read(body, SpinRestAsked.For(A.Status)).Outcome);
        Assert.Equal(SpinOutcome.Unknown, R.Read(body, SpinRestAsked.For(A.Sale)).Outcome);
    }

    [Fact]
    public void A_refused_follow_up_is_told_by_its_code_whatever_kind_the_answer_names()
    {
        Assert.Equal(SpinOutcome.Declined, R.Read(R.Refusal("1015"), SpinRestAsked.For(R.Void)).Outcome);
        Assert.Equal(SpinOutcome.Declined, R.Read(R.Refusal("1015"), SpinRestAsked.For(R.TipAdjust)).Outcome);
    }

    [Fact]
    public void A_sale_is_not_answered_by_a_Status()
    {
        var body = $"{Echo}<ResultCode>0</ResultCode><Message>Approved</Message><PaymentType>Credit</PaymentType><TransType>Status</TransType>";

        Assert.Equal(SpinOutcome.Unknown, Xml(body, SpinAsked.For(A.Sale)).Outcome);
        Assert.Equal(SpinOutcome.Approved, Xml(body, SpinAsked.For(A.Status)).Outcome);
    }

    [Theory]
    [InlineData("Void Sale")]
    [InlineData("SaleVoid")]
    public void A_void_of_a_sale_is_no_sale(string kind)
    {
        var body = $"{Echo}<ResultCode>0</ResultCode><Message>Success</Message><PaymentType>Credit</PaymentType><TransType>{kind}</TransType>";

        Assert.Equal(SpinOutcome.Unknown, Xml(body, SpinAsked.For(A.Sale)).Outcome);
        Assert.Equal(SpinOutcome.Unknown, Xml(body, SpinAsked.For(A.Status)).Outcome);
        Assert.Equal(SpinOutcome.Approved, Xml(body, SpinAsked.For(A.Void)).Outcome);
    }

    [Theory]
    [InlineData("Void Sale")]
    [InlineData("SaleVoid")]
    public void A_void_of_a_sale_is_no_sale_over_REST_either(string kind)
    {
        var body = R.Replace(R.Approval, "\"Sale\"", $"\"{kind}\"");

        Assert.Equal(SpinOutcome.Unknown, R.Read(body, SpinRestAsked.For(A.Sale)).Outcome);
        Assert.Equal(SpinOutcome.Unknown, R.Read(body, SpinRestAsked.For(A.Status)).Outcome);
        Assert.Equal(SpinOutcome.Approved, R.Read(body, SpinRestAsked.For(R.Void)).Outcome);
    }

    private static SpinAnswer Xml(string body, SpinAsked asked) =>
        SpinAnswers.From(SpinXmlReader.Read($"<xmp><response>{body}</response></xmp>"), asked, A.AuthKey);
}
