namespace CloudPos.Spin;

/// <summary>A question with a list of answers (specification: User Choice Request).</summary>
/// <remarks>The title has 1 to 250 characters; there are 1 to 20 choices of 1 to 50 characters, all different.</remarks>
public sealed record SpinUserChoice(string Title, IReadOnlyList<string> Choices)
{
    /// <summary>How many seconds the terminal waits for the person, 1 to 720; the terminal's own when null.</summary>
    public int? TimeoutSeconds { get; init; }
}

/// <summary>What may be typed (specification: User Input Request, type).</summary>
public enum SpinInputType
{
    /// <summary>Digits: "n".</summary>
    Numeric,

    /// <summary>Letters and digits: "an".</summary>
    Alphanumeric,

    /// <summary>Letters: "a".</summary>
    Letters,

    /// <summary>An amount: "$n".</summary>
    Money,

    /// <summary>Anything: "i".</summary>
    Info,
}

/// <summary>A question that is answered by typing; never ask for a card number this way.</summary>
/// <remarks>The title has 1 to 250 characters, the longest answer 1 to 100.</remarks>
public sealed record SpinUserInput(string Title, SpinInputType Type, int MaxLength)
{
    /// <summary>How many seconds the proxy waits for the terminal, 1 to 720; its default when null.</summary>
    public int? TimeoutSeconds { get; init; }
}
