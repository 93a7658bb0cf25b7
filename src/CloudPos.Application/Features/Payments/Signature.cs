namespace CloudPos.Application.Features.Payments;

/// <summary>What the customer signed on the PIN pad, as an address that an image can show.</summary>
public sealed record Signature(string DataUri)
{
    /// <summary>Not the picture: whoever writes a view into a log must not write a signature.</summary>
    public override string ToString() => "(a signature)";
}
