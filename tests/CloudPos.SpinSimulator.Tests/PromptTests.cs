using System.Net.Http.Json;
using System.Xml.Linq;

namespace CloudPos.SpinSimulator.Tests;

public sealed class PromptTests
{
    private const string Names = "<RegisterId>7104411</RegisterId><AuthKey>Hb7kQ2mW9x</AuthKey><TPN>220326704411</TPN>";

    [Fact]
    public async Task The_customers_choice_comes_back_in_the_shape_of_the_sample()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var asked = simulator.SendAsync(Of("<UserChoice title=\"Choose Payment Type:\" count=\"2\"><Choice>Cash</Choice><Choice>Gift</Choice></UserChoice>"));
        var screen = await simulator.UntilScreenAsync("user-choice");
        Assert.Equal("Choose Payment Type:", screen.GetProperty("title").GetString());

        await simulator.PressAsync("choose:1");

        var answer = await asked;
        Assert.Equal(["RegisterId", "TPN", "UserChoice"], answer.Elements().Select(e => e.Name.LocalName));
        Assert.Equal("Gift", answer.Value("UserChoice"));
        await simulator.UntilScreenAsync("idle");
    }

    [Theory]
    [InlineData("n", "5551234", "555x")]
    [InlineData("an", "No 101 15th Ave", "No:101")]
    [InlineData("a", "David", "D4vid")]
    [InlineData("$n", "50.89", "50")]
    [InlineData("i", "No:101, 20th Ave", "this is longer than the twenty that fit")]
    public async Task An_input_has_to_fit_its_type(string type, string good, string bad)
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var asked = simulator.SendAsync(Of($"<UserInput title=\"Enter\" maxlen=\"20\" type=\"{type}\"/>"));
        await simulator.UntilScreenAsync("user-input");

        await simulator.PressAsync($"input:{bad}");
        await simulator.PressAsync($"input:{good}");

        var answer = await asked;
        Assert.Equal("Success", answer.Value("Message"));
        Assert.Equal(good, answer.Value("UserInput"));
        Assert.Null(answer.Element("ResultCode"));
    }

    [Theory]
    [InlineData("<UserChoice title=\"T\" count=\"3\"><Choice>A</Choice><Choice>B</Choice></UserChoice>")]
    [InlineData("<UserChoice title=\"T\" count=\"0\"></UserChoice>")]
    [InlineData("<UserInput title=\"T\" maxlen=\"3\" type=\"z\"/>")]
    [InlineData("<UserInput maxlen=\"3\" type=\"n\"/>")]
    public async Task A_question_that_makes_no_sense_is_a_bad_request(string question)
    {
        await using var simulator = await SimulatorHost.StartAsync();

        var answer = await simulator.SendAsync(Of(question));

        Assert.Equal("Failure", answer.Value("Message"));
        Assert.Equal("idle", (await simulator.ScreenAsync()).GetProperty("screen").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_question_nobody_answers_in_its_time_is_cancelled()
    {
        await using var simulator = await SimulatorHost.StartAsync();

        var answer = await simulator.SendAsync(Of("<UserInput title=\"T\" maxlen=\"3\" type=\"n\" timeout=\"1\"/>"));

        Assert.Equal("Cancel", answer.Value("Message"));
        Assert.Null(answer.Element("UserInput"));
    }

    [Fact]
    public async Task A_signature_drawn_on_the_pad_comes_as_a_bitmap_of_its_dots()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var asked = simulator.SendAsync(Of("<GetSign/>"));
        await simulator.UntilScreenAsync("signature");

        (await simulator.Http.PostAsJsonAsync(
            $"/control/terminals/{SimulatorHost.Tpn}/press",
            new { key = "sign", strokes = new[] { new[] { 0, 59, 7, 59 } } })).EnsureSuccessStatusCode();

        var bmp = Convert.FromBase64String((await asked).Value("Sign")!);
        Assert.Equal(2222, bmp.Length);   // as long as the sample's header says
        Assert.Equal((byte)'B', bmp[0]);
        Assert.Equal(0, bmp[62]);         // the lowest row comes first: eight black dots
        Assert.Equal(0xFF, bmp[63]);
    }

    [Fact]
    public async Task What_is_printed_hangs_out_as_lines()
    {
        await using var simulator = await SimulatorHost.StartAsync();

        var answer = await PrintAsync(simulator, """
            <printer width="24"><t><c><b>Header</b></c></t><lf/><t>02-15-2014</t><t>09:45:29</t><lf/>
            <inv/><t>Dark</t><lf/><img>Qk2uCAAAAAAAAD4AAAAoAAAACwEAADw
            AAAABAAEAAAAAAAHAIAADEDgAAxA4AAAAAAAAAAAAAAAAAAP</img></printer>
            """);

        Assert.Equal(["RegisterId", "TPN", "Message"], answer.Elements().Select(e => e.Name.LocalName));
        Assert.Equal("Success", answer.Value("Message"));
        var roll = await simulator.GetAsync($"/control/terminals/{SimulatorHost.Tpn}/roll");
        Assert.Equal("center", roll[0].GetProperty("align").GetString());
        Assert.True(roll[0].GetProperty("bold").GetBoolean());
        Assert.Equal("02-15-2014", roll[1].GetProperty("text").GetString());
        Assert.Equal("09:45:29", roll[1].GetProperty("right").GetString());
        Assert.True(roll[2].GetProperty("inverted").GetBoolean());
        Assert.StartsWith("data:image/bmp;base64,", roll[3].GetProperty("image").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<printer width=\"24\"><t>One</t><l0f/></printer>")]
    [InlineData("<printer width=\"32\"><t>One</t></printer>")]
    [InlineData("<printer><t>12345678901234567890123456789012345678901</t></printer>")]
    [InlineData("<printer>loose</printer>")]
    [InlineData("<printer></printer>")]
    [InlineData("<printer><img>iVBORw0KGgoAAAAN</img></printer>")]
    public async Task A_print_that_is_not_in_the_table_does_not_parse(string printer)
    {
        await using var simulator = await SimulatorHost.StartAsync();

        (await PrintAsync(simulator, printer)).ShouldBeProxyError("Not pars request");
    }

    [Fact]
    public async Task Printing_is_refused_as_a_transaction_and_without_paper()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        const string printer = "<printer><t>One</t></printer>";
        (await simulator.SendAsync(Of(printer))).ShouldBeProxyError("Not pars request");

        await simulator.SetAsync(new { parameters = new { paper = false } });

        Assert.Equal("No Paper", (await PrintAsync(simulator, printer)).Value("Message"));
    }

    [Fact]
    public async Task The_device_shows_its_AuthKey_only_when_it_is_allowed_there()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        await simulator.PressAsync("show-authkey");
        var asked = await simulator.UntilScreenAsync("device-confirm");
        Assert.DoesNotContain(Requests.AuthKey, asked.GetRawText(), StringComparison.Ordinal);

        await simulator.PressAsync("ok");

        Assert.Equal(Requests.AuthKey, (await simulator.UntilScreenAsync("device-info")).GetProperty("shown").GetString());
        await simulator.PressAsync("ok");
        await simulator.UntilScreenAsync("idle");
    }

    private static string Of(string inner) => $"<request>{Names}{inner}</request>";

    private static async Task<XElement> PrintAsync(SimulatorHost simulator, string printer) => XElement
        .Parse(await simulator.Http.GetStringAsync($"/SPIn/cgi.html?Printer={Uri.EscapeDataString(Of(printer))}"))
        .Element("response")!;
}
