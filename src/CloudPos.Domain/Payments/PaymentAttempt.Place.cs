using CloudPos.Domain.Terminals;

namespace CloudPos.Domain.Payments;

// Where it was sent: what another place does not find proves nothing.
public sealed partial class PaymentAttempt
{
    /// <summary>Where its terminal was reached when the request left, as <see cref="Terminal.ReachedAt"/> says it; null = never sent, or before this was kept.</summary>
    public string? SentTo { get; private set; }

    /// <summary>Keeps where it is sent. What is changed on the terminal later does not move a proof that is under way.</summary>
    public void KeepPlace(Terminal terminal) => SentTo = terminal.ReachedAt;
}
