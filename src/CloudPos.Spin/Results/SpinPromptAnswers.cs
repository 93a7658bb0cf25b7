namespace CloudPos.Spin;

/// <summary>The answer to a printout (specification: Printout Request). Out of paper is a reason.</summary>
public sealed record SpinPrintResult : SpinServiceAnswer;

/// <summary>The answer to a question with a list; <see cref="Chosen"/> is set exactly when it is Done.</summary>
public sealed record SpinChoice : SpinServiceAnswer
{
    /// <summary>What was chosen, as it was offered.</summary>
    public string? Chosen { get; init; }
}

/// <summary>The answer to a question that is answered by typing.</summary>
/// <remarks>What a customer typed is in no text that this record makes of itself.</remarks>
public sealed record SpinInput : SpinServiceAnswer
{
    /// <summary>What was typed; set exactly when it is Done, and perhaps empty.</summary>
    public SpinSecretText? Typed { get; init; }
}

/// <summary>The answer to a signature question; <see cref="Image"/> is set exactly when it is Done.</summary>
public sealed record SpinSignature : SpinServiceAnswer
{
    /// <summary>The signature.</summary>
    public SpinImage? Image { get; init; }
}
