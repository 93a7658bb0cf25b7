namespace CloudPos.Spin;

/// <summary>What became of an operation that charges nobody: settlement, report, print, question.</summary>
public enum SpinServiceOutcome
{
    /// <summary>Not known. A settlement must not be repeated before a report was read.</summary>
    Unknown,

    /// <summary>Done, wholly.</summary>
    Done,

    /// <summary>Settlement only: done in part; the rows say which part.</summary>
    DoneInPart,

    /// <summary>The person at the terminal pressed cancel, or let the time pass.</summary>
    Cancelled,

    /// <summary>The terminal or the host refused; nothing was done.</summary>
    Refused,

    /// <summary>It never reached the terminal and may be sent again.</summary>
    NotStarted,
}

/// <summary>What the answers of all operations that charge nobody have in common.</summary>
public abstract record SpinServiceAnswer
{
    private protected SpinServiceAnswer()
    {
    }

    /// <summary>What became of it.</summary>
    public required SpinServiceOutcome Outcome { get; init; }

    /// <summary>Why.</summary>
    public required SpinReason Reason { get; init; }

    /// <summary>How long to wait before trying again, where the proxy says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>"0" done, "1" refused by the terminal, "2" refused by the proxy; null when there is none.</summary>
    public string? ResultCode { get; init; }

    /// <summary>REST only: the four digits of the status code.</summary>
    public string? StatusCode { get; init; }

    /// <summary>The terminal's or the proxy's words, or ours when nothing was sent or nothing came.</summary>
    public string? Message { get; init; }

    /// <summary>Its further words, where it has some.</summary>
    public string? ResponseMessage { get; init; }

    /// <summary>A short text of the answer for a journal, made of named harmless fields only.</summary>
    public string Redacted { get; init; } = "";
}
