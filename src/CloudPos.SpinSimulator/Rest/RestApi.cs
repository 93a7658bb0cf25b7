using System.Text;
using System.Text.Json;
using CloudPos.SpinSimulator.Proxy;
using CloudPos.SpinSimulator.Terminals;

namespace CloudPos.SpinSimulator.Rest;

/// <summary>SPIn REST v2 for the same terminals, at <c>/v2</c> and, as in the sandbox, at <c>/spin/v2</c>.</summary>
internal static class RestApi
{
    private const int BodyMax = 512 * 1024;
    private const string Json = "application/json; charset=utf-8";

    public static void MapRest(this IEndpointRouteBuilder routes)
    {
        foreach (var root in new[] { "/v2", "/spin/v2" })
        {
            foreach (var operation in RestOperation.All)
            {
                routes.MapPost($"{root}/{operation.Path}", (HttpContext http, SpinProxy proxy) => ServeAsync(http, proxy, operation));
            }

            routes.MapGet($"{root}/Common/TerminalStatus", (HttpContext http, TerminalRack rack) => TerminalStatus(http, rack));
            routes.MapGet($"{root}/IntermediateStatus/GetStatus", (HttpContext http, TerminalRack rack) => Intermediate(http, rack));
        }
    }

    private static async Task ServeAsync(HttpContext http, SpinProxy proxy, RestOperation operation)
    {
        var text = await BodyAsync(http);
        var raw = $"POST {http.Request.Path} {text}";
        Arrival arrival;
        try
        {
            using var document = JsonDocument.Parse(text ?? throw new FormatException("The request is too long."));
            arrival = Arrived(raw, RestReader.Read(operation, document.RootElement), "");
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            arrival = Arrived(raw, null, e is JsonException ? "The request is not JSON." : e.Message);
        }

        await ProxyApi.ServeAsync(http, proxy, arrival);
    }

    private static Arrival Arrived(string raw, SpinRequest? request, string reason) =>
        new(raw, request, reason, RestAnswers.Invalid(reason), Json, RestAnswers.Of);

    private static async Task<string?> BodyAsync(HttpContext http)
    {
        if (http.Request.ContentLength > BodyMax)
        {
            return null;
        }

        using var body = new StreamReader(http.Request.Body, Encoding.UTF8);
        return await body.ReadToEndAsync(http.RequestAborted);
    }

    private static IResult TerminalStatus(HttpContext http, TerminalRack rack)
    {
        var terminal = Find(http, rack, out var tpn);
        var (status, error) = terminal is null ? ("NotFound", "Register not found")
            : Query(http, "authkey") is { } key && key != terminal.Definition.AuthKey ? ("NotFound", "Active AuthKey not found")
            : terminal.IsOnline ? ("Online", "")
            : ("Offline", "");
        return Results.Json(new { TerminalStatus = status, Tpn = tpn, ErrorDescription = error }, Plain);
    }

    private static IResult Intermediate(HttpContext http, TerminalRack rack)
    {
        var terminal = Find(http, rack, out _);
        if (terminal is null || Query(http, "authkey") != terminal.Definition.AuthKey)
        {
            return Results.Text(RestAnswers.Of(Reply.Proxy(terminal is null ? "2003" : "2002", ""), null), Json, statusCode: 400);
        }

        if (!terminal.Parameters.IntermediateStatus)
        {
            return Results.Text(RestAnswers.Of(Reply.Proxy("1002", ""), null), Json, statusCode: 400);
        }

        var screen = terminal.Picture.Screen.Name;
        return Results.Json(new { IntermediateStatus = Stage(screen), Stage = screen, Tpn = terminal.Definition.Tpn }, Plain);
    }

    private static readonly JsonSerializerOptions Plain = new();

    private static string Stage(string screen) => screen switch
    {
        "idle" => "Idle",
        "items" => "Showing the order",
        "choose-price" or "payment-type" => "Waiting for the choice of payment",
        "tip" => "Waiting for the tip",
        "present-card" or "manual-entry" => "Waiting for the card",
        "cashback" => "Waiting for the cashback",
        "pin" => "Waiting for the PIN",
        "processing" => "Processing",
        "signature" => "Waiting for the signature",
        _ => "Finished",
    };

    private static VirtualTerminal? Find(HttpContext http, TerminalRack rack, out string? tpn)
    {
        tpn = Query(http, "tpn");
        return rack.Find(tpn, Query(http, "registerId"));
    }

    /// <summary>The vendor writes <c>request.tpn</c>; the short name is taken too.</summary>
    private static string? Query(HttpContext http, string name)
    {
        var query = http.Request.Query;
        var value = query[$"request.{name}"].FirstOrDefault() ?? query[name].FirstOrDefault();
        return string.IsNullOrEmpty(value) ? null : value;
    }
}
