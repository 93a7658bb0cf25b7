using CloudPos.Application.Features.Holds;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Receipts;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Payments;

public sealed class SignatureTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    [Theory]
    [InlineData(SpinProtocol.Xml, "data:image/bmp;base64,")]
    [InlineData(SpinProtocol.Rest, "data:image/png;base64,")]
    public async Task What_the_customer_signed_is_shown_and_on_the_receipt_of_the_moment_and_nowhere_else(SpinProtocol protocol, string begins)
    {
        var till = await OpenAsync(protocol);
        await till.CustomerAsync("sign");

        var paid = await till.SellAsync(PaymentPhase.Approved);

        Assert.StartsWith(begins, paid.Signature?.DataUri, StringComparison.Ordinal);
        Assert.Equal(paid.Signature, (await ReceiptAsync(till, paid.SaleId)).Tenders[0].Signature);
        // a piece of the picture is in no journal line and no log line, in either of its forms
        var piece = paid.Signature!.DataUri[(begins.Length + 20)..][..40];
        Assert.DoesNotContain((await till.AttemptAsync(paid.AttemptId)).Entries, e => e.Note?.Contains(piece, StringComparison.Ordinal) == true);
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains(piece, StringComparison.Ordinal));
        Assert.DoesNotContain(piece, paid.ToString(), StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Null((await till.LookAsync(paid.AttemptId)).Signature);
        Assert.Null((await ReceiptAsync(till, paid.SaleId)).Tenders[0].Signature);
    }

    [Theory]
    [InlineData(SpinProtocol.Xml)]
    [InlineData(SpinProtocol.Rest)]
    public async Task A_card_that_nobody_signed_for_shows_no_empty_picture(SpinProtocol protocol)
    {
        var till = await OpenAsync(protocol);
        await till.CustomerAsync("approve");

        var paid = await till.SellAsync(PaymentPhase.Approved);

        Assert.Null(paid.Signature);
    }

    [Fact]
    public async Task What_the_customer_signed_for_a_hold_is_shown_at_that_moment()
    {
        var till = await OpenAsync(SpinProtocol.Xml);
        await till.CustomerAsync("sign");
        var sale = await till.RingUpAsync();

        var begun = Till.Must(await app.SendAs(till.Store.Manager, new AuthoriseSale(sale.Id, AttemptId.New(), new Money(2_000), "Table 4")));
        var held = await till.UntilAsync(begun.AttemptId, PaymentPhase.Approved);

        Assert.StartsWith("data:image/bmp;base64,", held.Signature?.DataUri, StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Null((await till.LookAsync(held.AttemptId)).Signature);
    }

    private async Task<Receipt> ReceiptAsync(Till till, SaleId sale) => Till.Must(await app.SendAs(till.Store.Cashier, new GetReceipt(sale)));

    private async Task<Till> OpenAsync(SpinProtocol protocol)
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, protocol: protocol);
        await app.InDatabaseAsync(till.Store.System, async db =>
        {
            (await db.Terminals.SingleAsync(t => t.Id == till.Store.TerminalId)).SetParameters(AmountHolds.CardTotal, ComputedBy.Register, 120, captureSignature: true);
            return await db.SaveChangesAsync();
        });
        return till;
    }
}
