using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Staff;
using CloudPos.Application.Pipeline;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Refunds;

public sealed class RefundWithoutReceiptTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    [Fact]
    public async Task Nothing_goes_back_without_a_receipt_and_without_approval()
    {
        var at = await RefundSteps.OpenAsync(app);
        Assert.Equal("approval.needed", (await AskAsync(at, null)).Refusal?.Code);
        Assert.Equal("approval.wrong", (await AskAsync(at, new Approval("nobody@test.cloudpos.test", "whatever it is"))).Refusal?.Code);
        Assert.Equal("approval.wrong", (await AskAsync(at, await at.PersonAsync(StaffRole.Cashier))).Refusal?.Code);
        Assert.Equal("approval.wrong", (await AskAsync(at, await at.PersonAsync(StaffRole.Manager, store: StoreId.New()))).Refusal?.Code);
        Assert.Equal("approval.wrong", (await AskAsync(at, await at.PersonAsync(StaffRole.Manager, merchant: app.Tenants.Pharmacy.MerchantId))).Refusal?.Code);
        Assert.Empty(Till.Must(await app.SendAs(at.Store.Cashier, new ListOpenRefunds(at.Till.Register))).Refunds);
    }

    [Fact]
    public async Task Passwords_are_not_tried_at_the_till()
    {
        var at = await RefundSteps.OpenAsync(app);
        var manager = await at.PersonAsync(StaffRole.Manager);
        for (var i = 1; i <= 5; i++)
            Assert.Equal(i < 5 ? "approval.wrong" : "approval.locked", (await AskAsync(at, manager with { Password = "wrong password " + i })).Refusal?.Code);

        Assert.Equal("approval.locked", (await AskAsync(at, manager)).Refusal?.Code);
        Assert.DoesNotContain(app.Log.Lines, l => l.Contains(Persons.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_who_may_not_approve_here_is_locked_out_from_a_till()
    {
        var at = await RefundSteps.OpenAsync(app);
        Approval[] strangers = [await at.PersonAsync(StaffRole.Manager, merchant: app.Tenants.Pharmacy.MerchantId), await at.PersonAsync(StaffRole.Cashier)];
        foreach (var stranger in strangers)
        {
            for (var i = 0; i < 6; i++)
                Assert.Equal("approval.wrong", (await AskAsync(at, stranger with { Password = "wrong password " + i })).Refusal?.Code);
            var untouched = await app.InDatabaseAsync(at.Store.System, db => db.Users.SingleAsync(u => u.Email == stranger.Email));
            Assert.Equal((0, (DateTimeOffset?)null), (untouched.AccessFailedCount, untouched.LockoutEnd));
        }
    }

    [Fact]
    public async Task Items_go_back_in_cash_at_todays_Cash_Price_with_taxes()
    {
        var at = await RefundSteps.OpenAsync(app);
        var manager = await at.PersonAsync(StaffRole.Manager, store: at.Store.StoreId);

        var done = Till.Must(await AskAsync(at, manager));

        Assert.Equal((RefundPhase.Refunded, new Money(1_150), new Money(1_150)), (done.Phase, done.GivenBack, done.FromDrawer));
        Assert.Equal((at.Store.Cashier.Email, manager.Email, (SaleId?)null), (done.AskedBy, done.ApprovedBy, done.SaleId));
        Assert.Equal(new Money(150), done.Lines.Single().Tax);
    }

    [Theory]
    [InlineData(TenderKind.Cash, 2_300)]
    [InlineData(TenderKind.Card, 2_392)]
    public async Task Items_without_a_receipt_are_shown_at_todays_price_and_only_what_was_shown_goes_back(TenderKind to, long cents)
    {
        var at = await RefundSteps.OpenAsync(app);
        ReturnedItem[] two = [new ReturnedItem(at.Store.Coffee, new Quantity(2_000))];

        var price = Till.Must(await app.SendAs(at.Store.Cashier, new PriceReturn(at.Till.Register, two, to)));

        Assert.Equal((new Money(cents), TestStore.CoffeeSku, new Money(cents)), (price.Amount, price.Lines.Single().Sku, price.Lines.Single().Amount));
        var moved = await app.SendAs(at.Store.Manager, new RefundWithoutReceipt(RefundId.New(), at.Till.Register, two, null, to, "Broken", null, new Money(cents - 1)));
        Assert.Equal("return.moved", moved.Refusal?.Code);
        var begun = Till.Must(await app.SendAs(at.Store.Manager, new RefundWithoutReceipt(RefundId.New(), at.Till.Register, two, null, to, "Broken", null, price.Amount)));
        Assert.Equal(price.Amount, (await at.UntilAsync(begun.RefundId, RefundPhase.Refunded)).GivenBack);
    }

    [Fact]
    public async Task An_amount_goes_to_a_card_once_however_often_it_is_pressed()
    {
        var at = await RefundSteps.OpenAsync(app);
        var (manager, id) = (await at.PersonAsync(StaffRole.Manager), RefundId.New());

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.SendAs(at.Store.Cashier,
            new RefundWithoutReceipt(id, at.Till.Register, [], new Money(700), TenderKind.Card, "Broken", manager))));

        Assert.All(answers, a => Assert.Equal(id, a.Value?.RefundId));
        var done = await at.UntilAsync(id, RefundPhase.Refunded);
        Assert.Equal((new Money(700), 1, -7.00m), (done.GivenBack, await at.OnTheWireAsync("Return"), await at.PaidAtTheHostAsync()));
    }

    [Fact]
    public async Task An_unknown_one_is_resolved_by_Status_like_any_other()
    {
        var at = await RefundSteps.OpenAsync(app, timeoutSeconds: 1);
        await at.FaultAsync("approve-then-drop", "Return");

        var begun = Till.Must(await app.SendAs(at.Store.Manager,
            new RefundWithoutReceipt(RefundId.New(), at.Till.Register, [], new Money(900), TenderKind.Card, "Broken", null)));
        await at.UntilAsync(begun.RefundId, RefundPhase.Refunded);

        Assert.Equal(1, await at.OnTheWireAsync("Return"));
    }

    private Task<Result<RefundView>> AskAsync(RefundSteps at, Approval? approval) => app.SendAs(at.Store.Cashier, new RefundWithoutReceipt(
        RefundId.New(), at.Till.Register, [new ReturnedItem(at.Store.Coffee, Quantity.One)], null, TenderKind.Cash, "No receipt", approval));
}
