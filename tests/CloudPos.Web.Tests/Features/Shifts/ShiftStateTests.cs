using CloudPos.Application.Features.Shifts;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Register;
using CloudPos.Web.Features.Shifts;
using CloudPos.Web.Tests.Features.Register;

namespace CloudPos.Web.Tests.Features.Shifts;

public sealed class ShiftStateTests
{
    private readonly ShiftState _state = new();

    [Fact]
    public void Every_opening_of_a_screen_is_one_action_and_staying_on_it_is_the_same_one()
    {
        _state.Show(ShiftScreen.Move);
        var movement = _state.NextMovement;
        _state.AmountText = "abc";
        Assert.Null(_state.ReadMovement());
        Assert.Equal(movement, _state.NextMovement);
        _state.Show(ShiftScreen.Move);
        Assert.NotEqual(movement, _state.NextMovement);

        _state.Show(ShiftScreen.Count);
        var count = _state.NextCount;
        _state.Show(Tally(0, false));
        _state.Show(ShiftScreen.Count);
        Assert.NotEqual(count, _state.NextCount); // a recount is another count
    }

    [Fact]
    public void A_movement_needs_an_amount_and_a_reason()
    {
        _state.Show(ShiftScreen.Move);
        (_state.Kind, _state.AmountText) = (CashMovementKind.Out, "0");
        Assert.Null(_state.ReadMovement());
        _state.AmountText = "12.50";
        Assert.Null(_state.ReadMovement());
        Assert.Contains("what it is for", _state.Problem, StringComparison.Ordinal);
        (_state.Reason, _state.Note) = ("Delivery", " milk ");
        Assert.Equal((CashMovementKind.Out, new Money(1_250), "Delivery: milk"), _state.ReadMovement());
    }

    [Fact]
    public void A_close_asks_for_what_the_difference_needs_and_for_nothing_else()
    {
        _state.Show(Tally(0, false));
        Assert.Equal("200.00", _state.LeftText);
        Assert.Equal(new Money(100_00), _state.ToSafe);
        Assert.Equal((null, null), (_state.ReadClose()!.Reason, _state.ReadClose()!.Approval));

        _state.Show(Tally(-700, true));
        Assert.Null(_state.ReadClose());
        _state.Reason = "Not known";
        Assert.Null(_state.ReadClose());
        (_state.Email, _state.Password) = ("m@example.test", "secret");
        Assert.Equal("m@example.test", _state.ReadClose()!.Approval!.Email);
        _state.LeftText = "5000";
        Assert.Null(_state.ReadClose());
        Assert.Null(_state.ToSafe);
        _state.Show(ShiftScreen.Count);
        Assert.Equal("", _state.Password); // a password does not lie about
    }

    [Fact]
    public void A_till_whose_shift_is_closed_opens_with_the_card_and_locks_its_cart()
    {
        var till = new TillState();
        till.Open(Carts.Till() with { Shift = new(null, null, null, null) });
        Assert.Equal((FloorPanel.Shift, true, true), (till.Panel, till.IsShut, till.IsLocked));
        till = new TillState();
        till.Open(Carts.Till() with { Shift = new(ShiftId.New(), Carts.Noon, "casey", null) });
        Assert.Equal((FloorPanel.None, false), (till.Panel, till.IsShut));
        till = new TillState();
        till.Open(Carts.Till());
        Assert.False(till.IsShut); // a store that works without shifts
    }

    private static DrawerTally Tally(long difference, bool needsApproval)
    {
        var cash = new ShiftCash { Float = new Money(200_00), Sales = new Money(100_00) };
        return new DrawerTally(ShiftId.New(), CashCountId.New(), cash.Expected + new Money(difference), cash, cash.Expected, new Money(difference), new Money(500), needsApproval);
    }
}
