using System.Xml.Linq;

namespace CloudPos.SpinSimulator.Tests;

public sealed class FollowUpTests
{
    [Fact]
    public async Task A_void_keeps_the_sale_and_status_says_voided()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SendAsync(Requests.Sale("V1", "11.00"));

        var answer = await simulator.SendAsync(Void("V1", "11.00"));

        Assert.Equal("0", answer.Value("ResultCode"));
        Assert.Equal("Success", answer.Value("Message"));
        foreach (var tag in new[] { "RefId", "RegisterId", "TPN", "AuthCode", "PNRef", "PaymentType", "ExtData" })
        {
            Assert.NotNull(answer.Element(tag));
        }

        var status = await simulator.StatusAsync("V1");
        Assert.Equal("0", status.Value("ResultCode"));
        Assert.Equal("true", status.Value("Voided"));
        Assert.Equal("voided", Assert.Single(await simulator.LedgerAsync()).GetProperty("state").GetString());
        (await simulator.SendAsync(Void("V1", "11.00"))).ShouldBeRefused("Failure", "Already voided");
    }

    [Fact]
    public async Task A_void_of_another_amount_or_an_unknown_sale_is_refused()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SendAsync(Requests.Sale("V2", "11.00"));

        (await simulator.SendAsync(Void("V2", "12.00"))).ShouldBeRefused("Failure", "Not allowed");
        (await simulator.SendAsync(Void("V3", "11.00"))).ShouldBeRefused("Not Found", "Not Found");
        Assert.Equal("approved", Assert.Single(await simulator.LedgerAsync()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_tip_adjustment_changes_the_total_of_the_right_card_only()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SendAsync(Requests.Sale("T1", "100.00"));

        (await simulator.SendAsync(Tip("T1", "9999"))).ShouldBeRefused("Not Found", "Not Found");
        var answer = await simulator.SendAsync(Tip("T1", "1111"));

        Assert.Equal("110.00", answer.ExtData()["TotalAmt"]);
        Assert.Equal("110.00", Assert.Single(await simulator.LedgerAsync()).GetProperty("total").GetRawText());
    }

    [Fact]
    public async Task A_hold_counts_only_once_it_is_captured()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SendAsync(Requests.Of("Auth", ("PaymentType", "Credit"), ("Amount", "50.00"), ("RefId", "H1")));
        Assert.Contains("AuthAmt=50.00", await SummaryAsync(simulator), StringComparison.Ordinal);
        Assert.EndsWith("TotalAmt=0.00", await SummaryAsync(simulator), StringComparison.Ordinal);

        await simulator.SendAsync(Requests.Of("Capture", ("Amount", "42.00"), ("Tip", "2.00"), ("RefId", "H1")));

        Assert.EndsWith("TotalAmt=42.00", await SummaryAsync(simulator), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_tells_a_decline_as_it_was_told()
    {
        await using var simulator = await SimulatorHost.StartAsync("decline", 0);
        var declined = await simulator.SendAsync(Requests.Sale("D1"));

        Assert.True(XNode.DeepEquals(declined, await simulator.StatusAsync("D1")));
    }

    [Fact]
    public async Task Status_tells_an_approval_as_it_was_told()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        var approved = await simulator.SendAsync(Requests.DualPriced("A1").Text());

        Assert.True(XNode.DeepEquals(approved, await simulator.StatusAsync("A1")));
    }

    [Fact]
    public async Task The_reports_subtract_refunds_and_list_cash_apart()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SendAsync(Requests.Sale("S1", "23.29"));
        await simulator.SendAsync(Requests.Of("Return", ("PaymentType", "Credit"), ("Amount", "16.00"), ("RefId", "S2")));
        await simulator.SetAsync(new { autopilot = new { mode = "cash" } });
        await simulator.SendAsync(Requests.DualPriced("S3").Text());

        var summary = await simulator.SendAsync(Requests.Of("Report", ("ReportType", "Summary")));
        Assert.Equal(
            [
                "App=DvPayLiteCredit, SaleAmt=23.29, TrnsCnt=2, ReturnAmt=16.00, VoidAmt=0.00, AuthAmt=0.00, TicketAmt=0.00, ReversalAmt=0.00, CashAdvanceAmt=0.00, TotalAmt=7.29",
                "App=DvPayLiteCashAlter, SaleAmt=11.50, ReturnAmt=0.00, VoidAmt=0.00, TotalAmt=11.50",
            ],
            summary.Elements("TransReport").Select(r => r.Value));

        var daily = await simulator.SendAsync(Requests.Of("Report", ("ReportType", "Daily")));
        Assert.Equal(
            "<TransReport><App>DvPayLiteCredit</App><Total>2</Total><TotalAmt>7.29</TotalAmt><Trans>NUM=1, TransType=SALE, Amt=23.29</Trans><Trans>NUM=2, TransType=REFUND, Amt=16.00</Trans></TransReport>",
            daily.Elements("TransReport").First().ToString(SaveOptions.DisableFormatting));
        Assert.Equal(
            "<TransReport><App>DvPayLiteCashAlter</App><Total>1</Total><TotalAmt>11.50</TotalAmt><Trans>NUM=1, TransType=CASH, Amt=11.50</Trans></TransReport>",
            daily.Elements("TransReport").Last().ToString(SaveOptions.DisableFormatting));
    }

    [Fact]
    public async Task An_empty_batch_is_reported_in_the_vendors_words()
    {
        await using var simulator = await SimulatorHost.StartAsync();

        (await simulator.SendAsync(Requests.Of("Report", ("ReportType", "Daily"))))
            .ShouldBeRefused("Failure", "There is no transaction in th batch");
    }

    [Fact]
    public async Task Settling_closes_the_batch_and_what_was_in_it_is_out_of_reach()
    {
        await using var simulator = await SimulatorHost.StartAsync("approve", 0);
        await simulator.SendAsync(Requests.Sale("S1", "20.00"));

        var settled = await simulator.SendAsync(Requests.Of("Settle", ("RefId", "E1"), ("Param", "Close")));

        Assert.Equal("Success", settled.Value("Message"));
        Assert.Equal(
            "App=DvCredit, Merchant=CREDIT, ResultCode=0, BatchNum=1,Rsp=BATCH  RELEASED, Status=0, NumTrans=1, TipAmt=0.00, TotalAmt=20.00",
            settled.Elements("ExtData").First().Value);
        (await simulator.StatusAsync("S1")).ShouldBeRefused("Not Found", "Not Found");
        (await simulator.SendAsync(Void("S1", "20.00"))).ShouldBeRefused("Not Found", "Not Found");
        var terminals = await simulator.GetAsync("/control/terminals");
        Assert.Equal(2, terminals[0].GetProperty("batch").GetInt32());
        Assert.Equal(1, Assert.Single(await simulator.LedgerAsync()).GetProperty("batch").GetInt32());
    }

    private static async Task<string> SummaryAsync(SimulatorHost simulator) =>
        (await simulator.SendAsync(Requests.Of("Report", ("ReportType", "Summary")))).Value("TransReport")!;

    private static string Void(string refId, string amount) =>
        Requests.Of("Void", ("PaymentType", "Credit"), ("Amount", amount), ("RefId", refId));

    private static string Tip(string refId, string last4) =>
        Requests.Of("TipAdjust", ("Amount", "100.00"), ("Tip", "10.00"), ("RefId", refId), ("AcntLast4", last4));
}
