using Bunit;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Refunds;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Refunds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudPos.Web.Tests.Features.Refunds;

public sealed class RefundBoardTests : BunitContext
{
    [Fact]
    public void An_empty_search_brings_the_last_sales_back_after_one_that_found_nothing()
    {
        var last = new FoundSale(SaleId.New(), 1047, DateTimeOffset.UnixEpoch, new Money(500), Money.Zero, "Cash");
        Services.AddSingleton(new PaymentFeed(NullLogger<PaymentFeed>.Instance));
        new Answers().Behind(this)
            .To<ListOpenRefunds, RefundList>(_ => new RefundList([]))
            .To<FindSales, FoundSales>(r => new FoundSales(r.Text is null ? [last] : []));
        var board = Render<RefundBoard>(p => p.Add(b => b.RegisterId, RegisterId.New()));
        board.Find("[data-testid=receipt-code]").Change("999");
        board.Find("form").Submit();
        Assert.Empty(board.FindAll("[data-testid=found-sale]"));
        Assert.Contains("empty the field and press Enter for the last sales", board.Markup, StringComparison.Ordinal);

        board.Find("[data-testid=receipt-code]").Change("");
        board.Find("form").Submit();

        Assert.Equal("1047", board.Find("[data-testid=found-sale]").GetAttribute("data-number"));
        Assert.DoesNotContain("No paid sale", board.Markup, StringComparison.Ordinal);
    }
}
