using System.Text.Json;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using CloudPos.Testing;
using Till = CloudPos.Application.Tests.Payments.Till;

namespace CloudPos.Application.Tests.Receipts;

public sealed class PrintOnPinPadTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    public static TheoryData<SpinProtocol> Both => [SpinProtocol.Xml, SpinProtocol.Rest];

    [Theory]
    [MemberData(nameof(Both))]
    public async Task The_slip_hangs_out_of_the_PIN_pad(SpinProtocol protocol)
    {
        var (till, paid) = await PaidAsync(protocol);

        var printed = Till.Must(await PrintAsync(till, paid.SaleId));

        Assert.Equal("Printed on PIN pad 1.", printed.Words);
        var roll = await RollAsync(till);
        Assert.Contains("Coffee", roll, StringComparison.Ordinal); // the merchant
        Assert.Contains("$11.96", roll, StringComparison.Ordinal);
        Assert.Contains("Visa ...1111", roll, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_discount_that_the_PIN_pad_gave_stands_on_the_receipt_and_on_the_slip()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("decline");
        var begun = await till.SellAsync(PaymentPhase.Declined);
        var less = new TerminalAnswer(AttemptSignal.Approved, AttemptReason.None, new ChargeResult { Charged = new Money(1_146), Tip = Money.Zero, Discount = new Money(50) }, false, null, "discount");
        Till.Must(await app.SendAs(till.Store.System, new RecordAnswer(begun.AttemptId, less)));

        var receipt = Till.Must(await app.SendAs(till.Store.Cashier, new GetReceipt(begun.SaleId)));

        Assert.Equal((new Money(1_196), new Money(50), new Money(1_146), (string?)null), (receipt.Total, receipt.TakenOffOnPinPad, receipt.Paid, receipt.AmountMismatch));
        Till.Must(await PrintAsync(till, begun.SaleId));
        Assert.Contains("Off on PIN pad", await RollAsync(till), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Without_paper_the_cashier_reads_what_is_missing(SpinProtocol protocol)
    {
        var (till, paid) = await PaidAsync(protocol);
        await app.Simulator.SetAsync(till.Store.Tpn, new { parameters = new { paper = false } });

        var refused = (await PrintAsync(till, paid.SaleId)).Refusal;

        Assert.Equal(("print.paper", "PIN pad 1 is out of paper. Put in a new roll, then print again."), (refused?.Code, refused?.Message));
        await app.Simulator.SetAsync(till.Store.Tpn, new { parameters = new { paper = true } });
        Till.Must(await PrintAsync(till, paid.SaleId));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task An_offline_PIN_pad_prints_nothing(SpinProtocol protocol)
    {
        var (till, paid) = await PaidAsync(protocol);
        await app.Simulator.OnlineAsync(till.Store.Tpn, false);

        Assert.Equal("print.offline", (await PrintAsync(till, paid.SaleId)).Refusal?.Code);

        await app.Simulator.OnlineAsync(till.Store.Tpn, true);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_PIN_pad_that_is_still_busy_says_so(SpinProtocol protocol)
    {
        var (till, paid) = await PaidAsync(protocol);
        await app.Simulator.SetAsync(till.Store.Tpn, new { faults = new[] { new { fault = "busy", delayMs = 300 } } });

        var refused = (await PrintAsync(till, paid.SaleId)).Refusal;

        Assert.Equal("print.busy", refused?.Code);
        Assert.StartsWith("PIN pad 1 is still finishing something else.", refused!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Where_the_line_dropped_nobody_says_that_it_printed(SpinProtocol protocol)
    {
        var (till, paid) = await PaidAsync(protocol);
        await app.Simulator.SetAsync(till.Store.Tpn, new { faults = new[] { new { fault = "approve-then-drop" } } });

        Assert.Equal("print.unknown", (await PrintAsync(till, paid.SaleId)).Refusal?.Code);
    }

    [Fact]
    public async Task While_a_customer_pays_nothing_is_printed_and_afterwards_it_is()
    {
        var (till, paid) = await PaidAsync(SpinProtocol.Xml);
        await till.CustomerAsync("manual");
        var running = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await till.UntilScreenAsync("choose-price");

        var refused = (await PrintAsync(till, paid.SaleId)).Refusal;

        Assert.Equal(("print.serving", "PIN pad 1 is serving a customer. Print when it is done."), (refused?.Code, refused?.Message));
        Assert.DoesNotContain(await app.Simulator.WireAsync(till.Store.Tpn), w => w.Xml.Contains("<printer", StringComparison.Ordinal));
        await till.PressAsync("tap");
        await till.UntilAsync(running.AttemptId, PaymentPhase.Approved);
        Till.Must(await PrintAsync(till, paid.SaleId));
    }

    [Fact]
    public async Task A_payment_begun_while_the_PIN_pad_prints_waits_and_is_then_sent_by_itself()
    {
        var (till, paid) = await PaidAsync(SpinProtocol.Xml);
        await app.Simulator.SetAsync(till.Store.Tpn, new { faults = new[] { new { fault = "delay", transType = "Printer", delayMs = 1_500 } } });
        var printing = PrintAsync(till, paid.SaleId);
        await AppFixture.EventuallyAsync(() => app.Simulator.WireAsync(till.Store.Tpn), rows => rows.Any(w => w.Xml.Contains("<printer", StringComparison.Ordinal)));

        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await till.UntilAsync(begun.AttemptId, PaymentPhase.Queued);

        Till.Must(await printing);
        await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);
    }

    [Fact]
    public async Task A_sale_that_is_not_paid_has_no_receipt_to_print()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        Assert.Equal("sale.unknown", (await PrintAsync(till, (await till.RingUpAsync()).Id)).Refusal?.Code);
    }

    private async Task<(Till Till, PaymentView Paid)> PaidAsync(SpinProtocol protocol)
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, protocol: protocol);
        await till.CustomerAsync("approve");
        return (till, await till.SellAsync(PaymentPhase.Approved));
    }

    private Task<Pipeline.Result<SlipPrinted>> PrintAsync(Till till, SaleId sale) => app.SendAs(till.Store.Cashier, new PrintReceiptOnPinPad(sale));

    private async Task<string> RollAsync(Till till)
    {
        using var roll = JsonDocument.Parse(await app.Simulator.Http.GetStringAsync($"/control/terminals/{till.Store.Tpn}/roll"));
        return roll.RootElement.ToString().Replace("\\u0024", "$", StringComparison.Ordinal);
    }
}
