using System.Net.Http.Json;
using CloudPos.Application.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CloudPos.EndToEnd.Tests;

/// <summary>States of the payment panel that the other flows do not pass through, each brought about by a real fault.</summary>
/// <remarks>With <c>CLOUDPOS_SHOTS</c> naming a folder each is photographed, to be laid beside the design.</remarks>
[Collection(nameof(BrowserCollection))]
public sealed class PaymentStateTests(BrowserFixture fixture)
{
    private readonly Installation _installation = fixture.Installation;

    [Fact]
    public async Task Cancel_requested_says_where_to_press_and_offers_nothing_else()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await PayAsync(browser, "manual");
        await till.PaymentAsync("on-terminal");
        await NothingChargesAsync(till);
        await ShotAsync(till, "on-terminal");

        await till.Keyboard.PressAsync("Escape");
        await till.PaymentAsync("cancel-requested");

        await Expect(till.GetByTestId("payment-headline")).ToContainTextAsync("Press the red X on PIN pad 1");
        await NothingChargesAsync(till);
        await Expect(till.GetByTestId("ask-to-cancel")).ToHaveCountAsync(0);
        await ShotAsync(till, "cancel-requested");
        await PressAsync("cancel");
        await till.PaymentAsync("not-charged");
        await ShotAsync(till, "cancelled");
        await EndInCashAsync(till);
    }

    [Fact]
    public async Task A_partial_approval_shows_what_is_left_and_cash_pays_it()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await PayAsync(browser, "approve", "partial");
        await till.PaymentAsync("partial");

        await Expect(till.GetByTestId("payment")).ToContainTextAsync("Left to pay");
        await Expect(till.GetByTestId("try-another")).ToContainTextAsync("Take the other");
        await ShotAsync(till, "partial");
        await till.PayExactCashAsync();
        Assert.Single(await _installation.LedgerAsync(Installation.PinPad1));
    }

    [Fact]
    public async Task A_lost_answer_is_unknown_with_one_button_and_then_found()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await PayAsync(browser, "approve", "approve-then-drop");
        await till.PaymentAsync("unknown");

        await Expect(till.GetByTestId("payment")).ToContainTextAsync("Do not charge again");
        await ShotAsync(till, "unknown");
        await till.PaymentAsync("approved");
        await ShotAsync(till, "found-approved");
        await till.NextSaleAsync();
        Assert.Single(await _installation.LedgerAsync(Installation.PinPad1));
        Assert.Equal(1, await _installation.SalesSentAsync(Installation.PinPad1));
    }

    [Fact]
    public async Task What_never_arrived_is_unknown_until_it_is_proven_and_is_then_sent_again()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await PayAsync(browser, "approve"); // a PIN pad that still knows this one has not settled since: "not found" proves something
        await till.PaymentAsync("approved");
        await till.NextSaleAsync();
        await PatienceAsync(4);
        await _installation.CustomerAsync(Installation.PinPad1, "vanish");
        await till.ScanAsync("FLAT-WHITE");
        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("unknown", timeout: 60_000);
        await NothingChargesAsync(till);
        await Expect(till.GetByTestId("check-now")).ToBeVisibleAsync();
        await Expect(till.GetByTestId("send-again")).ToHaveCountAsync(0);
        await Expect(till.GetByTestId("try-another")).ToHaveCountAsync(0);
        await Expect(till.GetByTestId("payment-cash")).ToHaveCountAsync(0);

        await till.PaymentAsync("not-charged", timeout: 60_000);
        await Expect(till.GetByTestId("payment-headline")).ToContainTextAsync("No charge was made");
        await Expect(till.GetByTestId("send-again")).ToBeVisibleAsync();
        await ShotAsync(till, "proven-not-charged");
        await PatienceAsync(120);
        await _installation.CustomerAsync(Installation.PinPad1, "approve");
        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("approved");
        await ShotAsync(till, "approved");
        await till.NextSaleAsync();
        Assert.Equal(2, (await _installation.LedgerAsync(Installation.PinPad1)).Count);
    }

    [Fact]
    public async Task A_blocked_route_is_a_fault_of_the_set_up_and_cash_still_works()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await _installation.SetAsync(Installation.PinPad1, new { parameters = new { routeActive = false } });
        await till.ScanAsync("FLAT-WHITE");
        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("terminal-fault");

        await Expect(till.GetByTestId("payment-headline")).ToContainTextAsync("No charge was made");
        await ShotAsync(till, "terminal-fault");
        await EndInCashAsync(till);
        Assert.Empty(await _installation.LedgerAsync(Installation.PinPad1));
    }

    /// <summary>One flat white, paid by card, and the fault that its request meets.</summary>
    private async Task<IPage> PayAsync(IBrowserContext browser, string customer, string? fault = null)
    {
        var till = await fixture.TillAsync(browser);
        await _installation.CustomerAsync(Installation.PinPad1, customer);
        if (fault is not null)
            (await _installation.Http.PostAsJsonAsync($"{_installation.Simulator}/control/terminals/{Installation.PinPad1}/faults", new { fault, transType = "Sale" })).EnsureSuccessStatusCode();
        await till.ScanAsync("FLAT-WHITE");
        await till.Keyboard.PressAsync("F9");
        return till;
    }

    private async Task PressAsync(string key) =>
        (await _installation.Http.PostAsJsonAsync($"{_installation.Simulator}/control/terminals/{Installation.PinPad1}/press", new { key })).EnsureSuccessStatusCode();

    /// <summary>Neither by hand nor by key.</summary>
    private static async Task NothingChargesAsync(IPage till)
    {
        await Expect(till.GetByTestId("pay-card")).ToBeDisabledAsync();
        await Expect(till.GetByTestId("pay-cash")).ToBeDisabledAsync();
        var before = await till.GetByTestId("payment").GetAttributeAsync("data-state");
        await till.Keyboard.PressAsync("F9");
        await till.Keyboard.PressAsync("F10");
        await till.PaymentAsync(before!);
    }

    private static async Task EndInCashAsync(IPage till)
    {
        await till.Keyboard.PressAsync("Escape");
        await till.PayExactCashAsync();
    }

    /// <summary>How long the proxy waits, written past the limits of the form.</summary>
    private async Task PatienceAsync(int seconds)
    {
        await using var database = new SqliteConnection(DatabaseProvider.SqliteConnection(Path.GetDirectoryName(_installation.DatabaseFile)!));
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText = "UPDATE Terminals SET OperationalTimeoutSeconds = $seconds WHERE Tpn = $tpn";
        command.Parameters.AddWithValue("$seconds", seconds);
        command.Parameters.AddWithValue("$tpn", Installation.PinPad1);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private static async Task ShotAsync(IPage till, string name)
    {
        if (Environment.GetEnvironmentVariable("CLOUDPOS_SHOTS") is { Length: > 0 } folder)
            await till.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
    }
}
