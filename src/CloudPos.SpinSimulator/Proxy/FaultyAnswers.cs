using System.Text;
using CloudPos.SpinSimulator.Terminals;

namespace CloudPos.SpinSimulator.Proxy;

/// <summary>Writes a reply, well or as a fault wants it.</summary>
internal static class FaultyAnswers
{
    private const int Huge = 2 * 1024 * 1024;
    private const string Html = "<!DOCTYPE html><html><head><title>Service unavailable</title></head><body><h1>Approved maintenance</h1><p>Try again later.</p></body></html>";

    public static WireAnswer Write(Reply reply, Arrival arrival, TerminalDefinition? terminal, Fault? fault)
    {
        var changed = fault?.Name switch
        {
            "answer-other-refid" => OtherRefId(reply),
            "answer-other-amount" when reply.Line is { } line => reply with { Line = line with { Amount = line.Amount + 100, Total = line.Total + 100 } },
            _ => reply,
        };
        var text = arrival.Write(changed, terminal);
        var ok = arrival.ContentType.Contains("json", StringComparison.Ordinal) && reply.ResultCode != '0' ? 400 : 200;
        var plain = WireAnswer.Of(ok, arrival.ContentType, text);
        return fault?.Name switch
        {
            "close-half-answer" => plain with { SentBytes = plain.Body.Length / 2 },
            "truncated" => WireAnswer.Of(ok, arrival.ContentType, text[..(text.Length * 2 / 3)]),
            "malformed-xml" => WireAnswer.Of(ok, arrival.ContentType, Malformed(text)),
            "duplicate-answer" => WireAnswer.Of(ok, arrival.ContentType, text + text),
            "approved-with-resultcode-1" => WireAnswer.Of(ok, arrival.ContentType, Contradictory(text)),
            "html-error-page" => WireAnswer.Of(200, "text/html; charset=utf-8", Html),
            "http-500" => WireAnswer.Of(500, "text/html; charset=utf-8", Html),
            "http-502" => WireAnswer.Of(502, "text/html; charset=utf-8", Html),
            "huge-answer" => WireAnswer.Of(ok, arrival.ContentType, text + new string(' ', Huge)),
            "wrong-encoding" => plain with { Body = Misencoded(text) },
            _ => plain,
        };
    }

    private static Reply OtherRefId(Reply reply) => reply with
    {
        Line = reply.Line is { } line ? line with { RefId = "OTHER" + line.RefId } : null,
        Request = reply.Request is { } request ? request with { RefId = "OTHER" + request.RefId } : null,
    };

    // the closing tag of a value is lost, as in the vendor's own sample; in JSON a quote
    private static string Malformed(string text) =>
        text.Contains("</ExtData>", StringComparison.Ordinal)
            ? text.Replace("</ExtData>", "/ExtData>", StringComparison.Ordinal)
            : text.StartsWith('{') ? text.Replace("\",", ",", StringComparison.Ordinal) : text.Replace("</R", "/R", StringComparison.Ordinal);

    private static string Contradictory(string text) => text
        .Replace("<ResultCode>0<", "<ResultCode>1<", StringComparison.Ordinal)
        .Replace("\"ResultCode\":\"0\"", "\"ResultCode\":\"1\"", StringComparison.Ordinal);

    /// <summary>A Latin-1 letter in what calls itself UTF-8.</summary>
    private static byte[] Misencoded(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var at = Array.LastIndexOf(body, (byte)'A');
        body[at < 0 ? body.Length / 2 : at] = 0xC4;
        return body;
    }
}

/// <summary>Status, type and bytes to send; with fewer bytes than there are, the line drops in between.</summary>
internal sealed record WireAnswer(int Status, string ContentType, byte[] Body, int SentBytes)
{
    private const int ToldMax = 64 * 1024;

    public static readonly WireAnswer Dropped = new(0, "", [], 0);

    public static WireAnswer Of(int status, string contentType, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return new WireAnswer(status, contentType, body, body.Length);
    }

    /// <summary>As the wire log tells it.</summary>
    public string Told(string? reason) =>
        Encoding.UTF8.GetString(Body, 0, Math.Min(SentBytes, ToldMax)) + (reason is null ? "" : $"<!-- {reason} -->");

    public async Task SendAsync(HttpContext http)
    {
        if (Status == 0)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = Status;
        http.Response.ContentType = ContentType;
        http.Response.ContentLength = Body.Length;
        await http.Response.Body.WriteAsync(Body.AsMemory(0, Math.Min(SentBytes, Body.Length)));
        if (SentBytes < Body.Length)
        {
            await http.Response.Body.FlushAsync();
            http.Abort();
        }
    }
}
