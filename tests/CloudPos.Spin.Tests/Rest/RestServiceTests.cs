using CloudPos.Spin.Rest;

namespace CloudPos.Spin.Tests.Rest;

public class RestServiceTests
{
    private const string Png = "iVBORw0KGgoAAAANSUhEUg==";

    public static TheoryData<string> RefusalCodes =>
        [.. SpinStatusCodes.All.Select(row => row.Code).Where(code => code[0] != '0')];

    private static string Done(string more = "", string code = "0000") =>
        $"{{\"GeneralResponse\":{{\"ResultCode\":\"0\",\"StatusCode\":\"{code}\",\"Message\":\"Success\",\"DetailedMessage\":\"OK\"}}{more}}}";

    private static async Task<T> Ask<T>(string answer, Func<SpinRestClient, SpinEndpoint, Task<T>> call, string status = "200 OK",
        SpinRestOptions? options = null)
    {
        await using var server = new RestServer(answer, status);
        using var client = new SpinRestClient(options: options);
        var result = await call(client, server.Endpoint);
        Assert.Single(server.Requests);
        return result;
    }

    private static Task<SpinSettlement> Settle(string answer, string status = "200 OK") =>
        Ask(answer, (c, e) => c.SettleAsync(e, A.Identity, R.Settle, default), status);

    private static Task<SpinReport> Report(string answer) =>
        Ask(answer, (c, e) => c.ReportAsync(e, A.Identity, new SpinReportRequest(SpinReportKind.Daily), default));

    private static Task<SpinChoice> Choose(string answer) => Ask(answer,
        (c, e) => c.AskChoiceAsync(e, A.Identity, new SpinUserChoice("Which?", ["Tea", "Coffee"]), default));

    private static Task<SpinInput> Type(string answer) => Ask(answer,
        (c, e) => c.AskInputAsync(e, A.Identity, new SpinUserInput("Name", SpinInputType.Letters, 20), default));

    private static Task<SpinPrintResult> Print(string answer) => Ask(answer,
        (c, e) => c.PrintAsync(e, A.Identity, new SpinPrintoutBuilder().Line("x").Build(), default));

    private static string Row(string app, string host, string words = "", int count = 1) =>
        $"{{\"Application\":\"{app}\",\"DetailedMessage\":\"{words}\",\"HostStatus\":\"{host}\",\"Receipt\":\"JANE\",\"TransactionsReports\":"
        + $"{{\"TransactionsCount\":{count},\"SaleAmount\":12.00,\"ReturnAmount\":2,\"VoidAmount\":0,\"AuthAmount\":0,\"TotalAmount\":10.00}}}}";

    [Theory]
    [MemberData(nameof(RefusalCodes))]
    public async Task A_refused_service_means_what_its_code_says(string code)
    {
        var row = SpinStatusCodes.Find(code)!;

        var settlement = await Settle(R.Refusal(code), "400 Bad Request");

        Assert.Equal((row.Service, row.Reason, code), (settlement.Outcome, settlement.Reason, settlement.StatusCode));
        Assert.NotEqual(SpinServiceOutcome.Done, settlement.Outcome);
    }

    [Fact]
    public async Task A_settlement_has_one_row_per_application_and_is_done_when_all_are()
    {
        var done = await Settle(Done($",\"SettleDetails\":[{Row("DvCredit", "APPROVED")},{Row("DvGift", "0", "Batch Not Open", 0)}]"));

        Assert.Equal((SpinServiceOutcome.Done, SpinReason.None, false), (done.Outcome, done.Reason, done.NeedsAttention));
        Assert.Equal(["DvCredit", "DvGift"], done.Applications.Select(a => a.App));
        Assert.All(done.Applications, a => Assert.Equal(SpinSettledState.Settled, a.State));
        Assert.Equal((1, 10.00m), (done.Applications[0].TransactionCount, done.Applications[0].TotalAmount));
    }

    [Theory]
    [InlineData("DECLINED", "", SpinSettledState.HostFailed)]
    [InlineData("1", "", SpinSettledState.HostFailed)]
    [InlineData("2", "", SpinSettledState.PendingOffline)]
    [InlineData("", "Pending SnF Transaction", SpinSettledState.PendingOffline)]
    [InlineData("3", "", SpinSettledState.Untipped)]
    [InlineData("4", "", SpinSettledState.OpenTab)]
    public async Task A_settlement_with_a_failed_row_is_not_wholly_done(string host, string words, SpinSettledState state)
    {
        var inPart = await Settle(Done($",\"SettleDetails\":[{Row("DvCredit", "APPROVED")},{Row("DvGift", host, words)}]"));
        var told = await Settle(Done($",\"SettleDetails\":[{Row("DvCredit", "APPROVED")},{Row("DvGift", host, words)}]", "0001"));
        var none = await Settle(Done($",\"SettleDetails\":[{Row("DvGift", host, words)}]"));

        Assert.Equal((SpinServiceOutcome.DoneInPart, state), (inPart.Outcome, inPart.Applications[1].State));
        Assert.Equal(SpinServiceOutcome.DoneInPart, told.Outcome);
        Assert.Equal((SpinServiceOutcome.Unknown, SpinReason.Contradiction), (none.Outcome, none.Reason));
    }

