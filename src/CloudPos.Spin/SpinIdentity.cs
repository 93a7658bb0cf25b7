using System.Text;

namespace CloudPos.Spin;

/// <summary>Which terminal is meant, and the key that lets us command it.</summary>
/// <remarks>
/// RegisterId (at most 50 characters) or TPN (at most 12) is enough; both are sent when both are known. AuthKey is at
/// most 25 characters (specification: Request Fields Definition) and is masked in every text made of this record.
/// </remarks>
public sealed record SpinIdentity(string? RegisterId, string? Tpn, string AuthKey)
{
    // The compiler's own version would print the key into logs and exception texts.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append("RegisterId = ").Append(RegisterId).Append(", Tpn = ").Append(Tpn).Append(", AuthKey = ***");
        return true;
    }
}
