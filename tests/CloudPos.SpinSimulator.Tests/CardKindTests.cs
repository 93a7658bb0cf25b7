namespace CloudPos.SpinSimulator.Tests;

public sealed class CardKindTests
{
    [Fact]
    public async Task A_gift_card_is_loaded_spent_to_the_last_cent_and_given_back_by_a_void()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);

        Assert.Equal("50.00", (await simulator.SendAsync(Gift("Inquire", "G1"))).ExtData()["GiftBalAmount"]);
        Assert.Equal("60.00", (await simulator.SendAsync(Gift("Reload", "G2", "10.00"))).ExtData()["GiftBalAmount"]);
        var part = (await simulator.SendAsync(Gift("Redeem", "G3", "75.00"))).ExtData();
        Assert.Equal("true", part["isPartialApprovalTxn"]);
        Assert.Equal("60.00", part["approvedAmnt"]);
        Assert.Equal("15.00", part["dueAmnt"]);
        (await simulator.SendAsync(Gift("Redeem", "G4", "1.00"))).ShouldBeRefused("Canceled", "NO FUNDS");

        var voided = await simulator.SendAsync(Requests.Of("Void", ("PaymentType", "Gift"), ("Amount", "75.00"), ("RefId", "G3")));

        Assert.Equal("60.00", voided.ExtData()["GiftBalAmount"]);
        Assert.Equal("0", (await simulator.SendAsync(Gift("Deactivate", "G5"))).Value("ResultCode"));
        (await simulator.SendAsync(Gift("Inquire", "G6"))).ShouldBeRefused("Canceled", "CARD NOT ACTIVE");
        Assert.Equal("25.00", (await simulator.SendAsync(Gift("Activate", "G7", "25.00"))).ExtData()["GiftBalAmount"]);
        (await simulator.SendAsync(Gift("Activate", "G8", "25.00"))).ShouldBeRefused("Canceled", "CARD ALREADY ACTIVE");
        Assert.Equal("30.00", (await simulator.SendAsync(Gift("Refund", "G9", "5.00"))).ExtData()["GiftBalAmount"]);
        Assert.Equal("30.00", (await simulator.SendAsync(Gift("Reissue", "G10"))).ExtData()["GiftBalAmount"]);
        (await simulator.SendAsync(Gift("Inquire", "G11"))).ShouldBeRefused("Canceled", "CARD NOT ACTIVE");
    }

    [Fact]
    public async Task Benefits_are_taken_from_their_own_balance_and_never_in_part()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);

        Assert.Equal("100.00", (await simulator.SendAsync(Sale("EBT_Food", "E1", "20.00"))).ExtData()["EBTFSAvailBalance"]);
        var cash = await simulator.SendAsync(Sale("EBT_Cash", "E2", "30.00", ("CashbackAmount", "10.00")));
        Assert.Equal("50.00", cash.ExtData()["EBTCashAvailBalance"]);
        Assert.Equal("10.00", cash.ExtData()["CashBack"]);
        (await simulator.SendAsync(Sale("EBT_Food", "E3", "100.01"))).ShouldBeRefused("Canceled", "INSUFFICIENT FUNDS");
        await simulator.SendAsync(Requests.Of("Void", ("PaymentType", "EBT_Food"), ("Amount", "20.00"), ("RefId", "E1")));
        Assert.Equal("120.00", (await simulator.SendAsync(Requests.Of("Inquire", ("PaymentType", "EBT_Food"), ("RefId", "E4")))).ExtData()["EBTFSAvailBalance"]);
    }

    [Theory]
    [InlineData("Credit", "Sale", "CashbackAmount", "5.00", "Bad request")]
    [InlineData("EBT_Food", "Sale", "CustomFee", "0.50", "Not Allowed")]
    [InlineData("Credit", "Auth", "Tip", "1.00", "Not Allowed")]
    [InlineData("Credit", "Sale", "Tip", "1.00", "Bad request")]
    [InlineData("Credit", "Sale", "CustomFee", "20.00", "Bad request")]
    [InlineData("Debit", "Auth", "InvNum", "1", "Wrong Payment Or Transaction Type")]
    [InlineData("Credit", "Redeem", "InvNum", "1", "Wrong Payment Or Transaction Type")]
    [InlineData("Credit", "Sale", "MerchantId", "2", "Incorrect Merchant ID")]
    [InlineData("Credit", "Sale", "HSA_TotalAmount", "10.00", "Bad request")]
    public async Task Fields_that_do_not_go_together_are_refused_before_anybody_pays(
        string paymentType, string transType, string field, string value, string text)
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);

        var answer = await simulator.SendAsync(Requests.Of(
            transType, ("PaymentType", paymentType), ("Amount", "10.00"), ("RefId", "R1"), (field, value)));

        answer.ShouldBeRefused("Failure", text);
        Assert.Empty(await simulator.LedgerAsync(all: true));
    }

    [Fact]
    public async Task A_debit_card_asks_for_cashback_and_its_pin()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        await simulator.SetAsync(new { parameters = new { asksCashback = true } });
        var sale = simulator.SendAsync(Sale("Debit", "D1", "10.00"));
        await simulator.UntilScreenAsync("present-card");
        await simulator.PressAsync("insert");
        await simulator.UntilScreenAsync("cashback");
        await simulator.PressAsync("cashback:20.00");
        await simulator.UntilScreenAsync("pin");
        await simulator.PressAsync("pin:1234");

        var answer = await sale;

        Assert.Equal("DEBIT", answer.ExtData()["CardType"]);
        Assert.Equal("20.00", answer.ExtData()["CashBack"]);
        Assert.Equal("30.00", answer.ExtData()["TotalAmt"]);
    }

    [Fact]
    public async Task The_customer_chooses_the_kind_of_payment_on_the_screen()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var sale = simulator.SendAsync(Sale("userChoice", "U1", "10.00"));
        await simulator.UntilScreenAsync("payment-type");
        await simulator.PressAsync("type:Debit");
        await simulator.UntilScreenAsync("present-card");
        await simulator.PressAsync("tap");
        await simulator.UntilScreenAsync("pin");
        await simulator.PressAsync("pin:0000");

        Assert.Equal("Debit", (await sale).Value("PaymentType"));
    }

    [Fact]
    public async Task A_card_number_can_be_typed_and_has_to_be_one()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var sale = simulator.SendAsync(Requests.Sale("M1"));
        await simulator.UntilScreenAsync("present-card");
        await simulator.PressAsync("manual-entry");
        await simulator.UntilScreenAsync("manual-entry");
        await simulator.PressAsync("manual:4111111111111112:1249");
        for (var i = 0; i < 200 && (await simulator.ScreenAsync()).GetProperty("screen").GetProperty("note").GetString() is null; i++)
        {
            await Task.Delay(10);
        }

        await simulator.PressAsync("manual:5555555555554444:1249");

        var data = (await sale).ExtData();
        Assert.Equal("Manual", data["EntryType"]);
        Assert.Equal("MASTERCARD", data["CardType"]);
        Assert.Equal("4444", data["AcntLast4"]);
    }

    [Fact]
    public async Task The_terminal_adds_its_own_fee_and_taxes_when_it_is_told_to_and_spares_what_brings_its_own()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { parameters = new { feePercent = 4.0, feeOnCreditOnly = true, cityTaxPercent = 5.0, stateTaxPercent = 10.0 } });

        var credit = (await simulator.SendAsync(Sale("Credit", "F1", "10.00"))).ExtData();
        var debit = (await simulator.SendAsync(Sale("Debit", "F2", "10.00"))).ExtData();
        var dual = (await simulator.SendAsync(Requests.DualPriced("F3").Text())).ExtData();

        Assert.Equal(("0.40", "0.50", "1.00", "11.90"), (credit["Fee"], credit["TaxCity"], credit["TaxState"], credit["TotalAmt"]));
        Assert.Equal(("0.00", "11.50"), (debit["Fee"], debit["TotalAmt"]));
        Assert.Equal("11.96", dual["TotalAmt"]);
    }

    [Fact]
    public async Task A_host_with_a_limit_approves_a_part()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { parameters = new { hostLimit = 8.00 } });

        var data = (await simulator.SendAsync(Sale("Credit", "L1", "10.00"))).ExtData();

        Assert.Equal(("true", "8.00", "2.00", "8.00"), (data["isPartialApprovalTxn"], data["approvedAmnt"], data["dueAmnt"], data["TotalAmt"]));
        Assert.Equal("2.00", Assert.Single(await simulator.LedgerAsync()).GetProperty("due").GetRawText());
    }

    [Theory]
    [InlineData("battery", 3, "Low Battery")]
    [InlineData("debitKeys", false, "No Debit Keys Loaded")]
    public async Task A_terminal_in_bad_shape_refuses(string parameter, object value, string text)
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SetAsync(new { parameters = new Dictionary<string, object> { [parameter] = value } });

        (await simulator.SendAsync(Sale("Debit", "B1", "1.00"))).ShouldBeRefused("Failure", text);
    }

    private static string Gift(string transType, string refId, string? amount = null) =>
        amount is null
            ? Requests.Of(transType, ("PaymentType", "Gift"), ("RefId", refId))
            : Requests.Of(transType, ("PaymentType", "Gift"), ("RefId", refId), ("Amount", amount));

    private static string Sale(string paymentType, string refId, string amount, params (string, string)[] more) =>
        Requests.Of("Sale", [("PaymentType", paymentType), ("Amount", amount), ("RefId", refId), .. more]);
}
