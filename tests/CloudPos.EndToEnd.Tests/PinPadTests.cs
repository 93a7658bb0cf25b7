using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CloudPos.EndToEnd.Tests;

/// <summary>The simulated PIN pad as a customer meets it, by touch and by keyboard; the register's part is a request sent straight to the proxy.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class PinPadTests(BrowserFixture fixture)
{
    private const string Tpn = "220326704431";
    private const string Names = $"<RegisterId>7104431</RegisterId><AuthKey>Jp2wX7cF4q</AuthKey><TPN>{Tpn}</TPN>";

    private const string Cart =
        "<Cart><Amounts><Amount><Name>Discounts</Name><Value>-1.00</Value></Amount><Amount><Name>Taxes</Name><Value>1.56</Value></Amount>"
        + "<Amount><Name>Total</Name><Value>11.96</Value><Total/></Amount></Amounts><Items><Item><Name>Flat white</Name><Price>5.20</Price><Quantity>2</Quantity>"
        + "<Modifiers><Modifier><Name>Milk</Name><Options><Option><Name>Oat milk</Name><Price>0.50</Price><Quantity>1</Quantity></Option></Options></Modifier></Modifiers>"
        + "</Item><Item><Name>Almond croissant</Name><Price>4.11</Price><Quantity>1</Quantity></Item></Items></Cart>";

    private const string TwoPrices =
        "<FeeCalculated>true</FeeCalculated><TaxCalculated>true</TaxCalculated><TotalCardAmountWithDiscount>10.40</TotalCardAmountWithDiscount>"
        + "<TotalCashAmountWithDiscount>10.00</TotalCashAmountWithDiscount><FeeAmount>0.40</FeeAmount><TotalCardAmount>11.96</TotalCardAmount><TotalCashAmount>11.50</TotalCashAmount>";

    private readonly Installation _installation = fixture.Installation;

    [Fact]
    public async Task Order_price_tip_card_and_signature_are_touched_and_the_slip_hangs_out()
    {
        await using var browser = await fixture.BrowserAsync(touch: true);
        var pad = await PadAsync(browser, new { tips = true, parameters = new { asksSignature = true } });
        await pad.PictureAsync("pad-idle");
        // It goes on by itself after a moment: what stands on it is read in the page, at once.
        var items = pad.WaitForFunctionAsync("() => document.querySelector('[data-screen=items] .screen')?.innerText");
        var sale = AskAsync($"<PaymentType>Credit</PaymentType><TransType>Sale</TransType><Amount>11.96</Amount><RefId>FACE1</RefId>{Names}"
            + $"<PrintReceipt>Both</PrintReceipt><SigCapture>Yes</SigCapture>{TwoPrices}{Cart}");

        var order = await (await items).JsonValueAsync<string>();
        Assert.All(["Flat white", "Oat milk $0.50", "Card Price", "$11.96", "Cash Price", "$11.50"], text => Assert.Contains(text, order, StringComparison.Ordinal));
        await OnAsync(pad, "choose-price");
        await pad.PictureAsync("pad-choose-price");
        await pad.GetByTestId("choose-card").TapAsync();
        await OnAsync(pad, "tip");
        await pad.PictureAsync("pad-tip");
        await pad.Locator(".tips").GetByText("15 %").TapAsync();
        await OnAsync(pad, "present-card");
        await Expect(pad.Locator(".screen")).ToContainTextAsync("$13.52");
        await pad.PictureAsync("pad-present-card");
        await pad.GetByTestId("insert-card").TapAsync();
        await OnAsync(pad, "signature");
        var box = (await pad.GetByTestId("sign-pad").BoundingBoxAsync())!;
        await pad.Mouse.MoveAsync(box.X + 20, box.Y + 20);
        await pad.Mouse.DownAsync();
        for (var x = 40; x < box.Width - 20; x += 20)
            await pad.Mouse.MoveAsync(box.X + x, box.Y + 20 + (x % 40));
        await pad.Mouse.UpAsync();
        await Expect(pad.GetByTestId("sign-pad").Locator("polyline")).ToHaveCountAsync(1);
        await pad.PictureAsync("pad-signature");
        await pad.GetByTestId("sign").TapAsync();
        await OnAsync(pad, "approved");
        await pad.PictureAsync("pad-approved");

        var answer = await sale;
        Assert.Equal("0", (string?)answer.Element("ResultCode"));
        Assert.Contains("TotalAmt=13.52", (string?)answer.Element("ExtData"), StringComparison.Ordinal);
        Assert.Contains("EntryType=CHIP", (string?)answer.Element("ExtData"), StringComparison.Ordinal);
        Assert.NotEmpty((string)answer.Element("Sign")!);
        await Expect(pad.GetByTestId("roll")).ToContainTextAsync("$13.52");
        await pad.PictureAsync("pad-slip");
        await pad.GetByTestId("tear-off").TapAsync();
        await Expect(pad.GetByTestId("roll")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task With_keys_alone_a_debit_card_is_chosen_swiped_and_its_PIN_typed()
    {
        await using var browser = await fixture.BrowserAsync();
        var pad = await PadAsync(browser, new { tips = true, parameters = new { asksCashback = true } });
        var sale = AskAsync($"<PaymentType>userChoice</PaymentType><TransType>Sale</TransType><Amount>10.00</Amount><RefId>FACE2</RefId>{Names}{TwoPrices.Replace("11.96", "10.00", StringComparison.Ordinal).Replace("11.50", "9.60", StringComparison.Ordinal)}");

        await OnAsync(pad, "choose-price");
        await pad.Keyboard.PressAsync("1");
        await OnAsync(pad, "payment-type");
        await pad.PictureAsync("pad-payment-type");
        await pad.Keyboard.PressAsync("2"); // the second in the list: debit
        await OnAsync(pad, "tip");
        await pad.Keyboard.TypeAsync("100");
        await pad.PictureAsync("pad-tip-typed");
        await pad.Keyboard.PressAsync("Enter");
        await OnAsync(pad, "present-card");
        await Expect(pad.GetByTestId("manual-entry")).ToHaveCountAsync(0);
        await pad.Keyboard.PressAsync("s");
        await OnAsync(pad, "cashback");
        await pad.PictureAsync("pad-cashback");
        await pad.Keyboard.TypeAsync("2000");
        await pad.Keyboard.PressAsync("Enter");
        await OnAsync(pad, "pin");
        await pad.Keyboard.TypeAsync("1234");
        await Expect(pad.GetByTestId("pin")).ToHaveTextAsync("●●●●");
        await pad.PictureAsync("pad-pin");
        await pad.Keyboard.PressAsync("Enter");
        await OnAsync(pad, "approved");

        var answer = await sale;
        Assert.Equal("Debit", (string?)answer.Element("PaymentType"));
        Assert.Contains("Tip=1.00", (string?)answer.Element("ExtData"), StringComparison.Ordinal);
        Assert.Contains("CashBack=20.00", (string?)answer.Element("ExtData"), StringComparison.Ordinal);
        Assert.Contains("EntryType=Swipe", (string?)answer.Element("ExtData"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_is_tapped_with_a_key_another_is_typed_and_the_red_key_ends_it()
    {
        await using var browser = await fixture.BrowserAsync();
        var pad = await PadAsync(browser);
        var tapped = SellAsync("FACE3");
        await OnAsync(pad, "present-card");
        await pad.Keyboard.PressAsync("t");
        Assert.Contains("EntryType=CHIP%20Contactless", (string?)(await tapped).Element("ExtData"), StringComparison.Ordinal);
        await OffAsync(pad, "present-card");

        var typed = SellAsync("FACE4");
        await OnAsync(pad, "present-card");
        await pad.GetByTestId("manual-entry").ClickAsync();
        await OnAsync(pad, "manual-entry");
        await pad.Keyboard.TypeAsync("41111111111111121249");
        await pad.Keyboard.PressAsync("Enter");
        await Expect(pad.Locator(".note")).ToContainTextAsync("not a card number");
        await pad.PictureAsync("pad-manual-wrong");
        foreach (var digit in "41111111111111111249")
            await pad.Locator(".hard").GetByText(digit.ToString(), new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await pad.GetByTestId("ok").ClickAsync();
        Assert.Contains("EntryType=Manual", (string?)(await typed).Element("ExtData"), StringComparison.Ordinal);

        var cancelled = SellAsync("FACE5");
        await OnAsync(pad, "present-card");
        await pad.Keyboard.PressAsync("Escape");
        await OnAsync(pad, "cancelled");
        await pad.PictureAsync("pad-cancelled");
        Assert.Equal("Canceled", (string?)(await cancelled).Element("Message"));

        var declined = SellAsync("FACE6");
        await OnAsync(pad, "present-card");
        await pad.GetByTestId("decline").ClickAsync();
        await OnAsync(pad, "declined");
        await pad.PictureAsync("pad-declined");
        Assert.Equal("1", (string?)(await declined).Element("ResultCode"));
    }

    [Fact]
    public async Task The_registers_questions_are_answered_by_touch_and_by_key()
    {
        await using var browser = await fixture.BrowserAsync(touch: true);
        var pad = await PadAsync(browser);
        const string choice = $"{Names}<UserChoice title=\"Receipt?\" count=\"3\"><Choice>Paper</Choice><Choice>E-mail</Choice><Choice>None</Choice></UserChoice>";
        var touched = AskAsync(choice);
        await OnAsync(pad, "user-choice");
        await pad.PictureAsync("pad-user-choice");
        await pad.GetByTestId("choice-1").TapAsync();
        Assert.Equal("E-mail", (string?)(await touched).Element("UserChoice"));
        await OffAsync(pad, "user-choice");
        var numbered = AskAsync(choice);
        await OnAsync(pad, "user-choice");
        await pad.Keyboard.PressAsync("3");
        Assert.Equal("None", (string?)(await numbered).Element("UserChoice"));

        var name = AskAsync($"{Names}<UserInput title=\"Enter name\" maxlen=\"15\" type=\"a\"/>");
        await OnAsync(pad, "user-input");
        foreach (var letter in "david")
            await pad.Locator($".letters [data-key={letter}]").TapAsync();
        await pad.PictureAsync("pad-user-input");
        await pad.GetByTestId("ok").TapAsync();
        Assert.Equal("David", (string?)(await name).Element("UserInput"));

        var amount = AskAsync($"{Names}<UserInput title=\"Enter amount\" maxlen=\"5\" type=\"$n\"/>");
        await Expect(pad.Locator(".screen")).ToContainTextAsync("Enter amount");
        await pad.Keyboard.TypeAsync("5089");
        await pad.Keyboard.PressAsync("Enter");
        Assert.Equal("50.89", (string?)(await amount).Element("UserInput"));

        var signature = AskAsync($"{Names}<GetSign/>");
        await OnAsync(pad, "signature");
        await pad.GetByTestId("sign-for-me").TapAsync();
        await pad.GetByTestId("sign").TapAsync();
        Assert.NotEmpty((string)(await signature).Element("Sign")!);
    }

    [Fact]
    public async Task The_specifications_slip_hangs_out_in_all_its_styles()
    {
        await using var browser = await fixture.BrowserAsync();
        var pad = await PadAsync(browser);
        var slip = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Samples", "rest-printer-request.json"));
        var request = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(slip)!.ToDictionary(p => p.Key, p => (object)p.Value);
        (request["Tpn"], request["Authkey"]) = (Tpn, "Jp2wX7cF4q");

        (await _installation.Http.PostAsJsonAsync($"{_installation.Simulator}/v2/Common/Printer", request)).EnsureSuccessStatusCode();

        var roll = pad.GetByTestId("roll");
        foreach (var (style, text) in new[]
        {
            ("is-large", "Large Text"), ("is-inverted", "Inverted text"), ("is-condensed", "Condensed text"), ("is-bold", "Bold text"),
            ("is-large.is-inverted", "Large Inverted text"), ("at-center", "Center text"), ("at-right", "Right text"),
        })
            await Expect(roll.Locator("p." + style).Filter(new LocatorFilterOptions { HasText = text }).First).ToBeVisibleAsync();
        await Expect(roll.Locator("svg.qr")).ToHaveAttributeAsync("aria-label", "QR code: https://app.theneo.io/dejavoo/spin");
        var image = roll.Locator("img");
        await image.ScrollIntoViewIfNeededAsync();
        Assert.Equal(100, await image.EvaluateAsync<int>("i => i.decode().then(() => i.naturalWidth)"));
        Assert.True(await SizeAsync(roll.Locator("p.is-large").First) > await SizeAsync(roll.Locator("p.at-center").First));
        await roll.EvaluateAsync("r => { r.style.maxHeight = 'none'; }");
        await pad.PictureAsync("pad-roll", whole: true);
    }

    [Fact]
    public async Task The_device_shows_what_it_is_only_after_its_green_key()
    {
        await using var browser = await fixture.BrowserAsync();
        var pad = await PadAsync(browser);
        foreach (var (setting, shown) in new[] { ("Download parameters", "Parameters downloaded"), ("Show TPN", Tpn), ("Show AuthKey", "Jp2wX7cF4q") })
        {
            await pad.GetByTestId("settings").ClickAsync();
            await Expect(pad.GetByTestId("settings-sheet")).ToBeVisibleAsync();
            await pad.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = setting, Exact = true }).ClickAsync();
            await OnAsync(pad, "device-confirm");
            Assert.DoesNotContain("Jp2wX7cF4q", await pad.Locator(".screen").InnerTextAsync(), StringComparison.Ordinal);
            await pad.Keyboard.PressAsync("Enter");
            await Expect(pad.GetByTestId("shown")).ToHaveTextAsync(shown);
            await pad.Keyboard.PressAsync("Enter");
            await OnAsync(pad, "idle");
        }

        await pad.GetByTestId("settings").ClickAsync();
        await pad.Locator("#p-magicAmounts").ClickAsync();
        await Expect(pad.Locator("#p-magicAmounts")).ToHaveAttributeAsync("aria-checked", "true");
        await pad.Locator("#fault").SelectOptionAsync("answer-other-refid");
        await pad.Locator("#add-fault").ClickAsync();
        await Expect(pad.Locator("#waiting-faults")).ToContainTextAsync("answer-other-refid");
        await pad.Locator("#fault-text").FillAsync("proxy:Reconnected");
        await pad.Locator("#add-fault").ClickAsync();
        await Expect(pad.Locator("#waiting-faults")).ToContainTextAsync("answer-other-refid, proxy:Reconnected");
        await pad.GetByText("Is approved for half").ClickAsync();
        await Expect(pad.Locator("[data-mode=partial]")).ToHaveAttributeAsync("aria-pressed", "true");
        await pad.PictureAsync("pad-settings-end");
    }

    [Fact]
    public async Task Each_PIN_pad_of_the_list_has_a_face_of_its_own()
    {
        await using var browser = await fixture.BrowserAsync("dark");
        await _installation.ResetSimulatorAsync();
        var list = await browser.NewPageAsync();
        await list.GotoAsync(_installation.Simulator);
        foreach (var tpn in new[] { Installation.PinPad1, Installation.PinPad2, Installation.DepotPinPad, Tpn })
            await Expect(list.Locator($"a[href$='/pinpad/{tpn}']").First).ToBeVisibleAsync();
        await list.PictureAsync("pad-list-dark");
        var pad = await PadAsync(browser);
        var sale = SellAsync("FACE7");
        await OnAsync(pad, "present-card");
        await pad.PictureAsync("pad-present-card-dark");
        var other = await browser.NewPageAsync();
        await other.GotoAsync(_installation.PinPadUrl(Installation.PinPad2));
        await OnAsync(other, "idle");
        await pad.Keyboard.PressAsync("Escape");
        Assert.Equal("1", (string?)(await sale).Element("ResultCode"));
    }

    /// <summary>A customer by hand before a PIN pad that has forgotten everything.</summary>
    private async Task<IPage> PadAsync(IBrowserContext browser, object? settings = null)
    {
        await _installation.ResetSimulatorAsync();
        await _installation.SetAsync(Tpn, new { online = true, autopilot = new { mode = "manual" } });
        if (settings is not null)
            await _installation.SetAsync(Tpn, settings);
        var pad = await browser.NewPageAsync();
        await pad.GotoAsync(_installation.PinPadUrl(Tpn));
        await Expect(pad.Locator("#link")).ToContainTextAsync("Online");
        return pad;
    }

    private static Task OnAsync(IPage pad, string screen) => Expect(pad.GetByTestId("pinpad")).ToHaveAttributeAsync("data-screen", screen);

    /// <summary>The register may have its answer before the page has heard of it: a key pressed then would still be meant for the old question.</summary>
    private static Task OffAsync(IPage pad, string screen) => Expect(pad.GetByTestId("pinpad")).Not.ToHaveAttributeAsync("data-screen", screen);

    private static Task<float> SizeAsync(ILocator line) => line.EvaluateAsync<float>("p => parseFloat(getComputedStyle(p).fontSize)");

    private Task<XElement> SellAsync(string refId) => AskAsync(
        string.Create(CultureInfo.InvariantCulture, $"<PaymentType>Credit</PaymentType><TransType>Sale</TransType><Amount>12.50</Amount><RefId>{refId}</RefId>{Names}"));

    private async Task<XElement> AskAsync(string request) => XElement.Parse(await _installation.Http.GetStringAsync(
        new Uri($"{_installation.Simulator}/spin/cgi.html?TerminalTransaction={Uri.EscapeDataString($"<request>{request}</request>")}"))).Element("response")!;
}
