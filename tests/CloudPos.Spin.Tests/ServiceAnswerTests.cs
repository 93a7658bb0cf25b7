using System.Text;
using CloudPos.Spin.Wire;

namespace CloudPos.Spin.Tests;

/// <summary>Settlements, reports, prints and questions: their samples, and what may go wrong with each.</summary>
public class ServiceAnswerTests
{
    [Fact]
    public void The_settlement_sample_is_done_and_its_offline_check_needs_attention()
    {
        var settled = SpinServiceAnswers.Settlement(Sample("settle-answer"), A.Settle with { RefId = "2" }, A.AuthKey);

        Assert.Equal((SpinServiceOutcome.Done, SpinReason.None), (settled.Outcome, settled.Reason));
        Assert.Equal(["DvCredit", "DvCheck", "DvGift"], settled.Applications.Select(a => a.App!));
        Assert.All(settled.Applications, a => Assert.Equal(SpinSettledState.Settled, a.State));
        Assert.True(settled.NeedsAttention);
        var (credit, check, gift) = (settled.Applications[0], settled.Applications[1], settled.Applications[2]);
        Assert.Equal(("CREDIT", "34", "0", "BATCH RELEASED"), (credit.Merchant, credit.BatchNumber, credit.HostCode, credit.HostMessage));
        Assert.Equal((0, 0m, 0m, false), (credit.TransactionCount, credit.TipAmount, credit.TotalAmount, credit.NeedsAttention));
        Assert.Equal((1, 1m, "Offline", true), (check.TransactionCount, check.TotalAmount, check.HostMessage, check.NeedsAttention));
        Assert.Equal(("Batch Already Settled", false), (gift.HostMessage, gift.NeedsAttention));
    }

    [Theory]
    [InlineData("0", "0,0", SpinServiceOutcome.Done, SpinReason.None)]
    [InlineData("0", "0,1", SpinServiceOutcome.DoneInPart, SpinReason.HostDeclined)]
    [InlineData("1", "0,1", SpinServiceOutcome.DoneInPart, SpinReason.HostDeclined)]
    [InlineData("1", "1,1", SpinServiceOutcome.Refused, SpinReason.HostDeclined)]
    [InlineData("1", "2,2", SpinServiceOutcome.Refused, SpinReason.PendingOffline)]
    [InlineData("1", "3", SpinServiceOutcome.Refused, SpinReason.UntippedTransactions)]
    [InlineData("1", "4", SpinServiceOutcome.Refused, SpinReason.OpenTab)]
    [InlineData("0", "1", SpinServiceOutcome.Unknown, SpinReason.Contradiction)]
    [InlineData("1", "0", SpinServiceOutcome.Unknown, SpinReason.Contradiction)]
    [InlineData("0", "x", SpinServiceOutcome.Unknown, SpinReason.Unreadable)]
    public void A_settlement_is_as_good_as_its_rows(string code, string rows, SpinServiceOutcome outcome, SpinReason reason)
    {
        var body = $"<RefId>{A.RefId}</RefId><ResultCode>{code}</ResultCode><Message>{(code == "0" ? "Success" : "Failure")}</Message>"
            + string.Concat(rows.Split(',').Select(row => $"<ExtData>App=DvCredit,ResultCode={row}</ExtData>"));

        var settled = SpinServiceAnswers.Settlement(Body(body), A.Settle, A.AuthKey);

        Assert.Equal((outcome, reason), (settled.Outcome, settled.Reason));
    }

    [Theory]
    [InlineData("<ResultCode>1</ResultCode><RespMSG>No open batch</RespMSG>", SpinServiceOutcome.Refused, SpinReason.NoOpenBatch)]
    [InlineData("<ResultCode>1</ResultCode><RespMSG>There is no transaction in th batch</RespMSG>", SpinServiceOutcome.Refused, SpinReason.NoOpenBatch)]
    [InlineData("<ResultCode>1</ResultCode><RespMSG>Untipped Transactions Remain</RespMSG>", SpinServiceOutcome.Refused, SpinReason.UntippedTransactions)]
    [InlineData("<ResultCode>1</ResultCode><RespMSG>Pending SnF Transaction</RespMSG>", SpinServiceOutcome.Refused, SpinReason.PendingOffline)]
    [InlineData("<ResultCode>1</ResultCode><RespMSG>Open Tab</RespMSG>", SpinServiceOutcome.Refused, SpinReason.OpenTab)]
    [InlineData("<ResultCode>1</ResultCode><RespMSG>Service busy</RespMSG>", SpinServiceOutcome.NotStarted, SpinReason.TerminalBusy)]
    [InlineData("<ResultCode>1</ResultCode><RespMSG>Communication Error</RespMSG>", SpinServiceOutcome.Unknown, SpinReason.TerminalFailure)]
    [InlineData("<ResultCode>2</ResultCode><RespMSG>The operation has timed out</RespMSG>", SpinServiceOutcome.Unknown, SpinReason.ProxyTimeout)]
    [InlineData("<ResultCode>2</ResultCode><RespMSG>something new</RespMSG>", SpinServiceOutcome.Unknown, SpinReason.Unrecognised)]
    [InlineData("<RefId>other</RefId><ResultCode>0</ResultCode>", SpinServiceOutcome.Unknown, SpinReason.RefIdMismatch)]
    [InlineData("<ResultCode>0</ResultCode><ResultCode>0</ResultCode>", SpinServiceOutcome.Unknown, SpinReason.Contradiction)]
    [InlineData("<ResultCode>7</ResultCode>", SpinServiceOutcome.Unknown, SpinReason.Unreadable)]
    [InlineData("<Message>Success</Message>", SpinServiceOutcome.Unknown, SpinReason.Unreadable)]
    [InlineData("<ResultCode>0</ResultCode><broken>", SpinServiceOutcome.Unknown, SpinReason.Unreadable)]
    public void A_settlement_without_rows_ends_as_the_table_says(string body, SpinServiceOutcome outcome, SpinReason reason)
    {
        var settled = SpinServiceAnswers.Settlement(Body(body), A.Settle, A.AuthKey);

        Assert.Equal((outcome, reason), (settled.Outcome, settled.Reason));
    }

