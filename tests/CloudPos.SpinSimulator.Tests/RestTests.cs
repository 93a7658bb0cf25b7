using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CloudPos.SpinSimulator.Tests;

public sealed class RestTests
{
    [Fact]
    public async Task A_sale_over_json_stands_in_the_ledger_that_xml_asks()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);

        var (status, answer) = await PostAsync(simulator, "Payment/Sale", Sale("J1", 12.50m));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("0", "0000", "Approved"), General(answer));
        Assert.Equal("12.50", answer["Amounts"]!["TotalAmount"]!.ToJsonString());
        Assert.Equal("J1", (string?)answer["ReferenceId"]);
        Assert.Equal("1111", (string?)answer["CardData"]!["Last4"]);
        Assert.Equal((string?)answer["AuthCode"], (await simulator.StatusAsync("J1")).Value("AuthCode"));
    }

    [Theory]
    [InlineData("/V2/PAYMENT/STATUS")]
    [InlineData("/spin/v2/payment/status")]
    public async Task The_paths_are_read_in_any_case_and_below_the_sandboxs_folder(string path)
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SendAsync(Requests.Sale("X1"));

        var answer = await simulator.Http.PostAsJsonAsync(path, Of(("PaymentType", "Credit"), ("ReferenceId", "X1")));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("GetToken", "true", "GetToken is unknown here.")]
    [InlineData("Amount", "\"12.50\"", "Amount is not an amount like 12.50.")]
    [InlineData("Amount", "12.505", "Amount is not an amount like 12.50.")]
    [InlineData("Amount", "null", "Amount is missing.")]
    [InlineData("ReferenceId", "null", "ReferenceId is missing.")]
    [InlineData("PaymentType", "\"Gold\"", "PaymentType Gold is unknown.")]
    [InlineData("SPInProxyTimeout", "721", "SPInProxyTimeout is not a number from 1 to 720.")]
    [InlineData("Tpn", "\"123\"", "Tpn is not 10 to 12 characters.")]
    public async Task What_does_not_validate_is_2201_and_reaches_no_terminal(string field, string value, string message)
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        var sale = Sale("J1", 12.50m);
        sale[field] = JsonNode.Parse(value);

        var (status, answer) = await PostAsync(simulator, "Payment/Sale", sale);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(("2", "2201", message), General(answer));
        Assert.Empty(await simulator.LedgerAsync(all: true));
    }

    [Theory]
    [InlineData("decline", "1", "1015")]
    [InlineData("cancel", "1", "1012")]
    public async Task A_sale_that_fails_has_its_code(string mode, string result, string code)
    {
        await using var simulator = await SimulatorHost.StartAsync(mode, 0);

        var (status, answer) = await PostAsync(simulator, "Payment/Sale", Sale("J1", 1m));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(result, General(answer).Result);
        Assert.Equal(code, General(answer).Code);
    }

    [Fact]
    public async Task The_proxys_refusals_have_their_codes()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);

        var wrongKey = Sale("J1", 1m);
        wrongKey["Authkey"] = "0000000000";
        Assert.Equal("2002", General((await PostAsync(simulator, "Payment/Sale", wrongKey)).Answer).Code);
        var unknown = Sale("J1", 1m);
        unknown["Tpn"] = "229999999999";
        Assert.Equal("2003", General((await PostAsync(simulator, "Payment/Sale", unknown)).Answer).Code);
        await PostAsync(simulator, "Payment/Sale", Sale("J1", 1m));
        Assert.Equal("1011", General((await PostAsync(simulator, "Payment/Sale", Sale("J1", 1m))).Answer).Code);
        await simulator.SetAsync(new { parameters = new { routeActive = false } });
        Assert.Equal("2005", General((await PostAsync(simulator, "Payment/Sale", Sale("J2", 1m))).Answer).Code);
        await simulator.SetAsync(new { online = false, parameters = new { routeActive = true } });
        Assert.Equal("2001", General((await PostAsync(simulator, "Payment/Sale", Sale("J2", 1m))).Answer).Code);
    }

    [Fact]
    public async Task A_second_request_is_told_how_long_to_wait_and_an_abort_ends_the_first()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var sale = PostAsync(simulator, "Payment/Sale", Sale("J1", 1m));
        await simulator.UntilScreenAsync("present-card");

        var second = (await PostAsync(simulator, "Payment/Sale", Sale("J2", 1m))).Answer;
        Assert.Equal("2008", General(second).Code);
        Assert.InRange((int)second["GeneralResponse"]!["DelayBeforeNextRequest"]!, 60, 120);
        Assert.Equal("1001", General((await PostAsync(simulator, "Payment/AbortTransaction", Of(("ReferenceId", "OTHER")))).Answer).Code);
        var abort = (await PostAsync(simulator, "Payment/AbortTransaction", Of(("ReferenceId", "J1")))).Answer;

        Assert.Equal("0000", General(abort).Code);
        Assert.Equal("1012", General((await sale).Answer).Code);
        Assert.Empty(await simulator.LedgerAsync());
        Assert.Equal("1001", General((await PostAsync(simulator, "Payment/AbortTransaction", Of())).Answer).Code);
    }

    [Fact]
    public async Task The_terminal_tells_whether_it_is_there_and_what_stands_on_its_screen()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        const string who = $"request.tpn={SimulatorHost.Tpn}&request.authkey={Requests.AuthKey}";

        Assert.Equal("Online", (await simulator.GetAsync($"/v2/Common/TerminalStatus?{who}")).GetProperty("TerminalStatus").GetString());
        Assert.Equal("NotFound", (await simulator.GetAsync("/v2/Common/TerminalStatus?request.tpn=229999999999")).GetProperty("TerminalStatus").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await simulator.Http.GetAsync($"/v2/IntermediateStatus/GetStatus?{who}")).StatusCode);

        await simulator.SetAsync(new { parameters = new { intermediateStatus = true } });
        var sale = Sale("J1", 1m);
        sale["IsReadyForIS"] = true;
        var paying = PostAsync(simulator, "Payment/Sale", sale);
        await simulator.UntilScreenAsync("present-card");
        const string stage = $"/v2/IntermediateStatus/GetStatus?getRequest.tpn={SimulatorHost.Tpn}&getRequest.referenceId=";
        var told = await simulator.GetAsync(stage + "J1"); // as the document names the parameters; the key is not needed
        Assert.Equal(("40", "Waiting for the card"), (told.GetProperty("StatusCode").GetString(), told.GetProperty("StatusText").GetString()));
        Assert.Equal(DateTimeKind.Utc, told.GetProperty("StatusDateTime").GetDateTime().Kind);
        Assert.Equal(HttpStatusCode.NotFound, (await simulator.Http.GetAsync(stage + "J2")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await simulator.Http.GetAsync(stage + "J1&getRequest.authkey=0000000000")).StatusCode);

        await simulator.PressAsync("tap");
        await paying;
        Assert.Equal(HttpStatusCode.NotFound, (await simulator.Http.GetAsync(stage + "J1")).StatusCode);
        await simulator.SetAsync(new { online = false });
        Assert.Equal("Offline", (await simulator.GetAsync($"/v2/Common/TerminalStatus?{who}")).GetProperty("TerminalStatus").GetString());
    }

    [Fact]
    public async Task The_sample_request_of_the_specification_is_printed_as_it_stands()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var sample = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Samples", "rest-printer-request.json")))!.AsObject();
        (sample["Tpn"], sample["Authkey"]) = (SimulatorHost.Tpn, Requests.AuthKey); // empty in the sample

        Assert.Equal("0000", General((await PostAsync(simulator, "Common/Printer", sample)).Answer).Code);

        var roll = (await simulator.GetAsync($"/control/terminals/{SimulatorHost.Tpn}/roll")).GetRawText();
        Assert.All(["Large Condensed text", "Center text", "123456789012345678901234567890"], text => Assert.Contains(text, roll, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_payment_that_did_not_ask_for_it_tells_no_stage()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        await simulator.SetAsync(new { parameters = new { intermediateStatus = true } });
        var paying = PostAsync(simulator, "Payment/Sale", Sale("J1", 1m));
        await simulator.UntilScreenAsync("present-card");

        using var stage = await simulator.Http.GetAsync($"/v2/IntermediateStatus/GetStatus?getRequest.tpn={SimulatorHost.Tpn}");

        Assert.Equal(HttpStatusCode.NotFound, stage.StatusCode);
        await simulator.PressAsync("tap");
        await paying;
    }

    [Theory]
    [InlineData(null)]
    [InlineData("approve-then-drop")]
    public async Task The_result_is_posted_to_the_address_of_the_request_even_where_the_line_dropped(string? fault)
    {
        var told = new TaskCompletionSource<JsonNode>();
        await using var register = await CallbackServer.StartAsync(told);
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { faults = fault is null ? [] : new[] { new { fault } } });
        var sale = Sale("J1", 12.50m);
        sale["CallbackInfo"] = new JsonObject { ["Url"] = register.Url };

        var sent = PostAsync(simulator, "Payment/Sale", sale);

        var result = await told.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(("0", "0000"), (General(result).Result, General(result).Code));
        Assert.Equal("J1", (string?)result["ReferenceId"]);
        if (fault is null)
            Assert.Equal("0000", General((await sent).Answer).Code);
        else
            await Assert.ThrowsAsync<HttpRequestException>(() => sent);
    }

    [Fact]
    public async Task An_address_of_another_machine_is_not_called()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        var sale = Sale("J1", 12.50m);
        sale["CallbackInfo"] = new JsonObject { ["Url"] = "https://register.example/callback" };

        Assert.Equal("0000", General((await PostAsync(simulator, "Payment/Sale", sale)).Answer).Code);

        var wire = await simulator.GetAsync("/control/wire");
        Assert.Contains(wire.EnumerateArray(), w => w.GetProperty("answer").GetString() == "not sent: the address is not on this machine");
        sale["CallbackInfo"]!["Url"] = "file:///etc/hosts";
        sale["ReferenceId"] = "J2";
        Assert.Equal("2201", General((await PostAsync(simulator, "Payment/Sale", sale)).Answer).Code);
    }

    [Fact]
    public async Task Follow_ups_reports_and_settlement_work_on_the_same_batch()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { tips = false });
        await PostAsync(simulator, "Payment/Sale", Sale("J1", 10m));
        await PostAsync(simulator, "Payment/Sale", Sale("J2", 20m));
        await PostAsync(simulator, "Payment/Auth", Sale("J3", 30m));

        Assert.Equal("2201", General((await PostAsync(simulator, "Payment/Void", Of(("ReferenceId", "J1")))).Answer).Code);
        var voided = (await PostAsync(simulator, "Payment/Void", Sale("J1", 10m))).Answer;
        Assert.True((bool)voided["Voided"]!);
        var tip = Sale("J2", 20m);
        (tip["TipAmount"], tip["CardLast4"]) = (2.50m, "1111");
        Assert.Equal("22.50", (await PostAsync(simulator, "Payment/TipAdjust", tip)).Answer["Amounts"]!["TotalAmount"]!.ToJsonString());
        await PostAsync(simulator, "Payment/Capture", Of(("ReferenceId", "J3"), ("Amount", 25m)));

        var list = (await PostAsync(simulator, "Payment/StatusList", Of(
            ("PaymentType", "Credit"), ("TransactionFromIndex", 2), ("TransactionToIndex", 3)))).Answer;
        Assert.Equal(["J2", "J3"], list["Transactions"]!.AsArray().Select(t => (string?)t!["ReferenceId"]));
        Assert.All(list["Transactions"]!.AsArray(), t => Assert.Equal(("0", "0000"), (General(t!).Result, General(t!).Code)));
        var daily = (await PostAsync(simulator, "Report/Daily", Of())).Answer;
        Assert.Equal("47.50", daily["Reports"]![0]!["TransactionsReports"]!["TotalAmount"]!.ToJsonString());
        var settled = (await PostAsync(simulator, "Payment/Settle", Of())).Answer;
        Assert.Equal("DvCredit", (string?)settled["SettleDetails"]![0]!["Application"]);
        Assert.Equal("1020", General((await PostAsync(simulator, "Report/Summary", Of())).Answer).Code);
    }

    [Fact]
    public async Task The_extended_data_and_the_receipts_come_when_they_are_asked_for()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        var sale = Sale("J1", 12.50m);
        (sale["GetExtendedData"], sale["GetReceipt"], sale["CaptureSignature"]) = (true, "Both", true);

        var answer = (await PostAsync(simulator, "Payment/Sale", sale)).Answer;

        Assert.Equal("12.50", (string?)answer["ExtendedDataByApplication"]!["DvPayLiteCredit"]!["TotalAmt"]);
        var receipt = (string?)answer["Receipts"]!["Customer"];
        Assert.Contains("<R>$12.50</R>", receipt, StringComparison.Ordinal);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], Convert.FromBase64String((string)answer["Signature"]!)[..4]);
        Assert.Equal("0000", General((await PostAsync(simulator, "Common/Printer", Of(("Printer", receipt!)))).Answer).Code);
    }

    [Fact]
    public async Task The_receipt_markup_is_printed_in_its_styles()
    {
        await using var simulator = await SimulatorHost.StartAsync();

        var (_, answer) = await PostAsync(simulator, "Common/Printer", Of((
            "Printer", "<LG><B><L>Large Bold</L></B></LG><INV><C>Dark</C></INV><CD><R>Small</R></CD><BR /><QR>https://receipt.example/1</QR>")));

        Assert.Equal("0000", General(answer).Code);
        var roll = await simulator.GetAsync($"/control/terminals/{SimulatorHost.Tpn}/roll");
        Assert.True(roll[0].GetProperty("large").GetBoolean() && roll[0].GetProperty("bold").GetBoolean());
        Assert.Equal("center", roll[1].GetProperty("align").GetString());
        Assert.True(roll[1].GetProperty("inverted").GetBoolean());
        Assert.Equal("right", roll[2].GetProperty("align").GetString());
        Assert.Equal(25, roll[4].GetProperty("qr").GetArrayLength());   // version 2
        Assert.StartsWith("#######", roll[4].GetProperty("qr")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("2201", General((await PostAsync(simulator, "Common/Printer", Of(("Printer", "<BLINK>no</BLINK>")))).Answer).Code);
    }

    [Fact]
    public async Task Questions_signature_card_and_text_are_answered_at_the_terminal()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);

        Assert.Equal("A", (string?)(await PostAsync(simulator, "Common/UserChoice", Of(
            ("Title", "Which?"), ("ChoiceOptions", new JsonArray("A", "B"))))).Answer["SelectedOption"]);
        Assert.Equal("12345", (string?)(await PostAsync(simulator, "Common/UserInput", Of(
            ("Title", "Number?"), ("Type", "Number"), ("MaxLength", 5)))).Answer["InputedString"]);
        Assert.NotNull((await PostAsync(simulator, "Common/GetSignature", Of())).Answer["Signature"]);
        Assert.Equal("0000", General((await PostAsync(simulator, "Common/Disclaimer", Of(("Title", "Agree?")))).Answer).Code);
        Assert.Equal("1111", (string?)(await PostAsync(simulator, "Payment/GetCard", Of())).Answer["CardData"]!["Last4"]);
        Assert.Equal("50.00", (await PostAsync(simulator, "Gift/Inquire", Of(("ReferenceId", "G1")))).Answer["Balance"]!.ToJsonString());
    }

    [Fact]
    public async Task A_cart_alone_is_shown()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var cart = JsonNode.Parse("""{"Amounts":[{"Name":"Total","Value":3.50,"Total":true}],"Items":[{"Name":"Flat white","Price":3.50,"Quantity":1}]}""");

        Assert.Equal("0000", General((await PostAsync(simulator, "Payment/Cart", Of(("Cart", cart!)))).Answer).Code);

        Assert.Equal("$3.50", (await simulator.UntilScreenAsync("items")).GetProperty("items")[0].GetProperty("price").GetString());
        await simulator.PressAsync("ok");
        await simulator.UntilScreenAsync("idle");
    }

    [Theory]
    [InlineData("approved-with-resultcode-1", "\"ResultCode\":\"1\"")]
    [InlineData("answer-other-refid", "\"ReferenceId\":\"OTHERJ1\"")]
    [InlineData("status:1014", "\"StatusCode\":\"1014\"")]
    [InlineData("partial", "\"StatusCode\":\"0001\"")]
    public async Task Faults_work_on_json_too(string fault, string expected)
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { faults = new[] { new { fault } } });

        Assert.Contains(expected, (await PostAsync(simulator, "Payment/Sale", Sale("J1", 10m))).Answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wire_tells_json_without_its_key()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await PostAsync(simulator, "Payment/Sale", Sale("J1", 10m));
        await simulator.Http.PostAsync("/v2/Payment/Sale", new StringContent("{\"Authkey\": \"Hb7kQ2mW9x\", \"Tpn\":\"220326704411\""));

        var wire = await simulator.GetAsync("/control/wire");

        Assert.Equal(2, wire.GetArrayLength());
        Assert.DoesNotContain(Requests.AuthKey, wire.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(SimulatorHost.Tpn, wire[1].GetProperty("tpn").GetString());
    }

    private static JsonObject Sale(string refId, decimal amount) =>
        Of(("Amount", amount), ("PaymentType", "Credit"), ("ReferenceId", refId));

    private static JsonObject Of(params (string Name, object Value)[] fields)
    {
        var body = new JsonObject { ["Tpn"] = SimulatorHost.Tpn, ["Authkey"] = Requests.AuthKey };
        foreach (var (name, value) in fields)
        {
            body[name] = value as JsonNode ?? JsonSerializer.SerializeToNode(value);
        }

        return body;
    }

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(SimulatorHost simulator, string path, JsonObject body)
    {
        using var response = await simulator.Http.PostAsJsonAsync(string.Create(CultureInfo.InvariantCulture, $"/v2/{path}"), body);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    private static (string? Result, string? Code, string? Detail) General(JsonNode answer)
    {
        var general = answer["GeneralResponse"]!;
        return ((string?)general["ResultCode"], (string?)general["StatusCode"], (string?)general["DetailedMessage"]);
    }
}
