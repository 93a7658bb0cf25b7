namespace CloudPos.SpinSimulator.Tests;

public sealed class StrictnessTests
{
    private static readonly string Good = Requests.Sale("G1");

    public static TheoryData<string, string> Broken => new()
    {
        { "no request at all", "" },
        { "not well-formed", Good.Replace("</Amount>", "", StringComparison.Ordinal) },
        { "a document type", "<!DOCTYPE request>" + Good },
        { "another root", Good.Replace("request>", "order>", StringComparison.Ordinal) },
        { "an unknown tag", Good.Replace("<TransType>", "<Colour>red</Colour><TransType>", StringComparison.Ordinal) },
        { "a tag in the wrong case", Good.Replace("RefId>", "RefID>", StringComparison.Ordinal) },
        { "a space in front of a value", Good.Replace("<Amount>", "<Amount> ", StringComparison.Ordinal) },
        { "a space after a value", Good.Replace("</RefId>", " </RefId>", StringComparison.Ordinal) },
        { "an attribute", Good.Replace("<Amount>", "<Amount currency='USD'>", StringComparison.Ordinal) },
        { "text between tags", Good.Replace("<Amount>", "and <Amount>", StringComparison.Ordinal) },
        { "a tag twice", Good.Replace("<TransType>", "<Amount>12.50</Amount><TransType>", StringComparison.Ordinal) },
        { "no RefId", Good.Replace("<RefId>G1</RefId>", "", StringComparison.Ordinal) },
        { "an empty RefId", Good.Replace("<RefId>G1</RefId>", "<RefId></RefId>", StringComparison.Ordinal) },
        { "no AuthKey", Good.Replace("<AuthKey>Hb7kQ2mW9x</AuthKey>", "", StringComparison.Ordinal) },
        { "no TransType", Good.Replace("<TransType>Sale</TransType>", "", StringComparison.Ordinal) },
        { "no PaymentType", Good.Replace("<PaymentType>Credit</PaymentType>", "", StringComparison.Ordinal) },
        { "no Amount", Good.Replace("<Amount>12.50</Amount>", "", StringComparison.Ordinal) },
        { "neither TPN nor RegisterId", Good.Replace("<TPN>220326704411</TPN>", "", StringComparison.Ordinal)
            .Replace("<RegisterId>7104411</RegisterId>", "", StringComparison.Ordinal) },
        { "one decimal", Good.Replace("12.50", "12.5", StringComparison.Ordinal) },
        { "a comma for the decimals", Good.Replace("12.50", "12,50", StringComparison.Ordinal) },
        { "a negative amount", Good.Replace("12.50", "-12.50", StringComparison.Ordinal) },
        { "an amount too large", Good.Replace("12.50", "10000000.00", StringComparison.Ordinal) },
        { "an unknown transaction type", Good.Replace(">Sale<", ">Sell<", StringComparison.Ordinal) },
        { "an unknown payment type", Good.Replace(">Credit<", ">credit<", StringComparison.Ordinal) },
        { "a reference id of 51", Good.Replace(">G1<", $">{new string('x', 51)}<", StringComparison.Ordinal) },
        { "a timeout of nothing", Requests.Sale("G2", "1.00", ("OperationalTimeout", "0")) },
        { "a tag of nine", Requests.Sale("G3", "1.00", ("Tag1", "123456789")) },
        { "one of two totals", Requests.Sale("G4", "1.00", ("TotalCardAmount", "1.00")) },
        { "a wrong count of items", Requests.Sale("G5", "1.00", ("LineItemCount", "2")) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_the_proxy_cannot_read_reaches_no_terminal(string what, string xml)
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);

        (await simulator.SendAsync(xml)).ShouldBeProxyError("Not pars request");

        Assert.True((await simulator.LedgerAsync(all: true)).Count == 0, what);
    }

