using CloudPos.Domain.Payments;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CloudPos.EndToEnd.Tests;

/// <summary>What a manager does with payments that are not done, with tips and with holds. Each reaches its state through the PIN pad.</summary>
[Collection(nameof(OfficeCollection))]
public sealed class LedgerTests(BrowserFixture fixture)
{
    private readonly Installation _installation = fixture.Installation;

    [Fact]
    public async Task Two_tips_are_typed_as_digits_and_sent_with_one_press()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await _installation.CustomerAsync(Installation.PinPad1, "approve");
        for (var sale = 0; sale < 2; sale++)
            await SellByCardAsync(till);

        await using var office = await fixture.BrowserAsync();
        var page = await fixture.SignInAsync(office, "manager@demo.cloudpos.test");
        await page.GotoAsync("/tips");
        await page.GetByTestId("tips-search").FillAsync("1111");
        var inputs = page.Locator("[data-testid=tip-row][data-state=waiting] [data-testid=tip-input]");
        await inputs.First.FocusAsync();
        await page.Keyboard.TypeAsync("100");
        await page.Keyboard.PressAsync("Enter");
        await Expect(inputs.Nth(0)).ToHaveValueAsync("1.00");
        await Expect(inputs.Nth(1)).ToBeFocusedAsync();
        await page.ShotAsync("tips");
        // faster than any server answers, and corrected
        foreach (var key in new[] { "9", "9", "Control+a", "Delete", "1", "2", "5", "ArrowUp", "1", "0", "1", "Enter", "1", "2", "6", "ArrowUp", "1", "0", "0", "Enter", "1", "2", "5", "Enter" })
            await page.Keyboard.PressAsync(key);
        await Expect(inputs.Nth(0)).ToHaveValueAsync("1.00");
        await Expect(inputs.Nth(1)).ToHaveValueAsync("1.25");
        await Expect(page.GetByTestId("send-tips")).ToContainTextAsync("Send 2 tips, $2.25");
        await page.GetByTestId("send-tips").ClickAsync();

