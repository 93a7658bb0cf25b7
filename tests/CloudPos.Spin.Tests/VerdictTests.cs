using CloudPos.Spin.Xml;
using static CloudPos.Spin.SpinOutcome;
using Why = CloudPos.Spin.SpinReason;

namespace CloudPos.Spin.Tests;

/// <summary>The decision table, row by row.</summary>
public class VerdictTests
{
    private const string Echo = $"<RefId>{A.RefId}</RefId>";

    [Theory]
    // code, Message, RespMSG, echo, outcome of a sale, outcome of Status, reason
    [InlineData("0", "Approved", "APPROVAL", true, Approved, Approved, Why.None)]
    [InlineData("0", "Success", "", true, Approved, Approved, Why.None)]
    [InlineData("0", "Approved", "Approved", false, Unknown, Unknown, Why.RefIdMismatch)]
    [InlineData("0", "Approved", "DECLINED", true, Unknown, Unknown, Why.Contradiction)]
    [InlineData("0", "Canceled", "", true, Unknown, Unknown, Why.Contradiction)]
    [InlineData("0", "Approved", "Transaction%20timeout", true, Unknown, Unknown, Why.Contradiction)]
    [InlineData("0", "Not Found", "", true, Unknown, Unknown, Why.Contradiction)]
    [InlineData("1", "APPROVED", "APPROVED", true, Unknown, Unknown, Why.Contradiction)]
    [InlineData("1", "Success", "DECLINED", true, Unknown, Unknown, Why.Contradiction)]
    [InlineData("1", "Canceled", "%20%20DECLINE%20%20", true, Declined, Declined, Why.HostDeclined)]
    [InlineData("1", "Declined", "INSUFF FUNDS", true, Declined, Declined, Why.HostDeclined)]
    [InlineData("1", "Canceled", "CARD NOT ACTIVE", true, Declined, Declined, Why.HostDeclined)]
    [InlineData("1", "Canceled", "CARD%20ALREADY%20ACTIVE", true, Declined, Declined, Why.HostDeclined)]
    [InlineData("1", "Canceled", "NO FUNDS", true, Declined, Declined, Why.HostDeclined)]
    [InlineData("0", "Approved", "CARD NOT ACTIVE", true, Unknown, Unknown, Why.Contradiction)]
    [InlineData("1", "Canceled", "DECLINE", false, Unknown, Unknown, Why.RefIdMismatch)]
    [InlineData("1", "Canceled", "", true, Cancelled, Cancelled, Why.CustomerCancelled)]
    [InlineData("1", "Canceled", "Transaction cancelled", true, Cancelled, Cancelled, Why.CustomerCancelled)]
    [InlineData("1", "Canceled", "", false, Unknown, Unknown, Why.RefIdMismatch)]
    [InlineData("1", "Canceled", "Paper jam", true, Unknown, Unknown, Why.Unrecognised)]
    [InlineData("1", "Canceled", "Host communication error", true, Unknown, Unknown, Why.TerminalFailure)]
    [InlineData("1", "Canceled", "DECLINE%20COMM%20ERROR", true, Unknown, Unknown, Why.TerminalFailure)]
    [InlineData("1", "Canceled", "Service%20Busy", true, NotStarted, Unknown, Why.TerminalBusy)]
    [InlineData("1", "Canceled", "Service busy", false, NotStarted, Unknown, Why.TerminalBusy)]
    [InlineData("1", "Failure", "Authentication failed", true, NotStarted, Unknown, Why.AuthenticationFailed)]
    [InlineData("1", "Failure", "Not supported", true, NotStarted, Unknown, Why.RequestRefused)]
    [InlineData("1", "Not Found", "", true, Unknown, NotFound, null)]
    [InlineData("1", "Not Found", "", false, Unknown, NotFound, null)]
    [InlineData("1", "Failure", "Duplicate Reference ID", true, Unknown, Unknown, Why.DuplicateRefId)]
    [InlineData("1", "No open batch", "", true, Unknown, Unknown, Why.NoOpenBatch)]
    [InlineData("1", "Failure", "", true, Unknown, Unknown, Why.Unrecognised)]
    [InlineData("1", "", "", true, Unknown, Unknown, Why.Unrecognised)]
    [InlineData("1", "Canceled", "Service busy, transaction timeout", false, Unknown, Unknown, Why.TerminalTimeout)]
    [InlineData("2", "Error", "Active route not found", false, NotStarted, Unknown, Why.RouteInactive)]
    [InlineData("2", "Error", "Route not found", false, NotStarted, Unknown, Why.RouteMissing)]
    [InlineData("2", "Error", "Not pars request", false, NotStarted, Unknown, Why.RequestRefused)]
    [InlineData("2", "Error", "Terminal not connected to SPIn proxy server", false, NotStarted, Unknown, Why.TerminalOffline)]
    [InlineData("2", "Error", "This terminal handles a different query", false, NotStarted, Unknown, Why.TerminalBusy)]
    [InlineData("2", "Error", "TERMINAL IN USE", true, NotStarted, Unknown, Why.TerminalBusy)]
    [InlineData("2", "Error", "Invalid Reference ID", false, Unknown, Unknown, Why.DuplicateRefId)]
    [InlineData("2", "Error", "Duplicated ReferenceID", false, Unknown, Unknown, Why.DuplicateRefId)]
    [InlineData("2", "Error", "The operation has timed out", false, Unknown, Unknown, Why.ProxyTimeout)]
    [InlineData("2", "Error", "Reconnected", false, Unknown, Unknown, Why.Reconnected)]
    [InlineData("2", "Error", "Wrong AuthKey", false, NotStarted, Unknown, Why.AuthenticationFailed)]
    [InlineData("2", "Error", "Something new", false, Unknown, Unknown, Why.Unrecognised)]
    [InlineData("2", "Approved", "Terminal not connected to SPIn proxy server", false, Unknown, Unknown, Why.Contradiction)]
    [InlineData("3", "Approved", "Approved", true, Unknown, Unknown, Why.Unreadable)]
    [InlineData("00", "Approved", "Approved", true, Unknown, Unknown, Why.Unreadable)]
    [InlineData("", "Approved", "Approved", true, Unknown, Unknown, Why.Unreadable)]
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
    [InlineData("0", "", Why.Contradiction)]
    [InlineData("1", "", Why.Contradiction)]
    [InlineData("1", Echo, Why.Contradiction)]
    [InlineData("2", Echo, Why.Contradiction)]
    [InlineData("", Echo, Why.Contradiction)]
    [InlineData("0", $"<RefId>{A.RefId}X</RefId>", Why.RefIdMismatch)]
    public void Voided_is_believed_only_of_an_approval_that_names_our_RefId(string code, string echo, SpinReason reason)
    {
        var body = $"{echo}<ResultCode>{code}</ResultCode><Message>Approved</Message><Voided>true</Voided>";

        Assert.Equal((SpinOutcome.Unknown, reason), (Ask(body).Outcome, Ask(body).Reason));
        Assert.Equal((SpinOutcome.Unknown, reason), (Sell(body).Outcome, Sell(body).Reason));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("yes")]
    public void Voided_is_true_or_false(string voided)
    {
        var body = $"{Echo}<ResultCode>0</ResultCode><Message>Approved</Message><PaymentType>Credit</PaymentType><Voided>{voided}</Voided><TransType>Sale</TransType>";

        Assert.Equal((SpinOutcome.Unknown, SpinReason.Contradiction), (Ask(body).Outcome, Ask(body).Reason));
        Assert.Equal((SpinOutcome.Unknown, SpinReason.Contradiction), (Sell(body).Outcome, Sell(body).Reason));
    }

