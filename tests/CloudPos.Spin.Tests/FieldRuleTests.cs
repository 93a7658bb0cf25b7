namespace CloudPos.Spin.Tests;

/// <summary>The limits of fields, and the rules between them, of every request; what breaks one is not sent.</summary>
public class FieldRuleTests
{
    private static readonly SpinHealthAmounts s_health = new(5m) { Prescription = 5m };

    public static TheoryData<string, SpinCharge> BadCharges => new()
    {
        { "cashback", A.Sale with { CashbackAmount = -1m } },
        { "Cashback", A.Sale with { CashbackAmount = 1m } },
        { "Cashback", A.Sale with { PaymentType = SpinPaymentType.EbtFood, CashbackAmount = 1m } },
        { "exceed", A.Sale with { PaymentType = SpinPaymentType.Debit, Tip = 4m, CustomFee = 3m, CashbackAmount = 4m } },
        { "EBT", A.Sale with { PaymentType = SpinPaymentType.EbtFood, CustomFee = 1m } },
        { "EBT", A.Sale with { PaymentType = SpinPaymentType.EbtCash, CustomFee = 1m } },
        { "gift", A.Sale with { PaymentType = SpinPaymentType.Gift } },
        { "tag", A.Sale with { Tag2 = "123456789" } },
        { "invoice", A.Sale with { InvoiceNumber = new string('1', 51) } },
        { "merchant", A.Sale with { MerchantId = 0 } },
        { "add up", A.Sale with { Health = s_health with { Dental = 0.01m } } },
        { "add up", A.Sale with { Health = new SpinHealthAmounts(0m) } },
        { "exceeds", A.Sale with { Health = new SpinHealthAmounts(20m) { Clinic = 20m } } },
        { "negative", A.Sale with { Health = s_health with { Prescription = 6m, Dental = -1m } } },
        { "Health", A.Sale with { PaymentType = SpinPaymentType.EbtCash, Health = s_health } },
        { "amount", A.Return with { Amount = -10.50m } },
        { "user", A.Return with { PerformedBy = "" } },
        { "gift", A.Return with { PaymentType = SpinPaymentType.Gift } },
        { "credit", A.Auth with { PaymentType = SpinPaymentType.Debit } },
        { "reference", A.Auth with { RefId = "2" } },
    };

    public static TheoryData<string, SpinFollowUp> BadFollowUps => new()
    {
        { "reference", A.Void with { RefId = "" } },
        { "amount", A.Void with { Amount = 0m } },
        { "payment type", A.Void with { PaymentType = (SpinPaymentType)99 } },
        { "four digits", A.Void with { Last4 = "12a4" } },
        { "tip", A.Capture with { Tip = 11m } },
        { "tip", A.Capture with { Tip = -1m } },
        { "tip", A.TipAdjust with { Tip = 0.001m } },
        { "tip", A.TipAdjust with { Tip = -2m } },
        { "100 characters", A.TipAdjust with { PerformedBy = new string('x', 101) } },
        { "time-out", A.Capture with { OperationalTimeoutSeconds = 721 } },
    };

    public static TheoryData<string, SpinGift> BadGifts => new()
    {
        { "needs an amount", A.Gift with { Amount = null } },
        { "takes no amount", A.Gift with { Operation = SpinGiftOperation.Inquire } },
        { "amount", A.Gift with { Amount = 0m } },
        { "known", A.Gift with { Operation = (SpinGiftOperation)99 } },
    };

    [Theory]
    [MemberData(nameof(BadCharges))]
    public Task A_charge_that_breaks_a_rule_is_not_sent(string about, SpinCharge charge) =>
        AssertNotSentAsync(about, (client, to) => charge switch
        {
            SpinSale sale => client.SellAsync(to, A.Identity, sale, CancellationToken.None),
            SpinReturn refund => client.ReturnAsync(to, A.Identity, refund, CancellationToken.None),
            _ => client.AuthorizeAsync(to, A.Identity, (SpinAuth)charge, CancellationToken.None),
        });

    [Theory]
    [MemberData(nameof(BadFollowUps))]
    public Task A_follow_up_that_breaks_a_rule_is_not_sent(string about, SpinFollowUp followUp) =>
        AssertNotSentAsync(about, (client, to) => followUp switch
        {
            SpinCapture capture => client.CaptureAsync(to, A.Identity, capture, CancellationToken.None),
            SpinTipAdjust adjustment => client.AdjustTipAsync(to, A.Identity, adjustment, CancellationToken.None),
            _ => client.VoidAsync(to, A.Identity, (SpinVoid)followUp, CancellationToken.None),
        });

