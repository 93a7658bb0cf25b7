using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Tests;

/// <summary>The tables against the lists of the specification.</summary>
public class TableTests
{
    // What may never be called ended: after these the host may have approved (or somebody must look).
    private static readonly string[] s_uncertain =
        ["1001", "1006", "1011", "1012", "1014", "1018", "1020", "1021", "1022", "1023", "2007", "2009", "2010", "2011", "2110"];

    private static readonly string[] s_declined = ["1015", "1016", "1019"];

    public static TheoryData<string> Codes =>
    [
        "0000", "0001", .. Enumerable.Range(1000, 24).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        .. Enumerable.Range(2001, 11).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        "2101", "2102", "2110", "2201",
    ];

    // Appendix B, letter by letter, and what a sale then is.
    public static TheoryData<string, SpinOutcome, SpinReason> ProxyMessages => new()
    {
        { "Active route not found", SpinOutcome.NotStarted, SpinReason.RouteInactive },
        { "Not pars request", SpinOutcome.NotStarted, SpinReason.RequestRefused },
        { "Route not found", SpinOutcome.NotStarted, SpinReason.RouteMissing },
        { "Terminal not connected to SPIn proxy server", SpinOutcome.NotStarted, SpinReason.TerminalOffline },
        { "Terminal not connected to SPIn Proxy server", SpinOutcome.NotStarted, SpinReason.TerminalOffline },
        { "The operation has timed out", SpinOutcome.Unknown, SpinReason.ProxyTimeout },
        { "This terminal handles a different query", SpinOutcome.NotStarted, SpinReason.TerminalBusy },
        { "Terminal in use", SpinOutcome.NotStarted, SpinReason.TerminalBusy },
        { "Service busy", SpinOutcome.NotStarted, SpinReason.TerminalBusy },
        { "Invalid Reference ID", SpinOutcome.Unknown, SpinReason.DuplicateRefId },
        { "Duplicated ReferenceID", SpinOutcome.Unknown, SpinReason.DuplicateRefId },
        { "Reconnected", SpinOutcome.Unknown, SpinReason.Reconnected },
        { "Register not found", SpinOutcome.NotStarted, SpinReason.WrongMerchant },
        { "Active AuthKey not found", SpinOutcome.NotStarted, SpinReason.AuthenticationFailed },
        { "Communication error", SpinOutcome.Unknown, SpinReason.TerminalFailure },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_status_code_has_one_row_that_is_safe_for_money_and_says_what_to_do(string code)
    {
        var row = Assert.Single(SpinStatusCodes.All, r => r.Code == code);

        Assert.Same(row, SpinStatusCodes.Find(code));
        Assert.Equal(code == "0000", row.Charge == SpinOutcome.Approved);
        Assert.Equal(code == "0001", row.Charge == SpinOutcome.PartiallyApproved);
        Assert.Equal(s_uncertain.Contains(code), row.Charge == SpinOutcome.Unknown);
        Assert.Equal(s_declined.Contains(code), row.Charge == SpinOutcome.Declined);
        // A Status question that was refused says nothing about the sale.
        Assert.NotEqual(SpinOutcome.NotStarted, row.Status);
        Assert.Equal(code[0] == '0', row.Service is SpinServiceOutcome.Done or SpinServiceOutcome.DoneInPart);
        Assert.EndsWith(".", row.Phrase.Sentence, StringComparison.Ordinal);
        Assert.NotEmpty(row.Phrase.NextStep);
        // Nobody is told to charge again while it is not known.
        if (row.Charge == SpinOutcome.Unknown)
            Assert.DoesNotContain("try again", row.Phrase.NextStep, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void There_are_no_other_status_codes() => Assert.Equal(Codes.Count, SpinStatusCodes.All.Count);

    [Theory]
    [MemberData(nameof(ProxyMessages))]
    public void A_proxy_message_is_a_row_and_the_answer_follows_it(string text, SpinOutcome outcome, SpinReason reason)
    {
        var row = SpinProxyMessages.Find(text)!;
        var body = $"<response><Message>Error</Message><ResultCode>2</ResultCode><RespMSG>{text}</RespMSG></response>";

        var sale = SpinAnswers.From(SpinXmlReader.Read(body), SpinAsked.For(A.Sale), A.AuthKey);
        var status = SpinAnswers.From(SpinXmlReader.Read(body), SpinAsked.For(A.Status), A.AuthKey);

        Assert.Equal((outcome, reason), (row.Charge, row.Reason));
        Assert.Equal((outcome, reason), (sale.Outcome, sale.Reason));
        Assert.Equal((SpinOutcome.Unknown, reason), (status.Outcome, status.Reason));
        Assert.Equal(outcome == SpinOutcome.NotStarted, row.Service == SpinServiceOutcome.NotStarted);
        Assert.NotEmpty(row.Phrase.Sentence);
        Assert.NotEmpty(row.Phrase.NextStep);
    }

    [Fact]
    public void A_proxy_message_that_says_two_things_is_read_as_the_worse_one()
    {
        Assert.Equal(SpinOutcome.Unknown, SpinProxyMessages.Find("Terminal in use: the operation has timed out")!.Charge);
        Assert.Equal(SpinReason.RouteInactive, SpinProxyMessages.Find("ACTIVE ROUTE NOT FOUND")!.Reason);
        Assert.Null(SpinProxyMessages.Find("something new"));
        Assert.Null(SpinProxyMessages.Find(null));
    }

    [Fact]
    public void Every_outcome_with_every_reason_has_words()
    {
        var phrases = Enum.GetValues<SpinOutcome>().SelectMany(outcome =>
            Enum.GetValues<SpinReason>().Select(reason => (outcome, SpinPhrases.Of(outcome, reason)))).ToList();

        Assert.All(phrases, p => Assert.True(p.Item2.Sentence.EndsWith('.') && p.Item2.NextStep.Length > 0));
        Assert.All(phrases.Where(p => p.outcome == SpinOutcome.Unknown),
            p => Assert.DoesNotContain("try again", p.Item2.NextStep, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_words_for_an_answer_follow_its_status_code_only_while_both_agree()
    {
        var busy = new SpinAnswer { Outcome = SpinOutcome.NotStarted, Reason = SpinReason.TerminalBusy, StatusCode = "2008" };

        Assert.Equal(SpinStatusCodes.Find("2008")!.Phrase, SpinPhrases.Of(busy));
        Assert.Equal("The answer contradicts itself.",
            SpinPhrases.Of(new SpinAnswer { Outcome = SpinOutcome.Unknown, Reason = SpinReason.Contradiction, StatusCode = "0000" }).Sentence);
    }

    [Theory]
    [InlineData(SpinServiceOutcome.Refused, SpinReason.OutOfPaper, "The PIN pad has no paper.")]
    [InlineData(SpinServiceOutcome.Refused, SpinReason.OpenTab, "A tab is still open.")]
    [InlineData(SpinServiceOutcome.Refused, SpinReason.UntippedTransactions, "Some payments have no tip yet.")]
    [InlineData(SpinServiceOutcome.NotStarted, SpinReason.TerminalBusy, "The PIN pad is busy.")]
    [InlineData(SpinServiceOutcome.Unknown, SpinReason.NoAnswer, "No answer came back; it may have gone through.")]
    [InlineData(SpinServiceOutcome.Done, SpinReason.None, "Done.")]
    public void What_charges_nobody_has_words_too(SpinServiceOutcome outcome, SpinReason reason, string sentence) =>
        Assert.Equal(sentence, SpinPhrases.Of(new SpinPrintResult { Outcome = outcome, Reason = reason }).Sentence);
}
