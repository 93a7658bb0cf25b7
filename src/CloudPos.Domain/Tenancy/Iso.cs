namespace CloudPos.Domain.Tenancy;

/// <summary>An independent sales organisation: it onboards merchants and pairs their terminals.</summary>
public sealed class Iso(IsoId id, string name) : IIsoOwned
{
    public IsoId Id { get; private set; } = id;

    public string Name { get; private set; } = name;

    IsoId IIsoOwned.IsoId => Id;
}
