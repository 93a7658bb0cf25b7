using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>The register's request while it waits at the proxy; the first answer counts.</summary>
internal sealed class OpenCall(SpinRequest request, DateTimeOffset until)
{
    private readonly TaskCompletionSource<Reply> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SpinRequest Request => request;

    /// <summary>When the proxy stops waiting.</summary>
    public DateTimeOffset Until => until;

    public static OpenCall Answered(SpinRequest request, Reply reply)
    {
        var call = new OpenCall(request, DateTimeOffset.MinValue);
        call.Answer(reply);
        return call;
    }

    public void Answer(Reply reply) => answer.TrySetResult(reply);

    /// <exception cref="TimeoutException">Nothing came in time.</exception>
    public Task<Reply> WaitAsync(TimeSpan timeout, TimeProvider clock, CancellationToken ct) =>
        answer.Task.WaitAsync(timeout, clock, ct);
}