    [Theory]
    [InlineData("0000", SpinSettledState.Settled)]
    [InlineData("1020", SpinSettledState.Settled)]
    [InlineData("1015", SpinSettledState.HostFailed)]
    [InlineData("1021", SpinSettledState.PendingOffline)]
    [InlineData("1022", SpinSettledState.Untipped)]
    [InlineData("1023", SpinSettledState.OpenTab)]
    [InlineData("1006", SpinSettledState.Unknown)]
    public async Task A_row_with_a_status_code_of_its_own_is_told_by_it(string code, SpinSettledState state)
    {
        var settlement = await Settle(Done($",\"SettleDetails\":[{{\"Application\":\"DvCredit\",\"StatusCode\":\"{code}\",\"BatchNumber\":\"7\"}}]"));

        Assert.Equal((state, "7"), (settlement.Applications[0].State, settlement.Applications[0].BatchNumber));
        Assert.Equal(state == SpinSettledState.Settled, settlement.Outcome == SpinServiceOutcome.Done);
    }

    [Fact]
    public async Task A_settlement_that_left_transactions_offline_needs_attention()
    {
        var settlement = await Settle(Done($",\"SettleDetails\":[{Row("DvCheck", "Offline")}]"));

        Assert.True(settlement.NeedsAttention);
    }

    [Fact]
    public async Task A_settlement_that_names_another_reference_is_unknown()
    {
        var settlement = await Settle(Done(",\"ReferenceId\":\"somebodyelses\""));

        Assert.Equal((SpinServiceOutcome.Unknown, SpinReason.RefIdMismatch), (settlement.Outcome, settlement.Reason));
    }

    [Fact]
    public async Task A_report_is_read_per_application_with_its_transactions()
    {
        var report = await Report(Done(
            ",\"ReportDetails\":[{\"Application\":\"DvCredit\",\"TransactionsReports\":{\"TransactionsCount\":2,\"SaleAmount\":23.29,"
            + "\"ReturnAmount\":16.00,\"TotalAmount\":7.29},\"Transactions\":[{\"TransactionNumber\":\"1\",\"TransactionType\":\"Sale\","
            + "\"ReferenceId\":\"a1\",\"Amounts\":{\"TotalAmount\":23.29}},{\"TransactionNumber\":2,\"TransactionType\":\"Return\",\"Amount\":16}]}]"));

        var application = Assert.Single(report.Applications);
        Assert.Equal(SpinServiceOutcome.Done, report.Outcome);
        Assert.Equal((2, 7.29m, 23.29m, 16.00m), (application.Count, application.TotalAmount, application.SaleAmount, application.ReturnAmount));
        Assert.Equal([(1, "Sale", 23.29m), (2, "Return", -16m)],
            application.Transactions.Select(t => (t.Number!.Value, t.TransType!, t.SignedAmount!.Value)));
        Assert.Equal("a1", application.Transactions[0].RefId);
    }

    [Theory]
    [InlineData("1020", "No open batch", true)]
    [InlineData("1015", "There is no transaction in th batch", true)]
    [InlineData("1015", "Declined", false)]
    public async Task An_empty_batch_is_an_empty_report(string code, string words, bool isEmpty)
    {
        var report = await Report(R.Replace(R.Refusal(code), "something", words));

        Assert.Equal(isEmpty, report.IsEmpty);
        Assert.Equal(isEmpty ? SpinServiceOutcome.Done : SpinServiceOutcome.Refused, report.Outcome);
    }

    [Theory]
    [InlineData(",\"SelectedOption\":\"coffee \"", SpinServiceOutcome.Done, "Coffee")]
    [InlineData(",\"SelectedOption\":\"Cocoa\"", SpinServiceOutcome.Unknown, null)]
    [InlineData(",\"SelectedOption\":[\"Tea\"]", SpinServiceOutcome.Unknown, null)]
    [InlineData(",\"SelectedOption\":\"Tea\",\"selectedOption\":\"Coffee\"", SpinServiceOutcome.Unknown, null)]
    [InlineData("", SpinServiceOutcome.Unknown, null)]
    public async Task Only_what_was_offered_can_be_chosen(string more, SpinServiceOutcome outcome, string? chosen)
    {
        var choice = await Choose(Done(more));

        Assert.Equal((outcome, chosen), (choice.Outcome, choice.Chosen));
    }

