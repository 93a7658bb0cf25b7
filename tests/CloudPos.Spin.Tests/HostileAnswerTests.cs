using System.Text;
using System.Text.RegularExpressions;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Tests;

public class HostileAnswerTests
{
    private const int MutationsMax = 20_000;

    public static TheoryData<string, string> Bodies => new()
    {
        { "empty", "" },
        { "blank", " \r\n " },
        { "truncated", A.Approval[..(A.Approval.Length / 2)] },
        { "truncated in the last tag", A.Approval[..^12] },
        { "error page", "<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Approved</h1>ResultCode 0</body></html>" },
        { "two answers", A.Approval + A.Approval },
        { "entity bomb", "<!DOCTYPE r [<!ENTITY a \"0\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + A.Approval.Replace(">0<", ">&b;<", StringComparison.Ordinal) },
        { "undeclared entity", A.Approval.Replace("<ResultCode>0<", "<ResultCode>&zero;<", StringComparison.Ordinal) },
        { "external entity", "<!DOCTYPE r [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>" + A.Approval },
        { "duplicate code", A.Approval.Replace("<ResultCode>", "<ResultCode>1</ResultCode><ResultCode>", StringComparison.Ordinal) },
        { "duplicate RefId", A.Approval.Replace("<RefId>", "<RefId>other</RefId><RefId>", StringComparison.Ordinal) },
        { "closing tag only", "</response>" },
        { "opening tag only", "<response>" },
        { "deep", "<response>" + string.Concat(Enumerable.Repeat("<a>", 50_000)) + "</response>" },
        { "not a code", A.Approval.Replace("<ResultCode>0<", "<ResultCode>zero<", StringComparison.Ordinal) },
        { "too long", "<xmp>" + new string(' ', 2 * 1024 * 1024) + A.Approval },
        { "json", "{\"ResultCode\":0,\"Message\":\"Approved\"}" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_hostile_answer_is_unknown_without_exception_or_hang(string name, string body)
    {
        await using var server = new WireServer(WireServer.Answer(body));
        using var client = new SpinClient();

        var sale = client.SellAsync(server.Endpoint, A.Identity, A.Sale, CancellationToken.None);
        var status = client.AskStatusAsync(server.Endpoint, A.Identity, A.Status, CancellationToken.None);
        var answers = await Task.WhenAll(sale, status).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.All(answers, a => Assert.True(a.Outcome == SpinOutcome.Unknown, name));
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        await using var server = new WireServer(async (server, wire, _) =>
        {
            await server.ReadRequestAsync(wire);
            await WireServer.WriteAsync(wire, "HTTP/1.1 200 OK\r\n\r\n<response>");
            while (true)
                await WireServer.WriteAsync(wire, new string('x', 8192));
        });
        using var client = new SpinClient();

        var answer = await client.SellAsync(server.Endpoint, A.Identity, A.Sale, CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal((SpinOutcome.Unknown, SpinReason.Unreadable), (answer.Outcome, answer.Reason));
    }

    [Fact]
    public async Task An_answer_in_the_wrong_encoding_is_not_believed()
    {
        var body = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray();
        await using var server = new WireServer(async (server, wire, _) =>
        {
            await server.ReadRequestAsync(wire);
            await wire.WriteAsync(body);
            // No mark at the start says that this is two bytes per letter.
            await wire.WriteAsync(Encoding.BigEndianUnicode.GetBytes(A.Approval));
        });
        using var client = new SpinClient();

        var answer = await client.SellAsync(server.Endpoint, A.Identity, A.Sale, CancellationToken.None);

        Assert.Equal((SpinOutcome.Unknown, SpinReason.Unreadable), (answer.Outcome, answer.Reason));
    }

    [Fact]
    public void No_mutation_of_an_answer_is_approved_that_does_not_plainly_say_so()
    {
        var random = new Random(20261120);
        var seeds = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples"), "*-answer.xml")
            .Select(f => File.ReadAllText(f).Replace("<RefId>2<", $"<RefId>{A.RefId}<", StringComparison.Ordinal))
            .Append(A.Approval).Select(Encoding.UTF8.GetBytes).ToList();
        var approved = 0;

        for (var n = 0; n < MutationsMax; n++)
        {
            // Every other mutation starts from an approval, where there is most to lose.
            var mutated = Mutate(n % 2 == 0 ? seeds[^1] : seeds[random.Next(seeds.Count)], seeds, random);
            foreach (var asked in new[] { SpinAsked.For(A.Sale), SpinAsked.For(A.Status) })
            {
                var answer = SpinAnswers.From(SpinXmlReader.Read(mutated), asked, A.AuthKey);
                if (answer.Outcome is not (SpinOutcome.Approved or SpinOutcome.PartiallyApproved))
                    continue;
                approved++;
                var text = Encoding.UTF8.GetString(mutated);
                Assert.True(PlainlyApproved(text), $"Mutation {n}: {text}");
            }
        }

        // Else the oracle was never asked.
        Assert.InRange(approved, 1000, 2 * MutationsMax);
    }

    /// <summary>A second, dumber reading that shares no code with the first.</summary>
    private static bool PlainlyApproved(string text)
    {
        // What stands around the answer is wrapping.
        var response = Regex.Match(text, "<response.*</response>", RegexOptions.IgnoreCase | RegexOptions.Singleline).Value;
        string[] Values(string tag) =>
            [.. Regex.Matches(response, $@"<{tag}>([^<]*)", RegexOptions.IgnoreCase).Select(m => m.Groups[1].Value.Trim())];
        var words = string.Join(' ', [.. Values("Message"), .. Values("RespMSG")]);
        return Values("ResultCode") is ["0"]
            && Values("RefId") is [A.RefId]
            && !Values("Voided").Contains("true", StringComparer.OrdinalIgnoreCase)
            && !Regex.IsMatch(words, "declin|cancel|timeout|not found", RegexOptions.IgnoreCase);
    }

    private static byte[] Mutate(byte[] seed, List<byte[]> seeds, Random random)
    {
        List<byte> bytes = [.. seed];
        for (var times = random.Next(1, 5); times > 0 && bytes.Count > 2; times--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 60), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
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
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, "<>&/='\"0123%2c"u8[..random.Next(1, 14)].ToArray());
                    break;
            }
        }
        return [.. bytes];
    }
}
