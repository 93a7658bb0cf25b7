using CloudPos.SpinSimulator.Terminals;

namespace CloudPos.SpinSimulator.Proxy;

internal static class ProxyApi
{
    // routes do not care about case, and neither does the vendor: /SPIn/ and /spin/ are the same
    public static void MapProxy(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/spin/cgi.html", async (HttpContext http, SpinProxy proxy) =>
        {
            try
            {
                var body = await proxy.AnswerAsync(http.Request.Query["TerminalTransaction"].ToString());
                await Results.Text(body, "text/html; charset=utf-8").ExecuteAsync(http);
            }
            catch (OperationCanceledException)
            {
                http.Abort();   // the simulator stops: the register sees the line drop, as it would
            }
        });

        routes.MapGet("/spin/GetTerminalStatus", (string? tpn, string? registerId, TerminalRack rack) =>
            Results.Text(rack.Find(tpn, registerId) is { IsOnline: true } ? "Online" : "Offline"));
    }
}
