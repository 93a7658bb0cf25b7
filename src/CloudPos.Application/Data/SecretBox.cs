using CloudPos.Domain.Tenancy;
using Microsoft.AspNetCore.DataProtection;

namespace CloudPos.Application.Data;

/// <summary>Encrypts the secrets of a merchant. What was sealed for one merchant cannot be opened for another.</summary>
public sealed class SecretBox(IDataProtectionProvider provider)
{
    public string Seal(MerchantId merchant, string secret) => For(merchant).Protect(secret);

    public string Open(MerchantId merchant, string sealedSecret) => For(merchant).Unprotect(sealedSecret);

    private IDataProtector For(MerchantId merchant) => provider.CreateProtector("CloudPos.AuthKey", merchant.Value.ToString("N"));
}
