using System.Xml.Linq;
using CloudPos.Spin.Wire;

namespace CloudPos.Spin.Tests;

public class RequestOnTheWireTests
{
    private const string Prefix = "GET /SPIn/cgi.html?TerminalTransaction=";

    [Fact]
    public async Task A_sale_arrives_as_one_percent_encoded_document()
    {
        var sale = A.Sale with { PerformedBy = "O'Neil & Söhne <a+b#c%20@example.com>", Tip = 0.5m, CaptureSignature = true };

        var (head, document) = await SendAsync((client, to) => client.SellAsync(to, A.Identity, sale, CancellationToken.None));

        Assert.Equal(
            ["PaymentType", "TransType", "Amount", "Tip", "RefId", "RegisterId", "AuthKey", "TPN", "PrintReceipt", "SigCapture",
                "PerformedBy", "IsvId", "OperationalTimeout"],
            document.Elements().Select(e => e.Name.LocalName));
        Assert.Equal("O'Neil & Söhne <a+b#c%20@example.com>", document.Element("PerformedBy")!.Value);
        Assert.Equal(("10.50", "0.50", "Yes"),
            (document.Element("Amount")!.Value, document.Element("Tip")!.Value, document.Element("SigCapture")!.Value));
        Assert.DoesNotContain(" ", head[Prefix.Length..head.IndexOf(" HTTP/1.1", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.DoesNotContain("Cookie", head, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("traceparent", head, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Accept-Encoding", head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_status_question_arrives_with_the_RefId_and_never_prints()
    {
        var (_, document) = await SendAsync(
            (client, to) => client.AskStatusAsync(to, new SpinIdentity(null, "123456789123", A.AuthKey), A.Status, CancellationToken.None));

        Assert.Equal(["AuthKey", "PaymentType", "TPN", "TransType", "RefId", "PrintReceipt"],
            document.Elements().Select(e => e.Name.LocalName));
        Assert.Equal((A.RefId, "Status", "No"),
            (document.Element("RefId")!.Value, document.Element("TransType")!.Value, document.Element("PrintReceipt")!.Value));
    }

    [Theory]
    [InlineData("Fish & Chips", "Fish & Chips")]
    [InlineData("  two\r\n\tlines  ", "two lines")]
    [InlineData("bell\u0007\u0000 gone\uFFFF", "bell gone")]
    [InlineData("half \ud83d pair", "half pair")]
    [InlineData("whole 🍕 pair", "whole 🍕 pair")]
    [InlineData("]]> <!-- &amp;", "]]> <!-- &amp;")]
    public async Task Any_text_becomes_a_well_formed_request(string name, string expected)
    {
        var sale = A.Sale with { Cart = new SpinCart([], [new SpinCartItem(name, 1m, null, 1m)], null) };

        var (_, document) = await SendAsync((client, to) => client.SellAsync(to, A.Identity, sale, CancellationToken.None));

        Assert.Equal(expected, document.Descendants("Item").Single().Element("Name")!.Value);
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("1.000", "1")]
    [InlineData("0.250", "0.25")]
    [InlineData("12.345", "12.345")]
    [InlineData("100", "100")]
    public void A_quantity_has_no_needless_zeros(string quantity, string written)
    {
        Assert.Equal(written,
            Xml.SpinMoney.FormatQuantity(decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("Online", SpinLink.Online)]
    [InlineData("\"online\"\r\n", SpinLink.Online)]
    [InlineData("Offline", SpinLink.Offline)]
    [InlineData("NotFound", SpinLink.Unreachable)]
    [InlineData("<html>Online</html>", SpinLink.Unreachable)]
    [InlineData("", SpinLink.Unreachable)]
    public async Task The_link_question_names_the_terminal_but_not_the_key(string body, SpinLink link)
    {
        await using var server = new WireServer(WireServer.Answer(body));
        using var client = new SpinClient();

        Assert.Equal(link, await client.CheckConnectionAsync(server.Endpoint, A.Identity, CancellationToken.None));
        await client.CheckConnectionAsync(server.Endpoint, new SpinIdentity("a b", null, A.AuthKey), CancellationToken.None);

        Assert.StartsWith("GET /spin/GetTerminalStatus?tpn=123456789123 HTTP/1.1", server.Requests[0], StringComparison.Ordinal);
        Assert.StartsWith("GET /spin/GetTerminalStatus?RegisterID=a%20b HTTP/1.1", server.Requests[1], StringComparison.Ordinal);
        Assert.All(server.Requests, r => Assert.DoesNotContain(A.AuthKey, r, StringComparison.Ordinal));
    }

    [Fact]
    public void An_endpoint_keeps_its_leading_path()
    {
        var endpoint = new SpinEndpoint(new Uri("https://pos.example/pad/"));

        Assert.Equal("https://pos.example/pad/spin/GetTerminalStatus?tpn=123456789123",
            SpinAddress.OfLink(endpoint, A.Identity).AbsoluteUri);
        Assert.StartsWith("https://spinpos.net/SPIn/cgi.html?TerminalTransaction=%3Crequest%3E",
            SpinAddress.Of(SpinEndpoint.Production, CloudPos.Spin.Xml.SpinXmlWriter.Write(A.Status, A.Identity)).AbsoluteUri, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new SpinEndpoint(new Uri("file:///tmp")));
        Assert.Throws<ArgumentException>(() => new SpinEndpoint(new Uri("/pad", UriKind.Relative)));
    }

    private static async Task<(string Head, XElement Document)> SendAsync(
        Func<SpinClient, SpinEndpoint, Task<SpinAnswer>> send)
    {
        await using var server = new WireServer(WireServer.Answer(A.Approval));
        using var client = new SpinClient();
        var answer = await send(client, server.Endpoint);
        Assert.Equal(SpinOutcome.Approved, answer.Outcome);
        var head = Assert.Single(server.Requests);
        Assert.StartsWith(Prefix, head, StringComparison.Ordinal);
        var query = head[Prefix.Length..head.IndexOf(" HTTP/1.1", StringComparison.Ordinal)];
        return (head, XElement.Parse(Uri.UnescapeDataString(query)));
    }
}
