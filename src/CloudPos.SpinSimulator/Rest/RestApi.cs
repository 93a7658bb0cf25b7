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
            routes.MapGet($"{root}/IntermediateStatus/GetStatus", (HttpContext http, TerminalRack rack, TimeProvider clock) => Intermediate(http, rack, clock));
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

    /// <summary>How far the payment is that said it wants to know. Without the key too: it tells no more than the screen does.</summary>
    private static IResult Intermediate(HttpContext http, TerminalRack rack, TimeProvider clock)
    {
        var terminal = Find(http, rack, out _);
        if (terminal is null)
        {
            return Refused("2003", StatusCodes.Status404NotFound);
        }

        if (Query(http, "authkey") is { } key && key != terminal.Definition.AuthKey)
        {
            return Refused("2002", StatusCodes.Status400BadRequest);
        }

        if (!terminal.Parameters.IntermediateStatus)
        {
            return Refused("1002", StatusCodes.Status400BadRequest);
        }

        if (terminal.Running is not { Request.WantsStages: true } running
            || (Query(http, "referenceId") is { } asked && asked != running.Request.RefId))
        {
            return Refused("2009", StatusCodes.Status404NotFound);
        }

        var (code, text) = Stage(running.Screen);
        return Results.Json(new { StatusDateTime = clock.GetUtcNow().UtcDateTime, StatusText = text, StatusCode = code }, Plain);
    }

    private static IResult Refused(string status, int httpStatus) =>
        Results.Text(RestAnswers.Of(Reply.Proxy(status, TerminalTexts.Of(status)), null), Json, statusCode: httpStatus);

    private static readonly JsonSerializerOptions Plain = new();

    // the document names neither codes nor words
    private static (string Code, string Text) Stage(string screen) => screen switch
    {
        "items" => ("10", "Showing the order"),
        "choose-price" or "payment-type" => ("20", "Waiting for the choice of payment"),
        "tip" => ("30", "Waiting for the tip"),
        "present-card" or "manual-entry" => ("40", "Waiting for the card"),
        "cashback" => ("50", "Waiting for the cashback"),
        "pin" => ("60", "Waiting for the PIN"),
        "processing" => ("70", "Processing"),
        "signature" => ("80", "Waiting for the signature"),
        _ => ("90", "Finished"),
    };

    private static VirtualTerminal? Find(HttpContext http, TerminalRack rack, out string? tpn)
    {
        tpn = Query(http, "tpn");
        return rack.Find(tpn, Query(http, "registerId"));
    }

    /// <summary>The vendor writes <c>request.tpn</c>, and <c>getRequest.tpn</c> where a stage is asked for; the short name is taken too.</summary>
    private static string? Query(HttpContext http, string name)
    {
        var query = http.Request.Query;
        var value = query[$"request.{name}"].FirstOrDefault() ?? query[$"getRequest.{name}"].FirstOrDefault() ?? query[name].FirstOrDefault();
        return string.IsNullOrEmpty(value) ? null : value;
    }
}
