using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Tests;

/// <summary>"Not found" frees a payment to be sent again, so it has to be the payment that was not found, by the terminal that was asked.</summary>
public class NotFoundTests
{
    [Theory]
    [InlineData("Register not found")]
    [InlineData("Route not found")]
    [InlineData("Merchant not found")]
    [InlineData("Application not found")]
    [InlineData("Transaction route not found")]
    [InlineData("Not found: host")]
    [InlineData("Transaction not found, register not found")]
    public void What_else_is_not_found_says_nothing_of_the_payment(string words)
    {
        Assert.Equal(SpinOutcome.Unknown, Ask($"<Message>Failure</Message><RespMSG>{words}</RespMSG>").Outcome);
        Assert.Equal(SpinOutcome.Unknown, Ask($"<Message>Not Found</Message><RespMSG>{words}</RespMSG>").Outcome);
        Assert.Equal(SpinOutcome.Unknown, Ask($"<Message>Failure</Message><RespMSG>{words}</RespMSG>", SpinAsked.For(A.Void)).Outcome);
    }

    [Theory]
    [InlineData("Not Found")]
    [InlineData("NOTFOUND")]
    [InlineData("Not Found (transaction not found)")]
    [InlineData("Error: not found.")]
    [InlineData("Transaction not found")]
    [InlineData("Original transaction was not found in the batch")]
    [InlineData("Reference ID not found")]
    public void The_bare_words_and_a_transaction_that_is_not_found_are_about_the_payment(string words)
    {
        Assert.Equal(SpinOutcome.NotFound, Ask($"<Message>{words}</Message>").Outcome);
        Assert.Equal(SpinOutcome.NotFound, Ask($"<Message>Not Found</Message><RespMSG>{words}</RespMSG>").Outcome);
        Assert.Equal(SpinOutcome.NotFound, Ask($"<Message>{words}</Message>", SpinAsked.For(A.Void)).Outcome);
    }

    [Fact]
    public async Task Another_terminal_does_not_say_that_ours_has_not_got_it()
    {
        Assert.Equal(SpinOutcome.Unknown, (await AskTerminalAsync("999999999999")).Outcome);
        Assert.Equal(SpinOutcome.NotFound, (await AskTerminalAsync(A.Identity.Tpn!)).Outcome);
    }

    private static async Task<SpinAnswer> AskTerminalAsync(string tpn)
    {
        await using var server = new WireServer(WireServer.Answer($"<xmp><response><TPN>{tpn}</TPN><ResultCode>1</ResultCode><Message>Not Found</Message></response></xmp>"));
        using var client = new SpinClient();
        return await client.AskStatusAsync(server.Endpoint, A.Identity, A.Status, CancellationToken.None);
    }

    private static SpinAnswer Ask(string texts, SpinAsked? asked = null) =>
        SpinAnswers.From(SpinXmlReader.Read($"<response><ResultCode>1</ResultCode>{texts}</response>"), asked ?? SpinAsked.For(A.Status), A.AuthKey);
}
