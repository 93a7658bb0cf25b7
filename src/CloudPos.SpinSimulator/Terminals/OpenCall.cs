using System.Xml.Linq;
using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>The register's request while it waits at the proxy; the first answer counts.</summary>
internal sealed class OpenCall(SpinRequest request)
{
    private readonly TaskCompletionSource<XElement> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SpinRequest Request => request;

    public static OpenCall Answered(SpinRequest request, XElement response)
    {
        var call = new OpenCall(request);
        call.Answer(response);
        return call;
    }

    public void Answer(XElement response) => answer.TrySetResult(response);

    /// <exception cref="TimeoutException">Nothing came in time.</exception>
    public Task<XElement> WaitAsync(TimeSpan timeout, TimeProvider clock, CancellationToken ct) =>
        answer.Task.WaitAsync(timeout, clock, ct);
}
