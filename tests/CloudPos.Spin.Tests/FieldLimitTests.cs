namespace CloudPos.Spin.Tests;

public class FieldLimitTests
{
    public static TheoryData<string, SpinSale> BadSales => new()
    {
        { "amount", A.Sale with { Amount = 0m } },
        { "amount", A.Sale with { Amount = -1m } },
        { "amount", A.Sale with { Amount = 10000000m } },
        { "amount", A.Sale with { Amount = 1.005m } },
        { "Tip", A.Sale with { Tip = -0.01m } },
        { "Tip", A.Sale with { CustomFee = 0.001m } },
        { "exceed", A.Sale with { Tip = 6m, CustomFee = 5m } },
        { "reference", A.Sale with { RefId = "short" } },
        { "reference", A.Sale with { RefId = new string('a', 33) } },
        { "reference", A.Sale with { RefId = "0198f2c5-a7b3-4d0e-9c1a-2b3c4d5e" } },
        { "reference", A.Sale with { RefId = "é198f2c5a7b34d0e9c1a2b3c4d5e6f7" } },
        { "reference", A.Sale with { RefId = null! } },
        { "user", A.Sale with { PerformedBy = new string('x', 101) } },
        { "user", A.Sale with { PerformedBy = " \u0001 " } },
        { "user", A.Sale with { PerformedBy = null! } },
        { "time-out", A.Sale with { OperationalTimeoutSeconds = 0 } },
        { "time-out", A.Sale with { OperationalTimeoutSeconds = 721 } },
        { "payment type", A.Sale with { PaymentType = (SpinPaymentType)99 } },
        { "receipt", A.Sale with { PrintReceipt = (SpinPrintReceipt)99 } },
        { "dual pricing", A.Sale with { DualPricing = new SpinDualPricing { Tax1Fee = 0.001m } } },
        { "dual pricing", A.Sale with { DualPricing = new SpinDualPricing { Lines =
            [new("x", 0m, 1m, 0m, 1m, 1.0001m, "ITM", "x", "1", 1m, 1m)] } } },
    };

    [Theory]
    [MemberData(nameof(BadSales))]
    public async Task A_sale_beyond_a_field_limit_is_not_started_and_not_sent(string about, SpinSale sale)
    {
        await using var server = new WireServer(WireServer.Answer(A.Approval));
        using var client = new SpinClient();

        var answer = await client.SellAsync(server.Endpoint, A.Identity, sale, CancellationToken.None);

        Assert.Equal((SpinOutcome.NotStarted, SpinReason.RequestRefused), (answer.Outcome, answer.Reason));
        Assert.Contains(about, answer.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData(null, null, A.AuthKey)]
    [InlineData(" ", "", A.AuthKey)]
    [InlineData(null, "1234567890123", A.AuthKey)]
    [InlineData(null, "1234-567", A.AuthKey)]
    [InlineData("3", "123456789123", "")]
    [InlineData("3", "123456789123", "12345678901234567890123456")]
    public async Task An_incomplete_terminal_is_never_called(string? registerId, string? tpn, string authKey)
    {
        await using var server = new WireServer(WireServer.Answer(A.Approval));
        using var client = new SpinClient();
        var identity = new SpinIdentity(registerId, tpn, authKey);

        var sale = await client.SellAsync(server.Endpoint, identity, A.Sale, CancellationToken.None);
        var status = await client.AskStatusAsync(server.Endpoint, identity, A.Status, CancellationToken.None);
        var link = await client.CheckConnectionAsync(server.Endpoint, identity, CancellationToken.None);

        Assert.Equal((SpinOutcome.NotStarted, SpinReason.RequestRefused), (sale.Outcome, sale.Reason));
        Assert.Equal((SpinOutcome.Unknown, SpinReason.RequestRefused), (status.Outcome, status.Reason));
        Assert.Equal(SpinLink.Unreachable, link);
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("0.01")]
    [InlineData("9999999.99")]
    public async Task The_smallest_and_the_largest_amount_go(string amount)
    {
        await using var server = new WireServer(WireServer.Answer(A.Approval));
        using var client = new SpinClient();
        var dollars = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);

        await client.SellAsync(server.Endpoint, A.Identity, A.Sale with { Amount = dollars }, CancellationToken.None);

        Assert.Contains(Uri.EscapeDataString($"<Amount>{amount}</Amount>"), server.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_RefId_is_valid_and_keeps_the_whole_Guid()
    {
        var id = Guid.CreateVersion7();

        Assert.True(SpinRefId.IsValid(SpinRefId.New(id)));
        Assert.Equal(id, Guid.ParseExact(SpinRefId.New(id), "N"));
        Assert.True(SpinRefId.IsValid("01ARZ3NDEKTSV4RRFFQ69G5FAV"));
    }
}
