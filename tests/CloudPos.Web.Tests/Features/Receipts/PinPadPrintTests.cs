using Bunit;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Receipts;

namespace CloudPos.Web.Tests.Features.Receipts;

public sealed class PinPadPrintTests : BunitContext
{
    private readonly PinPadPrint _print = new();
    private readonly SaleId _sale = SaleId.New();

    [Fact]
    public void While_it_prints_it_cannot_be_printed_again()
    {
        Assert.True(_print.Begin(_sale));
        Assert.False(_print.Begin(_sale));

        Assert.True(Show(_sale).Find("[data-testid=print-on-pin-pad]").HasAttribute("disabled"));
        Assert.Empty(Show(_sale).FindAll("[data-testid=pin-pad-words]"));
    }

    [Fact]
    public void What_came_of_it_is_said_beside_its_own_receipt_only()
    {
        _print.Begin(_sale);
        _print.End(new SlipPrinted("Printed on PIN pad 1."));

        Assert.Equal("Printed on PIN pad 1.", Show(_sale).Find("[data-testid=pin-pad-words]").TextContent);
        Assert.Empty(Show(SaleId.New()).FindAll("[data-testid=pin-pad-words]"));
    }

    [Fact]
    public void A_refusal_looks_like_one_and_may_be_tried_again()
    {
        _print.Begin(_sale);
        _print.End(new Refusal("print.paper", "PIN pad 1 is out of paper."));

        Assert.Contains("is-refused", Show(_sale).Find("[data-testid=pin-pad-words]").ClassName, StringComparison.Ordinal);
        Assert.True(_print.Begin(_sale));
    }

    private IRenderedComponent<PinPadPrintButton> Show(SaleId sale) => Render<PinPadPrintButton>(p => p.Add(x => x.Print, _print).Add(x => x.SaleId, sale));
}
