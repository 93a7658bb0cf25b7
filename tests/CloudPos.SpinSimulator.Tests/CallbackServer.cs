using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CloudPos.SpinSimulator.Tests;

/// <summary>A register that takes callbacks.</summary>
internal sealed class CallbackServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private CallbackServer(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single() + "/callback";

    public static async Task<CallbackServer> StartAsync(TaskCompletionSource<JsonNode> told)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapPost("/callback", async (HttpContext http) =>
        {
            using var body = new StreamReader(http.Request.Body);
            told.TrySetResult(JsonNode.Parse(await body.ReadToEndAsync())!);
            return Results.Ok();
        });
        await app.StartAsync();
        return new CallbackServer(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
