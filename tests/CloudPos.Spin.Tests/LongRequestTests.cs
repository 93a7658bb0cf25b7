using System.Xml.Linq;
using CloudPos.Spin.Wire;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Tests;

public class LongRequestTests
{
    private static readonly SpinLimits s_limits = new();

    private static readonly SpinDualPricing s_dual = new()
    {
        TotalCardAmount = 11.96m,
        TotalCashAmount = 11.50m,
        Lines = [.. Lines(3)],
    };

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(500)]
    public void A_long_cart_keeps_as_many_leading_items_as_fit_and_counts_the_rest(int items)
    {
        var sale = A.Sale with { Cart = Cart(items), DualPricing = s_dual };

        var (address, document) = Write(sale);

        Assert.True(SpinAddress.LineLength(address) <= s_limits.EncodedLengthMax);
        AssertWhole(document);
        var names = document.Element("Cart")!.Element("Items")!.Elements().Select(i => i.Element("Name")!.Value).ToList();
        var kept = names.Count(n => n.StartsWith("Item ", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, kept).Select(n => $"Item {n} crème brûlée"), names.Take(kept));
        if (kept == items)
        {
            Assert.Equal(items, names.Count);
            return;
        }
        Assert.Equal([$"and {items - kept} more"], names.Skip(kept));
        Assert.Equal(["Total"], document.Descendants("Amounts").Single().Elements().Select(a => a.Element("Name")!.Value));
        var oneMore = SpinAddress.LineLength(address) - EncodedLength(sale, kept) + EncodedLength(sale, kept + 1);
        Assert.True(oneMore > s_limits.EncodedLengthMax, "One more item would have fitted.");
    }

    [Theory]
    [MemberData(nameof(LinesAndNames))]
    public void The_customer_sees_the_items_of_a_dual_pricing_sale_of_any_length(int lines, int nameLength)
    {
        var sale = OfLines(lines, nameLength);

        var (address, document) = Write(sale);

        Assert.True(SpinAddress.LineLength(address) <= s_limits.EncodedLengthMax);
        AssertWhole(document);
        var cart = document.Element("Cart")!;
        Assert.Equal(["Subtotal", "Total"], cart.Element("Amounts")!.Elements().Select(a => a.Element("Name")!.Value));
        var names = cart.Element("Items")!.Elements().Select(i => i.Element("Name")!.Value).ToList();
        var kept = names.TakeWhile(n => n.Length == nameLength).Count();
        Assert.Equal(sale.Cart!.Items.Take(kept).Select(i => i.Name), names.Take(kept));
        Assert.Equal(kept == lines ? [] : [$"and {lines - kept} more"], names.Skip(kept));
        Assert.True(kept >= Math.Min(lines, 16), $"Only {kept} items are shown.");
    }

    public static TheoryData<int, int> LinesAndNames => new()
    {
        { 1, 10 }, { 8, 10 }, { 12, 10 }, { 30, 10 }, { 100, 10 }, { 500, 10 },
        { 1, 120 }, { 8, 120 }, { 12, 120 }, { 30, 120 }, { 100, 120 }, { 500, 120 },
    };

    [Fact]
    public void A_cart_of_ten_items_or_more_is_shortened_before_the_lines_go()
    {
        var sale = OfLines(12, nameLength: 10) with { DualPricing = s_dual };
        var longItems = sale.Cart!.Items.Select(i => i with { AdditionalInfo = new string('x', 240) });

        var (_, document) = Write(sale with { Cart = sale.Cart with { Items = [.. longItems] } });

        Assert.Equal("3", document.Element("LineItemCount")!.Value);
        var names = document.Element("Cart")!.Element("Items")!.Elements().Select(i => i.Element("Name")!.Value).ToList();
        Assert.InRange(names.Count, 11, 12);
        Assert.Equal($"and {12 - (names.Count - 1)} more", names[^1]);
    }

    [Fact]
    public void Lines_that_leave_room_for_fewer_than_ten_items_go_with_their_count()
    {
        var (_, document) = Write(OfLines(12, nameLength: 10));

        Assert.Null(document.Element("LineItems"));
        Assert.Null(document.Element("LineItemCount"));
        Assert.Equal(12, document.Element("Cart")!.Element("Items")!.Elements().Count());
    }

    [Fact]
    public void A_cart_that_cannot_be_shortened_enough_is_dropped_before_any_line()
    {
        var sale = A.Sale with
        {
            Cart = Cart(2) with { Amounts = [new SpinCartAmount(new string('é', 2000), 1m)] },
            DualPricing = s_dual,
        };

        var (address, document) = Write(sale);

        Assert.True(SpinAddress.LineLength(address) <= s_limits.EncodedLengthMax);
        Assert.Null(document.Element("Cart"));
        Assert.Equal("3", document.Element("LineItemCount")!.Value);
        Assert.Equal(3, document.Element("LineItems")!.Elements("group").Count());
        AssertWhole(document);
    }

    [Fact]
    public void Too_many_dual_pricing_lines_go_with_their_count_and_the_totals_stay()
    {
        var sale = A.Sale with { Cart = Cart(3), DualPricing = s_dual with { Lines = [.. Lines(60)] } };

        var (address, document) = Write(sale);

        Assert.True(SpinAddress.LineLength(address) <= s_limits.EncodedLengthMax);
        Assert.Null(document.Element("LineItems"));
        Assert.Null(document.Element("LineItemCount"));
        Assert.Equal(3, document.Element("Cart")!.Element("Items")!.Elements().Count());
        AssertWhole(document);
    }

    [Fact]
    public void The_business_cards_lines_and_the_lines_of_both_prices_never_go_together_because_one_tag_counts_them()
    {
        var sale = A.Sale with { Amount = 11.96m, DualPricing = s_dual, Level3 = Level3Tests.Sample };

        var (_, document) = Write(sale);

        Assert.Equal("1", Assert.Single(document.Elements("LineItemCount")).Value);
        Assert.Single(document.Element("Level3LineItems")!.Elements());
        Assert.Null(document.Element("LineItems"));
        Assert.Equal("11.96", document.Element("TotalCardAmount")?.Value);
    }

    [Fact]
    public void Without_its_display_parts_the_longest_allowed_sale_fits()
    {
        var sale = A.Sale with
        {
            Amount = 9999999.99m,
            PerformedBy = string.Concat(Enumerable.Repeat("語", 100)),
            DualPricing = s_dual with
            {
                Tax1Label = new string('語', 5000),
                Tax2Label = new string('語', 5000),
                Lines = [.. Lines(100)],
            },
            Cart = Cart(100),
        };

        var (address, document) = Write(sale);

        Assert.True(SpinAddress.LineLength(address) <= s_limits.EncodedLengthMax);
        Assert.Equal("9999999.99", document.Element("Amount")!.Value);
        Assert.Equal(25, document.Element("Tax1Label")!.Value.Length);
    }

    [Fact]
    public async Task A_shortened_sale_still_goes()
    {
        await using var server = new WireServer(WireServer.Answer(A.Approval));
        using var client = new SpinClient();

        var answer = await client.SellAsync(
            server.Endpoint, A.Identity, A.Sale with { Cart = Cart(500) }, CancellationToken.None);

        Assert.Equal(SpinOutcome.Approved, answer.Outcome);
        Assert.True(server.Requests.Single().IndexOf('\n', StringComparison.Ordinal) < 8192);
    }

    private static int EncodedLength(SpinSale sale, int items) => Uri.EscapeDataString(SpinXmlWriter
        .Write(sale, A.Identity, SpinCartXml.Write(sale.Cart!, items)).ToString(SaveOptions.DisableFormatting)).Length;

    private static void AssertWhole(XElement document)
    {
        Assert.Equal("10.50", document.Element("Amount")!.Value);
        Assert.Equal("11.96", document.Element("TotalCardAmount")!.Value);
        Assert.Equal("11.50", document.Element("TotalCashAmount")!.Value);
        Assert.Equal(A.RefId, document.Element("RefId")!.Value);
    }

    private static (Uri Address, XElement Document) Write(SpinSale sale)
    {
        var address = SpinAddress.Of(SpinEndpoint.Test, A.Identity, sale, s_limits);
        return (address, XElement.Parse(Uri.UnescapeDataString(address.Query["?TerminalTransaction=".Length..])));
    }

    /// <summary>As the register writes it: every line is in the cart and in the dual pricing block.</summary>
    private static SpinSale OfLines(int lines, int nameLength)
    {
        string[] names = [.. Enumerable.Range(1, lines).Select(n => $"{n:000} Coffee".PadRight(nameLength, 'x')[..nameLength])];
        return A.Sale with
        {
            DualPricing = s_dual with
            {
                Tax1Label = "State",
                Tax2Label = "City",
                Lines = [.. names.Select(n => new SpinLineItem(n, 0m, 10.40m, 0m, 10.00m, 1m, "EA", n, "10001", 10.40m, 10.00m))],
            },
            Cart = new SpinCart(
                [new SpinCartAmount("Subtotal", 10.40m), new SpinCartAmount("Total", 11.96m, IsTotal: true)],
                [.. names.Select(n => new SpinCartItem(n, 10.40m, 10.40m, 1m))], "Front"),
        };
    }

    private static SpinCart Cart(int items) => new(
        [new SpinCartAmount("Total", 10.50m, IsTotal: true)],
        [.. Enumerable.Range(1, items).Select(n => new SpinCartItem($"Item {n} crème brûlée", 1m, null, 1m))],
        "7");

    private static IEnumerable<SpinLineItem> Lines(int count) => Enumerable.Range(1, count)
        .Select(n => new SpinLineItem($"Line {n}", 0m, 10.40m, 0m, 10.00m, 1m, "ITM", "A line", "10001", 10.40m, 10.00m));
}