        foreach (var tip in new[] { "$1.00", "$1.25" })
            await Expect(page.Locator("[data-testid=tip-row][data-state=sent]").Filter(new LocatorFilterOptions { HasText = tip })).ToHaveCountAsync(1);
        var tips = (await _installation.LedgerAsync(Installation.PinPad1)).Select(l => l.GetProperty("tip").GetDecimal());
        Assert.Equal([1.00m, 1.25m], tips.Where(t => t is 1.00m or 1.25m).Order()); // a capture of another test may have its own
        await Expect(page.GetByTestId("tips-today")).ToContainTextAsync("cashier");
        await page.ShotAsync("tips-sent");
    }

    [Fact]
    public async Task A_cart_is_held_on_a_card_captured_with_a_tip_and_another_hold_is_released()
    {
        await using var browser = await fixture.BrowserAsync();
        await _installation.ResetSimulatorAsync();
        await _installation.CustomerAsync(Installation.PinPad1, "approve");
        var till = await fixture.SignInAsync(browser, "manager@demo.cloudpos.test");
        await till.GotoAsync("/register");
        await OpenRegisterAsync(till);
        await HoldAsync(till, "Table 4", "20.00");
        await HoldAsync(till, "Table 5", "30.00");

        await till.GotoAsync("/tips");
        await till.GetByTestId("tab-holds").ClickAsync();
        var captured = till.GetByTestId("hold-row").Filter(new LocatorFilterOptions { HasText = "Table 4" });
        await captured.GetByTestId("capture").ClickAsync();
        await TypeTipAsync(till, "9900", "99.00");
        await Expect(till.GetByTestId("capture-asks")).ToContainTextAsync("more than the $20.00 held");
        await till.GetByTestId("capture-agree").CheckAsync();
        await till.GetByTestId("capture-confirm").ClickAsync();
        await Expect(till.GetByTestId("refusal")).ToContainTextAsync("at most $23.00");
        await till.ShotAsync("holds-capture");
        await TypeTipAsync(till, "150", "1.50");
        await Expect(till.GetByTestId("capture-asks")).ToContainTextAsync("less than the $20.00 held");
        await Expect(till.GetByTestId("capture-confirm")).ToBeDisabledAsync();
        await till.ShotAsync("holds-capture-less");
        await till.GetByTestId("capture-agree").CheckAsync();
        var total = (await till.GetByTestId("capture-confirm").TextContentAsync())!.Replace("Capture ", "", StringComparison.Ordinal);
        await till.GetByTestId("capture-confirm").ClickAsync();
        await Expect(captured).ToHaveCountAsync(0);
        await Expect(till.GetByTestId("captured-row").First).ToContainTextAsync($"Captured {total}, tip $1.50 inside.");
        await till.ShotAsync("holds-captured");

        var released = till.GetByTestId("hold-row").Filter(new LocatorFilterOptions { HasText = "Table 5" });
        await released.GetByTestId("release").ClickAsync();
        await Expect(released.GetByTestId("release")).ToContainTextAsync("Release now");
        await till.ShotAsync("holds-release");
        await released.GetByTestId("release").ClickAsync();
        await Expect(released).ToHaveCountAsync(0);

        var ledger = await _installation.LedgerAsync(Installation.PinPad1);
        Assert.Contains(ledger, l => l.GetProperty("transType").GetString() == "Capture" && l.GetProperty("tip").GetDecimal() == 1.50m);
        Assert.Contains(ledger, l => l.GetProperty("transType").GetString() == "Auth" && l.GetProperty("state").GetString() == "voided");
    }

    /// <summary>Digits are cents, as in the list of tips; the browser writes the amount when the field is left.</summary>
    private static async Task TypeTipAsync(IPage page, string digits, string shown)
    {
        await page.GetByTestId("capture-tip").FillAsync(digits);
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByTestId("capture-tip")).ToHaveValueAsync(shown);
    }

    private static async Task SellByCardAsync(IPage till)
    {
        await till.ScanAsync("FLAT-WHITE");
        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("approved");
        await till.NextSaleAsync();
        await Expect(till.GetByTestId("cart-line")).ToHaveCountAsync(0);
    }

    private static async Task HoldAsync(IPage till, string label, string amount)
    {
        await till.ScanAsync("FLAT-WHITE");
        await till.GetByTestId("hold").ClickAsync();
        await till.GetByTestId("hold-label").FillAsync(label);
        await till.GetByTestId("hold-amount").FillAsync(amount);
        await till.ShotAsync("hold-sheet");
        await till.GetByTestId("hold-confirm").ClickAsync();
        await till.PaymentAsync("approved");
        await Expect(till.GetByTestId("payment")).ToContainTextAsync("is held");
        await till.ShotAsync("hold-approved");
        await Expect(till.GetByTestId("back-to-cart")).ToBeFocusedAsync();
        await till.GetByTestId("back-to-cart").ClickAsync();
        await Expect(till.GetByTestId("cart-line")).ToHaveCountAsync(0);
    }

    /// <summary>A manager may choose among the registers; the first one is the one with PIN pad 1.</summary>
    private static async Task OpenRegisterAsync(IPage till)
    {
        var ready = till.GetByTestId("till-ready");
        var choice = till.Locator("a[href^='/register/']").Filter(new LocatorFilterOptions { HasText = "Pier 4" }).First;
        await ready.Or(choice).First.WaitForAsync();
        if (await ready.CountAsync() == 0)
            await choice.ClickAsync();
        await ready.WaitForAsync();
    }
}

/// <summary>A payment that nobody knows of for so long that a manager decides, and one that a card paid a second time. In an installation that waits seconds, not minutes.</summary>
public sealed class ReviewTests : IAsyncLifetime
{
    private readonly BrowserFixture _fixture = new(
        ("Payments__ReviewAfter", "00:00:04"), ("Payments__OwnerSilentMax", "00:00:03"), ("Payments__CheckPauses__0", "00:00:00.5"), ("Payments__TurnPause", "00:00:00.5"));

