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
