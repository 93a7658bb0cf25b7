using CloudPos.Application.Features.Terminals;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using CloudPos.Web.Features.Terminals;

namespace CloudPos.Web.Tests.Features.Terminals;

public sealed class TerminalFormTests
{
    private static readonly StoreNode Store = new(StoreId.New(), "Pier 4", "America/New_York", []);

    [Fact]
    public void A_new_pairing_never_begins_on_the_production_endpoint()
    {
        var form = new TerminalForm(Store);

        Assert.Equal(TerminalEndpoint.Simulator, form.Endpoint);
        Assert.Equal("PIN pad 1", form.Label);
    }

    [Fact]
    public void A_new_pairing_needs_its_AuthKey()
    {
        var form = new TerminalForm(Store) { Tpn = "220326704411", RegisterId = "7104411" };

        Assert.False(form.TryRead(out _));
        Assert.NotNull(form.ProblemOf(nameof(PairTerminal.AuthKey)));
    }

    [Fact]
    public void An_empty_pairing_is_told_all_that_is_missing_in_one_round()
    {
        var form = new TerminalForm(Store) { Label = "", Connection = TerminalConnection.Local, TimeoutSeconds = "soon" };

        Assert.False(form.TryRead(out _));

        Assert.Equal(["Label", "OperationalTimeoutSeconds", "SpinRegisterId", "Tpn", "Wire.LocalHost", "Wire.LocalPort"], form.Problems.Keys.Order());
        form.Connection = TerminalConnection.Cloud;
        Assert.False(form.TryRead(out _));
        Assert.Equal("Write the AuthKey that the PIN pad shows.", form.ProblemOf(nameof(PairTerminal.AuthKey)));
        Assert.NotNull(form.ProblemOf(nameof(PairTerminal.Tpn)));
    }

    [Fact]
    public void An_edit_without_a_key_keeps_the_one_on_record_and_never_shows_it()
    {
        var form = new TerminalForm(Store, TerminalsStateTests.Row("PIN pad 1", "220326704411", online: true));

        Assert.Equal("", form.AuthKey);
        Assert.True(form.TryRead(out var request));
        Assert.Null(request.AuthKey);
        Assert.Equal(3, request.Version);
    }

    [Fact]
    public void A_TPN_is_sent_in_upper_case_as_the_PIN_pad_shows_it()
    {
        var form = new TerminalForm(Store) { Tpn = " z11invb32yw ", AuthKey = "abcdefgh" };

        Assert.True(form.TryRead(out var request));
        Assert.Equal("Z11INVB32YW", request.Tpn);
    }

    [Fact]
    public void A_Local_connection_needs_a_port_because_none_is_preset()
    {
        var form = new TerminalForm(Store) { Tpn = "220326704411", RegisterId = "7104411", Connection = TerminalConnection.Local, LocalHost = "192.168.1.20" };

        Assert.Equal("", form.LocalPort);
        Assert.False(form.TryRead(out _));
        Assert.NotNull(form.ProblemOf("Wire.LocalPort"));
        form.LocalPort = " 9000 ";
        Assert.True(form.TryRead(out var request)); // and no key: a terminal next door may have none
        Assert.Equal(new TerminalWire(SpinProtocol.Xml, TerminalConnection.Local, "192.168.1.20", 9000, false), request.Wire);
    }

    [Fact]
    public void A_pairing_opens_with_its_wire_and_changing_it_counts()
    {
        var row = TerminalsStateTests.Row("PIN pad 1", "220326704411", online: true) with { Wire = new TerminalWire(SpinProtocol.Rest, TerminalConnection.Cloud, null, null, true) };
        var form = new TerminalForm(Store, row);

        Assert.True(form.TryRead(out var request));
        Assert.Equal(row.Wire, request.Wire);
        Assert.False(form.IsChanged);
        form.Protocol = SpinProtocol.Xml;
        Assert.True(form.IsChanged);
        Assert.True(form.TryRead(out request));
        Assert.False(request.Wire!.TellsStages); // belongs to REST
    }

    [Theory]
    [InlineData("")]
    [InlineData("two minutes")]
    [InlineData("-30")]
    [InlineData("99.5")]
    public void A_timeout_that_is_no_number_of_seconds_is_refused_beside_its_field(string typed)
    {
        var form = new TerminalForm(Store) { AuthKey = "abcdefgh", TimeoutSeconds = typed };

        Assert.False(form.TryRead(out _));
        Assert.Contains("30 to 720", form.ProblemOf(nameof(PairTerminal.OperationalTimeoutSeconds)), StringComparison.Ordinal);
        Assert.Equal(typed, form.TimeoutSeconds);
    }
}