    [Fact]
    public void Both_report_samples_come_to_the_same_totals()
    {
        var summary = SpinServiceAnswers.Report(Sample("report-summary-answer"), A.AuthKey);
        var daily = SpinServiceAnswers.Report(Sample("report-daily-answer"), A.AuthKey);

        Assert.Equal((SpinServiceOutcome.Done, SpinServiceOutcome.Done), (summary.Outcome, daily.Outcome));
        Assert.Equal([("DvPayLiteCredit", 7.29m), ("DvPayLiteCashAlter", 16m)], summary.Applications.Select(a => (a.App!, a.TotalAmount!.Value)));
        Assert.Equal([("DvPayLiteCredit", 7.29m), ("DvPayLiteCashAlter", 16m)], daily.Applications.Select(a => (a.App!, a.TotalAmount!.Value)));
        Assert.Equal((2, 23.29m, 16m), (summary.Applications[0].Count, summary.Applications[0].SaleAmount, summary.Applications[0].ReturnAmount));
        Assert.Equal([new(1, "SALE", 23.29m), new(2, "REFUND", 16m)], daily.Applications[0].Transactions);
        Assert.All(daily.Applications, a => Assert.Equal(a.TotalAmount, a.Transactions.Sum(t => t.SignedAmount)));
        Assert.False(summary.IsEmpty || daily.IsEmpty);
    }

    [Fact]
    public void An_empty_batch_is_an_empty_report_and_not_a_failure()
    {
        var report = SpinServiceAnswers.Report(Sample("report-empty-answer"), A.AuthKey);

        Assert.Equal(SpinServiceOutcome.Done, report.Outcome);
        Assert.True(report.IsEmpty);
        Assert.Empty(report.Applications);
    }

    [Fact]
    public void A_result_code_inside_a_report_makes_the_answer_contradictory()
    {
        var report = SpinServiceAnswers.Report(
            Body("<ResultCode>0</ResultCode><TransReport>App=A,<ResultCode>1</ResultCode>SaleAmt=1.00</TransReport>"), A.AuthKey);

        Assert.Equal((SpinServiceOutcome.Unknown, SpinReason.Contradiction), (report.Outcome, report.Reason));
    }

    [Theory]
    [InlineData("<Message>Success</Message>", SpinServiceOutcome.Done, SpinReason.None)]
    [InlineData("<Message>No Paper</Message>", SpinServiceOutcome.Refused, SpinReason.OutOfPaper)]
    [InlineData("<Message>Error</Message>", SpinServiceOutcome.Refused, SpinReason.TerminalFailure)]
    [InlineData("<Message>Canceled</Message><RespMSG>Service%20busy</RespMSG>", SpinServiceOutcome.NotStarted, SpinReason.TerminalBusy)]
    [InlineData("<Message>Success</Message><RespMSG>Service%20busy</RespMSG>", SpinServiceOutcome.Done, SpinReason.None)]
    [InlineData("<Message>Perhaps</Message>", SpinServiceOutcome.Unknown, SpinReason.Unrecognised)]
    [InlineData("<ResultCode>1</ResultCode><Message>No Paper</Message>", SpinServiceOutcome.Refused, SpinReason.OutOfPaper)]
    public void A_printout_is_done_when_the_terminal_says_success(string body, SpinServiceOutcome outcome, SpinReason reason)
    {
        var printed = SpinServiceAnswers.Print(Body(body), A.Printout, A.AuthKey);

        Assert.Equal((outcome, reason), (printed.Outcome, printed.Reason));
    }

