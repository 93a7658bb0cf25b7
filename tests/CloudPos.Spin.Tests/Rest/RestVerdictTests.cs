using CloudPos.Spin.Rest;

namespace CloudPos.Spin.Tests.Rest;

public class RestVerdictTests
{
    private static readonly SpinRestAsked s_sale = SpinRestAsked.For(A.Sale);
    private static readonly SpinRestAsked s_status = SpinRestAsked.For(A.Status);

    public static TheoryData<string> RefusalCodes =>
        [.. SpinStatusCodes.All.Select(row => row.Code).Where(code => code[0] != '0')];

    [Fact]
    public void The_specifications_approval_is_read_whole()
    {
        var answer = R.Read(R.Approval);

        Assert.Equal((SpinOutcome.Approved, SpinReason.None), (answer.Outcome, answer.Reason));
        Assert.Equal((10.50m, null, 0.30m, 0.20m), (answer.Total, answer.Tip, answer.Fee, answer.Tax));
        Assert.Equal(("VTLMC1", "Mastercard", "4111", "ChipContactless"), (answer.AuthCode, answer.CardBrand, answer.Last4, answer.EntryType));
        Assert.Equal(("103", "1", "1", "WP20231Q40000412"), (answer.BatchNumber, answer.InvoiceNumber, answer.TransactionNumber, answer.SerialNumber));
        Assert.Equal(("0", "0000", "Credit", A.RefId), (answer.ResultCode, answer.StatusCode, answer.PaymentType, answer.RefId));
        Assert.Equal(("A0000000041010", "Mastercard", "0000008001", "2000"), (answer.Emv?.Aid, answer.Emv?.ApplicationName, answer.Emv?.Tvr, answer.Emv?.Tsi));
        Assert.Equal(("00", "APPROVAL VTLMC1"), (answer.Details.HostResponseCode, answer.ResponseMessage));
    }

    // The numbers of the table, restated: what a charge, a Status question and a service make of each code.
    [Theory]
    [InlineData("1000", SpinOutcome.NotStarted, SpinReason.TerminalBusy)]
    [InlineData("1001", SpinOutcome.Unknown, SpinReason.NotFound)]
    [InlineData("1002", SpinOutcome.NotStarted, SpinReason.NotSupported)]
    [InlineData("1003", SpinOutcome.NotStarted, SpinReason.NotSupported)]
    [InlineData("1004", SpinOutcome.NotStarted, SpinReason.NotSupported)]
    [InlineData("1005", SpinOutcome.NotStarted, SpinReason.LowBattery)]
    [InlineData("1006", SpinOutcome.Unknown, SpinReason.TerminalFailure)]
    [InlineData("1007", SpinOutcome.NotStarted, SpinReason.RequestRefused)]
    [InlineData("1008", SpinOutcome.NotStarted, SpinReason.WrongPaymentType)]
    [InlineData("1009", SpinOutcome.NotStarted, SpinReason.AuthenticationFailed)]
    [InlineData("1010", SpinOutcome.NotStarted, SpinReason.RequestRefused)]
    [InlineData("1011", SpinOutcome.Unknown, SpinReason.DuplicateRefId)]
    [InlineData("1012", SpinOutcome.Unknown, SpinReason.CustomerCancelled)]
    [InlineData("1013", SpinOutcome.NotStarted, SpinReason.RequestRefused)]
    [InlineData("1014", SpinOutcome.Unknown, SpinReason.TerminalFailure)]
    [InlineData("1015", SpinOutcome.Declined, SpinReason.HostDeclined)]
    [InlineData("1016", SpinOutcome.Declined, SpinReason.WrongPaymentType)]
    [InlineData("1017", SpinOutcome.NotStarted, SpinReason.WrongMerchant)]
    [InlineData("1018", SpinOutcome.Unknown, SpinReason.TerminalFailure)]
    [InlineData("1019", SpinOutcome.Declined, SpinReason.TerminalSetup)]
    [InlineData("1020", SpinOutcome.Unknown, SpinReason.NoOpenBatch)]
    [InlineData("1024", SpinOutcome.Unknown, SpinReason.Unrecognised)]
    [InlineData("1030", SpinOutcome.Unknown, SpinReason.Unrecognised)]
    [InlineData("1999", SpinOutcome.Unknown, SpinReason.Unrecognised)]
    [InlineData("2001", SpinOutcome.NotStarted, SpinReason.TerminalOffline)]
    [InlineData("2002", SpinOutcome.NotStarted, SpinReason.AuthenticationFailed)]
    [InlineData("2003", SpinOutcome.NotStarted, SpinReason.WrongMerchant)]
    [InlineData("2004", SpinOutcome.NotStarted, SpinReason.RouteMissing)]
    [InlineData("2005", SpinOutcome.NotStarted, SpinReason.RouteInactive)]
    [InlineData("2006", SpinOutcome.NotStarted, SpinReason.RequestRefused)]
    [InlineData("2007", SpinOutcome.Unknown, SpinReason.ProxyTimeout)]
    [InlineData("2008", SpinOutcome.NotStarted, SpinReason.TerminalBusy)]
    [InlineData("2009", SpinOutcome.Unknown, SpinReason.NotFound)]
    [InlineData("2010", SpinOutcome.Unknown, SpinReason.TerminalFailure)]
    [InlineData("2011", SpinOutcome.Unknown, SpinReason.TerminalFailure)]
    [InlineData("2101", SpinOutcome.NotStarted, SpinReason.RequestRefused)]
    [InlineData("2102", SpinOutcome.NotStarted, SpinReason.RequestRefused)]
    [InlineData("2110", SpinOutcome.Unknown, SpinReason.TerminalFailure)]
    [InlineData("2201", SpinOutcome.NotStarted, SpinReason.RequestRefused)]
    [InlineData("2301", SpinOutcome.Unknown, SpinReason.Unrecognised)]
    public void A_refused_charge_means_what_its_code_says_whatever_the_HTTP_status(string code, SpinOutcome outcome, SpinReason reason)
    {
        Assert.All([true, false], isSuccess =>
        {
            var answer = R.Read(R.Refusal(code), s_sale, isSuccess);

            Assert.Equal((outcome, reason, code), (answer.Outcome, answer.Reason, answer.StatusCode));
            Assert.Equal(("Error", "something"), (answer.Message, answer.ResponseMessage));
        });
    }

