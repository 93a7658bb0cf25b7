using System.Net;
using CloudPos.SpinSimulator.Proxy;
using CloudPos.SpinSimulator.Terminals;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace CloudPos.SpinSimulator.Control;

/// <summary>The strings behind the puppets: for tests and for the face. This machine only.</summary>
internal static class ControlApi
{
    private const int DelayMax = 600_000;

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    public static void MapControl(this IEndpointRouteBuilder routes)
    {
        var control = routes.MapGroup("/control").AddEndpointFilter(OnlyFromHereAsync);
        control.MapGet("/terminals", (TerminalRack rack) => rack.All.Select(t => TerminalRow.Of(t.Picture)));
        control.MapGet("/wire", (WireLog wire) => wire.All);
        control.MapGet("/events", (TerminalRack rack, HttpContext http, IHostApplicationLifetime life) =>
            Stream(rack.Changes, () => rack.All.Select(t => TerminalRow.Of(t.Picture)), http, life));
        control.MapDelete("/state", (TerminalRack rack, WireLog wire) =>
        {
            rack.Reset();
            wire.Clear();
            return Results.NoContent();
        });

        var one = control.MapGroup("/terminals/{tpn}");
        one.MapPut("", (string tpn, TerminalChange change, TerminalRack rack) => With(rack, tpn, t => Change(t, change)));
        one.MapPost("/press", (string tpn, KeyPress press, TerminalRack rack) => With(rack, tpn, t => Press(t, press)));
        one.MapPost("/faults", (string tpn, FaultChange fault, TerminalRack rack) => With(rack, tpn, t => AddFault(t, fault)));
        one.MapGet("/roll", (string tpn, TerminalRack rack) => With(rack, tpn, t => Results.Json(t.Roll)));
        one.MapDelete("/roll", (string tpn, TerminalRack rack) => With(rack, tpn, t =>
        {
            t.TearOff();
            return Results.NoContent();
        }));
        one.MapGet("/screen", (string tpn, TerminalRack rack) => With(rack, tpn, t => Results.Json(Face.Of(t.Picture))));
        one.MapGet("/ledger", (string tpn, bool? all, TerminalRack rack) => With(rack, tpn, t => Results.Json(
            t.Lines.Where(l => l.IsHeld || all == true).Select(LedgerRow.Of))));
        one.MapGet("/events", (string tpn, TerminalRack rack, HttpContext http, IHostApplicationLifetime life) =>
            With(rack, tpn, t => Stream(t.Changes, () => Face.Of(t.Picture), http, life)));
    }

    private static IResult Change(VirtualTerminal terminal, TerminalChange change)
    {
        var mode = change.Autopilot?.Mode is { } name ? AutopilotModes.Find(name) : null;
        if (change.Autopilot?.Mode is not null && mode is null)
        {
            return Refuse($"There is no autopilot mode '{change.Autopilot.Mode}'. It is one of {AutopilotModes.All}.");
        }

        if (change.Autopilot?.DelayMs is < 0 or > DelayMax || change.BusyAfterSaleMs is < 0 or > DelayMax)
        {
            return Refuse($"Milliseconds are 0 to {DelayMax}.");
        }

        if (change.Batch is < 1 or > Ledger.LastBatch)
        {
            return Refuse($"A batch number is 1 to {Ledger.LastBatch}.");
        }

        try
        {
            var now = terminal.Picture.Autopilot;
            terminal.Set(new TerminalSettings
            {
                Online = change.Online,
                Autopilot = new Autopilot(mode ?? now.Mode, change.Autopilot?.DelayMs ?? now.DelayMs),
                Tips = change.Tips,
                BusyAfterSaleMs = change.BusyAfterSaleMs,
                Batch = change.Batch,
                Parameters = change.Parameters is null ? null : terminal.Parameters.With(change.Parameters),
                Faults = change.Faults is null ? null : [.. change.Faults.Select(ReadFault)],
            });
        }
        catch (FormatException e)
        {
            return Refuse(e.Message);
        }

        return Results.Json(TerminalRow.Of(terminal.Picture));
    }

    private static IResult AddFault(VirtualTerminal terminal, FaultChange change)
    {
        try
        {
            terminal.AddFault(ReadFault(change));
            return Results.NoContent();
        }
        catch (FormatException e)
        {
            return Refuse(e.Message);
        }
    }

    private static Fault ReadFault(FaultChange? change)
    {
        var fault = new Fault(change?.Fault ?? "", change?.TransType, change?.Times ?? 1, change?.DelayMs ?? 0);
        if (!fault.IsKnown)
        {
            throw new FormatException(
                $"There is no fault '{fault.Name}'. It is one of {string.Join(", ", Fault.Names)}, status:NNNN, proxy:TEXT.");
        }

        return fault is { Times: >= 1 and <= 1000, DelayMs: >= 0 and <= DelayMax }
            ? fault
            : throw new FormatException($"times is 1 to 1000, delayMs 0 to {DelayMax}.");
    }

    private static IResult Press(VirtualTerminal terminal, KeyPress press)
    {
        if (PressedKey.Read(press.Key, press.Strokes) is not { } key)
        {
            return Refuse($"There is no key '{press.Key}'. A tip is written like tip:5.00.");
        }

        return terminal.Press(key)
            ? Results.NoContent()
            : Refuse($"The key '{key.Name}' does nothing on the screen '{terminal.Picture.Screen.Name}'.", HttpStatusCode.Conflict);
    }

    private static IResult With(TerminalRack rack, string tpn, Func<VirtualTerminal, IResult> use) =>
        rack.ByTpn(tpn) is { } terminal
            ? use(terminal)
            : Refuse($"There is no terminal {tpn} here.", HttpStatusCode.NotFound);

    private static ServerSentEventsResult<T> Stream<T>(ChangeSignal signal, Func<T> read, HttpContext http, IHostApplicationLifetime life)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.ServerSentEvents(Items());

        async IAsyncEnumerable<T> Items()
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
            await foreach (var _ in signal.ListenAsync(Silence, end.Token))
            {
                yield return read();
            }
        }
    }

    private static IResult Refuse(string message, HttpStatusCode status = HttpStatusCode.BadRequest) =>
        Results.Json(new { message }, statusCode: (int)status);

    private static async ValueTask<object?> OnlyFromHereAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var from = context.HttpContext.Connection.RemoteIpAddress;
        var options = context.HttpContext.RequestServices.GetRequiredService<IOptions<SimulatorOptions>>().Value;
        if (from is not null && !IPAddress.IsLoopback(from) && !options.RemoteControl)
        {
            return Refuse("The control API answers this machine only.", HttpStatusCode.Forbidden);
        }

        // a page of another site in the same browser also comes from this machine
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}")
        {
            return Refuse("The control API answers its own pages only.", HttpStatusCode.Forbidden);
        }

        return await next(context);
    }
}
