using System.Net.Http.Headers;
using System.Text;
using CloudPos.SpinSimulator.Proxy;
using CloudPos.SpinSimulator.Terminals;

namespace CloudPos.SpinSimulator.Rest;

/// <summary>Posts the result of a JSON request to the address that the request names, besides answering it.</summary>
/// <remarks>To this machine only: a simulator that anybody can reach must not be made to call anybody.</remarks>
internal sealed class Callbacks(WireLog wire, TimeProvider clock) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(5) };

    public void Send(SpinRequest request, Reply reply, TerminalDefinition terminal)
    {
        if (request.CallbackUrl is { } url)
        {
            _ = SendAsync(new Uri(url), RestAnswers.Of(reply, terminal), terminal.Tpn);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task SendAsync(Uri to, string body, string tpn)
    {
        var entry = wire.Arrived($"CALLBACK {to} {body}", tpn, clock.GetUtcNow());
        if (!to.IsLoopback)
        {
            entry.Leave("not sent: the address is not on this machine", clock.GetUtcNow());
            return;
        }

        try
        {
            using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            using var answer = await http.PostAsync(to, content);
            entry.Leave($"HTTP {(int)answer.StatusCode}", clock.GetUtcNow());
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            entry.Leave("not taken: " + e.GetType().Name, clock.GetUtcNow());
        }
    }
}
