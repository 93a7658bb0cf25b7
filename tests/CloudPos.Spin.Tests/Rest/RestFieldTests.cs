using CloudPos.Spin.Rest;

namespace CloudPos.Spin.Tests.Rest;

public class RestFieldTests
{
    private static readonly SpinDualPricing s_dual = new() { TotalCardAmount = 10.50m, TotalCashAmount = 10m };

    private static async Task<T> NothingSent<T>(Func<SpinRestClient, SpinEndpoint, Task<T>> call)
    {
        await using var server = new RestServer(R.Approval);
        using var client = new SpinRestClient();
        var answer = await call(client, server.Endpoint);
        Assert.Equal(0, server.Connections);
        return answer;
    }

    public static TheoryData<string, SpinSale> Sales => new()
    {
        { "no amount", A.Sale with { Amount = 0m } },
        { "half a cent", A.Sale with { Amount = 1.005m } },
        { "too much", A.Sale with { Amount = 10_000_000m } },
        { "tip beyond the amount", A.Sale with { Tip = 11m } },
        { "bad reference", A.Sale with { RefId = "1" } },
        { "dual pricing", A.Sale with { DualPricing = s_dual } },
        { "health amounts", A.Sale with { Health = new SpinHealthAmounts(1m) { Dental = 1m } } },
        { "cashback", A.Sale with { PaymentType = SpinPaymentType.Debit, CashbackAmount = 1m } },
        { "purchase details", A.Sale with { Amount = 11.96m, Level3 = Level3Tests.Sample } },
        { "a tag", A.Sale with { Tag2 = "T" } },
        { "a fee on EBT", A.Sale with { PaymentType = SpinPaymentType.EbtFood, CustomFee = 0.10m } },
        { "no such merchant", A.Sale with { MerchantId = 6 } },
        { "no time", A.Sale with { OperationalTimeoutSeconds = 0 } },
        { "too much time", A.Sale with { OperationalTimeoutSeconds = 721 } },
        { "a nameless item", A.Sale with { Cart = new SpinCart([], [new SpinCartItem(" ", 1m, null, 1m)], null) } },
    };

    [Theory]
    [MemberData(nameof(Sales))]
    public async Task A_sale_that_this_form_cannot_carry_is_not_sent(string name, SpinSale sale)
    {
        var answer = await NothingSent((c, e) => c.SellAsync(e, A.Identity, sale, default));

        Assert.True(answer is { Outcome: SpinOutcome.NotStarted, Reason: SpinReason.RequestRefused, Message.Length: > 10 }, name);
    }

    [Fact]
    public async Task Follow_ups_without_what_this_form_needs_are_not_sent()
    {
        SpinAnswer[] answers =
        [
            await NothingSent((c, e) => c.CaptureAsync(e, A.Identity, R.Capture with { AuthCode = " " }, default)),
            await NothingSent((c, e) => c.CaptureAsync(e, A.Identity, R.Capture with { Tip = 56m }, default)),
            await NothingSent((c, e) => c.AdjustTipAsync(e, A.Identity, R.TipAdjust with { Last4 = null }, default)),
            await NothingSent((c, e) => c.AdjustTipAsync(e, A.Identity, R.TipAdjust with { Tip = -1m }, default)),
            await NothingSent((c, e) => c.VoidAsync(e, A.Identity, R.Void with { Amount = 0m }, default)),
            await NothingSent((c, e) => c.ReturnAsync(e, A.Identity, R.Return with { Amount = -4m }, default)),
            await NothingSent((c, e) => c.AuthorizeAsync(e, A.Identity, R.Auth with { RefId = "" }, default)),
            await NothingSent((c, e) => c.GiftAsync(e, A.Identity, R.Redeem with { Amount = null }, default)),
            await NothingSent((c, e) => c.GiftAsync(e, A.Identity, R.Redeem with { Operation = SpinGiftOperation.Inquire }, default)),
            await NothingSent((c, e) => c.AskBalanceAsync(e, A.Identity, new SpinBalance(SpinPaymentType.Credit, A.RefId), default)),
            await NothingSent((c, e) => c.SellAsync(e, A.Identity with { AuthKey = "" }, A.Sale, default)),
            await NothingSent((c, e) => c.SellAsync(e, A.Identity with { Tpn = null, RegisterId = "" }, A.Sale, default)),
        ];

        Assert.All(answers, a => Assert.Equal((SpinOutcome.NotStarted, SpinReason.RequestRefused), (a.Outcome, a.Reason)));
    }

