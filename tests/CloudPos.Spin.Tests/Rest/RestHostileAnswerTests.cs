using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CloudPos.Spin.Rest;

namespace CloudPos.Spin.Tests.Rest;

public class RestHostileAnswerTests
{
    private static int Mutations => Setting("CLOUDPOS_FUZZ", 100_000);

    private static int Seed => Setting("CLOUDPOS_FUZZ_SEED", 20261120);

    public static TheoryData<string, string> Bodies => new()
    {
        { "empty", "" },
        { "blank", " \r\n " },
        { "null", "null" },
        { "a number", "0" },
        { "a text", "\"Approved\"" },
        { "a list", "[" + R.Approval + "]" },
        { "truncated", R.Approval[..(R.Approval.Length / 2)] },
        { "truncated in the last brace", R.Approval.TrimEnd()[..^1] },
        { "two answers", R.Approval + R.Approval },
        { "something behind", R.Approval + "x" },
        { "a comment", "/* */" + R.Approval },
        { "a trailing comma", R.Replace(R.Approval, "\"ARC\": \"\" }", "\"ARC\": \"\", }") },
        { "error page", "<!DOCTYPE html><html><body><h1>Approved</h1>\"ResultCode\":\"0\"</body></html>" },
        { "an answer in a page", "<html>" + R.Approval + "</html>" },
        { "xml", A.Approval },
        { "problem details", "{\"type\":\"about:blank\",\"title\":\"One or more validation errors\",\"status\":400}" },
        { "no general response", R.Replace(R.Approval, "\"GeneralResponse\"", "\"General\"") },
        { "general response twice", R.Replace(R.Approval, "\"GeneralResponse\"", "\"generalresponse\": {\"ResultCode\":\"1\"}, \"GeneralResponse\"") },
        { "general response of a list", R.Replace(R.Approval, "\"GeneralResponse\": {", "\"GeneralResponse\": [], \"x\": {") },
        { "deep", "{\"GeneralResponse\":" + new string('[', 100_000) },
        { "deep and closed", "{\"x\":" + new string('[', 5000) + new string(']', 5000) + "," + R.Approval.TrimStart()[1..] },
        { "half a surrogate pair in the code", R.Replace(R.Approval, "\"0000\"", "\"\\ud800\"") },
        { "half a surrogate pair in the reference", R.Replace(R.Approval, "5e6f70", "5e6f70\\udc00") },
        { "half a surrogate pair in a name", R.Replace(R.Approval, "\"Voided\"", "\"Voided\\ud800\": 1, \"ReferenceId\"") },
        { "an escaped other name", R.Replace(R.Approval, "\"Voided\": false", "\"\\u0056oided\": true") },
        { "too long", new string(' ', 2 * 1024 * 1024) + R.Approval },
        { "not a number", R.Replace(R.Approval, "10.50", "NaN") },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_hostile_answer_is_unknown_without_exception_or_hang(string name, string body)
    {
        await using var server = new RestServer(body);
        using var client = new SpinRestClient();

        var sale = client.SellAsync(server.Endpoint, A.Identity, A.Sale, default);
        var status = client.AskStatusAsync(server.Endpoint, A.Identity, A.Status, default);
        var settlement = client.SettleAsync(server.Endpoint, A.Identity, R.Settle, default);
        var answers = await Task.WhenAll(sale, status).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.All(answers, a => Assert.True(a.Outcome == SpinOutcome.Unknown, name));
        // Some of these are no payment and yet a settlement's head; none of them has rows.
        Assert.Empty((await settlement.WaitAsync(TimeSpan.FromSeconds(20))).Applications);
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        await using var server = new RestServer(async (server, wire, _) =>
        {
            await server.ReadHeadAsync(wire);
            await RestServer.WriteAsync(wire, "HTTP/1.1 200 OK\r\n\r\n{\"x\":\"");
            while (true)
                await RestServer.WriteAsync(wire, new string('x', 8192));
        });
        using var client = new SpinRestClient();

        var answer = await client.SellAsync(server.Endpoint, A.Identity, A.Sale, default).WaitAsync(TimeSpan.FromSeconds(20));
        var print = await client.PrintAsync(server.Endpoint, A.Identity, new SpinPrintoutBuilder().Line("x").Build(), default)
            .WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal((SpinOutcome.Unknown, SpinReason.Unreadable), (answer.Outcome, answer.Reason));
        Assert.Equal((SpinServiceOutcome.Unknown, SpinReason.Unreadable), (print.Outcome, print.Reason));
    }

    [Fact]
    public void An_approval_in_other_encodings_is_read_or_not_believed()
    {
        byte[] marked = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(R.Approval)];
        byte[] utf16 = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(R.Approval)];

