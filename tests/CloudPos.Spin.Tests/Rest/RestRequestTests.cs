using System.Text.Json;
using CloudPos.Spin.Rest;
using Call = System.Func<CloudPos.Spin.Rest.SpinRestClient, CloudPos.Spin.SpinEndpoint, System.Threading.Tasks.Task>;

namespace CloudPos.Spin.Tests.Rest;

public class RestRequestTests
{
    private const string Who = "\"Tpn\":\"123456789123\",\"Authkey\":\"s3cretKey9\"";

    private static readonly SpinCart s_cart = new(
        [new SpinCartAmount("Total", 9.50m, IsTotal: true)],
        [
            new SpinCartItem("Fish & Chips", 9.50m, 4.75m, 2m)
            {
                AdditionalInfo = "hot",
                CustomInfos = [new SpinCartInfo("Seat", "4")],
                Modifiers = [new SpinCartModifier("Size", [new SpinCartOption("Large", 0.50m, 1m)])],
            },
        ], PosId: "1");

    private static readonly Dictionary<string, (Call Call, string Path, string Body)> s_requests = new()
    {
        ["sale"] = ((c, e) => c.SellAsync(e, A.Identity, A.Sale, default), "v2/Payment/Sale",
            $"{{\"Amount\":10.50,\"PaymentType\":\"Credit\",\"ReferenceId\":\"{A.RefId}\",{Who},\"SPInProxyTimeout\":120}}"),
        ["sale with everything"] = (
            (c, e) => c.SellAsync(e, A.Identity, A.Sale with
            {
                PaymentType = SpinPaymentType.Debit, Tip = 1.00m, CustomFee = 0.25m, Cart = s_cart, CaptureSignature = true,
                MerchantId = 2, OperationalTimeoutSeconds = 90,
            }, default), "v2/Payment/Sale",
            $"{{\"Amount\":10.50,\"PaymentType\":\"Debit\",\"ReferenceId\":\"{A.RefId}\",\"MerchantNumber\":2,"
            + "\"CaptureSignature\":true,\"TipAmount\":1.00,\"CustomFee\":0.25,\"Cart\":{\"Amounts\":[{\"Name\":\"Total\","
            + "\"Value\":9.50}],\"Items\":[{\"Name\":\"Fish \\u0026 Chips\",\"Price\":9.50,\"UnitPrice\":4.75,\"Quantity\":2,"
            + "\"AdditionalInfo\":\"hot\",\"CustomInfos\":[{\"Name\":\"Seat\",\"Value\":\"4\"}],\"Modifiers\":[{\"Name\":\"Size\","
            + "\"Options\":[{\"Name\":\"Large\",\"Price\":0.50,\"Quantity\":1}]}]}]},"
            + $"{Who},\"SPInProxyTimeout\":90}}"),
        ["return"] = ((c, e) => c.ReturnAsync(e, A.Identity, R.Return, default), "v2/Payment/Return",
            $"{{\"Amount\":4.00,\"PaymentType\":\"Credit\",\"ReferenceId\":\"{A.RefId}\",{Who},\"SPInProxyTimeout\":120}}"),
        ["auth"] = ((c, e) => c.AuthorizeAsync(e, A.Identity, R.Auth, default), "v2/Payment/Auth",
            $"{{\"Amount\":50.00,\"PaymentType\":\"Credit\",\"ReferenceId\":\"{A.RefId}\",{Who},\"SPInProxyTimeout\":120}}"),
        ["capture"] = ((c, e) => c.CaptureAsync(e, A.Identity, R.Capture, default), "v2/Payment/Capture",
            $"{{\"Amount\":55.00,\"PaymentType\":\"Credit\",\"ReferenceId\":\"{A.RefId}\",\"TipAmount\":5.00,"
            + $"\"AuthCode\":\"VTLMC1\",{Who},\"SPInProxyTimeout\":120}}"),
        ["void"] = ((c, e) => c.VoidAsync(e, A.Identity, R.Void, default), "v2/Payment/Void",
            $"{{\"Amount\":10.50,\"PaymentType\":\"Credit\",\"ReferenceId\":\"{A.RefId}\",{Who},\"SPInProxyTimeout\":120}}"),
        ["tip adjustment"] = ((c, e) => c.AdjustTipAsync(e, A.Identity, R.TipAdjust, default), "v2/Payment/TipAdjust",
            $"{{\"Amount\":10.50,\"PaymentType\":\"Credit\",\"ReferenceId\":\"{A.RefId}\",\"TipAmount\":2.00,"
            + $"\"CardLast4\":\"4111\",{Who},\"SPInProxyTimeout\":120}}"),
        ["status"] = ((c, e) => c.AskStatusAsync(e, A.Identity, A.Status, default), "v2/Payment/Status",
            $"{{\"PaymentType\":\"Credit\",\"ReferenceId\":\"{A.RefId}\",{Who}}}"),
        ["status list"] = (
            (c, e) => c.ListTransactionsAsync(e, A.Identity, new SpinStatusList(SpinPaymentType.EbtFood, 1, 10), default),
            "v2/Payment/StatusList",
            $"{{\"PaymentType\":\"EBT_Food\",\"TransactionFromIndex\":1,\"TransactionToIndex\":10,{Who}}}"),
        ["settle"] = ((c, e) => c.SettleAsync(e, A.Identity, R.Settle, default), "v2/Payment/Settle",
            $"{{\"ReferenceId\":\"{A.RefId}\",\"SettlementType\":\"Close\",{Who},\"SPInProxyTimeout\":420}}"),
        ["settle by force"] = (
            (c, e) => c.SettleAsync(e, A.Identity, R.Settle with { Kind = SpinSettleKind.Force, MerchantId = 1 }, default),
            "v2/Payment/Settle",
            $"{{\"ReferenceId\":\"{A.RefId}\",\"SettlementType\":\"Force\",\"MerchantNumber\":1,{Who},\"SPInProxyTimeout\":420}}"),
        ["abort"] = ((c, e) => c.AbortAsync(e, A.Identity, A.RefId, default), "v2/Payment/AbortTransaction",
            $"{{\"ReferenceId\":\"{A.RefId}\",{Who}}}"),
        ["cart"] = ((c, e) => c.ShowCartAsync(e, A.Identity, s_cart with { Items = [new SpinCartItem("Tea", 1m, null, 1m)] }, default),
            "v2/Payment/Cart",
            "{\"Cart\":{\"Amounts\":[{\"Name\":\"Total\",\"Value\":9.50}],\"Items\":[{\"Name\":\"Tea\",\"Price\":1.00,\"Quantity\":1}]},"
            + Who + "}"),
        ["card"] = ((c, e) => c.ReadCardAsync(e, A.Identity, A.RefId, default), "v2/Payment/GetCard",
            $"{{\"ReferenceId\":\"{A.RefId}\",{Who}}}"),
        ["balance"] = (
            (c, e) => c.AskBalanceAsync(e, A.Identity, new SpinBalance(SpinPaymentType.EbtCash, A.RefId), default),
            "v2/Payment/Balance",
            $"{{\"PaymentType\":\"EBT_Cash\",\"ReferenceId\":\"{A.RefId}\",{Who},\"SPInProxyTimeout\":120}}"),
        ["choice"] = (
            (c, e) => c.AskChoiceAsync(e, A.Identity, new SpinUserChoice("Which?", ["Tea", "Coffee"]) { TimeoutSeconds = 30 }, default),
            "v2/Common/UserChoice",
            $"{{\"Title\":\"Which?\",\"ChoiceOptions\":[\"Tea\",\"Coffee\"],{Who},\"SPInProxyTimeout\":30}}"),
        ["input"] = (
            (c, e) => c.AskInputAsync(e, A.Identity, new SpinUserInput("Name", SpinInputType.Alphanumeric, 20), default),
            "v2/Common/UserInput", $"{{\"Title\":\"Name\",\"Type\":\"NumberAndLetters\",\"MaxLength\":20,{Who}}}"),
        ["signature"] = ((c, e) => c.GetSignatureAsync(e, A.Identity, default), "v2/Common/GetSignature", $"{{{Who}}}"),
        ["disclaimer"] = ((c, e) => c.AskDisclaimerAsync(e, A.Identity, "No refunds", default), "v2/Common/Disclaimer",
            $"{{\"Title\":\"No refunds\",{Who}}}"),
        ["printout"] = (
            (c, e) => c.PrintAsync(e, A.Identity, new SpinPrintoutBuilder().Centred("Caf\u00e9 <1>", bold: true).Pair("Tea", "1.00").Feed().Build(), default),
            "v2/Common/Printer",
            "{\"Printer\":\"\\u003CB\\u003E\\u003CC\\u003ECaf\\u00E9 \\u0026lt;1\\u0026gt;\\u003C/C\\u003E\\u003C/B\\u003E"
            + "\\u003CL\\u003ETea                 1.00\\u003C/L\\u003E\\u003CBR/\\u003E\"," + Who + "}"),
        ["summary"] = (
            (c, e) => c.ReportAsync(e, A.Identity, new SpinReportRequest(SpinReportKind.Summary), default), "v2/Report/Summary",
            $"{{{Who}}}"),
        ["daily"] = (
            (c, e) => c.ReportAsync(e, A.Identity, new SpinReportRequest(SpinReportKind.Daily), default), "v2/Report/Daily",
            $"{{{Who}}}"),
        ["gift redeem"] = ((c, e) => c.GiftAsync(e, A.Identity, R.Redeem, default), "v2/Gift/Redeem",
            $"{{\"Amount\":5.00,\"ReferenceId\":\"{A.RefId}\",{Who},\"SPInProxyTimeout\":120}}"),
    };

