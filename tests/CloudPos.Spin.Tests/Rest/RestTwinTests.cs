using CloudPos.Spin.Rest;

namespace CloudPos.Spin.Tests.Rest;

/// <summary>What the XML form holds to, the REST form holds to as well.</summary>
public class RestTwinTests
{
    private static readonly SpinRestAsked s_sale = SpinRestAsked.For(A.Sale);
    private static readonly SpinRestAsked s_status = SpinRestAsked.For(A.Status);

    [Theory]
    [InlineData("1015")]
    [InlineData("1000")]
    [InlineData("1001")]
    [InlineData("1006")]
    [InlineData("2001")]
    public void Voided_is_believed_only_of_an_approval(string code)
    {
        var body = R.Refusal(code, more: ", \"Voided\": true");

        Assert.Equal((SpinOutcome.Unknown, SpinReason.Contradiction), (R.Read(body, s_status).Outcome, R.Read(body, s_status).Reason));
        Assert.Equal((SpinOutcome.Unknown, SpinReason.Contradiction), (R.Read(body, s_sale).Outcome, R.Read(body, s_sale).Reason));
    }

    [Fact]
    public void Voided_is_believed_only_where_our_RefId_is_named()
    {
        var body = R.Replace(R.Replace(R.Approval, "\"Voided\": false", "\"Voided\": true"), $"\"ReferenceId\": \"{A.RefId}\",", "");

        Assert.NotEqual(SpinReason.Voided, R.Read(body, s_status).Reason);
    }

    [Fact]
    public void Voided_is_not_believed_under_a_failing_HTTP_status()
    {
        var body = R.Replace(R.Approval, "\"Voided\": false", "\"Voided\": true");

        Assert.NotEqual(SpinReason.Voided, R.Read(body, s_status, isSuccess: false).Reason);
    }

    [Fact]
    public void A_void_that_was_declined_leaves_the_sale_as_it_was()
    {
        var body = R.Replace(R.Refusal("1015", more: ", \"Voided\": false"), "\"Sale\"", "\"Void\"");
        var answer = R.Read(body, s_status);

        Assert.Equal((SpinOutcome.Unknown, SpinReason.Contradiction), (answer.Outcome, answer.Reason));
    }

    [Fact]
    public void A_void_that_says_it_is_not_voided_contradicts_itself()
    {
        var body = R.Replace(R.Approval, "\"Sale\"", "\"Void\"");

        Assert.Equal((SpinOutcome.Unknown, SpinReason.Contradiction), (R.Read(body, s_status).Outcome, R.Read(body, s_status).Reason));
        Assert.Equal(SpinReason.Voided, R.Read(R.Replace(body, "\"Voided\": false", "\"Voided\": null"), s_status).Reason);
    }

    [Theory]
    [InlineData("0.00")]
    [InlineData("-10.50")]
    public void An_approval_of_nothing_names_no_amount(string amount)
    {
        var body = R.Replace(R.Replace(R.Approval, "\"TotalAmount\": 10.50", $"\"TotalAmount\": {amount}"), "\"Voided\": false",
            $"\"Voided\": false, \"ExtendedDataByApplication\": {{ \"Visa\": {{ \"approvedAmnt\": \"{amount}\" }} }}");
        var answer = R.Read(body, s_sale);

        Assert.Equal((SpinOutcome.Approved, null, null), (answer.Outcome, answer.Total, answer.ApprovedAmount));
    }

    [Fact]
    public void A_customer_who_chose_cash_is_no_partial_approval_of_a_card()
    {
        var body = R.Replace(R.Replace(R.Replace(R.Approval, "\"TotalAmount\": 10.50", "\"TotalAmount\": 10.00"), "\"Credit\"", "\"Cash\""),
            "\"Voided\": false",
            "\"Voided\": false, \"ExtendedDataByApplication\": { \"Cash\": { \"Amount\": \"10.50\", \"approvedAmnt\": \"10.00\", \"isPartialApprovalTxn\": \"false\" } }");

        Assert.Equal(SpinOutcome.Approved, R.Read(body, s_sale).Outcome);
        Assert.Equal(SpinOutcome.Approved, R.Read(body, s_status).Outcome);
    }

    [Fact]
    public void Cash_that_is_flagged_as_a_partial_approval_contradicts_itself()
    {
        var body = R.Replace(R.Replace(R.Approval, "\"Credit\"", "\"Cash\""), "\"Voided\": false",
            "\"Voided\": false, \"ExtendedDataByApplication\": { \"Cash\": { \"approvedAmnt\": \"6.00\", \"isPartialApprovalTxn\": \"true\" } }");
        var coded = R.Replace(R.Replace(R.Replace(R.Approval, "\"Credit\"", "\"Cash\""), "\"0000\"", "\"0001\""), "\"TotalAmount\": 10.50", "\"TotalAmount\": 6.00");

        Assert.Equal((SpinOutcome.Unknown, SpinReason.Contradiction), (R.Read(body, s_sale).Outcome, R.Read(body, s_sale).Reason));
        Assert.Equal(SpinOutcome.Unknown, R.Read(coded, s_status).Outcome);
    }