    [Fact]
    public void A_refusal_that_also_says_voided_is_no_decline()
    {
        var answer = Ask($"{Echo}<ResultCode>1</ResultCode><RespMSG>DECLINED</RespMSG><Voided>true</Voided>");

        Assert.Equal((SpinOutcome.Unknown, SpinReason.Contradiction), (answer.Outcome, answer.Reason));
    }

    [Theory]
    [InlineData("isPartialApprovalTxn=true,approvedAmnt=6.00,TotalAmt=10.50", PartiallyApproved)]
    [InlineData("isPartialApprovalTxn=false,approvedAmnt=6.00", PartiallyApproved)]
    [InlineData("approvedAmnt=10.50,TotalAmt=10.50", Approved)]
    [InlineData("TotalAmt=6.00", PartiallyApproved)]
    [InlineData("TotalAmt=9.50,Disc=1.00", Approved)]
    [InlineData("TotalAmt=14.50,Tip=4.00", Approved)]
    [InlineData("isPartialApprovalTxn=true,TotalAmt=10.50", Unknown)]
    [InlineData("isPartialApprovalTxn=true", Unknown)]
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
    public void A_part_whose_approved_amount_is_zero_is_the_total()
    {
        var answer = Sell($"{Echo}<ResultCode>0</ResultCode><Message>Approved</Message><PaymentType>Credit</PaymentType>"
            + "<ExtData>Amount=10.50,approvedAmnt=0.00,TotalAmt=6.00</ExtData>");

        Assert.Equal((SpinOutcome.PartiallyApproved, 6.00m), (answer.Outcome, answer.ApprovedAmount ?? answer.Total));
    }

