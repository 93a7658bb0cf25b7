using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudPos.Application.Tests.Payments;

/// <summary>A proxy that says what a test tells it to, for answers that no terminal of the simulator gives.</summary>
public sealed class ScriptedProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _sales = new();

    public ScriptedProxy()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapGet("/spin/GetTerminalStatus", () => "Online");
        _app.MapGet("/spin/cgi.html", (HttpRequest http) => Answer(XElement.Parse(http.Query["TerminalTransaction"]!)));
        _app.MapGet("/v2/{**path}", (string path) => Results.Text(RestGet(path), "application/json"));
        _app.MapPost("/v2/{group}/{operation}", async (string operation, HttpRequest http) =>
        {
            var body = (await JsonNode.ParseAsync(http.Body))!;
            if (operation == "Sale")
                _sales.Enqueue((string?)body["ReferenceId"] ?? "");
            return Rest(operation, body) is { } answer ? Results.Text(answer, "application/json") : Results.StatusCode(502);
        });
    }

    /// <summary>The fields of the answer to a sale; null = the connection's other end falls silent with an error page.</summary>
    public Func<XElement, string?> Sale { get; set; } = _ => null;

    public Func<XElement, string?> Status { get; set; } = _ => null;

    /// <summary>The answer to a REST operation; null = an error page.</summary>
    public Func<string, JsonNode, string?> Rest { get; set; } = (_, _) => null;

    public Func<string, string> RestGet { get; set; } = _ => "{\"TerminalStatus\":\"Online\"}";

    /// <summary>The references of the sales that arrived.</summary>
    public IReadOnlyCollection<string> Sales => _sales;

    public Uri Url => new(_app.Urls.First());

    public Task StartAsync() => _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>An answer with the reference of the question.</summary>
    public static string Says(XElement request, string resultCode, string text, string extData = "", string more = "") =>
        $"<xmp><response><RefId>{(string?)request.Element("RefId")}</RefId><ResultCode>{resultCode}</ResultCode><RespMSG>{text}</RespMSG>"
        + $"<Message>{text}</Message><PaymentType>Credit</PaymentType><TransType>Sale</TransType>{more}<ExtData>{extData}</ExtData></response></xmp>";

    private IResult Answer(XElement request)
    {
        var isSale = (string?)request.Element("TransType") == "Sale";
        if (isSale)
            _sales.Enqueue((string?)request.Element("RefId") ?? "");
        return (isSale ? Sale : Status)(request) is { } body ? Results.Text(body, "text/html") : Results.StatusCode(502);
    }
}

/// <summary>The application with the scripted proxy in place of the simulator.</summary>
public class ScriptedFixture : PaymentFixture
{
    public ScriptedProxy Proxy { get; } = new();

    public override async Task InitializeAsync()
    {
        await Proxy.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Proxy.DisposeAsync();
    }

    protected override void ConfigureServices(IServiceCollection services)
    {
        base.ConfigureServices(services);
        services.Configure<SpinOptions>(options => options.SimulatorUrl = Proxy.Url);
    }
}
