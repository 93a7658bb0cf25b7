using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Configuration;

namespace CloudPos.Application.Data;

/// <summary>What the key ring itself is wrapped with, if anything: <c>Keys__CertificatePath</c> (+ <c>Keys__CertificatePassword</c>) or <c>Keys__File</c>.</summary>
public sealed record KeyWrapping(string? CertificatePath, string? CertificatePassword, byte[]? Key)
{
    private const int KeyBytes = 32;

    /// <summary>What the start log says.</summary>
    public string Words => CertificatePath is not null ? $"The key ring is wrapped with the certificate {Path.GetFileName(CertificatePath)}."
        : Key is not null ? "The key ring is wrapped with the configured key file."
        : "The key ring is not wrapped: whoever reads the database can read its secrets. Set Keys__File or Keys__CertificatePath in production.";

    /// <exception cref="InvalidOperationException">The key file cannot be read or holds no 32 bytes in base64.</exception>
    public static KeyWrapping Read(IConfiguration configuration)
    {
        if (configuration["Keys:CertificatePath"] is { Length: > 0 } certificate)
            return new KeyWrapping(certificate, configuration["Keys:CertificatePassword"], null);
        return configuration["Keys:File"] is { Length: > 0 } file ? new KeyWrapping(null, null, ReadKey(file)) : new KeyWrapping(null, null, null);
    }

    private static byte[] ReadKey(string file)
    {
        var key = new byte[KeyBytes];
        if (!File.Exists(file) || !Convert.TryFromBase64String(File.ReadAllText(file).Trim(), key, out var length) || length != KeyBytes)
            throw new InvalidOperationException("Keys__File must name a file that holds 32 random bytes in base64 (openssl rand -base64 32).");
        return key;
    }
}

/// <summary>Wraps keys with AES-GCM under the key of the key file.</summary>
internal sealed class KeyFileEncryptor(byte[] key) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = System.Text.Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        var cipher = new byte[plain.Length];
        using var aes = new AesGcm(key, tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag);
        var wrapped = new XElement("wrapped", new XElement("value", Convert.ToBase64String([.. nonce, .. tag, .. cipher])));
        return new EncryptedXmlInfo(wrapped, typeof(KeyFileDecryptor));
    }
}

/// <summary>The other direction. Made by Data Protection, which passes the services.</summary>
internal sealed class KeyFileDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var key = (services.GetService(typeof(KeyWrapping)) as KeyWrapping)?.Key
            ?? throw new InvalidOperationException("The key ring is wrapped with a key file, but Keys__File is not set.");
        ReadOnlySpan<byte> all = Convert.FromBase64String(encryptedElement.Element("value")!.Value);
        var (nonceSize, tagSize) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var plain = new byte[all.Length - nonceSize - tagSize];
        using var aes = new AesGcm(key, tagSize);
        aes.Decrypt(all[..nonceSize], all[(nonceSize + tagSize)..], all.Slice(nonceSize, tagSize), plain);
        return XElement.Parse(System.Text.Encoding.UTF8.GetString(plain));
    }
}
