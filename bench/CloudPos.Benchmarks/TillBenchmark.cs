using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudPos.Benchmarks;

/// <summary>
/// What the register adds to a card payment: from the click to the first byte on the wire, and from the terminal's answer to what the
/// till's screen reads. The whole application on its database, and a proxy that does nothing but note the time and approve.
/// </summary>
/// <remarks>Not a BenchmarkDotNet class: a payment is a chain over several threads and cannot be repeated at will within one call.</remarks>
internal static class TillBenchmark
{
    private const int WarmUp = 30;
    private const int Payments = 300;

    public static async Task RunAsync()
    {
        using var proxy = new ApprovingProxy();
        var app = new BenchFixture(proxy.Url);
        await app.InitializeAsync();
        try
        {
            var (toWire, toScreen) = (new List<double>(), new List<double>());
            var before = TimeSpan.Zero;
            for (var i = 0; i < WarmUp + Payments; i++)
            {
                var (wire, screen) = await PayAsync(app, proxy);
                if (i == WarmUp)
                    before = Environment.CpuUsage.TotalTime;
                if (i >= WarmUp)
                {
                    toWire.Add(wire);
                    toScreen.Add(screen);
                }
            }

            // two cores of a busy machine make the times above; this one they cannot
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"processor time of one whole payment, ringing up and the proxy included: {(Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Payments:0.0} ms"));
            Tell("click to the first byte on the wire", toWire);
            Tell("the terminal's answer to the till's screen", toScreen);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static async Task<(double ToWire, double ToScreen)> PayAsync(BenchFixture app, ApprovingProxy proxy)
    {
        var store = app.Tenants.Coffee;
        var sale = (await app.SendAs(store.Cashier, new ScanCode(store.RegisterId, TestStore.CoffeeBarcode, Quantity.One))).Value!;
        var feed = app.Services.GetRequiredService<PaymentFeed>();
        var id = AttemptId.New();
        var shown = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watch = feed.Watch(sale.Id, async () =>
        {
            // as the till does it: told that something moved, it reads the payment
            if ((await app.SendAs(store.Cashier, new GetPayment(id))).Value is { Phase: PaymentPhase.Approved })
                shown.TrySetResult(Stopwatch.GetTimestamp());
        });
        var clicked = Stopwatch.GetTimestamp();
        await app.SendAs(store.Cashier, new PayByCard(sale.Id, id));
        var seen = await shown.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await app.SendAs(store.Cashier, new FinishSale(sale.Id));
        return (Stopwatch.GetElapsedTime(clicked, proxy.FirstByteAt).TotalMilliseconds, Stopwatch.GetElapsedTime(proxy.AnsweredAt, seen).TotalMilliseconds);
    }

    private static void Tell(string what, List<double> times)
    {
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: median {At(0.5):0.0} ms, 95 % {At(0.95):0.0} ms, worst {times[^1]:0.0} ms ({times.Count} payments)"));

        double At(double share) => times[(int)(share * (times.Count - 1))];
    }

    private sealed class BenchFixture(Uri proxy) : AppFixture
    {
        protected override void ConfigureServices(IServiceCollection services)
        {
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
            services.Configure<SpinOptions>(options => options.SimulatorUrl = proxy);
        }
    }

    /// <summary>Takes a connection, notes when the first byte arrives, approves, closes.</summary>
    private sealed class ApprovingProxy : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public ApprovingProxy()
        {
            _listener.Start();
            _ = ServeAsync();
        }

        public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

        public long FirstByteAt { get; private set; }

        public long AnsweredAt { get; private set; }

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            var buffer = new byte[64 * 1024];
            while (true)
            {
                try
                {
                    using var line = await _listener.AcceptTcpClientAsync();
                    var stream = line.GetStream();
                    var length = await stream.ReadAsync(buffer);
                    FirstByteAt = Stopwatch.GetTimestamp();
                    while (!Encoding.ASCII.GetString(buffer, 0, length).Contains("\r\n\r\n", StringComparison.Ordinal))
                        length += await stream.ReadAsync(buffer.AsMemory(length));
                    var asked = Uri.UnescapeDataString(Encoding.ASCII.GetString(buffer, 0, length));
                    var body = $"<xmp><response><RefId>{Field(asked, "RefId")}</RefId><ResultCode>0</ResultCode><RespMSG>Approved</RespMSG><Message>Approved</Message>"
                        + $"<AuthCode>123456</AuthCode><PaymentType>Credit</PaymentType><TransType>Sale</TransType><ExtData>TotalAmt={Field(asked, "Amount")},AcntLast4=1111,BatchNum=1</ExtData></response></xmp>";
                    AnsweredAt = Stopwatch.GetTimestamp();
                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
                }
                catch (ObjectDisposedException)
                {
                    return;
                }
                catch (SocketException)
                {
                    return; // stopped
                }
            }
        }

        private static string Field(string xml, string tag) => Regex.Match(xml, $"<{tag}>([^<]*)</{tag}>").Groups[1].Value;
    }
}
