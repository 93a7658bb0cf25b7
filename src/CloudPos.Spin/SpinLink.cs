namespace CloudPos.Spin;

/// <summary>What the proxy says about a terminal's connection. Advice only: it may change a second later.</summary>
public enum SpinLink
{
    /// <summary>The proxy gave no usable answer, so nothing is known about the terminal.</summary>
    Unreachable,

    /// <summary>The terminal is connected to the proxy.</summary>
    Online,

    /// <summary>The proxy answered, and the terminal is not connected.</summary>
    Offline,
}
