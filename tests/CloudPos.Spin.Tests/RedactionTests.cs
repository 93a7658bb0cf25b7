using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Tests;

public class RedactionTests
{
    private static readonly string[] s_secrets =
        [A.AuthKey, "JANE", "DOE", "4111", "411111", "1229", "Qk2uCAAA", "BoPRWAad", "5500005555555559", "5500 0055 5555 5559"];

    [Fact]
    public void An_answer_keeps_no_key_name_card_number_expiry_signature_or_token()
    {
        var body = A.Approval
            .Replace("<Message>Approved<", $"<Message>Approved for {A.AuthKey} 5500005555555559 and 5500 0055 5555 5559<", StringComparison.Ordinal)
            .Replace("<SN>B179<", $"<SN>{A.AuthKey.ToUpperInvariant()}<", StringComparison.Ordinal)
            .Replace("AcntLast4=1234", "AcntLast4=5500005555551234,BIN=411111", StringComparison.Ordinal)
            .Replace("</response>", "<Sign>Qk2uCAAA</Sign><iPOSToken>BoPRWAad</iPOSToken><Unknown>JANE</Unknown></response>", StringComparison.Ordinal);

        var answer = SpinAnswers.From(SpinXmlReader.Read(body), SpinAsked.For(A.Sale), A.AuthKey);

        Assert.Equal(SpinOutcome.Approved, answer.Outcome);
        Assert.Equal("1234", answer.Last4);
        var everything = answer.ToString();
        Assert.All(s_secrets, s => Assert.DoesNotContain(s, everything, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("last4=1234", answer.Redacted, StringComparison.Ordinal);
        Assert.Contains("auth=292249", answer.Redacted, StringComparison.Ordinal);
        Assert.Contains("total=10.50", answer.Redacted, StringComparison.Ordinal);
        Assert.Contains(answer.Redacted, everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Card 5500.0055.5555.5559 refused")]
    [InlineData("Card 5500 - 0055 - 5555 - 5559 refused")]
    [InlineData("Card 5500/0055/5555/5559 refused")]
    [InlineData("Card 5500_0055_5555_5559 refused")]
    [InlineData("Card 5500\u20110055\u20115555\u20115559 refused")]
    [InlineData("10.50 5500.0055.5555.5559/1229 refused")]
    [InlineData("VISA0005500005555555559")]
    public void A_card_number_is_masked_however_it_is_grouped(string words)
    {
        var body = $"<response><RefId>{A.RefId}</RefId><ResultCode>1</ResultCode><Message>Declined</Message><RespMSG>{words}</RespMSG>"
            + $"<InvNum>{words}</InvNum><ExtData>CardType={words},RRN={words}</ExtData></response>";

        var answer = SpinAnswers.From(SpinXmlReader.Read(body), SpinAsked.For(A.Sale), A.AuthKey);

        Assert.All([answer.ResponseMessage, answer.InvoiceNumber, answer.CardBrand, answer.HostReference, answer.Details.RetrievalReference, answer.Redacted], text =>
        {
            Assert.Contains("***", text, StringComparison.Ordinal);
            Assert.DoesNotContain("5559", text, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("Approved 10.50 of $1,196.00 / $1,250.00")]
    [InlineData("AMOUNT 11.96, TIP 2.00, FEE 0.36")]
    [InlineData("CODE 05/51")]
    public void Amounts_and_codes_stay_readable(string words)
    {
        var body = $"<response><RefId>{A.RefId}</RefId><ResultCode>1</ResultCode><RespMSG>{words}</RespMSG></response>";

        Assert.Equal(words, SpinAnswers.From(SpinXmlReader.Read(body), SpinAsked.For(A.Sale), A.AuthKey).ResponseMessage);
    }

    [Fact]
    public void References_and_chip_data_stay_readable()
    {
        const string refId = "a5500005555555559b1c2d3e4f5a6b7c"; // sixteen digits in a row, and the check digit fits
        var body = $"<response><RefId>{refId}</RefId><ResultCode>0</ResultCode><PNRef>180702712345</PNRef><SN>B17912107210053</SN><EMVData>AID=A0000006200620</EMVData></response>";

        var answer = SpinAnswers.From(SpinXmlReader.Read(body), SpinAsked.For(A.Sale with { RefId = refId }), A.AuthKey);

        Assert.Equal((refId, "180702712345", "B17912107210053", "A0000006200620"), (answer.RefId, answer.HostReference, answer.SerialNumber, answer.Emv?.Aid));
    }

    [Fact]
    public void An_identity_never_shows_its_key()
    {
        var text = A.Identity.ToString() + $"{A.Identity}";

        Assert.DoesNotContain(A.AuthKey, text, StringComparison.Ordinal);
        Assert.Contains("123456789123", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_call_tells_nothing_of_the_address()
    {
        await using var server = new WireServer((_, _, _) => Task.CompletedTask);
        using var client = new SpinClient();

        var answer = await client.SellAsync(server.Endpoint, A.Identity, A.Sale, CancellationToken.None);

        Assert.DoesNotContain(A.AuthKey, answer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("cgi", answer.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_text_of_the_answer_is_of_one_line_and_not_endless()
    {
        var body = $"<response><RefId>{A.RefId}</RefId><ResultCode>1</ResultCode><RespMSG>DECLINED%0d%0a{new string('x', 5000)}</RespMSG></response>";

        var answer = SpinAnswers.From(SpinXmlReader.Read(body), SpinAsked.For(A.Sale), A.AuthKey);

        Assert.Equal(SpinOutcome.Declined, answer.Outcome);
        Assert.Equal(200, answer.ResponseMessage!.Length);
        Assert.DoesNotContain('\n', answer.Redacted);
    }
}
