using CloudPos.Spin.Wire;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Tests;

/// <summary>
/// The thirty places where the specification contradicts itself or its samples, by number, and how we read each.
/// docs/spin.md tells them in words.
/// </summary>
public class TrapTests
{
    [Fact]
    public void Trap_01_approved_in_words_with_result_code_1_is_unknown()
    {
        foreach (var (sample, refId) in new[] { ("level3-answer", "61"), ("dual-pricing-answer", "14"), ("isv-answer", "14") })
            Assert.Equal((SpinOutcome.Unknown, SpinReason.Contradiction), Judge(A.Sample(sample), refId));
        Assert.Equal((SpinOutcome.Unknown, SpinReason.RefIdMismatch), Judge(A.Sample("isv-answer"), "60"));
    }

    [Fact]
    public void Trap_02_the_hosts_decline_beats_the_word_cancelled() =>
        Assert.Equal((SpinOutcome.Declined, SpinReason.HostDeclined), Judge(A.Sample("sale-declined-answer"), "167"));

    [Fact]
    public void Trap_03_a_terminal_time_out_is_asked_about_and_its_amounts_are_not_booked()
    {
        var sale = Read(A.Sample("sale-terminal-timeout-answer"), "164");
        var status = SpinAnswers.From(SpinXmlReader.Read(A.Sample("sale-terminal-timeout-answer")), new SpinAsked(true, "164", null), "");

        Assert.Equal((SpinOutcome.Unknown, SpinOutcome.Cancelled), (sale.Outcome, status.Outcome));
        Assert.Equal((null, null, null), (sale.Total, sale.Fee, sale.Details.Amount));
    }

    [Fact]
    public void Trap_04_values_are_decoded_once_and_only_after_splitting()
    {
        var data = SpinExtData.Parse("ExtraHostData=00%2dAPPROVAL%2cOK,Rwd=%253c");

        Assert.Equal(("00-APPROVAL,OK", "%3c"), (data["ExtraHostData"], data["Rwd"]));
        var receipt = Read(Approved("<Receipt>Merchant=%3cIMG%20src=%22x%22/%3e%3cC%3eShop%3c/C%3e</Receipt>")).Receipt;
        Assert.Equal("<IMG src=\"x\"/><C>Shop</C>", receipt!.Merchant!.Reveal());
    }

    [Fact]
    public void Trap_05_the_badly_formed_status_sample_is_read_and_marked()
    {
        var status = SpinAnswers.From(SpinXmlReader.Read(A.Sample("status-answer")), new SpinAsked(true, "3", null), "");
        var without = SpinAnswers.From(
            SpinXmlReader.Read(A.Sample("status-answer").Replace("<AuthCode>292249</AuthCode>", "", StringComparison.Ordinal)),
            new SpinAsked(true, "3", null), "");

        Assert.Equal((SpinOutcome.Approved, true), (status.Outcome, status.ParsedLeniently));
        Assert.Equal((SpinOutcome.Unknown, SpinReason.Unreadable), (without.Outcome, without.Reason));
    }

    [Fact]
    public void Trap_06_a_blank_in_a_closing_tag_is_XML() =>
        Assert.Equal(SpinOutcome.Approved, Judge(A.Approval.Replace("</AuthCode>", "</AuthCode >", StringComparison.Ordinal), A.RefId).Outcome);

    [Fact]
    public void Trap_07_a_line_feed_is_written_lf()
    {
        var written = SpinXmlWriter.Write(A.Printout, A.Identity);

        Assert.Equal(["t", "lf"], written.Element("printer")!.Elements().Select(e => e.Name.LocalName));
    }

    [Fact]
    public void Trap_08_ExtData_survives_double_commas_blanks_broken_lines_and_two_spellings()
    {
        var data = SpinExtData.Parse("fallBackMode=0,, Tip=1.00,ebtCashBalAmount\n=2.00,disc=0.50,Empty=,Name=Smith, J");

        Assert.Equal((1.00m, 2.00m, 0.50m), (data.Money("Tip"), data.Money("EbtCashBalAmount"), data.Money("DISC")));
        Assert.Null(data["Empty"]);
    }

