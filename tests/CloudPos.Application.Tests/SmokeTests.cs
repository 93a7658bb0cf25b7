using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;

namespace CloudPos.Application.Tests;

public sealed class SmokeTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task A_card_sale_is_sent_once_approved_and_paid()
    {
        var store = app.Tenants.Coffee;
        await app.Simulator.CustomerAsync(store.Tpn, "approve");
        var sale = (await app.SendAs(store.Cashier, new ScanCode(store.RegisterId, TestStore.CoffeeBarcode, Quantity.One))).Value!;
        var begun = await app.SendAs(store.Cashier, new PayByCard(sale.Id, AttemptId.New()));
        Assert.Null(begun.Refusal);
        var paid = await AppFixture.EventuallyAsync(
            async () => (await app.SendAs(store.Cashier, new GetPayment(begun.Value!.AttemptId))).Value!, p => p.Phase == PaymentPhase.Approved);
        Assert.True(paid.SaleIsPaid);
        Assert.Equal(new Money(1_196), paid.Charged);
        Assert.Equal(1, await app.Simulator.CountAsync(store.Tpn, "Sale"));
    }
}