    [Theory]
    [MemberData(nameof(RefusalCodes))]
    public void A_refused_Status_question_ends_a_payment_only_by_a_record_of_it(string code)
    {
        var row = SpinStatusCodes.Find(code)!;

        var answer = R.Read(R.Refusal(code), s_status);
        var bare = R.Read($"{{\"GeneralResponse\":{{\"ResultCode\":\"{code[0]}\",\"StatusCode\":\"{code}\"}}}}", s_status);

        Assert.Equal((row.Status, row.Reason), (answer.Outcome, answer.Reason));
        Assert.NotEqual(SpinOutcome.NotStarted, answer.Outcome);
        Assert.True(bare.Outcome is SpinOutcome.Unknown or SpinOutcome.NotFound, code);
    }

    [Fact]
    public void A_stuck_terminal_that_cancels_the_question_ends_no_payment()
    {
        var asStatus = R.Read(R.Replace(R.Refusal("1012"), "\"Sale\"", "\"Status\""), s_status);
        var asRecord = R.Read(R.Refusal("1012"), s_status);

        Assert.Equal(SpinOutcome.Unknown, asStatus.Outcome);
        Assert.Equal(SpinOutcome.Cancelled, asRecord.Outcome);
    }

    [Theory]
    [InlineData("1001", SpinReason.NotFound)]
    [InlineData("2009", SpinReason.NotFound)]
    [InlineData("1020", SpinReason.NoOpenBatch)]
    public void A_follow_up_that_finds_nothing_to_follow_says_so(string code, SpinReason reason)
    {
        SpinRestAsked[] followUps = [SpinRestAsked.For(R.Void), SpinRestAsked.For(R.Capture), SpinRestAsked.For(R.TipAdjust)];

        Assert.All(followUps, asked =>
        {
            var answer = R.Read(R.Refusal(code), asked);
            Assert.Equal((SpinOutcome.NotFound, reason), (answer.Outcome, answer.Reason));
        });
    }

    [Theory]
    [InlineData("\"0\"", "\"0000\"")]
    [InlineData("0", "\"0000\"")]
    [InlineData("\"Ok\"", "\"0000\"")]
    [InlineData("\"OK\"", "0")]
    [InlineData("\" 0 \"", "\"0000\"")]
    public void An_approval_is_one_however_its_codes_are_typed(string result, string status)
    {
        var body = R.Replace(R.Replace(R.Approval, "\"ResultCode\": \"0\"", $"\"ResultCode\": {result}"), "\"0000\"", status);

        Assert.Equal(SpinOutcome.Approved, R.Read(body).Outcome);
        Assert.Equal(SpinOutcome.Approved, R.Read(body, s_status).Outcome);
    }

