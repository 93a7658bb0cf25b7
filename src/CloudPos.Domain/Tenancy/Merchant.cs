using CloudPos.Domain.Amounts;

namespace CloudPos.Domain.Tenancy;

/// <summary>A business that sells: one catalog, one set of taxes, one mark-up between the two prices, any number of stores.</summary>
public sealed class Merchant(MerchantId id, IsoId isoId, string name, Rate markup) : IMerchantOwned
{
    public MerchantId Id { get; private set; } = id;

    public IsoId IsoId { get; private set; } = isoId;

    /// <summary>The name over the door (DBA).</summary>
    public string Name { get; private set; } = name;

    /// <summary>What a Card Price is above its Cash Price where a product states no Card Price of its own. 0 = one price.</summary>
    public Rate Markup { get; private set; } = markup;

    /// <summary>Who hears of every store's settlements, one address a line; beside each store's own list.</summary>
    public string SettleRecipients { get; private set; } = "";

    MerchantId IMerchantOwned.MerchantId => Id;

    /// <summary>Sets who hears of every store's settlements.</summary>
    public void TellOfSettlements(MailRecipients recipients) => SettleRecipients = recipients.Text;
}
