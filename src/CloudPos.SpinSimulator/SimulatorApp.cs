using System.Net;
using CloudPos.SpinSimulator.Control;
using CloudPos.SpinSimulator.Proxy;
using CloudPos.SpinSimulator.Rest;
using CloudPos.SpinSimulator.Terminals;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CloudPos.SpinSimulator;

/// <summary>A SPIn proxy with PIN pads behind it that have a face in the browser: the protocol without the hardware.</summary>
public static class SimulatorApp
{
    /// <summary>Where it listens when nothing else is said.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5090";

    // a sale with its cart travels in the request line
    private const int RequestLineMax = 64 * 1024;

    /// <summary>
    /// Builds the simulator, not yet started. Pass <c>--urls http://127.0.0.1:0</c> for a free port and read
    /// <see cref="WebApplication.Urls"/> after <c>StartAsync</c>. The environment variable CLOUDPOS_SIMULATOR_PORT
    /// wins over <c>--urls</c> and ASPNETCORE_URLS.
    /// </summary>
    /// <param name="args">The command line; <c>--Simulator:StateFile=…</c> keeps ledger and batch over a restart.</param>
    /// <param name="configure">Last word on the builder: configuration, logging, a <see cref="TimeProvider"/>.</param>
    /// <exception cref="InvalidDataException">The state file is there but cannot be read.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // the empty builder reads no appsettings.json of whichever folder it is started in
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(SimulatorApp).Assembly.GetName().Name,
        });
        using var settings = EmbeddedFile.Open("appsettings.json")!;
        builder.Configuration
            .AddJsonStream(settings)
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddEnvironmentVariables()
            .AddCommandLine(args);

        // warnings only from the framework: its request lines would write the AuthKey into the log
        builder.Logging.AddSimpleConsole(o => o.SingleLine = true).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestLineSize = RequestLineMax;
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(3));
        builder.Services.Configure<SimulatorOptions>(builder.Configuration.GetSection("Simulator"));
        builder.Services.AddSingleton<TerminalRack>().AddSingleton<WireLog>().AddSingleton<SpinProxy>().AddSingleton<Callbacks>();
        configure?.Invoke(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.WebHost.UseUrls(Address(builder.Configuration));

        var app = builder.Build();
        app.Services.GetRequiredService<TerminalRack>();   // a bad state file stops the start, not the first sale
        app.UseRouting();
        app.MapGet("/healthz/live", () => Results.Text("Healthy"));
        app.MapGet("/healthz/ready", () => Results.Text("Healthy"));
        app.MapProxy();
        app.MapRest();
        app.MapControl();
        app.MapFace();
        app.UseEndpoints(_ => { });
        return app;
    }

    private static string Address(ConfigurationManager configuration)
    {
        var port = Environment.GetEnvironmentVariable("CLOUDPOS_SIMULATOR_PORT");
        if (string.IsNullOrWhiteSpace(port))
        {
            return configuration["urls"] is { Length: > 0 } urls ? urls : DefaultUrl;
        }

        return ushort.TryParse(port, out _)
            ? $"http://{IPAddress.Loopback}:{port}"
            : throw new InvalidOperationException($"CLOUDPOS_SIMULATOR_PORT is '{port}'; it takes a port number.");
    }
}
