using System.Net.Http.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CloudPos.EndToEnd.Tests;

/// <summary>States of the payment panel that the other flows do not pass through, each brought about by a real fault.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class PaymentStateTests(BrowserFixture fixture)
{
    private readonly Installation _installation = fixture.Installation;

    [Fact]
    public async Task Cancel_requested_says_where_to_press_and_Enter_goes_on_waiting()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await PayAsync(browser, "manual");
        await till.PaymentAsync("on-terminal");
        await till.NothingChargesAsync();
        await till.ShotAsync("on-terminal");

        await till.Keyboard.PressAsync("Escape");
        await till.PaymentAsync("cancel-requested");

        await Expect(till.GetByTestId("payment-headline")).ToContainTextAsync("Press the red X on PIN pad 1");
        await till.NothingChargesAsync();
        await Expect(till.GetByTestId("ask-to-cancel")).ToHaveCountAsync(0);
        await till.ShotAsync("cancel-requested");

        await Expect(till.GetByTestId("keep-waiting")).ToBeFocusedAsync();
        await till.Keyboard.PressAsync("Enter");
        await till.PaymentAsync("on-terminal");
        await till.Keyboard.PressAsync("Escape");
        await till.PaymentAsync("cancel-requested");
        await PressAsync("cancel");
        await till.PaymentAsync("not-charged");
        await till.ShotAsync("cancelled");
        await EndInCashAsync(till);
    }

    [Fact]
    public async Task An_Enter_that_was_meant_for_keep_waiting_does_not_leave_the_approval_that_came_before_it()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await PayAsync(browser, "manual");
        await till.PaymentAsync("on-terminal");
        await till.Keyboard.PressAsync("Escape");
        await till.PaymentAsync("cancel-requested");
        await Expect(till.GetByTestId("keep-waiting")).ToBeFocusedAsync();
        await till.EvaluateAsync("window.clicks = 0; addEventListener('click', () => window.clicks++)");
        await till.WedgeAsync("FLAT WHITE"); // nor does a code with a blank in it press the button that has the focus
        await Expect(till.GetByRole(AriaRole.Alert).Filter(new LocatorFilterOptions { HasText = "Scan ignored" })).ToBeVisibleAsync();
        await till.PaymentAsync("cancel-requested");
        Assert.Equal(0, await till.EvaluateAsync<int>("window.clicks"));

        // the press that is on its way when the answer comes, just after the approval was drawn
        await till.EvaluateAsync("""
            () => {
                window.isIgnored = null;
                addEventListener('keydown', event => { if (event.key === 'Enter') window.isIgnored ??= event.defaultPrevented; });
                new MutationObserver((_, observer) => {
                    if (document.querySelector('[data-testid=payment]')?.dataset.state !== 'approved') return;
                    observer.disconnect();
                    setTimeout(() => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })), 20);
                }).observe(document.body, { childList: true, subtree: true, attributes: true });
            }
            """);
        await PressAsync("tap");
        await till.WaitForFunctionAsync("() => window.isIgnored !== null");

        Assert.True(await till.EvaluateAsync<bool>("window.isIgnored"));
        await till.PaymentAsync("approved");
        await till.NextSaleAsync();
    }

    [Fact]
    public async Task A_partial_approval_shows_what_is_left_and_cash_pays_it()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await PayAsync(browser, "approve", "partial");
        await till.PaymentAsync("partial");

        await Expect(till.GetByTestId("payment")).ToContainTextAsync("Left to pay");
        await Expect(till.GetByTestId("try-another")).ToContainTextAsync("Take the other");
        await till.ShotAsync("partial");
        await till.PayExactCashAsync();
        Assert.Single(await _installation.LedgerAsync(Installation.PinPad1));
    }

    [Fact]
    public async Task Thousands_and_long_names_stand_whole_in_every_panel()
    {
        const string Long = "Single-origin Ethiopia Yirgacheffe Grade 1 whole beans, washed, roasted on Tuesday, in the blue gift box with the hand-thrown cup";
        await _installation.InDatabaseAsync($"UPDATE Products SET Name = '{Long}', CashPrice_Cents = 1087064, CardPrice_Cents = 1134567 WHERE Sku = 'CHOCOLATE-CROISSANT'");
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await _installation.CustomerAsync(Installation.PinPad1, "manual");
        await till.ScanAsync("CHOCOLATE-CROISSANT");
        await till.ScanAsync("FLAT-WHITE");
        await till.ShotAsync("thousands-cart");
        Assert.True((await till.Line("CHOCOLATE-CROISSANT").BoundingBoxAsync())!.Height < 90, "A long name takes more than two lines of the cart.");
        await till.Keyboard.PressAsync("Shift+F9");
        await till.GetByTestId("split-amount").WaitForAsync();
        await StandsWholeAsync(till, "split");
        await till.ShotAsync("thousands-split");
        await till.GetByTestId("split-amount").FillAsync("1234.56");
        await till.GetByTestId("split-cash").ClickAsync();
        await till.GetByTestId("cash-confirm").WaitForAsync();
        await till.ShotAsync("thousands-cash");
        await till.GetByTestId("cash-confirm").ClickAsync();
        await Expect(till.GetByTestId("tender")).ToHaveCountAsync(1);
        await StandsWholeAsync(till, "split");
        await till.ShotAsync("thousands-split-paid");
        await _installation.FaultAsync(Installation.PinPad1, "partial", "Sale");
        await till.GetByTestId("split-card").ClickAsync();
        await till.PaymentAsync("on-terminal");
        await StandsWholeAsync(till, "payment");
        await till.ShotAsync("thousands-on-terminal");

        await PressAsync("tap");
        await till.PaymentAsync("partial");
        await StandsWholeAsync(till, "payment");
        await till.ShotAsync("thousands-partial");
        await till.Keyboard.PressAsync("F10");
        await till.GetByTestId("cash-received").WaitForAsync();
        await till.Keyboard.PressAsync("Enter");
        await till.GetByTestId("next-sale").WaitForAsync();
        await till.ShotAsync("thousands-paid");
        await till.NextSaleAsync();
        await _installation.InDatabaseAsync("UPDATE Products SET Name = 'Chocolate croissant', CashPrice_Cents = 395, CardPrice_Cents = NULL WHERE Sku = 'CHOCOLATE-CROISSANT'");
    }

    /// <summary>Nothing in it is wider than its place, on both sizes of a till.</summary>
    private static async Task StandsWholeAsync(IPage till, string panel)
    {
        foreach (var width in new[] { 1024, 1366 })
        {
            await till.SetViewportSizeAsync(width, 768);
            var cut = await till.GetByTestId(panel).EvaluateAsync<string[]>("""
                panel => [...panel.querySelectorAll('*')].filter(e => !e.closest('svg, .sr') && e.getClientRects().length && (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline'
                    || e.getBoundingClientRect().right > panel.getBoundingClientRect().right + 1)).map(e => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 40)}`)
                """);
            Assert.Empty(cut);
        }
    }

    [Fact]
    public async Task A_lost_answer_is_unknown_with_one_button_and_then_found()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await _installation.CustomerAsync(Installation.PinPad1, "approve");
        await _installation.LoseAnswerAsync(Installation.PinPad1, "Sale");
        await till.ScanAsync("FLAT-WHITE");
        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("unknown");

        await Expect(till.GetByTestId("payment")).ToContainTextAsync("Do not charge again");
        await till.ShotAsync("unknown");
        await till.GetByTestId("check-now").ClickAsync(); // no answer yet
        await till.PaymentAsync("unknown");
        await _installation.EndFaultsAsync(Installation.PinPad1);
        await till.PaymentAsync("approved", timeout: 60_000);
        await Expect(till.GetByTestId("payment-headline")).ToContainTextAsync("The card WAS charged $"); // whichever check finds it, the first one too
        await Expect(till.GetByTestId("payment")).ToContainTextAsync("PIN pad 1 answered at");
        await Expect(till.GetByTestId("code")).ToContainTextAsync("found by status check");
        await till.ShotAsync("found-approved");
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
        await _installation.PatienceAsync(Installation.PinPad1, 4);
        await _installation.CustomerAsync(Installation.PinPad1, "vanish");
        await till.ScanAsync("FLAT-WHITE");
        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("unknown", timeout: 60_000);
        await till.NothingChargesAsync();
        await Expect(till.GetByTestId("check-now")).ToBeVisibleAsync();
        await Expect(till.GetByTestId("manager")).ToHaveCountAsync(0); // a cashier decides nothing
        await Expect(till.GetByTestId("checks").Locator("li").First).ToContainTextAsync("s: no reply");
        await Expect(till.GetByTestId("checks").Locator("li").Last).ToContainTextAsync("s: not booked", new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });
        await FillsAsync(till);
        await till.PictureAsync("unknown-bar");
        await till.ShotAsync("unknown-checked");
        await Expect(till.GetByTestId("send-again")).ToHaveCountAsync(0);
        await Expect(till.GetByTestId("try-another")).ToHaveCountAsync(0);
        await Expect(till.GetByTestId("payment-cash")).ToHaveCountAsync(0);

        await till.PaymentAsync("not-charged", timeout: 60_000);
        await Expect(till.GetByTestId("payment-headline")).ToContainTextAsync("No charge was made");
        await Expect(till.GetByTestId("send-again")).ToBeVisibleAsync();
        await till.ShotAsync("proven-not-charged");
        await _installation.PatienceAsync(Installation.PinPad1, 120);
        await _installation.CustomerAsync(Installation.PinPad1, "approve");
        await till.Keyboard.PressAsync("F9");
        await till.PaymentAsync("approved");
        await till.ShotAsync("approved");
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
        await till.ShotAsync("terminal-fault");
        await EndInCashAsync(till);
        Assert.Empty(await _installation.LedgerAsync(Installation.PinPad1));
    }

    [Fact]
    public async Task What_cannot_be_put_on_record_as_sent_stays_sending_and_leaves_the_register_only_afterwards()
    {
        await using var browser = await fixture.BrowserAsync();
        var till = await fixture.TillAsync(browser);
        await _installation.CustomerAsync(Installation.PinPad1, "approve");
        await till.ScanAsync("FLAT-WHITE");
        await _installation.InDatabaseAsync("CREATE TRIGGER NothingIsSent BEFORE UPDATE OF State ON Attempts WHEN NEW.State = 1 BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        try
        {
            await till.Keyboard.PressAsync("F9");
            await till.PaymentAsync("sending");
            await Expect(till.GetByTestId("payment-headline")).ToContainTextAsync("to PIN pad 1");
            await till.NothingChargesAsync();
            await Expect(till.GetByTestId("payment-cash")).ToHaveCountAsync(0);
            await till.ShotAsync("sending");
            Assert.Equal(0, await _installation.SalesSentAsync(Installation.PinPad1));
        }
        finally
        {
            await _installation.InDatabaseAsync("DROP TRIGGER NothingIsSent");
        }

        await till.PaymentAsync("approved");
        Assert.Equal(1, await _installation.SalesSentAsync(Installation.PinPad1));
        await till.NextSaleAsync();
    }

    [Fact]
    public async Task What_the_customer_signs_is_shown_with_the_approval_and_kept_by_nobody()
    {
        await CaptureSignatureAsync(true);
        try
        {
            await using var browser = await fixture.BrowserAsync();
            var till = await PayAsync(browser, "sign");
            await till.PaymentAsync("approved");

            foreach (var picture in new[] { "signature", "receipt-signature" })
            {
                await Expect(till.GetByTestId(picture)).ToHaveAttributeAsync("alt", "The customer's signature");
                Assert.True(await till.GetByTestId(picture).EvaluateAsync<int>("image => image.decode().then(() => image.naturalWidth)") > 100);
            }

            await till.ShotAsync("signature");
            var uri = (await till.GetByTestId("signature").GetAttributeAsync("src"))!;
            var picture64 = uri[(uri.IndexOf(',', StringComparison.Ordinal) + 21)..][..40];
            Assert.DoesNotContain(picture64, _installation.RegisterLog(), StringComparison.Ordinal);
            foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_installation.DatabaseFile)!, "cloudpos.db*"))
                Assert.DoesNotContain(picture64, System.Text.Encoding.Latin1.GetString(await ReadAsync(file)), StringComparison.Ordinal);
            await till.NextSaleAsync();
        }
        finally
        {
            await CaptureSignatureAsync(false);
        }
    }

    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new MemoryStream();
        await open.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    /// <summary>As the ISO does it in the drawer.</summary>
    private async Task CaptureSignatureAsync(bool captures)
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.SignInAsync(browser, "iso@demo.cloudpos.test");
        await page.GotoAsync("/terminals");
        var terminal = page.Locator($"[data-testid=terminal][data-tpn='{Installation.PinPad1}']");
        await terminal.GetByTestId("edit-terminal").ClickAsync();
        await page.GetByTestId("capture-signature").SetCheckedAsync(captures);
        await page.GetByTestId("save-terminal").ClickAsync();
        await Expect(terminal).ToContainTextAsync(captures ? "Signaturecaptured" : "Signaturenot captured");
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

    private Task PressAsync(string key) => _installation.PressAsync(Installation.PinPad1, key);

    /// <summary>By the browser itself: one and the same bar (each check brings a new one) grows, and grows again.</summary>
    private static Task FillsAsync(IPage till) => till.WaitForFunctionAsync("""
        () => {
            const bar = document.querySelector('.countdown .bar > i'), width = bar?.getBoundingClientRect().width ?? 0, was = window.theBar;
            const grown = was?.bar === bar && width > was.width ? was.grown + 1 : was?.bar === bar ? was.grown : 0;
            window.theBar = { bar, width, grown };
            return grown >= 2;
        }
        """, null, new PageWaitForFunctionOptions { PollingInterval = 200, Timeout = 20_000 });

    private static async Task EndInCashAsync(IPage till)
    {
        await till.Keyboard.PressAsync("Escape");
        await till.PayExactCashAsync();
    }
}