    [Theory]
    [InlineData("<TPN>220326704411</TPN>")]
    [InlineData("<RegisterId>7104411</RegisterId>")]
    public async Task Either_name_of_the_terminal_may_be_missing(string missing)
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);

        var answer = await simulator.SendAsync(Good.Replace(missing, "", StringComparison.Ordinal));

        Assert.Equal("0", answer.Value("ResultCode"));
    }

    [Fact]
    public async Task A_space_inside_a_closing_tag_and_line_breaks_between_tags_are_xml_all_the_same()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        var xml = Good.Replace("</AuthKey>", "</AuthKey >\n\t", StringComparison.Ordinal);

        Assert.Equal("0", (await simulator.SendAsync(xml)).Value("ResultCode"));
    }

    [Theory]
    [InlineData("<HSA_TotalAmount>9.00</HSA_TotalAmount><HSA_RxAmount>3.00</HSA_RxAmount><HSA_ClinicAmount>3.00</HSA_ClinicAmount><HSA_DentalAmount>3.00</HSA_DentalAmount><Frequency>OneTime</Frequency>")]
    [InlineData("<TaxAmount>0.52</TaxAmount><LocalTaxFlag>TaxProvided</LocalTaxFlag><PoNumber>10123456</PoNumber><LineItemCount>1</LineItemCount><Level3LineItems><group><CommodityCode>12</CommodityCode><UnitCost>10.40</UnitCost></group></Level3LineItems>")]
    [InlineData("<PrintReceipt>Both</PrintReceipt><PerformedBy>sample@email-account-id</PerformedBy><IsvId>100001</IsvId><OperationalTimeout>150</OperationalTimeout>")]
    public async Task The_optional_blocks_of_the_vendors_samples_are_known(string block)
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);

        var answer = await simulator.SendAsync(Good.Replace("</request>", block + "</request>", StringComparison.Ordinal));

        Assert.Equal("0", answer.Value("ResultCode"));
    }

    [Fact]
    public async Task The_path_is_read_in_any_case()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);

        var body = await simulator.Http.GetStringAsync("/sPiN/CGI.html?TerminalTransaction=" + Uri.EscapeDataString(Good));

        Assert.StartsWith("<xmp><response>", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<RegisterId>3434801</RegisterId><AuthKey>cTqG9fapET</AuthKey><GetSign/>")]
    [InlineData("<RegisterId>9724703</RegisterId><AuthKey>giVVxrGs5bn</AuthKey><UserInput title=\"Enter amount\" maxlen=\"5\" type=\"$n\"/>")]
    [InlineData("<RegisterId>9724703</RegisterId><AuthKey>giVVxrGs5bn</AuthKey><ReportType>Daily</ReportType><TransType>Report</TransType>")]
    [InlineData("<AuthKey>234123-74653252-663525223</AuthKey ><RegisterId>3</RegisterId><TPN>123456789123</TPN><TransType>Capture</TransType><Amount>100.00</Amount><Tip>10.00</Tip><RefId>2</RefId><AcntLast4>0403</AcntLast4>")]
    [InlineData("<RegisterId>1103024</RegisterId><AuthKey>ulHLsaxfbg</AuthKey><PaymentType>Credit</PaymentType><TransType>AddLevel3Item</TransType><Amount>10.00</Amount><RefId>60</RefId><AuthCode>TAS852</AuthCode><IsvId>100001</IsvId>")]
    [InlineData("<RegisterId>3</RegisterId><TPN>123456789123</TPN><AuthKey>234123-74653252-663525223</AuthKey ><RefId>2</RefId><TransType>Settle</TransType><Param>Close</Param>")]
    public async Task A_sample_of_the_document_parses_and_finds_no_such_terminal(string sample)
    {
        await using var simulator = await SimulatorHost.StartAsync();

        (await simulator.SendAsync($"<request>\n{sample}\n</request>")).ShouldBeProxyError("Route not found");
    }

    [Theory]
    [InlineData("<GetSign/>", "<TransType>Sale</TransType><GetSign/>")]
    [InlineData("<GetSign/>", "<GetSign size='9'/>")]
    [InlineData("<GetSign/>", "<UserInput title='T' maxlen='x' type='n'/>")]
    [InlineData("<GetSign/>", "<UserInput title='T' maxlen='9' type='n' colour='red'/>")]
    [InlineData("<GetSign/>", "<UserChoice title='T' count='1' timeout='0'><Choice>A</Choice></UserChoice>")]
    public async Task A_question_written_wrongly_does_not_parse(string good, string bad)
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        var request = $"<request><TPN>{SimulatorHost.Tpn}</TPN><AuthKey>{Requests.AuthKey}</AuthKey>{good}</request>";
        Assert.Equal("Success", (await simulator.SendAsync(request)).Value("Message"));

        (await simulator.SendAsync(request.Replace(good, bad, StringComparison.Ordinal))).ShouldBeProxyError("Not pars request");
    }

    [Theory]
    [InlineData("220326704411", "229999999999")]
    [InlineData("7104411", "7104412")]
    public async Task A_terminal_nobody_knows_has_no_route(string known, string unknown)
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);

        (await simulator.SendAsync(Good.Replace(known, unknown, StringComparison.Ordinal)))
            .ShouldBeProxyError("Route not found");
    }

    [Fact]
    public async Task A_wrong_key_is_refused_before_the_terminal_sees_anything()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);

        (await simulator.SendAsync(Good.Replace("Hb7kQ2mW9x", "hb7kQ2mW9x", StringComparison.Ordinal)))
            .ShouldBeProxyError("Active AuthKey not found");
        Assert.Empty(await simulator.LedgerAsync(all: true));
    }

    [Fact]
    public async Task An_offline_terminal_is_not_connected_and_its_link_says_so()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        Assert.Equal("Online", await simulator.Http.GetStringAsync("/spin/GetTerminalStatus?tpn=220326704411"));
        await simulator.SetAsync(new { online = false });

        (await simulator.SendAsync(Good)).ShouldBeProxyError("Terminal not connected to SPIn proxy server");

        Assert.Equal("Offline", await simulator.Http.GetStringAsync("/SPIn/GetTerminalStatus?RegisterID=7104411"));
        Assert.Equal("Offline", await simulator.Http.GetStringAsync("/spin/GetTerminalStatus?tpn=229999999999"));
        Assert.Empty(await simulator.LedgerAsync(all: true));
    }

    [Fact]
    public async Task The_vendors_cart_in_whole_cents_is_shown_in_dollars()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var sale = Good.Replace("</request>", """
            <Cart><Amounts><Amount><Name>Total</Name><Value>2753</Value><Total/></Amount></Amounts>
            <Items><Item><Name>Lunch 4</Name><Price>807</Price><UnitPrice></UnitPrice><Quantity>1</Quantity>
            <CustomInfos><CustomInfo><Name>Total</Name><Value>2753</Value></CustomInfo></CustomInfos></Item></Items></Cart></request>
            """, StringComparison.Ordinal);

        var answer = simulator.SendAsync(sale);
        var screen = await simulator.UntilScreenAsync("items");
        await simulator.PressAsync("cancel");
        await answer;

        Assert.Equal("$8.07", screen.GetProperty("items")[0].GetProperty("price").GetString());
        Assert.Equal("$27.53", screen.GetProperty("amounts")[0].GetProperty("value").GetString());
    }
}
