using CloudPos.SpinSimulator.Terminals;

namespace CloudPos.SpinSimulator.Proxy;

internal static class ProxyApi
{
    // routes do not care about case, and neither does the vendor: /SPIn/ and /spin/ are the same
    public static void MapProxy(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/spin/cgi.html", async (HttpContext http, SpinProxy proxy) =>
        {
            var query = http.Request.Query;
            var printing = query.ContainsKey("Printer") && !query.ContainsKey("TerminalTransaction");
            var xml = query[printing ? "Printer" : "TerminalTransaction"].ToString();
            await ServeAsync(http, proxy, Arrived(xml, printing));
        });

        routes.MapGet("/spin/GetTerminalStatus", (string? tpn, string? registerId, TerminalRack rack) =>
            Results.Text(rack.Find(tpn, registerId) is { IsOnline: true } ? "Online" : "Offline"));
    }

    public static async Task ServeAsync(HttpContext http, SpinProxy proxy, Arrival arrival)
    {
        try
        {
            var answer = await proxy.AnswerAsync(arrival);
            await answer.SendAsync(http);
        }
        catch (OperationCanceledException)
        {
            http.Abort();   // the simulator stops: the register sees the line drop, as it would
        }
    }

    private static Arrival Arrived(string xml, bool printing)
    {
        var request = SpinRequestReader.Read(xml, printing, out var reason);
        return new Arrival(
            xml, request, reason, Reply.NotParsed, "text/html; charset=utf-8",
            (reply, terminal) => WireText.Wrap(XmlAnswers.Of(reply, terminal)));
    }
}
