using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Terminals;

/// <summary>A till of a store. It has one cart at a time and a PIN pad that it sends cards to.</summary>
public sealed class Register(RegisterId id, IsoId isoId, MerchantId merchantId, StoreId storeId, string name) : IStoreOwned
{
    public RegisterId Id { get; private set; } = id;

    public IsoId IsoId { get; private set; } = isoId;

    public MerchantId MerchantId { get; private set; } = merchantId;

    public StoreId StoreId { get; private set; } = storeId;

    public string Name { get; private set; } = name;

    /// <summary>The PIN pad that this register uses; null = the store's first.</summary>
    public TerminalId? TerminalId { get; private set; }

    public void Use(TerminalId? terminal) => TerminalId = terminal;
}