    [Theory]
    [MemberData(nameof(BadGifts))]
    public Task A_gift_operation_that_breaks_a_rule_is_not_sent(string about, SpinGift gift) =>
        AssertNotSentAsync(about, (client, to) => client.GiftAsync(to, A.Identity, gift, CancellationToken.None));

    [Fact]
    public Task Only_some_cards_tell_a_balance() => AssertNotSentAsync("balance", (client, to) =>
        client.AskBalanceAsync(to, A.Identity, A.Balance with { PaymentType = SpinPaymentType.Credit }, CancellationToken.None));

    [Fact]
    public async Task A_question_or_printout_that_breaks_a_rule_is_not_sent()
    {
        await using var server = new WireServer(WireServer.Answer(A.Approval));
        using var client = new SpinClient();
        var (to, none) = (server.Endpoint, CancellationToken.None);
        Task<SpinPrintResult> Print(params SpinPrintPart[] parts) =>
            client.PrintAsync(to, A.Identity, new SpinPrintout(SpinPrintWidth.Normal, parts), none);

        SpinServiceAnswer[] answers =
        [
            await client.SettleAsync(to, A.Identity, A.Settle with { RefId = "2" }, none),
            await client.SettleAsync(to, A.Identity, A.Settle with { MerchantId = 6 }, none),
            await client.ReportAsync(to, A.Identity, new((SpinReportKind)9), none),
            await client.AskChoiceAsync(to, A.Identity, A.Choice with { Choices = [] }, none),
            await client.AskChoiceAsync(to, A.Identity, A.Choice with { Choices = ["Yes", "yes "] }, none),
            await client.AskChoiceAsync(to, A.Identity, A.Choice with { Title = " " }, none),
            await client.AskInputAsync(to, A.Identity, A.Input with { MaxLength = 0 }, none),
            await client.AskInputAsync(to, A.Identity, A.Input with { TimeoutSeconds = 0 }, none),
            await Print(),
            await Print(new SpinPrintText("")),
            await Print(new SpinPrintText(new string('x', 25))),
            await Print(new SpinPrintImage("PNG"u8.ToArray())),
            await Print(new SpinPrintImage(new byte[] { (byte)'B', (byte)'M' }.Concat(new byte[9000]).ToArray())),
            await client.GetSignatureAsync(to, A.Identity with { AuthKey = "" }, none),
        ];

        Assert.All(answers, a => Assert.Equal((SpinServiceOutcome.NotStarted, SpinReason.RequestRefused), (a.Outcome, a.Reason)));
        Assert.All(answers, a => Assert.EndsWith(".", a.Message, StringComparison.Ordinal));
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task What_just_keeps_the_rules_is_sent()
    {
        await using var server = new WireServer(WireServer.Answer(A.Approval));
        using var client = new SpinClient();
        SpinSale[] sales =
        [
            A.Sale with { PaymentType = SpinPaymentType.Debit, Tip = 4m, CustomFee = 3m, CashbackAmount = 3.50m },
            A.Sale with { PaymentType = SpinPaymentType.EbtFood, CustomFee = 0m, Tip = 1m },
            A.Sale with { PaymentType = SpinPaymentType.EbtCash, CashbackAmount = 5m },
            A.Sale with { Tag1 = "12345678", Tag2 = "", Tag3 = " x ", MerchantId = 5, InvoiceNumber = new string('1', 50) },
            A.Sale with { Health = new SpinHealthAmounts(10.50m) { Clinic = 10.50m } },
        ];

        foreach (var sale in sales)
            Assert.NotEqual(SpinOutcome.NotStarted, (await client.SellAsync(server.Endpoint, A.Identity, sale, CancellationToken.None)).Outcome);
        Assert.Equal(sales.Length, server.SalesSeen);
    }

    [Fact]
    public void A_printout_breaks_long_lines_at_blanks_and_keeps_both_ends_of_a_pair()
    {
        var slip = new SpinPrintoutBuilder().Line("The quick brown fox jumps over the dog").Pair("A very long name of an item", "1,234.50").Build();

        Assert.Equal(["The quick brown fox", "jumps over the dog", "A very long nam", "1,234.50"],
            slip.Parts.OfType<SpinPrintText>().Select(t => t.Text));
        Assert.Equal(3, slip.Parts.OfType<SpinPrintFeed>().Count());
    }

    private static async Task AssertNotSentAsync(string about, Func<SpinClient, SpinEndpoint, Task<SpinAnswer>> send)
    {
        await using var server = new WireServer(WireServer.Answer(A.Approval));
        using var client = new SpinClient();

        var answer = await send(client, server.Endpoint);

        Assert.Equal((SpinOutcome.NotStarted, SpinReason.RequestRefused), (answer.Outcome, answer.Reason));
        Assert.Contains(about, answer.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Connections);
    }
}