    [Theory]
    [InlineData("\"TerminalError\"", "\"1015\"", SpinOutcome.Declined)]
    [InlineData("1", "1015", SpinOutcome.Declined)]
    [InlineData("\"ApiError\"", "\"2001\"", SpinOutcome.NotStarted)]
    [InlineData("2", "2001", SpinOutcome.NotStarted)]
    public void A_refusal_is_one_however_its_codes_are_typed(string result, string status, SpinOutcome outcome)
    {
        var body = R.Replace(R.Replace(R.Refusal("1015"), "\"ResultCode\": \"1\"", $"\"ResultCode\": {result}"), "\"1015\"", status);

        Assert.Equal(outcome, R.Read(body).Outcome);
    }

    [Theory]
    [InlineData("\"ResultCode\": \"0\"", "\"ResultCode\": \"1\"")]
    [InlineData("\"ResultCode\": \"0\"", "\"ResultCode\": \"2\"")]
    [InlineData("\"ResultCode\": \"0\"", "\"ResultCode\": true")]
    [InlineData("\"ResultCode\": \"0\"", "\"ResultCode\": [\"0\"]")]
    [InlineData("\"ResultCode\": \"0\"", "\"ResultCode\": 0.0")]
    [InlineData("\"ResultCode\": \"0\"", "\"ResultCode\": \"Success\"")]
    [InlineData("\"ResultCode\": \"0\"", "\"ResultCode\": \"0\", \"resultcode\": \"0\"")]
    [InlineData("\"ResultCode\": \"0\"", "\"ResultCode\": null")]
    [InlineData("\"ResultCode\": \"0\",", "")]
    [InlineData("\"0000\"", "\"1015\"")]
    [InlineData("\"0000\"", "\"0007\"")]
    [InlineData("\"0000\"", "\"00000\"")]
    [InlineData("\"0000\"", "\"\"")]
    [InlineData("\"0000\"", "null")]
    [InlineData("\"0000\"", "{}")]
    [InlineData("\"Message\": \"Approved\"", "\"Message\": \"Declined\"")]
    [InlineData("\"DetailedMessage\": \"APPROVAL VTLMC1\"", "\"DetailedMessage\": \"Canceled\"")]
    [InlineData("\"APPROVAL VTLMC1 \"", "\"NOT APPROVED\"")]
    [InlineData("\"Voided\": false", "\"Voided\": true")]
    [InlineData("\"Voided\": false", "\"Voided\": \"True\"")]
    [InlineData("\"Voided\": false", "\"Voided\": 1")]
    [InlineData("\"Voided\": false", "\"Voided\": {}")]
    [InlineData("\"TransactionType\": \"Sale\"", "\"TransactionType\": \"Return\"")]
    [InlineData("\"TransactionType\": \"Sale\"", "\"TransactionType\": [\"Sale\"]")]
    [InlineData("5e6f70\"", "5e6f71\"")]
    [InlineData("\"ReferenceId\": \"0198f2c5a7b34d0e9c1a2b3c4d5e6f70\",", "")]
    [InlineData("\"ReferenceId\": \"0198f2c5a7b34d0e9c1a2b3c4d5e6f70\"", "\"ReferenceId\": null")]
    [InlineData("\"ReferenceId\": \"0198f2c5a7b34d0e9c1a2b3c4d5e6f70\"", "\"ReferenceId\": 198")]
    [InlineData("\"ReferenceId\": \"0198f2c5", "\"referenceId\": \"0198f2c5a7b34d0e9c1a2b3c4d5e6f70\", \"ReferenceId\": \"0198f2c5")]
    [InlineData("\"Amounts\": {", "\"Amounts\": [], \"x\": {")]
    [InlineData("\"TotalAmount\": 10.50", "\"TotalAmount\": {}")]
    public void An_approval_that_contradicts_itself_is_unknown(string old, string with)
    {
        var body = R.Replace(R.Approval, old, with);

        Assert.Equal(SpinOutcome.Unknown, R.Read(body).Outcome);
        Assert.Equal(SpinOutcome.Unknown, R.Read(body, SpinRestAsked.For(A.Status)).Outcome);
    }

    [Theory]
    [InlineData("\"000\"")]
    [InlineData("\"0\"")]
    [InlineData("\"000\u00a0\"")]
    [InlineData("\"0000\u0085\"")]
    public void A_text_that_is_not_four_digits_is_no_status_code(string code)
    {
        var answer = R.Read(R.Replace(R.Approval, "\"0000\"", code));

        Assert.Equal((SpinOutcome.Unknown, SpinReason.Unreadable), (answer.Outcome, answer.Reason));
    }

