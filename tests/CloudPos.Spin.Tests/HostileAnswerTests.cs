using System.Text;

namespace CloudPos.Spin.Tests;

public class HostileAnswerTests
{
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
        { "a tower of closing tags", "<response>" + string.Concat(Enumerable.Repeat("</", 400_000)) + "</response>" },
        { "endless ExtData", $"<response><ResultCode>0</ResultCode><ExtData>A=1{string.Concat(Enumerable.Repeat(",x", 400_000))}</ExtData></response>" },
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
}
