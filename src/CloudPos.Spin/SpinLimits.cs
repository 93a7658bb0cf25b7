namespace CloudPos.Spin;

/// <summary>Every limit of the client in one place, each with the reason for its number.</summary>
public sealed class SpinLimits
{
    /// <summary>
    /// How much longer than the proxy's own time-out we listen, so that its verdict normally arrives first.
    /// </summary>
    /// <remarks>Public clients of the protocol leave 10 to 30 seconds; 20 is the middle.</remarks>
    public TimeSpan AnswerMargin { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long reaching the proxy may take before we say "nothing was sent".</summary>
    /// <remarks>Ten seconds outlast two lost SYN packets (1 s + 2 s + 4 s) and end before a cashier gives up.</remarks>
    public TimeSpan ConnectWaitMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a Status question may take.</summary>
    /// <remarks>
    /// The proxy gives up on a terminal after 120 s (specification: Transaction Request); plus the margin of 20 s.
    /// </remarks>
    public TimeSpan StatusWaitMax { get; init; } = TimeSpan.FromSeconds(140);

    /// <summary>
    /// How long "is the terminal online?" may take. It is advice only, so it must not hold up a sale.
    /// </summary>
    public TimeSpan LinkWaitMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The longest request line in bytes ("GET …address… HTTP/1.1"); longer ones lose their display parts.
    /// </summary>
    /// <remarks>8 KB is the common default of web servers and of proxies before them.</remarks>
    public int EncodedLengthMax { get; init; } = 8192;

    /// <summary>The longest answer in bytes that is read; a longer one is not believed.</summary>
    /// <remarks>
    /// A signature and a receipt fill some tens of kilobytes; 1 MiB is far beyond and far from hurting the process.
    /// </remarks>
    public int AnswerBytesMax { get; init; } = 1024 * 1024;

    /// <summary>
    /// The proxy's own time-out in seconds when a request names none (specification: Custom Operation Timeout).
    /// </summary>
    public int OperationalTimeoutSecondsDefault { get; init; } = 120;

    /// <summary>
    /// The longest time-out in seconds that may be asked for; the vendor's REST form of the field allows 1 to 720.
    /// </summary>
    public int OperationalTimeoutSecondsMax { get; init; } = 720;
}