    [Fact]
    public void An_approval_under_a_failing_HTTP_status_is_a_contradiction()
    {
        var answer = R.Read(R.Approval, isSuccess: false);

        Assert.Equal((SpinOutcome.Unknown, SpinReason.Contradiction), (answer.Outcome, answer.Reason));
    }

    [Theory]
    [InlineData(", \"AuthCode\": \"VTLMC1\"")]
    [InlineData(", \"Voided\": true")]
    [InlineData(", \"ExtendedDataByApplication\": { \"Visa\": { \"approvedAmnt\": \"5.00\" } }")]
    [InlineData(", \"ExtendedDataByApplication\": { \"Visa\": { \"isPartialApprovalTxn\": \"true\" } }")]
    [InlineData(", \"AuthCode\": [1]")]
    public void A_refusal_that_tells_of_an_approval_is_unknown(string more)
    {
        Assert.All(["1015", "1000", "2001", "2201"], code =>
            Assert.Equal(SpinOutcome.Unknown, R.Read(R.Refusal(code, more: more)).Outcome));
    }

    [Theory]
    [InlineData("\"Error\"", "\"Approved\"")]
    [InlineData("\"something\"", "\"APPROVAL VTLMC1\"")]
    [InlineData("\"something\"", "\"something\", \"HostResponseCode\": \"00\"")]
    public void A_refusal_in_words_of_approval_is_unknown(string old, string with)
    {
        Assert.Equal(SpinOutcome.Unknown, R.Read(R.Replace(R.Refusal("1015"), old, with)).Outcome);
        Assert.Equal(SpinOutcome.Unknown, R.Read(R.Replace(R.Refusal("2001"), old, with)).Outcome);
    }

    [Fact]
    public void A_refusal_without_a_reference_ends_nothing_that_reached_a_card()
    {
        static string Nameless(string code) => R.Replace(R.Refusal(code), $"\"{A.RefId}\"", "null");

        Assert.Equal(SpinReason.RefIdMismatch, R.Read(Nameless("1015")).Reason);
        Assert.Equal(SpinOutcome.NotStarted, R.Read(Nameless("2008")).Outcome);
    }

    [Fact]
    public void A_partial_approval_says_how_much_or_is_unknown()
    {
        var smaller = R.Replace(R.Replace(R.Approval, "\"TotalAmount\": 10.50", "\"TotalAmount\": 6.00"), "\"0000\"", "\"0001\"");
        var unflagged = R.Replace(smaller, "\"0001\"", "\"0000\"");
        var extended = R.Replace(
            R.Replace(R.Approval, "\"0000\"", "\"0001\""), "\"Voided\": false",
            "\"Voided\": false, \"ExtendedDataByApplication\": { \"Mastercard\": { \"approvedAmnt\": \"7.25\", \"isPartialApprovalTxn\": \"true\" } }");

        Assert.Equal((SpinOutcome.PartiallyApproved, 6.00m), (R.Read(smaller).Outcome, R.Read(smaller).Total));
        Assert.Equal(SpinOutcome.PartiallyApproved, R.Read(unflagged).Outcome);
        Assert.Equal((SpinOutcome.PartiallyApproved, 7.25m), (R.Read(extended).Outcome, R.Read(extended).ApprovedAmount));
        Assert.Equal(SpinOutcome.Unknown, R.Read(R.Replace(R.Approval, "\"0000\"", "\"0001\"")).Outcome);
        // Asked without an amount, the code tells that it was a part and the total how much.
        var status = R.Read(R.Replace(R.Approval, "\"0000\"", "\"0001\""), s_status);
        Assert.Equal((SpinOutcome.PartiallyApproved, 10.50m), (status.Outcome, status.Total));
        // What the cash payer owes is less than the card price that was asked.
        Assert.Equal(SpinOutcome.Approved, R.Read(R.Replace(unflagged, "\"Credit\"", "\"Cash\"")).Outcome);
    }

    [Fact]
    public void A_void_is_done_when_the_answer_is_about_a_void_and_not_the_sales_own_answer_repeated()
    {
        var asked = SpinRestAsked.For(R.Void);

        Assert.Equal(SpinOutcome.Approved, R.Read(R.Replace(R.Approval, "\"Sale\"", "\"Void\""), asked).Outcome);
        Assert.Equal(SpinOutcome.Approved, R.Read(R.Replace(R.Approval, "\"Voided\": false", "\"Voided\": true"), asked).Outcome);
        Assert.Equal((SpinOutcome.Unknown, SpinReason.Contradiction), (R.Read(R.Approval, asked).Outcome, R.Read(R.Approval, asked).Reason));
    }

