using Bunit;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Batches;

namespace CloudPos.Web.Tests.Features.Batches;

public sealed class StandAloneDrawerTests : BunitContext
{
    private static readonly StoreId Store = StoreId.New();
    private static readonly CatchUpRegister Register = new(RegisterId.New(), "Register 1");
    private static readonly CatchUpCart Cart = new(SaleId.New(), "Slip 17", 2, new Money(1_196));
    private static readonly PadDay Pad = new(TerminalId.New(), "PIN pad 1", "220326704421", "7", 0, Money.Zero, 0, null, null);

    private readonly Answers _answers = new();
    private int _entered;

    public StandAloneDrawerTests()
    {
        _answers.Behind(this);
        _answers.To<GetCatchUp, CatchUp>(_ => new CatchUp([Register], [Cart]));
    }

    [Fact]
    public void What_is_no_amount_is_said_beside_the_field_and_stays_as_typed()
    {
        var drawer = Show();
        drawer.Find("[data-testid=stand-alone-amount]").Input("14,2o");
        drawer.Find("form").Submit();

        Assert.Contains("like 14.20", drawer.Find("#sa-amount-x").TextContent, StringComparison.Ordinal);
        Assert.Equal("14,2o", drawer.Find("[data-testid=stand-alone-amount]").GetAttribute("value"));
        Assert.DoesNotContain(_answers.Asked, r => r is EnterStandAlone);
    }

    [Fact]
    public void A_refused_slip_keeps_amount_and_items()
    {
        _answers.To<EnterStandAlone, StandAloneEntered>(_ => new Refusal("standalone.short", "The items come to $11.96, but the PIN pad charged $10.00."));
        var drawer = Show();
        drawer.Find("[data-testid=stand-alone-amount]").Input("10.00");
        drawer.Find("[data-testid=stand-alone-cart]").Change(Cart.Id.Value.ToString());
        drawer.Find("form").Submit();

        Assert.Contains("come to $11.96", drawer.Find("[data-testid=refusal]").TextContent, StringComparison.Ordinal);
        Assert.Equal("10.00", drawer.Find("[data-testid=stand-alone-amount]").GetAttribute("value"));
        Assert.Equal(Cart.Id.Value.ToString(), drawer.Find("[data-testid=stand-alone-cart]").GetAttribute("value"));
        Assert.Equal(0, _entered);
    }

    [Fact]
    public void The_next_slip_is_another_sale()
    {
        _answers.To<EnterStandAlone, StandAloneEntered>(r => new StandAloneEntered(SaleId.New(), 1042, r.Charged));
        var drawer = Show();
        foreach (var amount in new[] { "14.20", "8.75" })
        {
            drawer.Find("[data-testid=stand-alone-amount]").Input(amount);
            drawer.Find("form").Submit();
            Assert.Contains("Sale 1042 is entered", drawer.Find("[data-testid=stand-alone-entered]").TextContent, StringComparison.Ordinal);
        }

        var sent = _answers.Asked.OfType<EnterStandAlone>().ToArray();
        Assert.Equal([new Money(1_420), new Money(875)], sent.Select(s => s.Charged));
        Assert.NotEqual(sent[0].AttemptId, sent[1].AttemptId);
        Assert.All(sent, s => Assert.Equal((Pad.TerminalId, Register.Id, (SaleId?)null), (s.TerminalId, s.RegisterId, s.Cart)));
        Assert.Equal(2, _entered);
    }

    private IRenderedComponent<StandAloneDrawer> Show() => Render<StandAloneDrawer>(p => p
        .Add(d => d.StoreId, Store).Add(d => d.Pads, [Pad]).Add(d => d.Entered, () => _entered++));
}
