using Bunit;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Register;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudPos.Web.Tests.Features.Register;

/// <summary>What another screen, or the drawer, has to do with the sale on this one.</summary>
public sealed class TillMovesTests : BunitContext
{
    private static readonly Refusal AlreadyPaid = new("sale.paid", "This sale is already paid.");

    private readonly Answers _answers = new();
    private readonly SaleView _sale = Carts.Sale(Carts.Line("A", "Latte", 1, 450, 468));
    private SaleView? _now;

    public TillMovesTests()
    {
        _now = _sale;
        Services.AddSingleton(new PaymentFeed(NullLogger<PaymentFeed>.Instance));
        _answers.Behind(this)
            .To<GetTill, TillView>(_ => Carts.Till(_now))
            .To<LookAtTerminal, TillTerminal>(_ => new Refusal("none", "No PIN pad in this test."))
            .To<ListParked, IReadOnlyList<ParkedCart>>(_ => new Refusal("none", "No parked carts in this test."))
            .To<ListTiles, TilePage>(_ => new Refusal("none", "No tiles in this test."))
            .To<PayByCard, PaymentView>(_ => Paid<PaymentView>())
            .To<PayCash, CashPaid>(_ => Paid<CashPaid>())
            .To<ParkSale, ParkedSale>(_ => Paid<ParkedSale>())
            .To<ChangeLine, SaleView>(_ => Paid<SaleView>());
    }

    [Theory]
    [InlineData("card")]
    [InlineData("cash")]
    [InlineData("park")]
    [InlineData("plus")]
    public async Task A_sale_that_was_paid_on_another_screen_leaves_this_one_and_it_says_so(string action)
    {
        var till = Render<Till>(p => p.Add(t => t.RegisterId, RegisterId.New()));
        await till.InvokeAsync(() => till.Instance.Key(action));
        if (action == "cash")
            till.Find("[data-testid=cash] form").Submit();

        Assert.Contains("Sale 1047 was paid on another screen", till.Find("[data-testid=cart-strip]").TextContent, StringComparison.Ordinal);
        Assert.Equal("selling", till.Find(".till").GetAttribute("data-mode"));
        Assert.True(till.Find("[data-testid=pay-card]").HasAttribute("disabled"));
    }

    [Fact]
    public void Cash_that_is_given_back_is_said_until_it_is_handed_over()
    {
        var cash = Carts.Tender(TenderKind.Cash, 500);
        _now = _sale with { IsPaidInPart = true };
        _answers.To<GetSplit, SplitView>(_ => Carts.Split(cash)).To<GiveBackTender, TenderGivenBack>(asked =>
        {
            _now = _sale;
            return new TenderGivenBack(asked.SaleId, cash.Id, new Money(500), TenderKind.Cash, IsDone: true, null);
        });
        var till = Render<Till>(p => p.Add(t => t.RegisterId, RegisterId.New()));
        till.Find("[data-testid=give-back]").Click();
        till.Find("[data-testid=give-back]").Click();

        till.WaitForAssertion(() => Assert.Contains("Give $5.00 from the drawer", till.Find("[data-testid=hand-out-strip]").TextContent, StringComparison.Ordinal));
        till.Find("[data-testid=handed-out]").Click();
        till.WaitForAssertion(() => Assert.Empty(till.FindAll("[data-testid=hand-out-strip]")));
    }

    [Fact]
    public async Task Esc_takes_an_armed_quantity_off_before_anything_else_and_says_so()
    {
        var till = Render<Till>(p => p.Add(t => t.RegisterId, RegisterId.New()));
        await till.InvokeAsync(() => till.Instance.Key("keys"));
        await till.InvokeAsync(() => till.Instance.NextQuantity("3"));
        Assert.Equal("3 ×", till.Find("[data-testid=next-quantity]").TextContent);

        await till.InvokeAsync(() => till.Instance.Key("escape"));

        Assert.Equal("", till.Find("[data-testid=next-quantity]").TextContent);
        Assert.Contains("3 × is off", till.Find("[data-testid=cart-strip]").TextContent, StringComparison.Ordinal);
        Assert.Equal("sheet", till.Find(".till").GetAttribute("data-mode"));
        await till.InvokeAsync(() => till.Instance.Key("escape"));
        Assert.Equal("selling", till.Find(".till").GetAttribute("data-mode"));
    }

    private Result<T> Paid<T>()
    {
        _now = null;
        return AlreadyPaid;
    }
}