    private Installation Installation => _fixture.Installation;

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_manager_decides_not_charged_and_the_card_that_was_charged_after_all_is_voided()
    {
        await using var browser = await _fixture.BrowserAsync();
        var till = await _fixture.TillAsync(browser);
        await Installation.CustomerAsync(Installation.PinPad1, "approve");
        await Installation.FaultAsync(Installation.PinPad1, "proxy:Reconnected", "Status", times: 1_000); // nobody is told what became of it
        await Installation.FaultAsync(Installation.PinPad1, "delay", "Sale", delayMs: 15_000); // and the answer comes while the server sleeps
        await till.ScanAsync("FLAT-WHITE");
        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("on-terminal");
        await Installation.WaitForLedgerAsync(Installation.PinPad1, 1);

        // the server that holds the connection falls asleep; another one takes over
        Installation.PauseRegister();
        await Installation.StartSecondRegisterAsync();
        await using var office = await _fixture.BrowserAsync(register: Installation.SecondRegister);
        var page = await _fixture.SignInAsync(office, "manager@demo.cloudpos.test");
        await page.GotoAsync("/payments");
        await page.GetByTestId("decide").ClickAsync(new LocatorClickOptions { Timeout = 60_000 });
        await Expect(page.GetByTestId("proof")).ToContainTextAsync("One request sent to the PIN pad");
        await page.ChooseAsync("judge-charged");
        await page.ShotAsync("payments-decide-charged");
        await page.ChooseAsync("judge-not-charged");
        await page.GetByTestId("judge-reason").FillAsync("Report read line by line.");
        await page.GetByTestId("judge-confirm").ClickAsync();
        await Expect(page.GetByTestId("decision")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-testid=payment-row][data-group=NeedsReview]")).ToHaveCountAsync(0);

        await using var counter = await _fixture.BrowserAsync(register: Installation.SecondRegister);
        var second = await _fixture.SignInAsync(counter, "cashier@demo.cloudpos.test");
        await second.GotoAsync("/register");
        await second.GetByTestId("till-ready").WaitForAsync();
        if (await second.GetByTestId("back-to-cart").CountAsync() > 0)
            await second.GetByTestId("back-to-cart").ClickAsync();
        await second.PayExactCashAsync();

        Installation.ResumeRegister(); // its answer arrives: approved
        await page.GetByTestId("void-surplus").WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        await page.ShotAsync("payments-to-void");
        await page.GetByTestId("void-surplus").ClickAsync();
        await page.Locator("[data-tab=Closed]").ClickAsync();
        await Expect(page.GetByTestId("closed-row").Filter(new LocatorFilterOptions { HasText = "Void confirmed" })).ToHaveCountAsync(1);
        await Expect(page.GetByTestId("open-payments")).ToHaveCountAsync(0); // nor does the side bar call for anybody
        await page.ShotAsync("payments-closed");
        Assert.Equal("voided", Assert.Single(await Installation.LedgerAsync(Installation.PinPad1)).GetProperty("state").GetString());
    }
}

/// <summary>A bad hour: a row of every kind, with the longest names that a merchant gives and amounts that a till rarely sees. Nothing of it may be cut off.</summary>
public sealed class BusyLedgerTests : IAsyncLifetime
{
    private readonly BrowserFixture _fixture = new(("Demo__TwoRegisters", "true"), ("Payments__ReviewAfter", "08:00:00"), ("Payments__OwnerSilentMax", "01:00:00"));

    private Installation Installation => _fixture.Installation;

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Every_kind_of_row_stands_worst_first_with_one_action_and_fits_the_screen()
    {
        await using var browser = await _fixture.BrowserAsync();
        await Installation.ResetSimulatorAsync();
        await Installation.CustomerAsync(Installation.PinPad1, "approve");
        var till = await OpenAsync(browser, "Register 1");
        for (var sale = 0; sale < 6; sale++)
        {
            await till.ScanAsync("FLAT-WHITE");
            await till.Keyboard.PressAsync("F9");
            await till.PaymentAsync("approved");
            await till.NextSaleAsync();
        }

        await Installation.FaultAsync(Installation.PinPad1, "proxy:Reconnected", "Status", times: 1_000);
        await MakeItBadAsync();
        await Installation.CustomerAsync(Installation.PinPad1, "manual");
        await till.ScanAsync("FLAT-WHITE");
        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("on-terminal");
        await using var second = await _fixture.BrowserAsync();
        var waiting = await OpenAsync(second, "Register 2");
        await waiting.ScanAsync("COLD-BREW-16");
        await waiting.Keyboard.PressAsync("F9");
        await waiting.PaymentAsync("queued");
        await waiting.ShotAsync("queued-long-names");

        await using var office = await _fixture.BrowserAsync();
        var page = await _fixture.SignInAsync(office, "manager@demo.cloudpos.test");
        await page.GotoAsync("/payments");
        var rows = page.GetByTestId("payment-row");
        await Expect(rows).ToHaveCountAsync(8);
        Assert.Equal(
            ["NeedsReview", "NeedsReview", "ToVoid", "ToRelease", "NotKnown", "NotKnown", "OnPinPad", "Queued"],
            await rows.EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.group)"));
        Assert.True(await rows.EvaluateAllAsync<bool>("rows => rows.every(row => row.querySelectorAll('.btn').length === 1)"));
        await FitsAsync(page, "payments-all");

        await rows.First.Locator(".row-link").ClickAsync();
        await Expect(page.GetByTestId("payment-story")).ToBeVisibleAsync();
        await FitsAsync(page, "payments-story");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByTestId("decide").First.ClickAsync();
        await Expect(page.GetByTestId("proof")).ToBeVisibleAsync();
        await FitsAsync(page, "payments-decide");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("[data-tab=Closed]").ClickAsync();
        await FitsAsync(page, "payments-closed-none");
        await page.GotoAsync("/tips");
        await page.GetByTestId("tab-holds").ClickAsync();
        await Expect(page.GetByTestId("hold-row")).ToHaveCountAsync(1);
        await FitsAsync(page, "holds-long-names");
    }

