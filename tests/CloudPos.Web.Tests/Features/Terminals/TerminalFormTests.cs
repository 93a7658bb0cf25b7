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
