using Bunit;
using CloudPos.Domain.Terminals;
using CloudPos.Web.Features.Terminals;

namespace CloudPos.Web.Tests.Features.Terminals;

public sealed class TerminalItemTests : BunitContext
{
    [Theory]
    [InlineData(true, "Online")]
    [InlineData(false, "Offline")]
    [InlineData(null, "Never checked")]
    public void The_connection_is_said_in_words(bool? online, string words) =>
        Assert.Contains(words, Show(online).Find("[data-testid=connection-state]").TextContent, StringComparison.Ordinal);

    [Fact]
    public void An_offline_PIN_pad_comes_with_one_sentence_what_to_do() =>
        Assert.Contains("Wake the PIN pad", Show(false, TerminalEndpoint.Test).Find("[data-testid=connection-advice]").TextContent, StringComparison.Ordinal);

    [Fact]
    public void An_online_PIN_pad_needs_no_advice() => Assert.Empty(Show(true).FindAll("[data-testid=connection-advice]"));

    [Fact]
    public void What_the_check_itself_could_not_do_is_said_before_anything_else() => Assert.Equal(
        "The AuthKey is wrong.", Show(false, problem: "The AuthKey is wrong.").Find("[data-testid=connection-advice]").TextContent);

    [Theory]
    [InlineData(SpinProtocol.Xml, TerminalConnection.Cloud, false, "SPIn XML, Cloud")]
    [InlineData(SpinProtocol.Rest, TerminalConnection.Cloud, true, "SPIn REST v2, Cloud, tells its stages")]
    [InlineData(SpinProtocol.Xml, TerminalConnection.Local, false, "SPIn XML, Local 192.168.1.20:9000")]
    public void The_wire_is_said_on_one_line(SpinProtocol protocol, TerminalConnection connection, bool stages, string words)
    {
        var row = TerminalsStateTests.Row("PIN pad 1", "220326704411", online: true) with { Wire = new TerminalWire(protocol, connection, "192.168.1.20", 9000, stages) };

        Assert.Equal(words, Render<TerminalItem>(p => p.Add(i => i.Terminal, row)).Find("[data-testid=terminal-wire]").TextContent);
    }

    [Fact]
    public void Production_is_marked() => Assert.Contains("chip-live", Show(true, TerminalEndpoint.Production).Find("[data-testid=terminal-endpoint]").ClassName);

    [Fact]
    public void While_it_is_asked_it_cannot_be_asked_again_and_claims_nothing()
    {
        var item = Render<TerminalItem>(p => p.Add(i => i.Terminal, TerminalsStateTests.Row("PIN pad 1", "220326704411", online: true)).Add(i => i.IsChecking, true));

        Assert.True(item.Find("[data-testid=check-connection]").HasAttribute("disabled"));
        Assert.DoesNotContain("Online", item.Find("[data-testid=connection-state]").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<TerminalItem> Show(bool? online, TerminalEndpoint endpoint = TerminalEndpoint.Simulator, string? problem = null) =>
        Render<TerminalItem>(p => p.Add(i => i.Terminal, TerminalsStateTests.Row("PIN pad 1", "220326704411", online, endpoint)).Add(i => i.Problem, problem));
}