    [Theory]
    [InlineData("0.00")]
    [InlineData("-10.50")]
    public void An_approval_of_nothing_names_no_amount(string amount)
    {
        var answer = Sell($"{Echo}<ResultCode>0</ResultCode><Message>Approved</Message><ExtData>TotalAmt={amount},approvedAmnt={amount}</ExtData>");

        Assert.Equal((SpinOutcome.Approved, null, null), (answer.Outcome, answer.Total, answer.ApprovedAmount));
    }

    [Fact]
    public void A_void_of_a_part_is_done()
    {
        const string body = $"{Echo}<ResultCode>0</ResultCode><Message>Approved</Message><PaymentType>Credit</PaymentType><TransType>Void</TransType>"
            + "<ExtData>Amount=10.50,approvedAmnt=6.00,isPartialApprovalTxn=true,TotalAmt=6.00</ExtData>";

        Assert.Equal(SpinOutcome.Approved, Judge(body, SpinAsked.For(A.Void)).Outcome);
    }

    [Fact]
    public void A_customer_who_chose_cash_is_approved_at_the_cash_price()
    {
        var answer = Sell($"{Echo}<ResultCode>0</ResultCode><Message>Approved</Message><PaymentType>Cash</PaymentType>"
            + "<ExtData>TotalAmt=10.00</ExtData>");

        Assert.Equal((SpinOutcome.Approved, "Cash", 10.00m), (answer.Outcome, answer.PaymentType, answer.Total));
    }

    [Fact]
    public void A_customer_who_chose_cash_is_no_partial_approval_of_a_card()
    {
        const string body = $"{Echo}<ResultCode>0</ResultCode><Message>Approved</Message><PaymentType>Cash</PaymentType>"
            + "<ExtData>Amount=11.96,approvedAmnt=11.50,TotalAmt=11.50,isPartialApprovalTxn=false</ExtData>";

        var ofSale = Judge(body, SpinAsked.For(A.Sale with { Amount = 11.96m }));
        var ofStatus = Ask(body);

        Assert.Equal((SpinOutcome.Approved, "Cash", 11.50m), (ofSale.Outcome, ofSale.PaymentType, ofSale.Total));
        Assert.Equal((SpinOutcome.Approved, "Cash", 11.50m), (ofStatus.Outcome, ofStatus.PaymentType, ofStatus.Total));
    }

    [Fact]
    public void Cash_that_is_flagged_as_a_partial_approval_contradicts_itself()
    {
        var answer = Sell($"{Echo}<ResultCode>0</ResultCode><Message>Approved</Message><PaymentType>Cash</PaymentType>"
            + "<ExtData>approvedAmnt=6.00,isPartialApprovalTxn=true</ExtData>");

        Assert.Equal((SpinOutcome.Unknown, SpinReason.Contradiction), (answer.Outcome, answer.Reason));
    }

