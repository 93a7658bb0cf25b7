using CloudPos.Application.Features.GiftCards;
using CloudPos.Application.Features.Holds;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Stores;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Tests.Payments;

/// <summary>The id of a click that has led to another sale's payment: that payment says nothing about this sale.</summary>
public sealed class OtherSalesPaymentTests(NoWorkerFixture app) : IClassFixture<NoWorkerFixture>
{
    [Fact]
    public async Task It_is_no_answer_for_a_card_payment() => await RefusedAsync(async (till, other) => new PayByCard((await till.RingUpAsync()).Id, other));

    [Fact]
    public async Task It_is_no_answer_for_a_hold() => await RefusedAsync(async (till, other) =>
        new AuthoriseSale((await till.RingUpAsync()).Id, other, new Money(2_000), "Table 4"));

    [Fact]
    public async Task It_is_no_answer_for_a_payment_that_goes_to_another_PIN_pad() => await RefusedAsync(async (till, other) =>
    {
        var waiting = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        return new UseOtherTerminal(waiting.AttemptId, await till.OtherPinPadAsync(), other);
    });

    [Fact]
    public async Task It_is_no_answer_for_a_gift_card() => await RefusedAsync(async (till, other) =>
    {
        Till.Must(await app.SendAs(till.Store.Manager, new SaveTenderRules(till.Store.StoreId, TenderRules.Plain with { TakesGift = true })));
        var gift = Till.Must(await app.SendAs(till.Store.Cashier, new SellGiftCard(till.Register, new Money(2_500), GiftLoad.Reload)));
        Till.Must(await till.PayCashAsync(gift.Id, 2_500));
        return new LoadGiftCard(gift.Id, gift.Lines[0].Id, other);
    });

    private async Task RefusedAsync(Func<Till, AttemptId, Task<IRequest<Result<PaymentView>>>> pressed)
    {
        var first = await Till.OpenAsync(app, app.Tenants.Coffee);
        var other = await first.PayByCardAsync((await first.RingUpAsync()).Id);
        var request = await pressed(await Till.AddAsync(app, first.Store, "Register 3"), other.AttemptId);

        var answer = await app.SendAs(request is AuthoriseSale ? first.Store.Manager : first.Store.Cashier, request);

        Assert.Equal("payment.other.sale", answer.Refusal?.Code);
    }
}