    [Fact]
    public async Task A_prompt_that_was_cancelled_has_no_answer()
    {
        var choice = await Choose(R.Refusal("1012", more: ",\"SelectedOption\":\"Tea\""));

        Assert.Equal((SpinServiceOutcome.Cancelled, null), (choice.Outcome, choice.Chosen));
        Assert.Null((await Type(R.Refusal("1012", more: ",\"InputedString\":\"abc\""))).Typed);
    }

    [Theory]
    [InlineData(",\"InputedString\":\"Jane\"", "Jane")]
    [InlineData(",\"InputedString\":\"\"", "")]
    [InlineData("", "")]
    [InlineData(",\"InputedString\":\"4111 1111 1111 1111\"", null)]
    [InlineData(",\"InputedString\":{\"x\":1}", null)]
    public async Task What_was_typed_is_told_only_when_asked_for_and_never_a_card_number(string more, string? typed)
    {
        var input = await Type(Done(more));

        Assert.Equal(typed, input.Typed?.Reveal());
        Assert.Equal(typed is null ? SpinServiceOutcome.Unknown : SpinServiceOutcome.Done, input.Outcome);
        if (typed is { Length: > 0 })
            Assert.DoesNotContain(typed, input.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Signature", Png, SpinServiceOutcome.Done)]
    [InlineData("SignatureData", Png, SpinServiceOutcome.Done)]
    [InlineData("Signature", "no base64!", SpinServiceOutcome.Unknown)]
    [InlineData("Signature", "PGh0bWw+", SpinServiceOutcome.Unknown)]
    [InlineData("Other", Png, SpinServiceOutcome.Unknown)]
    public async Task A_signature_is_a_picture_or_nothing(string name, string base64, SpinServiceOutcome outcome)
    {
        var signature = await Ask(Done($",\"{name}\":\"{base64}\""), (c, e) => c.GetSignatureAsync(e, A.Identity, default));

        Assert.Equal(outcome, signature.Outcome);
        Assert.Equal(outcome == SpinServiceOutcome.Done ? "image/png" : null, signature.Image?.MediaType);
    }

    [Fact]
    public async Task A_printout_without_paper_is_refused_and_one_in_part_is_doubted()
    {
        var paperless = await Print(R.Refusal("1006"));

        Assert.Equal(SpinServiceOutcome.Done, (await Print(Done())).Outcome);
        Assert.Equal((SpinServiceOutcome.Refused, SpinReason.OutOfPaper), (paperless.Outcome, paperless.Reason));
        Assert.Equal(SpinServiceOutcome.Unknown, (await Print(Done(code: "0001"))).Outcome);
        Assert.Equal(SpinServiceOutcome.Unknown, (await Print("{}")).Outcome);
    }

    [Fact]
    public async Task An_abort_is_asked_for_and_decides_nothing()
    {
        Task<SpinAbort> Abort(string answer) => Ask(answer, (c, e) => c.AbortAsync(e, A.Identity, A.RefId, default));

        var idle = await Abort(R.Refusal("2301"));

        Assert.Equal(SpinServiceOutcome.Done, (await Abort(Done())).Outcome);
        Assert.Equal((SpinServiceOutcome.Refused, SpinReason.NotFound), (idle.Outcome, idle.Reason));
        Assert.Equal(SpinServiceOutcome.NotStarted, (await Abort(R.Refusal("2001"))).Outcome);
    }

    [Fact]
    public async Task A_card_that_is_read_leaves_brand_and_four_digits()
    {
        var card = await Ask(
            Done(",\"CardData\":{\"CardType\":\"Visa\",\"EntryType\":\"Chip\",\"Last4\":\"4111111111111234\",\"BIN\":\"411111\",\"Name\":\"JANE\"},\"IPosToken\":\"tok-1\""),
            (c, e) => c.ReadCardAsync(e, A.Identity, A.RefId, default));

        Assert.Equal((SpinServiceOutcome.Done, "Visa", "1234", "Chip"), (card.Outcome, card.CardBrand, card.Last4, card.EntryType));
        Assert.Null(card.Token);
        Assert.DoesNotContain("4111", card.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_tells_every_transaction_by_its_own_words()
    {
        var declined = R.Refusal("1015").Replace(A.RefId, "b2", StringComparison.Ordinal);
        var bare = "{\"ReferenceId\":\"d4\",\"TransactionType\":\"Return\",\"AuthCode\":\"A1\",\"Amounts\":{\"TotalAmount\":3}}";
        var list = await Ask(
            Done($",\"Transactions\":[{R.Approval},{declined},{{\"ReferenceId\":\"c3\"}},{bare},{R.Replace(R.Approval, "\"Sale\"", "\"Return\"")},7]"),
            (c, e) => c.ListTransactionsAsync(e, A.Identity, new SpinStatusList(SpinPaymentType.Credit, 1, 9), default));

        Assert.Equal(SpinServiceOutcome.Done, list.Outcome);
        Assert.Equal([SpinOutcome.Approved, SpinOutcome.Declined, SpinOutcome.Unknown, SpinOutcome.Approved, SpinOutcome.Approved],
            list.Transactions.Select(t => t.Outcome));
        Assert.Equal([A.RefId, "b2", "c3", "d4"], list.Transactions.Take(4).Select(t => t.RefId));
        Assert.Equal(3m, list.Transactions[3].Total);
    }

    [Fact]
    public async Task Balances_come_with_the_extended_data()
    {
        var answer = await Ask(
            R.Replace(R.Approval, "\"Voided\": false", "\"Voided\": false, \"ExtendedDataByApplication\": { \"EBT\": { \"EBTFSAvailBalance\": \"12.34\", \"EBTCashAvailBalance\": \"5\" } }"),
            (c, e) => c.AskBalanceAsync(e, A.Identity, new SpinBalance(SpinPaymentType.EbtFood, A.RefId), default));

        Assert.Equal((SpinOutcome.Approved, 12.34m, 5m), (answer.Outcome, answer.Details.EbtFoodBalance, answer.Details.EbtCashBalance));

        var bare = R.Read(
            R.Replace(R.Replace(R.Approval, "\"Credit\"", "\"Gift\""), "\"Voided\": false", "\"Voided\": false, \"Balance\": 7.5"),
            SpinRestAsked.For(R.Redeem with { Operation = SpinGiftOperation.Inquire, Amount = null }));
        Assert.Equal((7.5m, null), (bare.Details.GiftBalance, bare.Details.EbtCashBalance));
    }

    [Fact]
    public void A_discount_that_the_terminal_gave_is_told_beside_the_total()
    {
        var body = R.Replace(R.Replace(R.Approval, "\"TotalAmount\": 10.50", "\"TotalAmount\": 10.00"), "\"Voided\": false",
            "\"Voided\": false, \"ExtendedDataByApplication\": { \"Visa\": { \"DISC\": \"0.50\" } }");

        var answer = R.Read(body);

        Assert.Equal((SpinOutcome.Approved, 10.00m, 0.50m), (answer.Outcome, answer.Total, answer.Discount));
        Assert.Null(R.Read(R.Refusal("1015", more: ", \"ExtendedDataByApplication\": { \"Visa\": { \"DISC\": \"0.50\" } }")).Discount);
    }

    [Fact]
    public void Both_forms_read_the_same_extended_data()
    {
        const string pairs = "SVC=0.25,TaxCity=0.02,RRN=512345,TraceNum=77,networkMode=WIFI,offlinePin=true,DateTime=20230929073517,ControlNum=8,"
            + "RwdPoints=12,EBTFSLedgerBalance=3.00,Cust1=ZIP,Cust1Value=90210,RespCode=00";
        var json = string.Join(',', pairs.Split(',').Select(pair => $"\"{pair.Replace("=", "\":\"", StringComparison.Ordinal)}\""));
        var xml = A.Approval.Replace("<ExtData>", $"<ExtData>{pairs},", StringComparison.Ordinal);

        var ofRest = R.Read(R.Replace(R.Approval, "\"Voided\": false", $"\"Voided\": false, \"ExtendedDataByApplication\": {{ \"Visa\": {{ {json} }} }}")).Details;
        var ofXml = SpinAnswers.From(CloudPos.Spin.Xml.SpinXmlReader.Read(xml), SpinAsked.For(A.Sale), A.AuthKey).Details;

        Assert.Equal(ofXml.CustomPrompts, ofRest.CustomPrompts);
        Assert.Equal((ofXml with { CustomPrompts = [] }).ToString(), (ofRest with { CustomPrompts = [] }).ToString());
        Assert.Equal((0.25m, "77", true, "12"), (ofRest.DebitSurcharge, ofRest.TraceNumber, ofRest.OfflinePin, ofRest.RewardPoints));
    }
}
