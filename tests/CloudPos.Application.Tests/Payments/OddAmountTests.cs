using System.Text.Json.Nodes;
using System.Text.Json;
using System.Xml.Linq;
using CloudPos.Application.Features.Holds;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Tips;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;

namespace CloudPos.Application.Tests.Payments;

/// <summary>The PIN pad names another amount than was asked for, none, or does not know the kind of card: for every kind of request, not for sales alone.</summary>
public sealed class OddAmountTests(ScriptedFixture app) : IClassFixture<ScriptedFixture>
{
    private const string AuthCode = "<AuthCode>123456</AuthCode>";

    [Fact]
    public async Task A_part_whose_approved_amount_is_zero_is_booked_with_what_was_charged()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        app.Proxy.Sale = r => ScriptedProxy.Says(r, "0", "Approved", "Amount=11.96,approvedAmnt=0.00,TotalAmt=5.98,AcntLast4=1111", AuthCode);

        var part = await till.SellAsync(PaymentPhase.Partial);

        Assert.Equal((new Money(598), new Money(598)), (part.Charged!.Value, part.LeftToPay.Card));
    }

    [Fact]
    public async Task A_tip_on_a_part_that_the_PIN_pad_does_not_hold_is_not_booked()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        app.Proxy.Sale = r => ScriptedProxy.Says(r, "0", "Approved", "Amount=11.96,TotalAmt=5.98,approvedAmnt=5.98,isPartialApprovalTxn=true,AcntLast4=1111", AuthCode);
        var part = await till.SellAsync(PaymentPhase.Partial);
        // the adjustment is lost, and Status tells of the charge as it always was
        app.Proxy.Status = r => (string?)r.Element("TransType") == "TipAdjust" ? null
            : ScriptedProxy.Says(r, "0", "Approved", "Amount=11.96,TotalAmt=5.98,approvedAmnt=5.98,isPartialApprovalTxn=true,Tip=0.00,AcntLast4=1111", AuthCode);

        var tip = AttemptId.New();
        Assert.All(Till.Must(await app.SendAs(till.Store.Manager, new SendTips([new TipWanted(part.AttemptId, tip, new Money(100), true)]))), t => Assert.Null(t.Refusal));
        var attempt = await till.AttemptAsync(tip, a => a.Checks > 0 || !a.IsOpen);

        Assert.Equal((false, Money.Zero), (attempt.IsCharged, (await till.SaleAsync(part.SaleId)).Tip));
    }

    [Fact]
    public async Task A_capture_of_more_than_asked_is_flagged_as_a_sale_would_be()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        string Kind(XElement r) => (string?)r.Element("TransType") ?? "";
        string Of(XElement r, string kind, string data) =>
            ScriptedProxy.Says(r, "0", "Approved", data + ",AcntLast4=1111", AuthCode).Replace("<TransType>Sale<", $"<TransType>{kind}<", StringComparison.Ordinal);
        app.Proxy.Status = r => Kind(r) switch
        {
            "Auth" => Of(r, "Auth", "TotalAmt=20.00"),
            "Capture" => Of(r, "Capture", "TotalAmt=19.96,Tip=0.00"),
            _ => null,
        };
        var sale = await till.RingUpAsync();
        var hold = await till.UntilAsync(Till.Must(await app.SendAs(till.Store.Manager, new AuthoriseSale(sale.Id, AttemptId.New(), new Money(2_000), "Table 4"))).AttemptId, PaymentPhase.Approved);

        var capture = Till.Must(await app.SendAs(till.Store.Manager, new CaptureHold(hold.AttemptId, AttemptId.New(), new Money(1_196), Money.Zero))).AttemptId;
        var done = await till.AttemptAsync(capture, a => a.IsCharged);

        Assert.Equal(new Money(1_996), done.Charged);
        Assert.NotNull((await till.SaleAsync(sale.Id)).AmountMismatch);
    }

    [Fact]
    public async Task A_capture_of_less_that_Status_finds_pays_no_more_than_it_charged()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        string Kind(XElement r) => (string?)r.Element("TransType") ?? "";
        string Of(XElement r, string kind, string data) =>
            ScriptedProxy.Says(r, "0", "Approved", data + ",AcntLast4=1111", AuthCode).Replace("<TransType>Sale<", $"<TransType>{kind}<", StringComparison.Ordinal);
        app.Proxy.Status = r => Kind(r) == "Auth" ? Of(r, "Auth", "TotalAmt=20.00") : null;
        var sale = await till.RingUpAsync();
        var hold = await till.UntilAsync(Till.Must(await app.SendAs(till.Store.Manager, new AuthoriseSale(sale.Id, AttemptId.New(), new Money(2_000), "Table 4"))).AttemptId, PaymentPhase.Approved);
        app.Proxy.Status = r => Kind(r) == "Status" ? Of(r, "Capture", "TotalAmt=5.00,Tip=0.00") : null;

        var capture = Till.Must(await app.SendAs(till.Store.Manager, new CaptureHold(hold.AttemptId, AttemptId.New(), new Money(1_196), Money.Zero))).AttemptId;
        var done = await till.AttemptAsync(capture, a => a.IsCharged);

        var after = await till.SaleAsync(sale.Id);
        Assert.Equal((new Money(500), SaleState.Open, new Money(696)), (done.Charged, after.State, after.Left.Card));
    }

    [Fact]
    public async Task A_return_of_more_than_asked_is_flagged_as_a_sale_would_be()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        app.Proxy.Sale = r => ScriptedProxy.Says(r, "0", "Approved", "Amount=11.96,TotalAmt=11.96,AcntLast4=1111", AuthCode);
        var sold = await till.SellAsync(PaymentPhase.Approved);
        app.Proxy.Status = r => ScriptedProxy.Says(r, "0", "Approved", "TotalAmt=20.00,AcntLast4=1111", AuthCode).Replace("<TransType>Sale<", "<TransType>Return<", StringComparison.Ordinal);

        var refund = RefundId.New();
        Till.Must(await app.SendAs(till.Store.Manager, new RefundSale(refund, sold.SaleId, till.Register, [], new Money(200), "Spilled")));
        await CloudPos.Testing.AppFixture.EventuallyAsync(async () => Till.Must(await app.SendAs(till.Store.Manager, new GetRefund(refund))), r => r.Phase == RefundPhase.Refunded);

        var sale = await till.SaleAsync(sold.SaleId);
        Assert.True(sale.Refunded <= new Money(1_196) || sale.AmountMismatch is not null, $"{sale.Refunded} of {sale.Paid} went back, and nobody is told: {sale.AmountMismatch}");
    }

    [Theory]
    [InlineData("TotalAmt=0.00")]
    [InlineData("TotalAmt=-11.96")]
    public async Task An_approval_of_nothing_leaves_nobody_to_be_charged_again(string data)
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        app.Proxy.Sale = r => ScriptedProxy.Says(r, "0", "Approved", data + ",AcntLast4=1111", AuthCode);
        app.Proxy.Status = r => ScriptedProxy.Says(r, "0", "Approved", data + ",AcntLast4=1111", AuthCode);

        var sale = await till.RingUpAsync();
        var begun = await till.PayByCardAsync(sale.Id);
        var view = await till.UntilAsync(begun.AttemptId, p => p.Phase is not (PaymentPhase.Sending or PaymentPhase.OnTerminal or PaymentPhase.Queued));

        var after = await till.SaleAsync(sale.Id);
        Assert.True(after.State == SaleState.Paid || view.Phase == PaymentPhase.Unknown, $"{view.Phase}: {view.Headline}; {after.Left.Card} is left to pay, and the card was approved.");
    }

    [Theory]
    [InlineData(SpinProtocol.Xml)]
    [InlineData(SpinProtocol.Rest)]
    public async Task A_payment_is_found_under_any_card_where_the_PIN_pad_refuses_the_kind_that_was_asked_for(SpinProtocol protocol)
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, protocol: protocol);
        Till.Must(await app.SendAs(till.Store.Manager, new Features.Stores.SaveTenderRules(till.Store.StoreId, new TenderRules(false, TenderKind.Card, false, false, false, CustomerChoosesCardType: true))));
        app.Proxy.Sale = _ => null;
        app.Proxy.Status = r => (string?)r.Element("PaymentType") == "Card"
            ? ScriptedProxy.Says(r, "0", "Approved", "Amount=11.96,TotalAmt=11.96,AcntLast4=1111", AuthCode)
            : ScriptedProxy.Says(r, "1", "Failure: Wrong Payment Or Transaction Type");
        app.Proxy.Rest = (operation, body) => operation == "Sale" ? null
            : (string?)body["PaymentType"] != "Card" ? Refusal("1008", "Wrong Payment Or Transaction Type", (string?)body["ReferenceId"], "Status", voided: false)
            : JsonSerializer.Serialize(new
            {
                GeneralResponse = new { ResultCode = "0", StatusCode = "0000", Message = "Approved", DetailedMessage = "Approved" },
                ReferenceId = (string?)body["ReferenceId"], TransactionType = "Sale", PaymentType = "Credit", AuthCode = "123456", Amounts = new { TotalAmount = 11.96m, Amount = 11.96m },
            });

        var sale = await till.RingUpAsync();
        var begun = await till.PayByCardAsync(sale.Id);
        var attempt = await till.AttemptAsync(begun.AttemptId, a => a.Checks > 3 || !a.IsOpen);
        Till.Must(await app.SendAs(till.Store.Manager, new Features.Stores.SaveTenderRules(till.Store.StoreId, TenderRules.Plain)));

        Assert.Equal(AttemptState.Approved, attempt.State);
    }

    [Fact]
    public async Task A_discounted_sale_of_two_prices_has_no_mismatch()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var sale = await till.RingUpAsync();
        Till.Must(await app.SendAs(till.Store.Manager, new ApplyDiscount(sale.Id, null, Discount.Of(new Rate(100_000)))));
        // the PIN pad tells the discount of the dual pricing block again
        app.Proxy.Sale = r => ScriptedProxy.Says(r, "0", "Approved", "Amount=10.77,TotalAmt=10.77,DISC=1.04,AcntLast4=1111", AuthCode);
        await till.UntilAsync((await till.PayByCardAsync(sale.Id)).AttemptId, PaymentPhase.Approved);
        var sold = await till.SaleAsync(sale.Id);
        Assert.Equal((SaleState.Paid, sold.Total.Card, (string?)null), (sold.State, sold.Paid, sold.AmountMismatch));
    }

    private static string Refusal(string code, string text, string? refId, string kind, bool voided) => JsonSerializer.Serialize(new
    {
        GeneralResponse = new { ResultCode = code[..1], StatusCode = code, Message = "Error", DetailedMessage = text },
        ReferenceId = refId,
        TransactionType = kind,
        PaymentType = "Credit",
        Voided = voided,
    });
}
