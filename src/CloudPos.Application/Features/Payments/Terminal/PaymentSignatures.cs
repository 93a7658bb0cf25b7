using System.Collections.Concurrent;
using CloudPos.Domain.Tenancy;
using CloudPos.Spin;

namespace CloudPos.Application.Features.Payments.Terminal;

/// <summary>What customers signed on the PIN pads of this process's payments, for the screen and the receipt of the moment.</summary>
/// <remarks>Kept in memory only and for a short time: it is personal, and the processor keeps it. Never in the journal, a log or the database.</remarks>
internal sealed class PaymentSignatures(TimeProvider clock)
{
    /// <summary>Long enough to print the receipt, and to print it once more.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    /// <summary>A picture of fewer bytes is no drawing: a dot, or an empty pad, where nobody signed.</summary>
    private const int BytesMin = 256;

    private readonly ConcurrentDictionary<AttemptId, (Signature Signature, DateTimeOffset Until)> _kept = new();

    public void Keep(AttemptId attempt, SpinImage? image)
    {
        Forget();
        if (image is { Bytes.Length: >= BytesMin })
            _kept[attempt] = (new Signature($"data:{image.MediaType};base64,{Convert.ToBase64String(image.Bytes.Span)}"), clock.GetUtcNow() + KeptFor);
    }

    public Signature? Of(AttemptId attempt) => _kept.TryGetValue(attempt, out var kept) && kept.Until > clock.GetUtcNow() ? kept.Signature : null;

    private void Forget()
    {
        var now = clock.GetUtcNow();
        foreach (var (attempt, kept) in _kept)
        {
            if (kept.Until <= now)
                _kept.TryRemove(attempt, out _);
        }
    }
}