    public static TheoryData<string> Names => [.. s_requests.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_operation_posts_the_fewest_fields_once_and_the_key_in_the_body_only(string name)
    {
        var (call, path, body) = s_requests[name];
        await using var server = new RestServer("{}");
        using var client = new SpinRestClient();

        await call(client, server.Endpoint);

        var (head, sent) = Assert.Single(server.Requests);
        Assert.Equal(body, sent);
        Assert.StartsWith($"POST /base/{path} HTTP/1.1\r\n", head, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json; charset=utf-8\r\n", head, StringComparison.Ordinal);
        Assert.DoesNotContain(A.AuthKey, head, StringComparison.OrdinalIgnoreCase);
        using var parsed = JsonDocument.Parse(sent, new JsonDocumentOptions { AllowDuplicateProperties = false });
        Assert.All(sent, letter => Assert.True(char.IsAscii(letter)));
    }

    [Theory]
    [InlineData(SpinGiftOperation.Activate, true)]
    [InlineData(SpinGiftOperation.Inquire, false)]
    [InlineData(SpinGiftOperation.Refund, true)]
    [InlineData(SpinGiftOperation.Reload, true)]
    [InlineData(SpinGiftOperation.Deactivate, false)]
    [InlineData(SpinGiftOperation.Reissue, false)]
    [InlineData(SpinGiftOperation.Void, true)]
    public async Task Every_gift_operation_has_its_own_address(SpinGiftOperation operation, bool hasAmount)
    {
        await using var server = new RestServer("{}");
        using var client = new SpinRestClient();

        await client.GiftAsync(server.Endpoint, A.Identity,
            R.Redeem with { Operation = operation, Amount = hasAmount ? 5m : null }, default);

        var (head, sent) = Assert.Single(server.Requests);
        Assert.StartsWith($"POST /base/v2/Gift/{operation} HTTP", head, StringComparison.Ordinal);
        Assert.Equal(hasAmount, sent.Contains("\"Amount\":5.00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Optional_fields_are_sent_only_when_they_are_switched_on()
    {
        await using var server = new RestServer("{}");
        using var client = new SpinRestClient(options: new SpinRestOptions
        {
            SendsPrintReceipt = true, SendsCaptureSignature = false, AsksExtendedData = true, AsksStages = true,
            AsksReceipts = true, SendsCart = false, SendsReferences = true,
        });

        await client.SellAsync(server.Endpoint, A.Identity,
            A.Sale with { InvoiceNumber = "INV-7", CaptureSignature = true, Cart = s_cart }, default);

        Assert.Equal(
            $"{{\"Amount\":10.50,\"PaymentType\":\"Credit\",\"ReferenceId\":\"{A.RefId}\",\"PrintReceipt\":\"No\",\"GetReceipt\":\"Both\","
            + "\"GetExtendedData\":true,\"IsReadyForIS\":true,\"InvoiceNumber\":\"INV-7\",\"IsvId\":\"100001\","
            + $"{Who},\"SPInProxyTimeout\":120}}",
            Assert.Single(server.Requests).Body);
    }

    [Fact]
    public async Task A_terminal_without_a_TPN_is_named_by_its_register_id()
    {
        await using var server = new RestServer("{}");
        using var client = new SpinRestClient();

        await client.AbortAsync(server.Endpoint, A.Identity with { Tpn = null }, A.RefId, default);
        await client.CheckConnectionAsync(server.Endpoint, A.Identity with { Tpn = null }, default);

        Assert.Contains("\"RegisterId\":\"3\",\"Authkey\"", server.Requests[0].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Tpn", server.Requests[0].Body, StringComparison.Ordinal);
        Assert.StartsWith("GET /base/v2/Common/TerminalStatus?request.registerId=3 HTTP", server.Requests[1].Head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"TerminalStatus\":\"Online\",\"Tpn\":\"123456789123\"}", "200 OK", SpinLink.Online)]
    [InlineData("{\"terminalStatus\":\"online\"}", "200 OK", SpinLink.Online)]
    [InlineData("{\"TerminalStatus\":\"Offline\"}", "200 OK", SpinLink.Offline)]
    [InlineData("{\"TerminalStatus\":\"NotFound\"}", "404 Not Found", SpinLink.Offline)]
    [InlineData("{\"TerminalStatus\":\"Online\"}", "400 Bad Request", SpinLink.Unreachable)]
    [InlineData("{\"TerminalStatus\":\"Online\"}", "502 Bad Gateway", SpinLink.Unreachable)]
    [InlineData("{\"TerminalStatus\":{\"x\":\"Online\"}}", "200 OK", SpinLink.Unreachable)]
    [InlineData("Online", "200 OK", SpinLink.Unreachable)]
    public async Task The_connection_is_asked_by_GET_without_the_key(string answer, string status, SpinLink expected)
    {
        await using var server = new RestServer(answer, status);
        using var client = new SpinRestClient();

        var link = await client.CheckConnectionAsync(server.Endpoint, A.Identity, default);

        Assert.Equal(expected, link);
        var (head, body) = Assert.Single(server.Requests);
        Assert.StartsWith("GET /base/v2/Common/TerminalStatus?request.tpn=123456789123 HTTP/1.1\r\n", head, StringComparison.Ordinal);
        Assert.DoesNotContain(A.AuthKey, head + body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stage_is_asked_by_GET_without_the_key_and_told_as_it_is()
    {
        await using var server = new RestServer(
            "{\"StatusDateTime\":\"2026-11-20T14:00:05Z\",\"StatusText\":\"Waiting for card\",\"StatusCode\":\"12\"}");
        using var client = new SpinRestClient();

        var stage = await client.AskStageAsync(server.Endpoint, A.Identity, A.RefId, default);

        Assert.Equal(("Waiting for card", "12"), (stage.Text, stage.Code));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 14, 0, 5, TimeSpan.Zero), stage.At);
        var (head, body) = Assert.Single(server.Requests);
        Assert.StartsWith(
            $"GET /base/v2/IntermediateStatus/GetStatus?getRequest.tpn=123456789123&getRequest.referenceId={A.RefId} HTTP/1.1\r\n",
            head, StringComparison.Ordinal);
        Assert.DoesNotContain(A.AuthKey, head + body, StringComparison.Ordinal);
    }

    [Fact]
    public void The_preset_addresses_are_those_of_the_specification()
    {
        Assert.Equal("https://api.spinpos.net/v2/Payment/Sale", SpinRestPaths.Of(SpinRestClient.Production, SpinRestPaths.Sale).AbsoluteUri);
        Assert.Equal("https://test.spinpos.net/spin/v2/Payment/Sale", SpinRestPaths.Of(SpinRestClient.Test, SpinRestPaths.Sale).AbsoluteUri);
    }
}
