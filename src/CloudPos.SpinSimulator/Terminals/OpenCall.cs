using System.Xml.Linq;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>The register's request while it waits at the proxy; the first answer counts.</summary>
internal sealed class OpenCall
{
    private readonly TaskCompletionSource<XElement> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static OpenCall Answered(XElement response)
    {
        var call = new OpenCall();
        call.Answer(response);
        return call;
    }

    public void Answer(XElement response) => answer.TrySetResult(response);

    /// <exception cref="TimeoutException">Nothing came in time.</exception>
    public Task<XElement> WaitAsync(TimeSpan timeout, TimeProvider clock, CancellationToken ct) =>
        answer.Task.WaitAsync(timeout, clock, ct);
}
