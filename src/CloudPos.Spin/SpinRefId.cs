namespace CloudPos.Spin;

/// <summary>
/// The name of one payment attempt on the wire: the only thing that finds it again after a lost answer.
/// </summary>
/// <remarks>
/// The specification asks for uniqueness within the open batch of a terminal and allows 50 characters; we make it
/// unique everywhere, and use letters and digits only because a sister interface refused everything else.
/// </remarks>
public static class SpinRefId
{
    private const int LengthMin = 26;
    private const int LengthMax = 32;

    /// <summary>32 lower-case hexadecimal characters made of the given version 7 Guid.</summary>
    public static string New(Guid v7) => v7.ToString("N");

    /// <summary>Whether the text is 26 to 32 ASCII letters and digits.</summary>
    public static bool IsValid(string refId) =>
        refId is { Length: >= LengthMin and <= LengthMax } && refId.All(char.IsAsciiLetterOrDigit);
}
