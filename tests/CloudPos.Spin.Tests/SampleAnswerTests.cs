using System.Globalization;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Tests;

/// <summary>Every answer sample of the specification, read and judged.</summary>
public class SampleAnswerTests
{
    [Theory]
    // name, the RefId that was asked for, outcome, reason
    [InlineData("sale-answer", "2", SpinOutcome.Approved, SpinReason.None)]
    [InlineData("sale-answer", "3", SpinOutcome.Unknown, SpinReason.RefIdMismatch)]
    [InlineData("sale-declined-answer", "167", SpinOutcome.Declined, SpinReason.HostDeclined)]
    [InlineData("sale-terminal-timeout-answer", "164", SpinOutcome.Unknown, SpinReason.TerminalTimeout)]
    [InlineData("level3-answer", "61", SpinOutcome.Unknown, SpinReason.Contradiction)]
    [InlineData("dual-pricing-answer", "14", SpinOutcome.Unknown, SpinReason.Contradiction)]
    [InlineData("isv-answer", "60", SpinOutcome.Unknown, SpinReason.RefIdMismatch)]
    [InlineData("isv-answer", "14", SpinOutcome.Unknown, SpinReason.Contradiction)]
    [InlineData("proxy-error-answer", "2", SpinOutcome.NotStarted, SpinReason.TerminalOffline)]
    public void A_sale_answered_by_the_sample_ends_as_the_table_says(
        string sample, string refId, SpinOutcome outcome, SpinReason reason)
    {
        var answer = Judge(sample, new SpinAsked(IsStatus: false, refId, 1.00m));

        Assert.Equal((outcome, reason), (answer.Outcome, answer.Reason));
    }

    [Theory]
    [InlineData("status-answer", "3", SpinOutcome.Approved, SpinReason.None)]
    [InlineData("status-answer", "4", SpinOutcome.Unknown, SpinReason.RefIdMismatch)]
    [InlineData("sale-declined-answer", "167", SpinOutcome.Declined, SpinReason.HostDeclined)]
    [InlineData("sale-terminal-timeout-answer", "164", SpinOutcome.Cancelled, SpinReason.TerminalTimeout)]
    [InlineData("dual-pricing-answer", "14", SpinOutcome.Unknown, SpinReason.Contradiction)]
    [InlineData("proxy-error-answer", "2", SpinOutcome.Unknown, SpinReason.TerminalOffline)]
    public void A_status_question_answered_by_the_sample_ends_as_the_table_says(
        string sample, string refId, SpinOutcome outcome, SpinReason reason)
    {
        var answer = Judge(sample, new SpinAsked(IsStatus: true, refId, Amount: null));

        Assert.Equal((outcome, reason), (answer.Outcome, answer.Reason));
    }

    [Fact]
    public void The_approved_sample_gives_all_its_facts()
    {
        var answer = Judge("sale-answer", new SpinAsked(IsStatus: false, "2", 1.00m));

        Assert.Equal("2", answer.RefId);
        Assert.Equal("0", answer.ResultCode);
        Assert.Equal("Approved", answer.Message);
        Assert.Equal("Approved", answer.ResponseMessage);
        Assert.Equal("292249", answer.AuthCode);
        Assert.Equal("1807027", answer.HostReference);
        Assert.Equal("Credit", answer.PaymentType);
        Assert.Equal("VISA", answer.CardBrand);
        Assert.Equal("1234", answer.Last4);
        Assert.Equal("Swipe", answer.EntryType);
        Assert.Equal("1", answer.BatchNumber);
        Assert.Equal("1", answer.InvoiceNumber);
        Assert.Equal(1.00m, answer.Total);
        Assert.Equal((0m, 0m, 0m, 0m), (answer.Tip, answer.Fee, answer.Tax, answer.Cashback));
        Assert.Null(answer.Base);
        Assert.False(answer.ParsedLeniently);
    }

