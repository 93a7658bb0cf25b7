using CloudPos.Domain.Tenancy;

namespace CloudPos.Application.Data;

/// <summary>The next sale number of a store.</summary>
public sealed class SaleCounter(StoreId storeId, IsoId isoId, MerchantId merchantId) : IStoreOwned
{
    public StoreId StoreId { get; private set; } = storeId;

    public IsoId IsoId { get; private set; } = isoId;

    public MerchantId MerchantId { get; private set; } = merchantId;

    /// <summary>The number given last.</summary>
    public int Last { get; private set; } = 1_000;
}

/// <summary>Who may talk to a PIN pad: one request at a time per TPN, over all server processes.</summary>
/// <remarks>Global, because a TPN is one device whatever tenant it is paired with. Taken and freed by conditional updates only.</remarks>
public sealed class TerminalLease(string tpn) : IGlobal
{
    public string Tpn { get; private set; } = tpn;

    /// <summary>The server process that holds it; null = free.</summary>
    public string? Owner { get; private set; }

    /// <summary>Rises with each taking, so that a late owner is told from the present one.</summary>
    public long Token { get; private set; }

    /// <summary>After this the holder is gone for good: longer than the proxy's window and the client's margin.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>The holder's last sign of life.</summary>
    public DateTimeOffset? SeenAt { get; private set; }

    /// <summary>What it is held for: a payment attempt, or another piece of work at the PIN pad.</summary>
    public Guid? HolderId { get; private set; }

    /// <summary>What it is held for, in words that another register's cashier understands: "Register 1", "the end of day".</summary>
    public string? HolderName { get; private set; }
}

/// <summary>A key of the installation that protects secrets. Global: the keys belong to no tenant; what they protect is bound to one.</summary>
public sealed class KeyRingElement(Guid id, string name, string xml) : IGlobal
{
    public Guid Id { get; private set; } = id;

    public string Name { get; private set; } = name;

    public string Xml { get; private set; } = xml;
}
