using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CloudPos.Spin.Wire;
using CloudPos.Spin.Xml;
using Xunit.Abstractions;

namespace CloudPos.Spin.Tests;

/// <summary>
/// Answers damaged at random, from a seed that is printed. CLOUDPOS_FUZZ says how many, CLOUDPOS_FUZZ_SEED from where.
/// </summary>
public class MutatedAnswerTests(ITestOutputHelper output)
{
    private const int MutationsDefault = 200_000;
    private const int SeedDefault = 20261120;
    private const int PieceLength = 1000;

    [Fact]
    public void No_mutation_of_an_answer_is_approved_that_does_not_plainly_say_so()
    {
        var (mutations, seed) = (Setting("CLOUDPOS_FUZZ", MutationsDefault), Setting("CLOUDPOS_FUZZ_SEED", SeedDefault));
        output.WriteLine($"{mutations} mutations from seed {seed}");
        var samples = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples"), "*-answer.xml").Order(StringComparer.Ordinal)
            .Select(f => File.ReadAllText(f).Replace("<RefId>2<", $"<RefId>{A.RefId}<", StringComparison.Ordinal))
            .Append(A.Approval).Select(Encoding.UTF8.GetBytes).ToList();
        var (approved, done) = (0, 0);

        // Every piece has a generator of its own, so the result does not depend on how many processors there are.
        Parallel.For(0, mutations / PieceLength, piece =>
        {
            var random = new Random(seed + piece);
            for (var n = 0; n < PieceLength; n++)
            {
                // Every other mutation starts from an approval, where there is most to lose.
                var mutated = Mutate(n % 2 == 0 ? samples[^1] : samples[random.Next(samples.Count)], samples, random);
                var where = $"Seed {seed}, piece {piece}, mutation {n}: ";
                Interlocked.Add(ref approved, ApprovedPlainly(mutated, Asked(n), where));
                Interlocked.Add(ref done, DonePlainly(mutated, where));
            }
        });

        // Else the oracle was never asked.
        Assert.InRange(approved, mutations / 20, 2 * mutations);
        Assert.InRange(done, mutations / 200, 2 * mutations);
    }

    private static SpinAsked[] Asked(int n) =>
        [SpinAsked.For(A.Sale), (n % 4) switch
        {
            0 => SpinAsked.For(A.Status),
            1 => SpinAsked.For(A.Return),
            2 => SpinAsked.For(A.Capture),
            _ => SpinAsked.For(A.Void),
        }];

    private static int ApprovedPlainly(byte[] mutated, SpinAsked[] questions, string where)
    {
        var approved = 0;
        foreach (var asked in questions)
        {
            var answer = SpinAnswers.From(SpinXmlReader.Read(mutated), asked, A.AuthKey);
            if (answer.Outcome is not (SpinOutcome.Approved or SpinOutcome.PartiallyApproved))
                continue;
            approved++;
            var text = Encoding.UTF8.GetString(mutated);
            Assert.True(SaysApproved(text, asked), where + text);
        }
        return approved;
    }

    private static int DonePlainly(byte[] mutated, string where)
    {
        var delivered = new SpinDelivered(SpinDelivery.Answered, mutated);
        var settlement = SpinServiceAnswers.Settlement(delivered, A.Settle, A.AuthKey);
        var report = SpinServiceAnswers.Report(delivered, A.AuthKey);
        var done = 0;
        if (settlement.Outcome == SpinServiceOutcome.Done)
            Count(["0"]);
        if (report.Outcome == SpinServiceOutcome.Done)
            Count(["0", "1"]);
        return done;

        void Count(string[] codes)
        {
            done++;
            var text = Encoding.UTF8.GetString(mutated);
            Assert.True(Values(text, "ResultCode") is [var code] && codes.Contains(code), where + text);
        }
    }

    /// <summary>A second, dumber reading that shares no code with the first.</summary>
    private static bool SaysApproved(string text, SpinAsked asked)
    {
        var words = string.Join(' ', [.. Values(text, "Message"), .. Values(text, "RespMSG")]);
        return Values(text, "ResultCode") is ["0"]
            && Values(text, "RefId") is [A.RefId]
            && (asked.Operation == SpinOperation.Void || !Values(text, "Voided").Contains("true", StringComparer.OrdinalIgnoreCase))
            && !Regex.IsMatch(words, "declin|cancel|timeout|not found", RegexOptions.IgnoreCase);
    }

    // What stands around the answer is wrapping; a blank before the end of a tag is XML, and a forbidden character counts as one.
    private static string[] Values(string text, string tag)
    {
        var legal = Regex.Replace(text, @"[\p{Cc}\uFFFE\uFFFF]", " ");
        var response = Regex.Match(legal, "<response.*</response>", RegexOptions.IgnoreCase | RegexOptions.Singleline).Value;
        return [.. Regex.Matches(response, $@"<{tag} *>([^<]*)", RegexOptions.IgnoreCase).Select(m => m.Groups[1].Value.Trim())];
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
