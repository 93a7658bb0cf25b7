using System.Xml.Linq;

namespace CloudPos.SpinSimulator.Tests;

public sealed class SaleTests
{
    [Fact]
    public async Task An_approved_sale_has_the_shape_of_the_vendors_sample_and_stands_in_the_ledger()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);

        var answer = await simulator.SendAsync(Requests.Sale("A1", "12.50", ("SigCapture", "No")));

        Assert.Equal(
            [
                "RefId", "RegisterId", "TPN", "TransNum", "InvNum", "ResultCode", "RespMSG", "Message", "AuthCode", "PNRef",
                "PaymentType", "Voided", "TransType", "SN", "ExtData", "EMVData",
            ],
            answer.Elements().Select(e => e.Name.LocalName));
        Assert.Equal("0", answer.Value("ResultCode"));
        Assert.Equal("Approved", answer.Value("Message"));
        Assert.Equal("A1", answer.Value("RefId"));
        Assert.Equal("7104411", answer.Value("RegisterId"));
        Assert.Equal("Credit", answer.Value("PaymentType"));
        Assert.Equal("false", answer.Value("Voided"));
        Assert.Matches("^[0-9]{6}$", answer.Value("AuthCode"));

        string[] sampleKeys =
        [
            "InvNum", "CardType", "BatchNum", "Tip", "CashBack", "Fee", "AcntLast4", "Name", "TotalAmt", "DISC", "SHFee",
            "EBTFSAvailBalance", "EBTCashAvailBalance", "EntryType", "TaxCity", "TaxState", "Cust1", "Cust1Value", "Cust2",
            "Cust2Value", "Cust3", "Cust3Value", "AcntFirst4", "TaxAmount",
        ];
        Assert.Equal(sampleKeys, answer.ExtData().Keys);
        Assert.Equal("12.50", answer.ExtData()["TotalAmt"]);
        Assert.Equal("CARDHOLDER/VISA", answer.ExtData()["Name"]);
        Assert.Contains("Name=CARDHOLDER%2fVISA", answer.Value("ExtData"));

        var line = Assert.Single(await simulator.LedgerAsync());
        Assert.Equal("A1", line.GetProperty("refId").GetString());
        Assert.Equal("12.50", line.GetProperty("total").GetRawText());
        Assert.Equal("0.00", line.GetProperty("tip").GetRawText());
        Assert.Equal("approved", line.GetProperty("state").GetString());
        Assert.Equal(answer.Value("AuthCode"), line.GetProperty("authCode").GetString());
        Assert.Equal("1111", line.GetProperty("last4").GetString());
    }

    [Fact]
    public async Task A_decline_looks_like_the_vendors_sample_and_takes_no_money()
    {
        await using var simulator = await SimulatorHost.StartAsync("decline", 0);

        var answer = await simulator.SendAsync(Requests.Sale("D1"));

        Assert.Equal(
            ["Message", "RefId", "RegisterId", "TPN", "ResultCode", "RespMSG", "PaymentType", "Voided", "TransType", "SN"],
            answer.Elements().Select(e => e.Name.LocalName));
        Assert.Equal("%20%20%20%20DECLINE%20%20%20%20%20", answer.Value("RespMSG"));
        answer.ShouldBeRefused("Canceled", "DECLINE");
        Assert.Empty(await simulator.LedgerAsync());
        Assert.Equal("declined", Assert.Single(await simulator.LedgerAsync(all: true)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_customer_who_cancels_takes_no_money()
    {
        await using var simulator = await SimulatorHost.StartAsync("cancel", 0);

        (await simulator.SendAsync(Requests.Sale("C1"))).ShouldBeRefused("Canceled", "Canceled");

        Assert.Empty(await simulator.LedgerAsync());
    }

    [Fact]
    public async Task Cash_is_the_cash_total_without_a_card_and_numbered_apart()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SendAsync(Requests.Sale("CARD1"));
        await simulator.SetAsync(new { autopilot = new { mode = "cash" } });

        var answer = await simulator.SendAsync(Requests.DualPriced("CASH1").Text());

        Assert.Equal("0", answer.Value("ResultCode"));
        Assert.Equal("Cash", answer.Value("PaymentType"));
        Assert.Null(answer.Value("AuthCode"));
        Assert.Equal("11.50", answer.ExtData()["TotalAmt"]);
        Assert.Equal("1.50", answer.ExtData()["TaxAmount"]);
        Assert.DoesNotContain("AcntLast4", answer.ExtData().Keys);
        var line = (await simulator.LedgerAsync())[1];
        Assert.Equal("CASH", line.GetProperty("transType").GetString());
        Assert.Equal(1, line.GetProperty("num").GetInt32());
    }

    [Fact]
    public async Task Without_a_cash_price_a_customer_with_cash_can_only_cancel()
    {
        await using var simulator = await SimulatorHost.StartAsync("cash", 0);

        (await simulator.SendAsync(Requests.Sale("C1"))).ShouldBeRefused("Canceled", "Canceled");
    }

    [Theory]
    [InlineData("11.96", false, "11.96")]
    [InlineData("10.00", true, "11.96")]
    [InlineData("10.00", false, "10.00")]
    public async Task The_card_price_is_the_card_total_when_it_is_the_amount_or_already_calculated(
        string amount, bool calculated, string charged)
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);

        var answer = await simulator.SendAsync(Requests.DualPriced("P1", amount, calculated).Text());

        Assert.Equal(charged, answer.ExtData()["TotalAmt"]);
    }

    [Fact]
    public async Task The_terminals_own_tip_comes_on_top()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { tips = true });

        var answer = await simulator.SendAsync(Requests.Sale("T1", "10.00"));

        Assert.Equal("1.50", answer.ExtData()["Tip"]);
        Assert.Equal("11.50", answer.ExtData()["TotalAmt"]);
        var line = Assert.Single(await simulator.LedgerAsync());
        Assert.Equal("10.00", line.GetProperty("amount").GetRawText());
        Assert.Equal("1.50", line.GetProperty("tip").GetRawText());
        Assert.Equal("11.50", line.GetProperty("total").GetRawText());
    }

    [Fact]
    public async Task A_tip_from_the_register_is_already_in_the_amount()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { tips = true });

        var answer = await simulator.SendAsync(Requests.Sale("T2", "12.00", ("Tip", "2.00")));

        Assert.Equal("2.00", answer.ExtData()["Tip"]);
        Assert.Equal("12.00", answer.ExtData()["TotalAmt"]);
    }

    [Fact]
    public async Task The_customers_choice_comes_back_as_what_it_became()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);

        var answer = await simulator.SendAsync(Requests.Of(
            "Sale", ("PaymentType", "userChoice"), ("Amount", "1.00"), ("RefId", "U1")));

        Assert.Equal("Credit", answer.Value("PaymentType"));
    }

    [Fact]
    public async Task A_signature_comes_unless_it_is_suppressed()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);

        var signed = await simulator.SendAsync(Requests.Sale("S1"));
        var plain = await simulator.SendAsync(Requests.Sale("S2", "1.00", ("SigCapture", "No")));

        Assert.Equal((byte)'B', Convert.FromBase64String(signed.Value("Sign")!)[0]);
        Assert.Null(plain.Element("Sign"));
    }

    [Fact]
    public async Task A_reference_id_is_unique_in_the_open_batch_and_free_again_after_settling()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SendAsync(Requests.Sale("R1"));

        (await simulator.SendAsync(Requests.Sale("R1"))).ShouldBeProxyError("Duplicated ReferenceID");
        Assert.Single(await simulator.LedgerAsync());

        await simulator.SendAsync(Requests.Of("Settle", ("RefId", "X"), ("Param", "Close")));
        Assert.Equal("0", (await simulator.SendAsync(Requests.Sale("R1"))).Value("ResultCode"));
    }

    [Fact]
    public async Task A_sale_of_nothing_is_refused_by_the_terminal()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);

        (await simulator.SendAsync(Requests.Sale("Z1", "0.00"))).ShouldBeRefused("Failure", "Bad request");
        Assert.Empty(await simulator.LedgerAsync(all: true));
    }

    [Fact]
    public async Task A_cart_of_the_length_of_a_real_order_fits_into_the_request_line()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        var sale = XElement.Parse(Requests.Sale("L1"));
        var cart = Requests.Cart();
        cart.Element("Items")!.Add(Enumerable.Range(1, 180).Select(i => new XElement(
            "Item", new XElement("Name", $"Fish & Chips no. {i}"), new XElement("Price", "1.00"))));
        sale.Add(cart);

        Assert.True(Uri.EscapeDataString(sale.Text()).Length > 16_000);
        Assert.Equal("0", (await simulator.SendAsync(sale.Text())).Value("ResultCode"));
    }
}