    [Fact]
    public void The_declined_sample_shows_the_hosts_words_decoded_and_no_amount()
    {
        var answer = Judge("sale-declined-answer", new SpinAsked(IsStatus: false, "167", 1.00m));

        Assert.Equal("DECLINE", answer.ResponseMessage);
        Assert.Equal("Canceled", answer.Message);
        Assert.Equal("B17912107210053", answer.SerialNumber);
        Assert.Null(answer.Total);
    }

    [Fact]
    public void The_terminal_timeout_sample_gives_no_amounts_though_it_names_some()
    {
        var read = Read("sale-terminal-timeout-answer");
        var answer = Judge("sale-terminal-timeout-answer", new SpinAsked(IsStatus: false, "164", 1.00m));

        Assert.Equal("0.03", read.ExtData[0]["Fee"]);
        Assert.Equal("1.00", read.ExtData[0]["TotalAmt"]);
        Assert.Equal("Transaction timeout. Please try again later.", read.ExtData[0]["declineReason"]);
        Assert.Null(read.ExtData[0]["ebtCashBalAmount"]);
        Assert.Equal("false", read.ExtData[0]["isWalletMode"]);
        Assert.Equal("Transaction timeout. Please try again later.", answer.ResponseMessage);
        Assert.Null(answer.Total);
        Assert.Null(answer.Fee);
    }

    [Fact]
    public void The_status_sample_is_not_well_formed_and_is_read_tag_by_tag()
    {
        var answer = Judge("status-answer", new SpinAsked(IsStatus: true, "3", Amount: null));

        Assert.True(answer.ParsedLeniently);
        Assert.Equal("292249", answer.AuthCode);
        Assert.Equal(1.00m, answer.Total);
        Assert.Equal(0.00m, answer.Tax);
        Assert.Equal("1234", answer.Last4);
    }

    [Theory]
    [InlineData("capture-answer", "2", null)]
    [InlineData("tip-adjust-answer", "2", "0.00")]
    [InlineData("void-answer", "2", null)]
    public void A_follow_up_sample_is_read_whole(string sample, string refId, string? serviceFee)
    {
        var read = Read(sample);

        Assert.Equal((refId, "0", "Success", "292249"), (read.RefId, read.ResultCode, read.Message, read["AuthCode"]));
        var data = Assert.Single(read.ExtData);
        Assert.Equal(("VISA", "1234", "1.00", (string?)null), (data["CardType"], data["AcntLast4"], data["TotalAmt"], data["AcntFirst4"]));
        Assert.Equal(serviceFee, data["SVC"]);
        Assert.Equal("Swipe", data["EntryType"]);
        Assert.False(read.ParsedLeniently);
    }

    [Fact]
    public void The_settle_sample_has_one_row_per_application_and_shows_the_unsettled_check()
    {
        var read = Read("settle-answer");

        Assert.Equal(("0", "Success"), (read.ResultCode, read.Message));
        Assert.Equal(["DvCredit", "DvCheck", "DvGift"], read.ExtData.Select(d => d["App"]));
        Assert.Equal(["0", "0", "0"], read.ExtData.Select(d => d["ResultCode"]));
        Assert.Equal(["BATCH  RELEASED", "Offline", "Batch Already Settled"], read.ExtData.Select(d => d["Rsp"]));
        Assert.Equal(["34", "0", "0"], read.ExtData.Select(d => d["BatchNum"]));
        Assert.Equal([0m, null, null], read.ExtData.Select(d => d.Money("TotalAmt")));
        Assert.Equal(("1", 1.00m), (read.ExtData[1]["NumTrans"], read.ExtData[1].Money("Total")));
    }

    [Fact]
    public void The_summary_report_sample_has_both_applications_with_their_totals()
    {
        var reports = Read("report-summary-answer").TransReports;

        Assert.Equal(["DvPayLiteCredit", "DvPayLiteCashAlter"], reports.Select(r => r.App));
        Assert.Equal([7.29m, 16.00m], reports.Select(r => r.TotalAmount));
        Assert.Equal([2, null], reports.Select(r => r.Count));
        Assert.Equal((23.29m, 16.00m), (reports[0].Totals.Money("SaleAmt"), reports[0].Totals.Money("ReturnAmt")));
        Assert.All(reports, r => Assert.Empty(r.Transactions));
    }

