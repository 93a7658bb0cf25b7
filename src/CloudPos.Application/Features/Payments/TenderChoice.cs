using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Application.Features.Payments;

/// <summary>What a tender through the PIN pad may pay of a sale: how, at which of the two prices, and at most how much.</summary>
/// <param name="Method">As it goes to the PIN pad: a plain card becomes the customer's choice where the store lets him choose.</param>
internal sealed record TenderChoice(PayMethod Method, TenderKind PricedAt, Money Most)
{
    /// <summary>Chooses, or says why not.</summary>
    public static (TenderChoice? Choice, Refusal? Refusal) Of(Sale sale, PayMethod method, TenderRules rules) => method switch
    {
        PayMethod.Credit => (new TenderChoice(rules.CustomerChoosesCardType ? PayMethod.UserChoice : method, TenderKind.Card, sale.Left.Card), null),
        PayMethod.Debit or PayMethod.UserChoice => (new TenderChoice(method, TenderKind.Card, sale.Left.Card), null),
        PayMethod.Gift when !rules.TakesGift => Refused("gift.not.taken", "This store takes no gift cards. Take another tender, or switch gift cards on in the store's settings."),
        PayMethod.Gift when sale.ActiveLines.Any(l => l.GiftLoad != GiftLoad.None) =>
            Refused("gift.for.gift", "A gift card cannot be bought with a gift card. Take another tender."),
        PayMethod.Gift => (new TenderChoice(method, rules.GiftPaysAt, sale.Left.For(rules.GiftPaysAt)), null),
        PayMethod.EbtFood or PayMethod.EbtCash when !rules.TakesEbt =>
            Refused("ebt.not.taken", "This store takes no EBT. Take another tender, or switch EBT on in the store's settings."),
        PayMethod.EbtFood when !sale.EbtFoodLeft.IsPositive =>
            Refused("ebt.nothing", "Nothing in this sale may be paid with food benefits. Take another tender."),
        PayMethod.EbtFood => (new TenderChoice(method, TenderKind.Cash, sale.EbtFoodLeft), null),
        PayMethod.EbtCash => (new TenderChoice(method, TenderKind.Cash, sale.Left.Cash), null),
        PayMethod.Cash => Refused("cash.not.sent", "Cash goes into the drawer, not to the PIN pad. Press Cash."),
    };

    /// <summary>Cash on top of a charge: only debit and EBT cash hand any out.</summary>
    public static Refusal? RefuseCashback(PayMethod method, Money cashback, TenderRules rules) => cashback.IsZero ? null
        : !rules.CashbackMax.IsPositive ? new Refusal("cashback.none", "This store hands out no cash. Take the cash back off, or allow it in the store's settings.")
        : cashback.IsNegative || cashback > rules.CashbackMax ? new Refusal("cashback.amount", $"Cash back is an amount from $0.01 to {MoneyText.Show(rules.CashbackMax)}.")
        : HandsOutCash(method) ? null
        : new Refusal("cashback.method", "Only debit and EBT cash hand out cash. Choose one of them, or take the cash back off.");

    public static bool HandsOutCash(PayMethod method) => method is PayMethod.Debit or PayMethod.EbtCash;

    private static (TenderChoice?, Refusal?) Refused(string code, string words) => (null, new Refusal(code, words));
}