    [Theory]
    [InlineData("$0.00", "0")]
    [InlineData("16.0", "16")]
    [InlineData("savingssss $0.73", null)]
    public void Trap_09_money_is_read_with_a_dollar_sign_or_not_at_all(string text, string? expected) =>
        Assert.Equal(expected, SpinMoney.Read(text)?.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Trap_10_the_last_digits_have_two_names()
    {
        Assert.Equal("9876", Read(Approved("<ExtData>AcntLast=9876,TotalAmt=10.50</ExtData>")).Last4);
        Assert.Equal("9876", Read(Approved("<ExtData>AcntLast4=9876,TotalAmt=10.50</ExtData>")).Last4);
    }

    [Fact]
    public void Trap_11_an_answer_under_another_RefId_is_not_ours()
    {
        var answer = SpinAnswers.From(SpinXmlReader.Read(A.Sample("void-answer")), SpinAsked.For(A.Void with { RefId = "3" }), "");

        Assert.Equal((SpinOutcome.Unknown, SpinReason.RefIdMismatch), (answer.Outcome, answer.Reason));
    }

    [Theory]
    // The tables number "no open batch" twice; only the words count.
    [InlineData("Not Found", SpinOutcome.NotFound, SpinReason.NotFound)]
    [InlineData("No open batch", SpinOutcome.NotFound, SpinReason.NoOpenBatch)]
    [InlineData("Canceled", SpinOutcome.Cancelled, SpinReason.CustomerCancelled)]
    [InlineData("Failure", SpinOutcome.Unknown, SpinReason.Unrecognised)]
    public void Trap_12_follow_ups_are_judged_by_their_words(string message, SpinOutcome outcome, SpinReason reason)
    {
        var body = $"<response><RefId>{A.RefId}</RefId><ResultCode>1</ResultCode><Message>{message}</Message></response>";
        foreach (var asked in new[] { SpinAsked.For(A.Void), SpinAsked.For(A.Capture), SpinAsked.For(A.TipAdjust) })
        {
            var answer = SpinAnswers.From(SpinXmlReader.Read(body), asked, A.AuthKey);
            Assert.Equal((outcome, reason), (answer.Outcome, answer.Reason));
        }
    }

    [Fact]
    public void Trap_13_the_ExtData_of_a_status_is_as_long_as_that_of_a_sale()
    {
        var data = "TotalAmt=10.50," + string.Join(',', Enumerable.Range(0, 100).Select(n => $"Cust{n}={new string('x', 20)}"));

        Assert.Equal(10.50m, Read(Approved($"<ExtData>{data}</ExtData>")).Total);
    }

    [Fact]
    public void Trap_14_a_settlement_is_a_success_only_with_all_its_rows() =>
        Assert.Equal(SpinServiceOutcome.DoneInPart, Settle("<ExtData>App=A,ResultCode=0</ExtData><ExtData>App=B,ResultCode=2</ExtData>").Outcome);

    [Fact]
    public void Trap_15_an_offline_success_needs_attention() =>
        Assert.True(Settle("<ExtData>App=DvCheck,ResultCode=0,Rsp=Offline,NumTrans=1,Total=1.00</ExtData>").NeedsAttention);

    [Fact]
    public void Trap_16_Total_is_money_in_a_settlement_and_a_count_in_a_report()
    {
        Assert.Equal(1m, Settle("<ExtData>App=A,ResultCode=0,Total=1.00</ExtData>").Applications[0].TotalAmount);
        var report = SpinServiceAnswers.Report(Delivered(A.Sample("report-daily-answer")), "").Applications[0];
        Assert.Equal((2, 7.29m), (report.Count, report.TotalAmount));
    }

    [Theory]
    [InlineData("Rsp=BATCH RELEASED,Status=0")]
    [InlineData("Rsp=0,Status=BATCH RELEASED")]
    public void Trap_17_code_and_words_of_the_host_may_stand_in_each_others_place(string fields)
    {
        var row = Settle($"<ExtData>App=A,ResultCode=0,{fields}</ExtData>").Applications[0];

        Assert.Equal(("0", "BATCH RELEASED"), (row.HostCode, row.HostMessage));
    }

    [Fact]
    public void Trap_18_refunds_of_a_report_are_positive_and_count_against_it()
    {
        Assert.Equal((-16m, 23.29m, 0m), (new SpinReportTransaction(2, "REFUND", 16m).SignedAmount!.Value,
            new SpinReportTransaction(1, "SALE", 23.29m).SignedAmount!.Value, new SpinReportTransaction(3, "VOID", 5m).SignedAmount!.Value));
    }

    [Fact]
    public void Trap_19_an_empty_batch_comes_as_a_failure_and_is_an_empty_report() =>
        Assert.True(SpinServiceAnswers.Report(Delivered(A.Sample("report-empty-answer")), "").IsEmpty);

    [Theory]
    [InlineData("NOT PARS REQUEST", SpinReason.RequestRefused)]
    [InlineData("Terminal not connected to SPIn Proxy/Proxy server", SpinReason.TerminalOffline)]
    [InlineData("Duplicated ReferenceID", SpinReason.DuplicateRefId)]
    [InlineData("Duplicate Reference ID", SpinReason.DuplicateRefId)]
    [InlineData("Invalid Reference ID", SpinReason.DuplicateRefId)]
    public void Trap_20_proxy_messages_are_known_by_their_stems(string text, SpinReason reason) =>
        Assert.Equal(reason, SpinProxyMessages.Find(text)!.Reason);

    [Fact]
    public void Trap_21_a_cart_is_written_in_dollars_like_the_amount()
    {
        var cart = SpinCartXml.Write(new SpinCart([new SpinCartAmount("Total", 27.53m, IsTotal: true)], [], null), 0);

        Assert.Equal("27.53", cart.Descendants("Value").Single().Value);
    }

    [Fact]
    public async Task Trap_22_level_3_lines_that_do_not_come_to_the_amount_are_refused()
    {
        using var client = new SpinClient();
        var sale = A.Sale with { Amount = 10m, Level3 = Level3Tests.Sample };

        var answer = await client.SellAsync(SpinEndpoint.Test, A.Identity, sale, CancellationToken.None);

        Assert.Equal((SpinOutcome.NotStarted, SpinReason.RequestRefused), (answer.Outcome, answer.Reason));
    }

    [Fact]
    public void Trap_23_the_amount_of_a_dual_pricing_sale_is_the_callers_and_both_totals_stand_beside_it()
    {
        var written = SpinXmlWriter.Write(
            A.Sale with { Amount = 11.96m, DualPricing = new SpinDualPricing { TotalCardAmount = 11.96m, TotalCashAmount = 11.50m } }, A.Identity, null);

        Assert.Equal(("11.96", "11.96", "11.50"), (written.Element("Amount")!.Value, written.Element("TotalCardAmount")!.Value, written.Element("TotalCashAmount")!.Value));
    }

    [Fact]
    public void Trap_24_what_was_charged_is_the_terminals_total_with_its_own_tip_and_tax()
    {
        var answer = Read(Approved("<ExtData>Amount=10.50,BaseAmount=10.50,Tip=4.00,TaxCity=2.00,TaxState=1.00,TaxAmount=3.00,TotalAmt=17.50</ExtData>"));

        Assert.Equal((SpinOutcome.Approved, 17.50m, 10.50m, 4m, 3m), (answer.Outcome, answer.Total, answer.Base, answer.Tip, answer.Tax));
        Assert.Equal((2m, 1m), (answer.Details.CityTax, answer.Details.StateTax));
    }

    [Fact]
    public void Trap_25_prompts_and_prints_succeed_without_a_result_code()
    {
        Assert.Equal("Cash", SpinServiceAnswers.Choice(Delivered(A.Sample("user-choice-answer")), A.Choice, "").Chosen);
        Assert.Equal(SpinServiceOutcome.Done, SpinServiceAnswers.Print(Delivered(A.Sample("printer-answer")), A.Printout, "").Outcome);
        Assert.Equal(SpinServiceOutcome.Done, SpinServiceAnswers.Input(Delivered(A.Sample("user-input-numeric-answer")), A.Input, "").Outcome);
        // A charge without one is never approved.
        Assert.Equal(SpinOutcome.Unknown, Judge(A.Approval.Replace("<ResultCode>0</ResultCode>", "", StringComparison.Ordinal), A.RefId).Outcome);
    }

    [Fact]
    public void Trap_26_the_user_is_always_named_and_tags_only_when_given()
    {
        var plain = SpinXmlWriter.Write(A.Sale, A.Identity, null);
        var tagged = SpinXmlWriter.Write(A.Sale with { Tag1 = "Table 7" }, A.Identity, null);

        Assert.NotNull(plain.Element("PerformedBy"));
        Assert.DoesNotContain(plain.Elements(), e => e.Name.LocalName.StartsWith("Tag", StringComparison.Ordinal));
        Assert.Equal(("Table 7", null), (tagged.Element("Tag1")!.Value, tagged.Element("Tag2")?.Value));
    }

    [Fact]
    public void Trap_27_the_connection_check_is_a_plain_question_by_TPN_or_register()
    {
        Assert.EndsWith("/spin/GetTerminalStatus?tpn=123456789123", SpinAddress.OfLink(SpinEndpoint.Test, A.Identity).AbsoluteUri, StringComparison.Ordinal);
        Assert.EndsWith("/spin/GetTerminalStatus?RegisterID=3", SpinAddress.OfLink(SpinEndpoint.Test, A.Identity with { Tpn = null }).AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public void Trap_28_tags_that_no_version_of_the_table_names_do_no_harm() =>
        Assert.Equal(SpinOutcome.Approved, Judge(Approved("<ExtData>TotalAmt=10.50</ExtData><ReconId>7</ReconId><Later>x</Later>"), A.RefId).Outcome);

    [Fact]
    public void Trap_29_forbidden_characters_are_replaced_and_DTDs_are_not_read()
    {
        Assert.Equal(SpinOutcome.Approved, Judge(A.Approval.Replace("B179", "B1\u000179", StringComparison.Ordinal), A.RefId).Outcome);
        Assert.Null(SpinXmlReader.Read("<!DOCTYPE r [<!ENTITY a \"0\">]>" + A.Approval));
    }

    [Fact]
    public void Trap_30_the_answer_is_cut_out_of_whatever_is_around_it()
    {
        var bare = A.Approval.Replace("<xmp>", "", StringComparison.Ordinal).Replace("</xmp>", "", StringComparison.Ordinal);

        Assert.Equal(SpinOutcome.Approved, Judge(bare, A.RefId).Outcome);
        Assert.Equal(SpinOutcome.Approved, Judge($"<html><body>\r\n{A.Approval}</body>", A.RefId).Outcome);
    }

    private static string Approved(string rest) =>
        $"<xmp><response><RefId>{A.RefId}</RefId><ResultCode>0</ResultCode><Message>Approved</Message><AuthCode>1</AuthCode>{rest}</response></xmp>";

    private static SpinAnswer Read(string body, string refId = A.RefId) =>
        SpinAnswers.From(SpinXmlReader.Read(body), new SpinAsked(IsStatus: false, refId, 10.50m), A.AuthKey);

    private static (SpinOutcome Outcome, SpinReason Reason) Judge(string body, string refId) =>
        Read(body, refId) is var answer ? (answer.Outcome, answer.Reason) : default;

    private static SpinSettlement Settle(string rows) => SpinServiceAnswers.Settlement(
        Delivered($"<response><RefId>{A.RefId}</RefId><ResultCode>0</ResultCode>{rows}</response>"), A.Settle, A.AuthKey);

    private static SpinDelivered Delivered(string body) =>
        new(SpinDelivery.Answered, System.Text.Encoding.UTF8.GetBytes(body));
}