    [Fact]
    public void The_daily_report_sample_has_every_transaction_and_its_Total_is_a_count()
    {
        var reports = Read("report-daily-answer").TransReports;

        Assert.Equal(["DvPayLiteCredit", "DvPayLiteCashAlter"], reports.Select(r => r.App));
        Assert.Equal([2, 1], reports.Select(r => r.Count));
        Assert.Equal([7.29m, 16.00m], reports.Select(r => r.TotalAmount));
        Assert.Equal(["SALE", "REFUND"], reports[0].Transactions.Select(t => t["TransType"]));
        Assert.Equal([23.29m, 16.00m], reports[0].Transactions.Select(t => t.Money("Amt")));
        Assert.Equal(("1", "CASH"), (reports[1].Transactions[0]["NUM"], reports[1].Transactions[0]["TransType"]));
    }

    [Fact]
    public void The_empty_batch_sample_says_that_there_is_no_transaction()
    {
        var read = Read("report-empty-answer");

        Assert.Equal(("1", "Failure"), (read.ResultCode, read.Message));
        Assert.Equal("There is no transaction in th batch", read.RespMsg);
        Assert.Empty(read.TransReports);
    }

    [Theory]
    [InlineData("user-choice-answer", null, "Cash", null)]
    [InlineData("user-input-numeric-answer", "Success", null, "1234567890")]
    [InlineData("user-input-alphanumeric-answer", "Success", null, "No 101 15th Ave")]
    [InlineData("user-input-alpha-answer", "Success", null, "David")]
    [InlineData("user-input-money-answer", "Success", null, "50.89")]
    [InlineData("user-input-info-answer", "Success", null, "No:101, 20th Ave")]
    [InlineData("printer-answer", "Success", null, null)]
    public void An_answer_of_the_other_operations_is_read(string sample, string? message, string? choice, string? input)
    {
        var read = Read(sample);

        Assert.Equal((message, choice, input), (read.Message, read.UserChoice, read.UserInput));
        Assert.Null(read.ResultCode);
        // None of them may ever be taken for an approval.
        Assert.Equal(SpinOutcome.Unknown, Judge(sample, new SpinAsked(IsStatus: false, "2", 1.00m)).Outcome);
    }

    [Fact]
    public void The_dual_pricing_sample_is_read_through_its_double_commas_and_broken_lines()
    {
        var data = Read("dual-pricing-answer").ExtData[0];

        Assert.Equal(("10.40", "4.00", "17.00"), (data["Amount"], data["Tip"], data["TotalAmt"]));
        Assert.Equal(0.00m, data.Money("ReducedTax"));
        Assert.Equal("State Tax", data["Tax2Label"]);
        Assert.Null(data["customCreditMessage"]);
        Assert.Equal("0", data["fallBackMode"]);
        Assert.Null(data.Money("PrintSaveMsg"));
        Assert.Equal("20230929073517", data["DateTime"]);
    }

    [Fact]
    public void Every_answer_sample_is_tested_here()
    {
        var names = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples"), "*-answer.xml")
            .Select(Path.GetFileNameWithoutExtension).ToList();

        Assert.Equal(22, names.Count);
        Assert.All(names, name => Assert.NotNull(SpinXmlReader.Read(A.Sample(name!))));
        Assert.Equal(["status-answer"], names.Where(name => SpinXmlReader.Read(A.Sample(name!))!.ParsedLeniently));
    }

    [Fact]
    public void The_readers_culture_does_not_move_the_decimal_point()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Assert.Equal(1.00m, Judge("sale-answer", new SpinAsked(IsStatus: false, "2", 1.00m)).Total);
            Assert.Equal("10.50", SpinMoney.Format(10.5m));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static SpinResponse Read(string sample) => SpinXmlReader.Read(A.Sample(sample))!;

    private static SpinAnswer Judge(string sample, SpinAsked asked) =>
        SpinAnswers.From(SpinXmlReader.Read(A.Sample(sample)), asked, A.AuthKey);
}
