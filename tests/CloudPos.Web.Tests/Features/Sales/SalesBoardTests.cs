using Bunit;
using CloudPos.Application.Features.Sales;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Sales;
using CloudPos.Web.Ui;
using Radzen;

namespace CloudPos.Web.Tests.Features.Sales;

public sealed class SalesBoardTests : BunitContext
{
    private readonly Answers _answers = new();

    public SalesBoardTests()
    {
        _answers.Behind(this);
        Services.AddRadzenComponents();
        JSInterop.SetupModule(OfficeScript.Path).Setup<string>("today").SetResult("2026-11-27");
    }

    [Fact]
    public void The_sums_at_the_top_are_those_of_the_columns_below_them()
    {
        Answer(new SaleSums(new Money(3_000), new Money(150), new Money(1_850)), new Money(1_850));
        var board = Render<SalesBoard>();

        Assert.Equal("1 sale, $30.00 paid, $1.50 tips, −$18.50 back", board.Find("[data-testid=sales-sum]").TextContent);
        Assert.Equal("back −$18.50", board.Find("[data-testid=row-refunded]").TextContent);
    }

    [Fact]
    public void Without_tips_and_refunds_the_top_speaks_of_neither()
    {
        Answer(new SaleSums(new Money(3_000), Money.Zero, Money.Zero), Money.Zero);
        Assert.Equal("1 sale, $30.00 paid", Render<SalesBoard>().Find("[data-testid=sales-sum]").TextContent);
    }

    private void Answer(SaleSums sums, Money refunded)
    {
        var row = new SaleRow(SaleId.New(), 1001, "Main Street", "Register 1", new DateTimeOffset(2026, 11, 27, 15, 20, 0, TimeSpan.FromHours(-5)),
            new DateOnly(2026, 11, 27), 2, TenderKind.Card, "VISA 1111", sums.Paid, sums.Tip, "Casey", false, refunded);
        _answers.To<ListSales, SalePage>(_ => new SalePage([row], 1, sums, []));
    }
}
