namespace CloudPos.Spin.Wire;

internal enum SpinDelivery
{
    /// <summary>No connection came about: not one byte left.</summary>
    NotSent,

    /// <summary>A connection came about and gave no whole answer: what was received is not known.</summary>
    NoAnswer,

    /// <summary>The whole answer is there.</summary>
    Answered,

    /// <summary>More came than any terminal sends.</summary>
    TooLong,
}

internal sealed record SpinDelivered(SpinDelivery Delivery, byte[] Answer)
{
    /// <summary>The answer came with an HTTP status of success; a refusal of the REST form does not.</summary>
    public bool IsSuccess { get; init; }

    public static SpinDelivered Without(SpinDelivery delivery) => new(delivery, []);
}

/// <summary>Carries one request once.</summary>
/// <remarks>
/// The runtime's HTTP stack sends a GET again by itself when the server closes without answering, and a SPIn sale is a
/// GET. So every call has a line of its own, and that line connects once: the second sending has no wire to go
/// on. A connection is never reused either, which costs a handshake per payment and removes the stale pooled connection
/// as a cause of doubt.
/// </remarks>
internal sealed class SpinWire(SpinLimits limits, TimeProvider clock, Func<ISpinLine>? lines = null)
{
    /// <summary>Never throws: on this wire "no" is an answer.</summary>
    public Task<SpinDelivered> SendOnceAsync(Uri address, TimeSpan wait, CancellationToken ct) =>
        SendOnceAsync(SpinMessage.Get(address), wait, ct);

    /// <summary>Never throws: on this wire "no" is an answer.</summary>
    public async Task<SpinDelivered> SendOnceAsync(SpinMessage message, TimeSpan wait, CancellationToken ct)
    {
        using var line = lines is null ? new SocketLine(limits.ConnectWaitMax, clock) : lines();
        using var timeLimit = new CancellationTokenSource(wait, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeLimit.Token, ct);
        try
        {
            using var request = message.ToRequest();
            using var response = await line.SendAsync(request, both.Token).ConfigureAwait(false);
            if (!message.Reads(response.StatusCode))
                return SpinDelivered.Without(SpinDelivery.NoAnswer);
            var delivered = await ReadAsync(response.Content, both.Token).ConfigureAwait(false);
            return delivered with { IsSuccess = response.IsSuccessStatusCode };
        }
        // Whatever went wrong, the money question is the same: did a byte leave? The exception itself is dropped,
        // since its text may hold the address and with it the AuthKey.
        catch (Exception)
        {
            return SpinDelivered.Without(line.WasRefused ? SpinDelivery.NotSent : SpinDelivery.NoAnswer);
        }
    }

    private async Task<SpinDelivered> ReadAsync(HttpContent content, CancellationToken ct)
    {
        using var answer = new MemoryStream();
        var stream = await content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var piece = new byte[16 * 1024];
            int read;
            while ((read = await stream.ReadAsync(piece, ct).ConfigureAwait(false)) > 0)
            {
                if (answer.Length + read > limits.AnswerBytesMax)
                    return SpinDelivered.Without(SpinDelivery.TooLong);
                answer.Write(piece, 0, read);
            }
        }
        return new SpinDelivered(SpinDelivery.Answered, answer.ToArray());
    }
}