    [Theory]
    [InlineData("TotalAmt=9.50,Disc=1.00", 1.00)]
    [InlineData("TotalAmt=9.50,DISC=1.00", 1.00)]
    [InlineData("TotalAmt=10.50,Disc=0.00", 0.00)]
    [InlineData("TotalAmt=10.50,Disc=", null)]
    [InlineData("TotalAmt=10.50", null)]
    public void The_discount_that_the_terminal_gave_is_told(string data, double? discount)
    {
        var approved = Sell($"{Echo}<ResultCode>0</ResultCode><Message>Approved</Message><ExtData>{data}</ExtData>");
        var declined = Sell($"{Echo}<ResultCode>1</ResultCode><RespMSG>DECLINED</RespMSG><ExtData>{data}</ExtData>");

        Assert.Equal(SpinOutcome.Approved, approved.Outcome);
        Assert.Equal((decimal?)discount, approved.Discount);
        Assert.Equal(discount is not null, approved.Redacted.Contains("discount=", StringComparison.Ordinal));
        Assert.Null(declined.Discount);
    }

    [Fact]
    public void A_refusal_with_an_approval_code_contradicts_itself()
    {
        const string declined = "<ResultCode>1</ResultCode><RespMSG>DECLINED</RespMSG>";

        Assert.Equal(SpinReason.Contradiction, Sell($"{Echo}{declined}<AuthCode>292249</AuthCode>").Reason);
        Assert.Equal(SpinReason.Contradiction, Sell($"{Echo}{declined}<ExtData>approvedAmnt=5.00</ExtData>").Reason);
        Assert.Equal(SpinOutcome.Declined, Sell($"{Echo}{declined}<AuthCode>000000</AuthCode>").Outcome);
    }

    [Theory]
    [InlineData("approvedAmnt=10.50")]
    [InlineData("isPartialApprovalTxn=true")]
    public void A_proxys_refusal_that_tells_of_an_approval_is_unknown(string data)
    {
        var answer = Sell($"<ResultCode>2</ResultCode><Message>Error</Message><RespMSG>Terminal in use</RespMSG><ExtData>{data}</ExtData>");

        Assert.Equal((SpinOutcome.Unknown, SpinReason.Contradiction), (answer.Outcome, answer.Reason));
    }

    [Fact]
    public void An_approval_of_another_kind_of_transaction_is_not_ours()
    {
        var answer = Sell($"{Echo}<ResultCode>0</ResultCode><Message>Approved</Message><TransType>Void</TransType>");

        Assert.Equal((SpinOutcome.Unknown, SpinReason.Contradiction), (answer.Outcome, answer.Reason));
    }

    [Theory]
    [InlineData("<Message>Canceled</Message>")]
    [InlineData("<Message>Canceled</Message><PaymentType>Credit</PaymentType><TransType>Status</TransType>")]
    [InlineData("<Message>Canceled</Message><RespMSG>Declined</RespMSG><PaymentType>Credit</PaymentType><TransType>Status</TransType>")]
    [InlineData("<Message>Failure</Message><RespMSG>Transaction timeout</RespMSG><PaymentType>Credit</PaymentType><TransType>Status</TransType>")]
    public void Who_cancels_or_declines_the_Status_question_has_not_ended_the_sale(string body)
    {
        var answer = Ask($"{Echo}<ResultCode>1</ResultCode>{body}");

        Assert.Equal(SpinOutcome.Unknown, answer.Outcome);
    }

    [Theory]
    [InlineData("<Message>Canceled</Message>", SpinOutcome.Cancelled)]
    [InlineData("<Message>Canceled</Message><RespMSG>Declined</RespMSG>", SpinOutcome.Declined)]
    public void A_Status_that_tells_of_the_sale_ends_it(string body, SpinOutcome outcome)
    {
        var answer = Ask($"{Echo}<ResultCode>1</ResultCode>{body}<PaymentType>Credit</PaymentType><TransType>Sale</TransType>");

        Assert.Equal(outcome, answer.Outcome);
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
