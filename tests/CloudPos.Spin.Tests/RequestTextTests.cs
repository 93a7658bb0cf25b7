namespace CloudPos.Spin.Tests;

/// <summary>A request as it stands in a journal: what went out, and nothing that must not be kept.</summary>
public class RequestTextTests
{
    private const string Person = "canary.person@example.com";

    private static readonly SpinCart s_cart = new([new SpinCartAmount("CanaryAmountName", 9m)], [new SpinCartItem("CanaryItem", 9m, 9m, 1m)], "CanaryRegister");

    private static readonly SpinSale s_loaded = A.Sale with
    {
        PerformedBy = Person,
        InvoiceNumber = "INV7",
        Tag1 = "CANARYT1",
        Tip = 1m,
        Cart = s_cart,
        DualPricing = new SpinDualPricing
        {
            FeeCalculated = true,
            TaxCalculated = true,
            TotalCardAmount = 10.50m,
            TotalCashAmount = 10m,
            Tax1Label = "CanaryTaxLabel",
            Lines = [new SpinLineItem("CanaryLine", 0m, 9m, 0m, 9m, 1m, "ITM", "CanaryDescription", "CANARYSKU", 9m, 9m)],
        },
    };

    public static TheoryData<string> Texts =>
    [
        SpinRequestText.Of(s_loaded), SpinRequestText.Of(A.Return with { PerformedBy = Person }), SpinRequestText.Of(A.Auth with { PerformedBy = Person }),
        SpinRequestText.Of(A.Capture with { PerformedBy = Person, Last4 = "9753", AuthCode = "CANARYAUTH" }), SpinRequestText.Of(A.Void with { PerformedBy = Person, Last4 = "9753" }),
        SpinRequestText.Of(A.TipAdjust with { PerformedBy = Person, Last4 = "9753" }), SpinRequestText.Of(A.Gift with { PerformedBy = Person }),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void It_names_the_amount_and_the_reference_and_nobody_and_no_card(string text)
    {
        Assert.Contains("Amount=10.50", text, StringComparison.Ordinal);
        Assert.Contains("RefId=" + A.RefId, text, StringComparison.Ordinal);
        Assert.Contains("AuthKey=***", text, StringComparison.Ordinal);
        Assert.Contains("PerformedBy=***", text, StringComparison.Ordinal);
        foreach (var canary in new[] { "canary", "9753", A.AuthKey, "123456789123" })
            Assert.DoesNotContain(canary, text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void It_says_every_element_that_goes_out_in_its_order()
    {
        Assert.Equal(
            $"PaymentType=Credit; TransType=Sale; Amount=10.50; RefId={A.RefId}; RegisterId=***; AuthKey=***; TPN=***; PrintReceipt={A.Sale.PrintReceipt}; "
            + "SigCapture=No; PerformedBy=***; IsvId=" + A.Sale.IsvId.ToString(System.Globalization.CultureInfo.InvariantCulture) + "; OperationalTimeout=120",
            SpinRequestText.Of(A.Sale));
        Assert.Contains("TotalCardAmount=10.50", SpinRequestText.Of(s_loaded), StringComparison.Ordinal);
    }

    [Fact]
    public void It_fits_a_journal_however_long_the_cart_is()
    {
        var items = Enumerable.Range(0, 500).Select(i => new SpinCartItem("Item " + i, 1m, 1m, 1m)).ToArray();
        Assert.True(SpinRequestText.Of(s_loaded with { Cart = s_cart with { Items = items } }).Length < 2_000);
    }
}
