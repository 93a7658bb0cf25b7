using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Tests;

/// <summary>The decision table, row by row.</summary>
public class VerdictTests
{
    private const string Echo = $"<RefId>{A.RefId}</RefId>";

    [Theory]
    // code, Message, RespMSG, echo, outcome of a sale, outcome of Status, reason
    [InlineData("0", "Approved", "APPROVAL", true, SpinOutcome.Approved, SpinOutcome.Approved, SpinReason.None)]
    [InlineData("0", "Success", "", true, SpinOutcome.Approved, SpinOutcome.Approved, SpinReason.None)]
    [InlineData("0", "Approved", "Approved", false, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.RefIdMismatch)]
    [InlineData("0", "Approved", "DECLINED", true, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.Contradiction)]
    [InlineData("0", "Canceled", "", true, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.Contradiction)]
    [InlineData("0", "Approved", "Transaction%20timeout", true, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.Contradiction)]
    [InlineData("0", "Not Found", "", true, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.Contradiction)]
    [InlineData("1", "APPROVED", "APPROVED", true, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.Contradiction)]
    [InlineData("1", "Success", "DECLINED", true, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.Contradiction)]
    [InlineData("1", "Canceled", "%20%20DECLINE%20%20", true, SpinOutcome.Declined, SpinOutcome.Declined, SpinReason.HostDeclined)]
    [InlineData("1", "Declined", "INSUFF FUNDS", true, SpinOutcome.Declined, SpinOutcome.Declined, SpinReason.HostDeclined)]
    [InlineData("1", "Canceled", "DECLINE", false, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.RefIdMismatch)]
    [InlineData("1", "Canceled", "", true, SpinOutcome.Cancelled, SpinOutcome.Cancelled, SpinReason.CustomerCancelled)]
    [InlineData("1", "Canceled", "Transaction cancelled", true, SpinOutcome.Cancelled, SpinOutcome.Cancelled, SpinReason.CustomerCancelled)]
    [InlineData("1", "Canceled", "", false, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.RefIdMismatch)]
    [InlineData("1", "Canceled", "Paper jam", true, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.Unrecognised)]
    [InlineData("1", "Canceled", "Host communication error", true, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.TerminalFailure)]
    [InlineData("1", "Canceled", "DECLINE%20COMM%20ERROR", true, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.TerminalFailure)]
    [InlineData("1", "Canceled", "Service%20Busy", true, SpinOutcome.NotStarted, SpinOutcome.Unknown, SpinReason.TerminalBusy)]
    [InlineData("1", "Canceled", "Service busy", false, SpinOutcome.NotStarted, SpinOutcome.Unknown, SpinReason.TerminalBusy)]
    [InlineData("1", "Failure", "Authentication failed", true, SpinOutcome.NotStarted, SpinOutcome.Unknown, SpinReason.AuthenticationFailed)]
    [InlineData("1", "Failure", "Not supported", true, SpinOutcome.NotStarted, SpinOutcome.Unknown, SpinReason.RequestRefused)]
    [InlineData("1", "Not Found", "", true, SpinOutcome.Unknown, SpinOutcome.NotFound, null)]
    [InlineData("1", "Not Found", "", false, SpinOutcome.Unknown, SpinOutcome.NotFound, null)]
    [InlineData("1", "Failure", "Duplicate Reference ID", true, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.DuplicateRefId)]
    [InlineData("1", "No open batch", "", true, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.NoOpenBatch)]
    [InlineData("1", "Failure", "", true, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.Unrecognised)]
    [InlineData("1", "", "", true, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.Unrecognised)]
    [InlineData("1", "Canceled", "Service busy, transaction timeout", false, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.TerminalTimeout)]
    [InlineData("2", "Error", "Active route not found", false, SpinOutcome.NotStarted, SpinOutcome.Unknown, SpinReason.RouteInactive)]
    [InlineData("2", "Error", "Route not found", false, SpinOutcome.NotStarted, SpinOutcome.Unknown, SpinReason.RouteMissing)]
    [InlineData("2", "Error", "Not pars request", false, SpinOutcome.NotStarted, SpinOutcome.Unknown, SpinReason.RequestRefused)]
    [InlineData("2", "Error", "Terminal not connected to SPIn proxy server", false, SpinOutcome.NotStarted, SpinOutcome.Unknown, SpinReason.TerminalOffline)]
    [InlineData("2", "Error", "This terminal handles a different query", false, SpinOutcome.NotStarted, SpinOutcome.Unknown, SpinReason.TerminalBusy)]
    [InlineData("2", "Error", "TERMINAL IN USE", true, SpinOutcome.NotStarted, SpinOutcome.Unknown, SpinReason.TerminalBusy)]
    [InlineData("2", "Error", "Invalid Reference ID", false, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.DuplicateRefId)]
    [InlineData("2", "Error", "Duplicated ReferenceID", false, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.DuplicateRefId)]
    [InlineData("2", "Error", "The operation has timed out", false, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.ProxyTimeout)]
    [InlineData("2", "Error", "Reconnected", false, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.Reconnected)]
    [InlineData("2", "Error", "Wrong AuthKey", false, SpinOutcome.NotStarted, SpinOutcome.Unknown, SpinReason.AuthenticationFailed)]
    [InlineData("2", "Error", "Something new", false, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.Unrecognised)]
    [InlineData("2", "Approved", "Terminal not connected to SPIn proxy server", false, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.Contradiction)]
    [InlineData("3", "Approved", "Approved", true, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.Unreadable)]
    [InlineData("00", "Approved", "Approved", true, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.Unreadable)]
    [InlineData("", "Approved", "Approved", true, SpinOutcome.Unknown, SpinOutcome.Unknown, SpinReason.Unreadable)]
    public void An_answer_means_what_the_table_says(
        string code, string message, string host, bool echoed, SpinOutcome sale, SpinOutcome status, SpinReason? reason)
    {
        var body = $"{(echoed ? Echo : "")}<ResultCode>{code}</ResultCode><Message>{message}</Message><RespMSG>{host}</RespMSG>"
            + "<PaymentType>Credit</PaymentType>";

        var ofSale = Sell(body);
        var ofStatus = Ask(body);

        Assert.Equal(sale, ofSale.Outcome);
        Assert.Equal(status, ofStatus.Outcome);
        if (reason is { } why)
            Assert.Equal((why, why), (ofSale.Reason, ofStatus.Reason));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public void A_foreign_RefId_makes_every_answer_unknown(string code)
    {
        foreach (var text in new[] { "DECLINE", "Canceled", "Terminal in use", "Not Found" })
        {
            var answer = Sell($"<RefId>{A.RefId}X</RefId><ResultCode>{code}</ResultCode><RespMSG>{text}</RespMSG>");
            Assert.Equal((SpinOutcome.Unknown, SpinReason.RefIdMismatch), (answer.Outcome, answer.Reason));
        }
    }

    [Fact]
    public void The_echo_is_trimmed_and_then_compared_to_the_letter()
    {
        const string rest = "<ResultCode> 0 </ResultCode><Message>Approved</Message>";

        Assert.Equal(SpinOutcome.Approved, Sell($"<RefId>\n {A.RefId} </RefId>{rest}").Outcome);
        Assert.Equal(SpinReason.RefIdMismatch, Sell($"<RefId>{A.RefId.ToUpperInvariant()}</RefId>{rest}").Reason);
    }

    [Fact]
    public void A_voided_transaction_is_not_paid()
    {
        var answer = Ask($"{Echo}<ResultCode>0</ResultCode><Message>Approved</Message><Voided>True</Voided>");

        Assert.Equal((SpinOutcome.Unknown, SpinReason.Voided, true), (answer.Outcome, answer.Reason, answer.Voided));
    }

    [Theory]
    [InlineData("isPartialApprovalTxn=true,approvedAmnt=6.00,TotalAmt=10.50", SpinOutcome.PartiallyApproved)]
    [InlineData("isPartialApprovalTxn=false,approvedAmnt=6.00", SpinOutcome.PartiallyApproved)]
    [InlineData("approvedAmnt=10.50,TotalAmt=10.50", SpinOutcome.Approved)]
    [InlineData("TotalAmt=6.00", SpinOutcome.PartiallyApproved)]
    [InlineData("TotalAmt=9.50,Disc=1.00", SpinOutcome.Approved)]
    [InlineData("TotalAmt=14.50,Tip=4.00", SpinOutcome.Approved)]
    [InlineData("isPartialApprovalTxn=true,TotalAmt=10.50", SpinOutcome.Unknown)]
    [InlineData("isPartialApprovalTxn=true", SpinOutcome.Unknown)]
    public void Less_than_asked_is_a_partial_approval_if_it_is_known_how_much(string data, SpinOutcome outcome)
    {
        var answer = Sell(
            $"{Echo}<ResultCode>0</ResultCode><Message>Approved</Message><PaymentType>Credit</PaymentType><ExtData>{data}</ExtData>");

        Assert.Equal(outcome, answer.Outcome);
    }

    [Fact]
    public void Status_finds_a_partial_approval_by_the_amount_that_the_terminal_remembers()
    {
        var answer = Ask(
            $"{Echo}<ResultCode>0</ResultCode><Message>Approved</Message><ExtData>Amount=10.50,approvedAmnt=6.00</ExtData>");

        Assert.Equal((SpinOutcome.PartiallyApproved, 6.00m), (answer.Outcome, answer.ApprovedAmount));
    }

    [Fact]
    public void A_customer_who_chose_cash_is_approved_at_the_cash_price()
    {
        var answer = Sell($"{Echo}<ResultCode>0</ResultCode><Message>Approved</Message><PaymentType>Cash</PaymentType>"
            + "<ExtData>TotalAmt=10.00</ExtData>");

        Assert.Equal((SpinOutcome.Approved, "Cash", 10.00m), (answer.Outcome, answer.PaymentType, answer.Total));
    }

    [Fact]
    public void A_refusal_with_an_approval_code_contradicts_itself()
    {
        const string declined = "<ResultCode>1</ResultCode><RespMSG>DECLINED</RespMSG>";

        Assert.Equal(SpinReason.Contradiction, Sell($"{Echo}{declined}<AuthCode>292249</AuthCode>").Reason);
        Assert.Equal(SpinReason.Contradiction, Sell($"{Echo}{declined}<ExtData>approvedAmnt=5.00</ExtData>").Reason);
        Assert.Equal(SpinOutcome.Declined, Sell($"{Echo}{declined}<AuthCode>000000</AuthCode>").Outcome);
    }

    [Fact]
    public void An_approval_of_another_kind_of_transaction_is_not_ours()
    {
        var answer = Sell($"{Echo}<ResultCode>0</ResultCode><Message>Approved</Message><TransType>Void</TransType>");

        Assert.Equal((SpinOutcome.Unknown, SpinReason.Contradiction), (answer.Outcome, answer.Reason));
    }

    [Fact]
    public void Who_cancels_the_Status_question_has_not_cancelled_the_sale()
    {
        var answer = Ask($"{Echo}<ResultCode>1</ResultCode><Message>Canceled</Message>");

        Assert.Equal(SpinOutcome.Unknown, answer.Outcome);
    }

    [Theory]
    [InlineData("<ResultCode>0</ResultCode><ResultCode>0</ResultCode>")]
    [InlineData("<ResultCode>0</ResultCode><RESULTCODE>1</RESULTCODE>")]
    [InlineData("<ResultCode>0</ResultCode><Message>Approved</Message><Message>Approved</Message>")]
    [InlineData("<ResultCode>0</ResultCode><ExtData>TotalAmt=10.50</ExtData><ExtData>TotalAmt=10.50</ExtData>")]
    public void What_decides_must_be_said_once(string body)
    {
        var answer = Sell(Echo + body);

        Assert.Equal((SpinOutcome.Unknown, SpinReason.Contradiction), (answer.Outcome, answer.Reason));
    }

    [Fact]
    public void A_badly_formed_approval_is_believed_only_with_an_approval_code()
    {
        const string broken = "<ResultCode>0</ResultCode><Message>Approved</Message><ExtData>TotalAmt=10.50/ExtData>";

        Assert.Equal(SpinReason.Unreadable, Sell(Echo + broken).Reason);
        Assert.Equal(SpinReason.Unreadable, Ask(Echo + broken).Reason);
        var believed = Ask($"{Echo}<AuthCode>292249</AuthCode>{broken}");
        Assert.Equal((SpinOutcome.Approved, true, 10.50m), (believed.Outcome, believed.ParsedLeniently, believed.Total));
    }

    [Theory]
    [InlineData("<ResultCode>0/ResultCode>")]
    [InlineData("<ResultCode>0<Broken>")]
    [InlineData("<ResultCode>0</ResultCode><ResultCode >1</ResultCode>")]
    [InlineData("<ResultCode>0</ResultCode><ResultCode>1")]
    public void A_badly_formed_approval_is_not_believed_when_the_code_itself_is_broken(string code)
    {
        var answer = Ask($"{Echo}<AuthCode>292249</AuthCode>{code}<Message>Approved</Message><Broken>");

        Assert.True(answer.ParsedLeniently);
        Assert.Equal(SpinOutcome.Unknown, answer.Outcome);
    }

    [Fact]
    public void The_wait_that_the_proxy_asks_for_is_told()
    {
        const string busy = "<ResultCode>2</ResultCode><RespMSG>Terminal in use</RespMSG>";

        Assert.Equal(TimeSpan.FromSeconds(30), Sell(busy + "<DelayBeforeNextRequest>30</DelayBeforeNextRequest>").RetryAfter);
        Assert.Null(Sell(busy).RetryAfter);
        Assert.Null(Sell(busy + "<DelayBeforeNextRequest>99999999</DelayBeforeNextRequest>").RetryAfter);
    }

    private static SpinAnswer Sell(string body) => Judge(body, SpinAsked.For(A.Sale));

    private static SpinAnswer Ask(string body) => Judge(body, SpinAsked.For(A.Status));

    private static SpinAnswer Judge(string body, SpinAsked asked) =>
        SpinAnswers.From(SpinXmlReader.Read($"<xmp><response>{body}</response></xmp>"), asked, A.AuthKey);
}