        Assert.Equal(SpinOutcome.Approved, R.Read(marked).Outcome);
        Assert.Equal(SpinOutcome.Approved, R.Read(utf16).Outcome);
        Assert.Equal(SpinOutcome.Unknown, R.Read(Encoding.BigEndianUnicode.GetBytes(R.Approval)).Outcome);
        Assert.Equal(SpinOutcome.Approved, R.Read(Encoding.Latin1.GetBytes(R.Replace(R.Approval, "JANE DOE", "J\u00c9R\u00d4ME"))).Outcome);
    }

    [Fact]
    public void No_mutation_of_an_answer_is_approved_that_does_not_plainly_say_so()
    {
        var random = new Random(Seed);
        List<byte[]> seeds =
        [
            .. SpinStatusCodes.All.Where(row => row.Code[0] != '0').Select(row => Encoding.UTF8.GetBytes(R.Refusal(row.Code))),
            Encoding.UTF8.GetBytes(R.Replace(R.Approval, "\"Voided\": false", "\"Voided\": true")),
            Encoding.UTF8.GetBytes(R.Approval),
        ];
        SpinRestAsked[] questions =
            [SpinRestAsked.For(A.Sale), SpinRestAsked.For(A.Status), SpinRestAsked.For(R.Void), SpinRestAsked.For(R.TipAdjust)];
        var approved = 0;

        for (var n = 0; n < Mutations; n++)
        {
            // Every other mutation starts from an approval, where there is most to lose.
            var mutated = Mutate(n % 2 == 0 ? seeds[^1] : seeds[random.Next(seeds.Count)], seeds, random);
            var answer = R.Read(mutated, questions[n % 8 / 2], isSuccess: n % 5 != 0);
            if (answer.Outcome is not (SpinOutcome.Approved or SpinOutcome.PartiallyApproved))
                continue;
            approved++;
            var text = Encoding.UTF8.GetString(mutated);
            Assert.True(n % 5 != 0 && PlainlyApproved(text), $"Seed {Seed}, mutation {n}: {text}");
        }

        // Else the oracle was never asked.
        Assert.InRange(approved, Mutations / 100, Mutations);
    }

    /// <summary>A second, dumber reading that shares no code with the first.</summary>
    private static bool PlainlyApproved(string text)
    {
        string[] Values(string name) =>
        [
            .. Regex.Matches(text, $"\"{name}\"\\s*:\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[^,}}\\s]+)", RegexOptions.IgnoreCase)
                .Select(m => m.Groups[1].Value.Trim('"').Trim()),
        ];
        var words = string.Join(' ', [.. Values("Message"), .. Values("DetailedMessage"), .. Values("HostResponseMessage")]);
        return Values("ResultCode").Contains("0")
            && Values("StatusCode").Any(code => code.Length > 0 && code.TrimStart('0') is "" or "1")
            && Values("ReferenceId").Contains(A.RefId)
            && !Regex.IsMatch(words, "declin|cancel|timeout|not found", RegexOptions.IgnoreCase);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : otherwise;

    private static byte[] Mutate(byte[] seed, List<byte[]> seeds, Random random)
    {
        List<byte> bytes = [.. seed];
        for (var times = random.Next(1, 5); times > 0 && bytes.Count > 2; times--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 60), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(length, random.Next(1, 4)));
                    break;
                case 2:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 3:
                    var other = seeds[random.Next(seeds.Count)];
                    var from = random.Next(other.Length);
                    bytes.InsertRange(at, other[from..Math.Min(other.Length, from + random.Next(1, 200))]);
                    break;
                case 4:
                    // Digits for digits keep the form and change the meaning.
                    bytes[at] = char.IsAsciiDigit((char)bytes[at]) ? (byte)('0' + random.Next(10)) : bytes[at];
                    break;
                case 5:
                    if (Swap(bytes, random))
                        break;
                    goto default;
                default:
                    bytes.InsertRange(at, "{}[],:\"\\0123nulltrue"u8[..random.Next(1, 20)].ToArray());
                    break;
            }
        }
        return [.. bytes];
    }

    // Two values change places: the form stays, the meaning does not.
    private static bool Swap(List<byte> bytes, Random random)
    {
        var text = Encoding.Latin1.GetString([.. bytes]);
        var values = Regex.Matches(text, ":\\s*(\"[^\"]*\"|[0-9.]+|true|false|null)");
        if (values.Count < 2)
            return false;
        var (one, two) = (values[random.Next(values.Count)].Groups[1], values[random.Next(values.Count)].Groups[1]);
        if (one.Index > two.Index)
            (one, two) = (two, one);
        if (one.Index == two.Index)
            return false;
        var swapped = text[..one.Index] + two.Value + text[(one.Index + one.Length)..two.Index] + one.Value
            + text[(two.Index + two.Length)..];
        bytes.Clear();
        bytes.AddRange(Encoding.Latin1.GetBytes(swapped));
        return true;
    }
}
