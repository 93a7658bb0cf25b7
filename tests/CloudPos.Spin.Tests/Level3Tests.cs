namespace CloudPos.Spin.Tests;

public class Level3Tests
{
    internal static readonly SpinLevel3 Sample = new()
    {
        TaxAmount = 0.52m,
        NationalTaxAmount = 1.04m,
        CustomerReference = "123456",
        DestinationZipCode = "12345",
        CustomerVatRegistration = "12345678",
        SummaryCommodityCode = "01",
        TaxRateApplied = 15m,
        PurchaseOrderNumber = "10123456",
        ShipFromZipCode = "11111",
        DestinationCountryCode = "840",
        MerchantTaxId = "999999",
        CustomerTaxId = "999999",
        Lines =
        [
            new SpinLevel3Line
            {
                CommodityCode = "12",
                Description = "Item1",
                ProductCode = "12",
                Quantity = 1m,
                UnitCost = 10.40m,
                LocalTaxAmount = 0.52m,
                NationalTaxAmount = 1.04m,
                LocalTaxRate = 5m,
                StateTaxRate = 10m,
                TaxAmount = 1.56m,
                TaxRate = 15m,
                TotalAmount = 11.96m,
            },
        ],
    };

    public static TheoryData<string, SpinSale> Bad => new()
    {
        { "do not add up to the amount", Sale() with { Amount = 10m } },
        { "do not add up to the amount", Sale() with { Level3 = Sample with { FreightAmount = 1m } } },
        { "taxes", Sale() with { Level3 = Sample with { TaxAmount = 0.53m } } },
        { "1 to 98 lines", Sale() with { Level3 = Sample with { Lines = [] } } },
        { "too long", Sale() with { Level3 = Sample with { CustomerReference = new string('x', 18) } } },
        { "too long", Sale() with { Level3 = Sample with { DestinationZipCode = new string('1', 11) } } },
        { "too long", Sale() with { Level3 = Sample with { CustomerVatRegistration = new string('1', 14) } } },
        { "too long", Sale() with { Level3 = Sample with { SummaryCommodityCode = "12345" } } },
        { "too long", Sale() with { Level3 = Sample with { PurchaseOrderNumber = new string('1', 26) } } },
        { "too long", Sale() with { Level3 = Sample with { ShipFromZipCode = new string('1', 11) } } },
        { "too long", Sale() with { Level3 = Sample with { DestinationCountryCode = "8400" } } },
        { "too long", Sale() with { Level3 = Sample with { MerchantTaxId = new string('1', 21) } } },
        { "too long", Sale() with { Level3 = Sample with { CustomerTaxId = new string('1', 21) } } },
        { "too long", Sale() with { Level3 = Sample with { Lines = [Sample.Lines[0] with { CommodityCode = new string('1', 13) }] } } },
        { "too long", Sale() with { Level3 = Sample with { Lines = [Sample.Lines[0] with { ProductCode = new string('1', 13) }] } } },
        { "too long", Sale() with { Level3 = Sample with { Lines = [Sample.Lines[0] with { UnitOfMeasure = new string('x', 13) }] } } },
        { "negative", Sale() with { Level3 = Sample with { DutyAmount = -1m } } },
        { "negative", Sale() with { Level3 = Sample with { Lines = [Sample.Lines[0] with { Quantity = 0m }] } } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Level_3_data_that_does_not_add_up_is_not_sent(string about, SpinSale sale)
    {
        await using var server = new WireServer(WireServer.Answer(A.Approval));
        using var client = new SpinClient();

        var answer = await client.SellAsync(server.Endpoint, A.Identity, sale, CancellationToken.None);

        Assert.Equal((SpinOutcome.NotStarted, SpinReason.RequestRefused), (answer.Outcome, answer.Reason));
        Assert.Contains(about, answer.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task Tip_and_fee_are_no_part_of_the_goods()
    {
        await using var server = new WireServer(WireServer.Answer(A.Approval));
        using var client = new SpinClient();

        await client.SellAsync(server.Endpoint, A.Identity, Sale() with { Amount = 14.96m, Tip = 2m, CustomFee = 1m }, CancellationToken.None);

        Assert.Contains(Uri.EscapeDataString("<Level3LineItems><group>"), server.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Level_3_data_too_long_for_a_request_is_left_out_and_the_sale_goes()
    {
        await using var server = new WireServer(WireServer.Answer(A.Approval));
        using var client = new SpinClient();
        var line = Sample.Lines[0] with { LocalTaxAmount = 0m, NationalTaxAmount = 0m, TotalAmount = 1m };
        var sale = Sale() with
        {
            Amount = 90m,
            Level3 = Sample with { TaxAmount = 0m, NationalTaxAmount = 0m, Lines = [.. Enumerable.Repeat(line, 90)] },
        };

        var answer = await client.SellAsync(server.Endpoint, A.Identity, sale, CancellationToken.None);

        Assert.NotEqual(SpinOutcome.NotStarted, answer.Outcome);
        Assert.DoesNotContain("Level3", server.Requests.Single(), StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString("<Amount>90.00</Amount>"), server.Requests.Single(), StringComparison.Ordinal);
    }

    private static SpinSale Sale() => A.Sale with { Amount = 11.96m, Level3 = Sample };
}
