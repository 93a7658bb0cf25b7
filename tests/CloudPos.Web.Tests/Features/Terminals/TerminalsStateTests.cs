using CloudPos.Application.Features.Terminals;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using CloudPos.Web.Features.Terminals;

namespace CloudPos.Web.Tests.Features.Terminals;

public sealed class TerminalsStateTests
{
    private readonly TerminalRow _first = Row("PIN pad 1", "220326704411", online: true);
    private readonly TerminalRow _second = Row("PIN pad 2", "220326704412", online: null);
    private readonly TerminalsState _state = new();

    public TerminalsStateTests() => _state.Load(new TerminalTree(
    [
        new MerchantNode(MerchantId.New(), "Harbor Lane Coffee", [new(StoreId.New(), "Pier 4", "America/New_York", [_first, _second]), new(StoreId.New(), "Depot", "America/New_York", [])]),
        new MerchantNode(MerchantId.New(), "Juniper Pharmacy", [new(StoreId.New(), "Main Street", "America/Denver", [])]),
    ]));

    [Fact]
    public void A_TPN_is_found_with_the_merchant_and_store_it_hangs_on()
    {
        _state.Text = "704412";

        var merchant = Assert.Single(_state.Shown);
        var store = Assert.Single(merchant.Stores);
        Assert.Equal(("Harbor Lane Coffee", "Pier 4"), (merchant.Name, store.Name));
        Assert.Equal(_second, Assert.Single(store.Terminals));
    }

    [Fact]
    public void A_merchant_is_found_with_all_that_hangs_below_it()
    {
        _state.Text = "harbor";

        Assert.Equal(2, Assert.Single(_state.Shown).Stores.Count);
    }

    [Fact]
    public void Text_that_nothing_goes_by_shows_nothing()
    {
        _state.Text = "elsewhere";

        Assert.Empty(_state.Shown);
        Assert.True(_state.HasMerchants);
    }

    [Fact]
    public void A_TPN_is_asked_once_at_a_time()
    {
        Assert.True(_state.BeginCheck(_first.Id));
        Assert.False(_state.BeginCheck(_first.Id));

        _state.EndCheck(_first.Id, null, "No answer.");
        Assert.Equal("No answer.", _state.ProblemOf(_first.Id));

        Assert.True(_state.BeginCheck(_first.Id));
        Assert.Null(_state.ProblemOf(_first.Id));
    }

    [Fact]
    public void The_answer_of_a_check_replaces_its_row_and_is_counted()
    {
        _state.BeginCheck(_first.Id);
        _state.EndCheck(_first.Id, _first with { IsOnline = false }, null);

        Assert.Equal((0, 1, 1), (_state.OnlineCount, _state.OfflineCount, _state.UncheckedCount));
    }

    internal static TerminalRow Row(string label, string tpn, bool? online, TerminalEndpoint endpoint = TerminalEndpoint.Simulator) =>
        new(TerminalId.New(), label, tpn, "7104411", "········9x", TerminalModel.P8, endpoint, AmountHolds.CardTotal, ComputedBy.Register, 120,
            false, TerminalWire.Usual, online, null, 3);
}
