using System.Security.Cryptography;
using CloudPos.Application.Data;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Data;

public sealed class SecretsTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    [Fact]
    public void A_secret_sealed_for_one_merchant_cannot_be_opened_for_another()
    {
        var (coffee, pharmacy) = (app.Tenants.Coffee.MerchantId, app.Tenants.Pharmacy.MerchantId);
        var box = app.Services.GetRequiredService<SecretBox>();
        var hidden = box.Seal(coffee, "Hb7kQ2mW9x");
        Assert.DoesNotContain("Hb7kQ2mW9x", hidden, StringComparison.Ordinal);
        Assert.Equal("Hb7kQ2mW9x", box.Open(coffee, hidden));
        Assert.ThrowsAny<CryptographicException>(() => box.Open(pharmacy, hidden));
    }

    [Fact]
    public void Two_servers_on_one_database_read_each_others_secrets()
    {
        using var second = app.BuildHost();
        var merchant = MerchantId.New();
        var (one, two) = (app.Services.GetRequiredService<SecretBox>(), second.Services.GetRequiredService<SecretBox>());
        Assert.Equal("from one", two.Open(merchant, one.Seal(merchant, "from one")));
        Assert.Equal("from two", one.Open(merchant, two.Seal(merchant, "from two")));
    }

    [Fact]
    public async Task An_AuthKey_stays_readable_over_a_restart()
    {
        var store = app.Tenants.Pharmacy;
        await app.RestartAsync();
        var onRecord = await app.InDatabaseAsync(store.System, db => db.Terminals.Where(t => t.Id == store.TerminalId).Select(t => t.ProtectedAuthKey).SingleAsync());
        Assert.DoesNotContain(store.AuthKey, onRecord, StringComparison.Ordinal);
        Assert.Equal(store.AuthKey, app.Services.GetRequiredService<SecretBox>().Open(store.MerchantId, onRecord));
    }

    [Fact]
    public async Task Without_a_key_file_the_key_ring_is_readable_and_the_start_says_so()
    {
        app.Services.GetRequiredService<SecretBox>().Seal(MerchantId.New(), "x");
        var rows = await app.InDatabaseAsync(app.Tenants.Coffee.System, db => db.KeyRing.Select(k => k.Xml).ToListAsync());
        Assert.Contains(rows, xml => xml.Contains("masterKey", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("not wrapped", app.Services.GetRequiredService<KeyWrapping>().Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_stands_in_the_log()
    {
        await app.RestartAsync();
        Assert.DoesNotContain(app.Log.Lines, l => l.Contains(app.Tenants.Coffee.AuthKey, StringComparison.Ordinal));
    }
}

public sealed class KeyFileTests(KeyFileTests.WrappedFixture app) : IClassFixture<KeyFileTests.WrappedFixture>
{
    [Fact]
    public async Task The_key_ring_holds_no_readable_key()
    {
        app.Services.GetRequiredService<SecretBox>().Seal(MerchantId.New(), "x");
        var rows = await app.InDatabaseAsync(app.Tenants.Coffee.System, db => db.KeyRing.Select(k => k.Xml).ToListAsync());
        Assert.NotEmpty(rows);
        Assert.All(rows, xml =>
        {
            Assert.Contains("<wrapped", xml, StringComparison.Ordinal);
            Assert.DoesNotContain("masterKey", xml, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public void A_server_with_the_key_file_opens_what_another_sealed()
    {
        using var second = app.BuildHost();
        var merchant = MerchantId.New();
        Assert.Equal("secret", second.Services.GetRequiredService<SecretBox>().Open(merchant, app.Services.GetRequiredService<SecretBox>().Seal(merchant, "secret")));
    }

    [Fact]
    public void Neither_a_server_without_the_key_file_nor_one_with_another_opens_it()
    {
        var merchant = MerchantId.New();
        var hidden = app.Services.GetRequiredService<SecretBox>().Seal(merchant, "secret");
        app.KeyFile = null;
        using (var without = app.BuildHost())
            Assert.ThrowsAny<Exception>(() => without.Services.GetRequiredService<SecretBox>().Open(merchant, hidden));
        var wrong = app.KeyFile = WrappedFixture.NewKeyFile();
        using (var other = app.BuildHost())
            Assert.ThrowsAny<Exception>(() => other.Services.GetRequiredService<SecretBox>().Open(merchant, hidden));
        File.Delete(wrong);
        app.KeyFile = app.FirstKeyFile;
        using var right = app.BuildHost();
        Assert.Equal("secret", right.Services.GetRequiredService<SecretBox>().Open(merchant, hidden));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("")]
    public void A_key_file_without_32_bytes_is_refused_at_the_start(string content)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, content);
        app.KeyFile = file;
        try
        {
            var failure = Assert.Throws<InvalidOperationException>(() => app.BuildHost());
            Assert.Contains("openssl rand -base64 32", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            app.KeyFile = app.FirstKeyFile;
            File.Delete(file);
        }
    }

    public sealed class WrappedFixture : QuietFixture
    {
        public WrappedFixture() => KeyFile = FirstKeyFile;

        public string FirstKeyFile { get; } = NewKeyFile();

        public string? KeyFile { get; set; }

        protected override IEnumerable<(string Key, string? Value)> MoreSettings => [("Keys:File", KeyFile)];

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            File.Delete(FirstKeyFile);
        }

        public static string NewKeyFile()
        {
            var file = Path.GetTempFileName();
            File.WriteAllText(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            return file;
        }
    }
}