    [Fact]
    public async Task A_Status_question_that_is_not_sent_leaves_the_payment_unknown()
    {
        var answer = await NothingSent((c, e) => c.AskStatusAsync(e, A.Identity with { AuthKey = "" }, A.Status, default));

        Assert.Equal((SpinOutcome.Unknown, SpinReason.RequestRefused), (answer.Outcome, answer.Reason));
    }

    [Fact]
    public async Task Services_beyond_their_limits_are_not_sent()
    {
        SpinServiceAnswer[] answers =
        [
            await NothingSent((c, e) => c.SettleAsync(e, A.Identity, R.Settle with { MerchantId = 0 }, default)),
            await NothingSent((c, e) => c.SettleAsync(e, A.Identity, R.Settle with { RefId = "x" }, default)),
            await NothingSent((c, e) => c.PrintAsync(e, A.Identity, new SpinPrintoutBuilder().Build(), default)),
            await NothingSent((c, e) => c.AskChoiceAsync(e, A.Identity, new SpinUserChoice("?", []), default)),
            await NothingSent((c, e) => c.AskChoiceAsync(e, A.Identity, new SpinUserChoice("?", ["a", "A"]), default)),
            await NothingSent((c, e) => c.AskChoiceAsync(e, A.Identity, new SpinUserChoice("", ["a"]), default)),
            await NothingSent((c, e) => c.AskInputAsync(e, A.Identity, new SpinUserInput("?", SpinInputType.Letters, 0), default)),
            await NothingSent((c, e) => c.AskDisclaimerAsync(e, A.Identity, new string('x', 251), default)),
            await NothingSent((c, e) => c.AbortAsync(e, A.Identity, "", default)),
            await NothingSent((c, e) => c.ListTransactionsAsync(e, A.Identity, new SpinStatusList(SpinPaymentType.Credit, 2, 1), default)),
            await NothingSent((c, e) => c.ListTransactionsAsync(e, A.Identity, new SpinStatusList(SpinPaymentType.Credit, 1, 5001), default)),
        ];

        Assert.All(answers, a => Assert.Equal((SpinServiceOutcome.NotStarted, SpinReason.RequestRefused), (a.Outcome, a.Reason)));
    }

    [Fact]
    public async Task A_terminal_on_the_same_network_is_not_asked_in_this_form()
    {
        var local = SpinEndpoint.Local("127.0.0.1", 9);
        using var client = new SpinRestClient();

        var sale = await client.SellAsync(local, A.Identity, A.Sale, default);
        var settlement = await client.SettleAsync(local, A.Identity, R.Settle, default);

        Assert.Equal((SpinOutcome.NotStarted, SpinReason.RequestRefused), (sale.Outcome, sale.Reason));
        Assert.Equal((SpinServiceOutcome.NotStarted, SpinReason.RequestRefused), (settlement.Outcome, settlement.Reason));
        Assert.Equal(SpinLink.Unreachable, await client.CheckConnectionAsync(local, A.Identity, default));
    }

    [Fact]
    public void A_printout_becomes_the_tags_of_the_form()
    {
        var normal = new SpinPrintoutBuilder().Line("<b>", inverted: true).Pair("Total", "11.96", bold: true)
            .Image(new byte[] { 1, 2, 3 }).Build();
        var narrow = new SpinPrintoutBuilder(SpinPrintWidth.Narrow).Line("fine").Build();

        Assert.Equal(
            "<INV><L>&lt;b&gt;</L></INV><B><L>Total              11.96</L></B><IMG>AQID</IMG>", SpinRestMarkup.Of(normal));
        Assert.Equal("<CD><L>fine</L></CD>", SpinRestMarkup.Of(narrow));
    }
}
