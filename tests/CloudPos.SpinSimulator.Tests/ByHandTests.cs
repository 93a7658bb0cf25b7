using System.Net;
using System.Xml.Linq;

namespace CloudPos.SpinSimulator.Tests;

public sealed class ByHandTests
{
    [Fact]
    public async Task A_sale_with_a_cart_and_two_prices_goes_through_items_choice_and_card()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var sale = simulator.SendAsync(WithCart(Requests.DualPriced("H1")));

        var items = await simulator.UntilScreenAsync("items");
        Assert.Equal("$11.96", items.GetProperty("cardPrice").GetString());
        Assert.Equal("$11.50", items.GetProperty("cashPrice").GetString());
        Assert.Equal("Flat white", items.GetProperty("items")[0].GetProperty("name").GetString());
        Assert.Equal("Oat milk $0.50", items.GetProperty("items")[0].GetProperty("notes")[0].GetString());
        Assert.Equal("−$1.00", items.GetProperty("amounts")[0].GetProperty("value").GetString());

        var choice = await simulator.UntilScreenAsync("choose-price");   // by itself, after a moment
        Assert.Equal("$0.46", choice.GetProperty("cashSaves").GetString());
        await simulator.PressAsync("card");
        await simulator.UntilScreenAsync("present-card");
        await simulator.PressAsync("swipe");

        var answer = await sale;
        Assert.Equal("11.96", answer.ExtData()["TotalAmt"]);
        Assert.Equal("Swipe", answer.ExtData()["EntryType"]);
        Assert.Null(answer.Element("EMVData"));
        await simulator.UntilScreenAsync("approved");
        await simulator.PressAsync("ok");
        await simulator.UntilScreenAsync("idle");
    }

    [Theory]
    [InlineData("items")]
    [InlineData("choose-price")]
    public async Task A_tap_on_the_first_screens_takes_the_card_price(string at)
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var sale = simulator.SendAsync(WithCart(Requests.DualPriced("H2")));
        await simulator.UntilScreenAsync(at);

        await simulator.PressAsync("tap");

        Assert.Equal("11.96", (await sale).ExtData()["TotalAmt"]);
    }

    [Fact]
    public async Task Cash_can_be_chosen_on_the_items_screen()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var sale = simulator.SendAsync(WithCart(Requests.DualPriced("H3")));
        await simulator.UntilScreenAsync("items");

        await simulator.PressAsync("cash");

        Assert.Equal("Cash", (await sale).Value("PaymentType"));
    }

    [Fact]
    public async Task Equal_totals_leave_nothing_to_choose()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var sale = simulator.SendAsync(
            Requests.Sale("H4", "5.00", ("TotalCardAmount", "5.00"), ("TotalCashAmount", "5.00")));

        await simulator.UntilScreenAsync("present-card");
        Assert.Equal(HttpStatusCode.Conflict, (await simulator.TryPressAsync("cash")).StatusCode);

        await simulator.PressAsync("cancel");
        (await sale).ShouldBeRefused("Canceled", "Canceled");
    }

    [Fact]
    public async Task The_tip_chosen_on_the_screen_is_charged()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        await simulator.SetAsync(new { tips = true });
        var sale = simulator.SendAsync(Requests.DualPriced("H5").Text());
        await simulator.UntilScreenAsync("choose-price");
        await simulator.PressAsync("card");
        var tip = await simulator.UntilScreenAsync("tip");
        Assert.Equal("$10.40", tip.GetProperty("tipBase").GetString());
        Assert.Equal("tip:1.25", tip.GetProperty("tipChoices")[0].GetProperty("key").GetString());

        await simulator.PressAsync("tip:2.04");
        var present = await simulator.UntilScreenAsync("present-card");
        Assert.Equal("$14.00", present.GetProperty("amount").GetString());
        Assert.Equal("Total with tip", present.GetProperty("amountLabel").GetString());
        await simulator.PressAsync("tap");

        Assert.Equal("14.00", (await sale).ExtData()["TotalAmt"]);
    }

    [Fact]
    public async Task A_card_tapped_before_the_tip_question_is_charged_after_it()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        await simulator.SetAsync(new { tips = true });
        var sale = simulator.SendAsync(Requests.DualPriced("H6").Text());
        await simulator.UntilScreenAsync("choose-price");
        await simulator.PressAsync("tap");
        await simulator.UntilScreenAsync("tip");

        await simulator.PressAsync("ok");

        Assert.Equal("0.00", (await sale).ExtData()["Tip"]);
    }

    [Fact]
    public async Task Decline_by_hand_ends_with_no_money_taken()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var sale = simulator.SendAsync(Requests.Sale("H7"));
        await simulator.UntilScreenAsync("present-card");

        await simulator.PressAsync("decline");

        (await sale).ShouldBeRefused("Canceled", "DECLINE");
        await simulator.UntilScreenAsync("declined");
    }

    [Fact]
    public async Task A_key_that_does_nothing_now_says_so()
    {
        await using var simulator = await SimulatorHost.StartAsync();

        Assert.Equal(HttpStatusCode.Conflict, (await simulator.TryPressAsync("tap")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await simulator.TryPressAsync("bite")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await simulator.TryPressAsync("tip:lots")).StatusCode);
    }

    private static string WithCart(XElement sale)
    {
        sale.Add(Requests.Cart());
        return sale.Text();
    }
}
