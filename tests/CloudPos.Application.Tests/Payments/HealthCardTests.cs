using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Catalog;
using CloudPos.Application.Features.GiftCards;
using CloudPos.Application.Features.Holds;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Reports;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Features.Stores;
using CloudPos.Application.Tests.Refunds;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Payments;

/// <summary>What goes along with a charge for cards that may not pay everything, whatever the PIN pad is spoken to in.</summary>
public sealed class HealthCardTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    private static readonly TenderRules All = new(true, TenderKind.Card, true, true, true, false);

    [Fact]
    public async Task A_PIN_pad_that_wants_the_base_takes_health_care_items_too()
    {
        var (at, _) = await ShiftAsync();
        Till.Must(await app.SendAs(at.Store.Manager, new SaveTenderRules(at.Store.StoreId, All)));
        await app.InDatabaseAsync(at.Store.System, async db =>
        {
            (await db.Products.SingleAsync(p => p.Id == at.Store.Coffee)).SetTraits(new Domain.Catalog.ProductTraits(false, Domain.Catalog.HealthKind.Prescription, null));
            (await db.Terminals.SingleAsync(t => t.Id == at.Store.TerminalId)).SetParameters(Domain.Terminals.AmountHolds.Base, Domain.Terminals.ComputedBy.Register, 120, captureSignature: false);
            return await db.SaveChangesAsync();
        });
        var sale = await at.Till.RingUpAsync();
        var begun = await at.Till.PayByCardAsync(sale.Id);
        var ended = await at.Till.UntilAsync(begun.AttemptId, p => p.Phase is PaymentPhase.Approved or PaymentPhase.Partial or PaymentPhase.TerminalFault or PaymentPhase.Declined);
        await app.InDatabaseAsync(at.Store.System, async db =>
        {
            (await db.Products.SingleAsync(p => p.Id == at.Store.Coffee)).SetTraits(Domain.Catalog.ProductTraits.None);
            return await db.SaveChangesAsync();
        });

        Assert.Equal((PaymentPhase.Approved, ""), (ended.Phase, ended.Phase == PaymentPhase.Approved ? "" : ended.Headline + " " + ended.Code));
    }

    [Fact]
    public async Task A_customer_who_chooses_the_kind_of_card_may_choose_his_health_card()
    {
        var (at, _) = await ShiftAsync();
        Till.Must(await app.SendAs(at.Store.Manager, new SaveTenderRules(at.Store.StoreId, All with { CustomerChoosesCardType = true })));
        await TraitsAsync(at, at.Store.Coffee, new Domain.Catalog.ProductTraits(false, Domain.Catalog.HealthKind.Prescription, null));
        var sale = await at.Till.RingUpAsync();
        await at.Till.UntilAsync((await at.Till.PayByCardAsync(sale.Id)).AttemptId, PaymentPhase.Approved);
        await TraitsAsync(at, at.Store.Coffee, Domain.Catalog.ProductTraits.None);
        Till.Must(await app.SendAs(at.Store.Manager, new SaveTenderRules(at.Store.StoreId, All)));

        Assert.Equal("11.96", (string?)(await at.Till.SalesOnTheWireAsync())[^1].Element("HSA_TotalAmount"));
    }

    [Theory]
    [InlineData(SpinProtocol.Xml, true, false)]
    [InlineData(SpinProtocol.Rest, true, false)]
    [InlineData(SpinProtocol.Xml, false, true)]
    [InlineData(SpinProtocol.Rest, false, true)]
    public async Task A_card_is_taken_over_either_form_whatever_the_store_sends_along(SpinProtocol protocol, bool health, bool level3)
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, protocol: protocol);
        Till.Must(await app.SendAs(till.Store.Manager, new SaveTenderRules(till.Store.StoreId, All with { TakesHealthCards = health, SendsLevel3 = level3 })));
        await till.CustomerAsync("approve");
        var product = Till.Must(await app.SendAs(till.Store.Manager, new GetProduct(till.Store.Coffee)));
        product = Till.Must(await app.SendAs(till.Store.Manager, new SaveProduct(product.Id, product.Version, product.Sku, product.Barcode, product.Name, product.Category,
            product.CashPrice, product.CardPrice, product.Unit, product.Description, product.IsFavourite, product.Taxes, new ProductTraits(false, health ? HealthKind.Prescription : HealthKind.None, null))));

        var sale = await till.RingUpAsync();
        var begun = await till.PayByCardAsync(sale.Id);
        var paid = await till.UntilAsync(begun.AttemptId, p => p.Phase is PaymentPhase.Approved or PaymentPhase.TerminalFault);

        var attempt = await till.AttemptAsync(begun.AttemptId);
        Assert.True(paid.Phase == PaymentPhase.Approved, $"{attempt.State}, {attempt.Reason}: {attempt.TerminalText}");
    }

    private Task TraitsAsync(RefundSteps at, ProductId product, Domain.Catalog.ProductTraits traits) => app.InDatabaseAsync(at.Store.System, async db =>
    {
        (await db.Products.SingleAsync(p => p.Id == product)).SetTraits(traits);
        return await db.SaveChangesAsync();
    });

    private async Task<(RefundSteps At, ShiftId Shift)> ShiftAsync(int timeoutSeconds = 120)
    {
        var at = await RefundSteps.OpenAsync(app, timeoutSeconds);
        Till.Must(await app.SendAs(at.Store.Manager, new SaveShiftRules(at.Store.StoreId, true, Money.Zero, 0)));
        var shift = ShiftId.New();
        Till.Must(await app.SendAs(at.Store.Cashier, new OpenShift(shift, at.Till.Register, CountedCash.Of(new Money(10_000)))));
        return (at, shift);
    }
}