    [Fact]
    public void The_samples_of_prompts_and_prints_are_done()
    {
        Assert.Equal("Cash", SpinServiceAnswers.Choice(Sample("user-choice-answer"), A.Choice, A.AuthKey).Chosen);
        Assert.Equal(SpinServiceOutcome.Done, SpinServiceAnswers.Print(Sample("printer-answer"), A.Printout, A.AuthKey).Outcome);
        (string Sample, SpinInputType Type, int MaxLength, string Typed)[] inputs =
        [
            ("numeric", SpinInputType.Numeric, 10, "1234567890"), ("alphanumeric", SpinInputType.Alphanumeric, 20, "No 101 15th Ave"),
            ("alpha", SpinInputType.Letters, 15, "David"), ("money", SpinInputType.Money, 5, "50.89"),
            ("info", SpinInputType.Info, 20, "No:101, 20th Ave"),
        ];
        foreach (var (sample, type, maxLength, typed) in inputs)
        {
            var input = SpinServiceAnswers.Input(
                Sample($"user-input-{sample}-answer"), new SpinUserInput("?", type, maxLength), A.AuthKey);
            Assert.Equal((SpinServiceOutcome.Done, typed), (input.Outcome, input.Typed!.Reveal()));
            Assert.DoesNotContain(typed, input.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("<UserChoice>Bitcoin</UserChoice>", SpinServiceOutcome.Unknown, SpinReason.Contradiction)]
    [InlineData("<Message>Cancel</Message>", SpinServiceOutcome.Cancelled, SpinReason.CustomerCancelled)]
    [InlineData("<Message>Failure</Message>", SpinServiceOutcome.Refused, SpinReason.Unrecognised)]
    [InlineData("<Message>Cancel</Message><UserChoice>Cash</UserChoice>", SpinServiceOutcome.Cancelled, SpinReason.CustomerCancelled)]
    [InlineData("", SpinServiceOutcome.Unknown, SpinReason.Unrecognised)]
    public void A_choice_counts_only_when_it_was_offered_and_not_cancelled(string body, SpinServiceOutcome outcome, SpinReason reason)
    {
        var choice = SpinServiceAnswers.Choice(Body(body), A.Choice, A.AuthKey);

        Assert.Equal((outcome, reason), (choice.Outcome, choice.Reason));
        Assert.Null(choice.Chosen);
    }

    [Theory]
    [InlineData("<UserInput>12345678901</UserInput>", SpinServiceOutcome.Unknown, null)]
    [InlineData("<UserInput></UserInput>", SpinServiceOutcome.Done, "")]
    [InlineData("<Message>Cancel</Message>", SpinServiceOutcome.Cancelled, null)]
    public void An_input_is_what_was_typed_and_no_longer_than_asked(string body, SpinServiceOutcome outcome, string? typed)
    {
        var input = SpinServiceAnswers.Input(Body(body), A.Input, A.AuthKey);

        Assert.Equal((outcome, typed), (input.Outcome, input.Typed?.Reveal()));
    }

    [Fact]
    public void What_was_typed_is_never_a_card_number()
    {
        var input = SpinServiceAnswers.Input(
            Body("<Message>Success</Message><UserInput>4111 1111 1111 1111</UserInput>"), A.Input with { MaxLength = 20 }, A.AuthKey);

        Assert.Equal((SpinServiceOutcome.Unknown, SpinReason.Contradiction, null), (input.Outcome, input.Reason, input.Typed));
    }

    [Fact]
    public void A_signature_is_a_whole_bitmap_or_none()
    {
        var signed = SpinServiceAnswers.Signature(Body($"<ResultCode>0</ResultCode><Sign>{A.Bitmap}</Sign>"), A.AuthKey);
        var cut = SpinServiceAnswers.Signature(Body($"<ResultCode>0</ResultCode><Sign>{A.Bitmap[..40]}</Sign>"), A.AuthKey);
        var none = SpinServiceAnswers.Signature(Body("<ResultCode>1</ResultCode><Message>Cancel</Message>"), A.AuthKey);

        Assert.Equal("image/bmp", signed.Image!.MediaType);
        Assert.Equal(Convert.FromBase64String(A.Bitmap), signed.Image.Bytes.ToArray());
        Assert.Equal((SpinServiceOutcome.Unknown, SpinReason.Unreadable, null), (cut.Outcome, cut.Reason, cut.Image));
        Assert.Equal(SpinServiceOutcome.Cancelled, none.Outcome);
    }

    private static SpinDelivered Sample(string name) => new(SpinDelivery.Answered, Encoding.UTF8.GetBytes(A.Sample(name)));

    private static SpinDelivered Body(string body) =>
        new(SpinDelivery.Answered, Encoding.UTF8.GetBytes($"<xmp><response>{body}</response></xmp>"));
}