    [Fact]
    public void A_void_of_a_part_is_no_partial_void()
    {
        var body = R.Replace(R.Replace(R.Approval, "\"Sale\"", "\"Void\""), "\"Voided\": false",
            "\"Voided\": true, \"ExtendedDataByApplication\": { \"Visa\": { \"approvedAmnt\": \"6.00\", \"isPartialApprovalTxn\": \"true\" } }");

        Assert.Equal(SpinOutcome.Approved, R.Read(body, SpinRestAsked.For(R.Void)).Outcome);
        Assert.Equal(SpinOutcome.Unknown, R.Read(R.Replace(body, "\"0000\"", "\"0001\""), SpinRestAsked.For(R.Void)).Outcome);
    }

    [Theory]
    [InlineData("INSUFF FUNDS")]
    [InlineData("DO NOT HONOR")]
    [InlineData("EXPIRED CARD")]
    [InlineData("PICK UP CARD")]
    [InlineData("COMMUNICATION")]
    [InlineData("NO RESPONSE FROM HOST")]
    public void Words_of_refusal_contradict_an_approval_in_both_forms(string words)
    {
        var rest = R.Read(R.Replace(R.Approval, "\"DetailedMessage\": \"APPROVAL VTLMC1\"", $"\"DetailedMessage\": \"{words}\""), s_sale);
        var xml = SpinAnswers.From(Xml.SpinXmlReader.Read(
            A.Approval.Replace("<RespMSG>Approved</RespMSG>", $"<RespMSG>{words}</RespMSG>", StringComparison.Ordinal)), SpinAsked.For(A.Sale), A.AuthKey);

        Assert.Equal(SpinOutcome.Unknown, xml.Outcome);
        Assert.Equal(SpinOutcome.Unknown, rest.Outcome);
    }

    [Fact]
    public void The_hold_that_is_still_a_hold_was_not_captured()
    {
        var answer = R.Read(R.Replace(R.Approval, "\"Sale\"", "\"Auth\""), SpinRestAsked.For(A.Status with { Of = SpinOperation.Capture }));

        Assert.Equal((SpinOutcome.NotFound, SpinReason.NotFound), (answer.Outcome, answer.Reason));
    }

    [Fact]
    public async Task A_settlement_with_a_row_that_nobody_can_read_is_unknown()
    {
        const string body = """
            {"GeneralResponse":{"ResultCode":"0","StatusCode":"0000","Message":"Success"},"SettleDetails":[
              {"Application":"DvCredit","GeneralResponse":{"StatusCode":"0000"},"TransactionsReports":{"TransactionsCount":1,"TotalAmount":10.00}},
              {"Application":"DvGift","GeneralResponse":{"StatusCode":"1006"},"TransactionsReports":{"TransactionsCount":1,"TotalAmount":5.00}}]}
            """;
        await using var server = new RestServer(body, "200 OK");
        using var client = new SpinRestClient();
        var answer = await client.SettleAsync(server.Endpoint, A.Identity, R.Settle, default);

        Assert.Equal(SpinSettledState.Unknown, answer.Applications[1].State);
        Assert.Equal(SpinServiceOutcome.Unknown, answer.Outcome);
    }

    [Fact]
    public async Task A_settlement_that_is_refused_and_settled_in_every_row_contradicts_itself()
    {
        const string body = """
            {"GeneralResponse":{"ResultCode":"1","StatusCode":"1015","Message":"Error"},"SettleDetails":[
              {"Application":"DvCredit","GeneralResponse":{"StatusCode":"0000"},"TransactionsReports":{"TransactionsCount":1,"TotalAmount":10.00}}]}
            """;
        await using var server = new RestServer(body, "200 OK");
        using var client = new SpinRestClient();
        var answer = await client.SettleAsync(server.Endpoint, A.Identity, R.Settle, default);

        Assert.Equal((SpinServiceOutcome.Unknown, SpinReason.Contradiction), (answer.Outcome, answer.Reason));
    }

    [Fact]
    public async Task A_settlement_of_an_empty_batch_is_refused_and_its_empty_rows_do_not_contradict_it()
    {
        const string body = """
            {"GeneralResponse":{"ResultCode":"1","StatusCode":"1020","Message":"Error"},"SettleDetails":[
              {"Application":"DvCredit","GeneralResponse":{"StatusCode":"1020"},"TransactionsReports":{"TransactionsCount":0,"TotalAmount":0}}]}
            """;
        await using var server = new RestServer(body, "200 OK");
        using var client = new SpinRestClient();
        var answer = await client.SettleAsync(server.Endpoint, A.Identity, R.Settle, default);

        Assert.Equal((SpinServiceOutcome.Refused, SpinReason.NoOpenBatch), (answer.Outcome, answer.Reason));
    }
}