    [Fact]
    public void Status_of_a_void_is_told_by_the_original()
    {
        var asked = SpinRestAsked.For(A.Status with { Of = SpinOperation.Void });

        Assert.Equal(SpinOutcome.NotFound, R.Read(R.Approval, asked).Outcome);
        Assert.Equal(SpinOutcome.Approved, R.Read(R.Replace(R.Approval, "\"Voided\": false", "\"Voided\": true"), asked).Outcome);
        Assert.Equal(SpinOutcome.Unknown, R.Read(R.Replace(R.Approval, "\"Voided\": false", "\"Voided\": null"), asked).Outcome);
    }

    [Theory]
    [InlineData("TipAdjust", "null", SpinOutcome.Approved)]
    [InlineData("Sale", "2.00", SpinOutcome.Approved)]
    [InlineData("Sale", "1.00", SpinOutcome.Unknown)]
    [InlineData("Sale", "null", SpinOutcome.Unknown)]
    public void A_tip_is_set_when_the_answer_says_so_or_shows_it(string type, string tip, SpinOutcome outcome)
    {
        var body = R.Replace(R.Replace(R.Approval, "\"Sale\"", $"\"{type}\""), "\"TipAmount\": null", $"\"TipAmount\": {tip}");

        Assert.Equal(outcome, R.Read(body, SpinRestAsked.For(R.TipAdjust)).Outcome);
    }

    [Theory]
    [InlineData("Return", SpinOperation.Return, SpinOutcome.Approved)]
    [InlineData("Sale", SpinOperation.Return, SpinOutcome.Unknown)]
    [InlineData("Auth", SpinOperation.Auth, SpinOutcome.Approved)]
    [InlineData("Capture", SpinOperation.Auth, SpinOutcome.Unknown)]
    [InlineData("Capture", SpinOperation.Capture, SpinOutcome.Approved)]
    [InlineData("Auth", SpinOperation.Capture, SpinOutcome.Unknown)]
    public void An_approval_counts_for_the_operation_that_it_names(string type, SpinOperation operation, SpinOutcome outcome)
    {
        var asked = new SpinRestAsked(operation, A.RefId, 10.50m);

        Assert.Equal(outcome, R.Read(R.Replace(R.Approval, "\"Sale\"", $"\"{type}\""), asked).Outcome);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("29.2", 30)]
    [InlineData("\"45\"", 45)]
    [InlineData("null", null)]
    [InlineData("-5", null)]
    [InlineData("100000", null)]
    [InlineData("\"soon\"", null)]
    public void The_delay_is_read_inside_or_at_the_top_however_it_is_typed(string delay, int? seconds)
    {
        var inside = R.Replace(R.Refusal("2008"), "\"Message\"", $"\"DelayBeforeNextRequest\": {delay}, \"Message\"");
        var top = R.Refusal("2008", more: $", \"DelayBeforeNextRequest\": {delay}");
        TimeSpan? expected = seconds is { } known ? TimeSpan.FromSeconds(known) : null;

        Assert.Equal((SpinOutcome.NotStarted, expected), (R.Read(inside).Outcome, R.Read(inside).RetryAfter));
        Assert.Equal((SpinOutcome.NotStarted, expected), (R.Read(top).Outcome, R.Read(top).RetryAfter));
    }

    [Theory]
    [InlineData("10.499999999999998", 10.50)]
    [InlineData("\"10.50\"", 10.50)]
    [InlineData("11", 11.00)]
    [InlineData("10.505", null)]
    [InlineData("1e1", null)]
    [InlineData("\"ten\"", null)]
    [InlineData("99999999999999999999999999999999", null)]
    public void An_amount_is_read_to_the_cent_or_not_at_all(string written, double? expected)
    {
        var answer = R.Read(R.Replace(R.Approval, "\"TotalAmount\": 10.50", $"\"TotalAmount\": {written}"));

        Assert.Equal(SpinOutcome.Approved, answer.Outcome);
        Assert.Equal((decimal?)expected, answer.Total);
    }

    [Fact]
    public void A_refusal_has_no_amounts_although_it_may_carry_some()
    {
        var answer = R.Read(R.Refusal("1015", more: ", \"Amounts\": { \"TotalAmount\": 10.50, \"FeeAmount\": 0.03 }"));

        Assert.Equal((SpinOutcome.Declined, null, null), (answer.Outcome, answer.Total, answer.Fee));
    }
}