    private async Task<IPage> OpenAsync(IBrowserContext browser, string register)
    {
        var page = await _fixture.SignInAsync(browser, "cashier@demo.cloudpos.test");
        await page.GotoAsync("/register");
        await page.GetByTestId("register").Filter(new LocatorFilterOptions { HasText = register }).ClickAsync();
        await page.GetByTestId("till-ready").WaitForAsync();
        return page;
    }

    /// <summary>Past the application: six paid sales become what it takes hours to come to.</summary>
    private Task MakeItBadAsync()
    {
        (string Ago, string Set)[] rows =
        [
            ("-3 days", $"State = {(int)AttemptState.NeedsReview}, Checks = 4311, Reason = {(int)AttemptReason.NotFound}, Amount_Cents = 1234567, Charged_Cents = NULL"),
            ("-68 minutes", $"State = {(int)AttemptState.NeedsReview}, Checks = 74, Reason = {(int)AttemptReason.NoAnswer}, Amount_Cents = 4118, Charged_Cents = NULL"),
            ("-47 minutes", "ToVoidSince = datetime('now', '-47 minutes'), Amount_Cents = 98765432, Charged_Cents = 98765432"),
            ("-5 days", $"Kind = {(int)AttemptKind.Auth}, Label = 'Wedding breakfast of the Featherstonehaugh family, 2 pm', Amount_Cents = 1000000, Charged_Cents = 1000000"),
            ("-12 minutes", $"State = {(int)AttemptState.Unknown}, Checks = 9, Reason = {(int)AttemptReason.TerminalOffline}, Amount_Cents = 671, Charged_Cents = NULL"),
            ("-4 minutes", $"State = {(int)AttemptState.Unknown}, Checks = 5, Reason = {(int)AttemptReason.TerminalBusy}, Amount_Cents = 1872, Charged_Cents = NULL"),
        ];
        var later = "datetime('now', '+6 hours')";
        return Installation.InDatabaseAsync(string.Join('\n', rows.Select((row, n) => $"""
            UPDATE Attempts SET {row.Set}, CreatedAt = datetime('now', '{row.Ago}'), SentAt = datetime('now', '{row.Ago}'), ChangedAt = datetime('now', '{row.Ago}', '+12 seconds'), NextCheckAt = {(row.Set.StartsWith("State", StringComparison.Ordinal) ? later : "NULL")}
            WHERE Id = (SELECT Id FROM Attempts ORDER BY RefId DESC LIMIT 1 OFFSET {n});
            """)) + $"""
            UPDATE Sales SET ParkedAt = datetime('now') WHERE Id = (SELECT SaleId FROM Attempts ORDER BY RefId DESC LIMIT 1 OFFSET 5);
            UPDATE Stores SET Name = 'Harbor Lane Coffee Roasters and Bakery, Pier 4 (north hall)' WHERE Id = (SELECT StoreId FROM Terminals WHERE Tpn = '{Installation.PinPad1}');
            UPDATE Terminals SET Label = 'PIN pad 1 by the window, left' WHERE Tpn = '{Installation.PinPad1}';
            """);
    }

    /// <summary>In the widths of an office and of a tablet: no sideways scrolling of the page, and no button that leaves it.</summary>
    private static async Task FitsAsync(IPage page, string name)
    {
        foreach (var width in new[] { 1024, 1366 })
        {
            await page.SetViewportSizeAsync(width, 768);
            var out_ = await page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('main .btn, main .todo > *, main td, main .drawer *')].filter(e => e.offsetParent !== null && e.getBoundingClientRect().right > innerWidth + 1)
                    .map(e => (e.className || e.tagName) + ': ' + e.textContent.trim().slice(0, 40))
                """);
            Assert.Empty(out_);
        }

        await page.ShotAsync(name);
    }
}
