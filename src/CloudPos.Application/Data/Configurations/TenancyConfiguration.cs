using CloudPos.Application.Data.Identity;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudPos.Application.Data.Configurations;

internal sealed class IsoConfiguration : IEntityTypeConfiguration<Iso>
{
    public void Configure(EntityTypeBuilder<Iso> iso)
    {
        iso.HasKey(i => i.Id);
        iso.Property(i => i.Id).ValueGeneratedNever();
    }
}

internal sealed class MerchantConfiguration : IEntityTypeConfiguration<Merchant>
{
    public void Configure(EntityTypeBuilder<Merchant> merchant)
    {
        merchant.HasKey(m => m.Id);
        merchant.Property(m => m.Id).ValueGeneratedNever();
        merchant.Property(m => m.SettleRecipients).HasMaxLength(MailRecipients.TextMax);
        merchant.HasOne<Iso>().WithMany().HasForeignKey(m => m.IsoId);
    }
}

internal sealed class StoreConfiguration : IEntityTypeConfiguration<Store>
{
    public void Configure(EntityTypeBuilder<Store> store)
    {
        store.HasKey(s => s.Id);
        store.Property(s => s.Id).ValueGeneratedNever();
        store.Ignore(s => s.Clock);
        store.Ignore(s => s.Tenders);
        store.Property(s => s.Currency).HasMaxLength(3);
        store.Property(s => s.CaptureAbove).HasDefaultValue(new Domain.Amounts.Rate(150_000)).ValueGeneratedNever(); // 0 % is a choice too, so it is always written
        store.HasOne<Merchant>().WithMany().HasForeignKey(s => s.MerchantId);
        store.HasIndex(s => new { s.MerchantId, s.Name });
    }
}

internal sealed class RegisterConfiguration : IEntityTypeConfiguration<Register>
{
    public void Configure(EntityTypeBuilder<Register> register)
    {
        register.HasKey(r => r.Id);
        register.Property(r => r.Id).ValueGeneratedNever();
        register.HasOne<Store>().WithMany().HasForeignKey(r => r.StoreId);
        register.HasOne<Terminal>().WithMany().HasForeignKey(r => r.TerminalId);
    }
}

internal sealed class TerminalConfiguration : IEntityTypeConfiguration<Terminal>
{
    public void Configure(EntityTypeBuilder<Terminal> terminal)
    {
        terminal.HasKey(t => t.Id);
        terminal.Property(t => t.Id).ValueGeneratedNever();
        terminal.Property(t => t.Version).IsConcurrencyToken();
        terminal.Property(t => t.Tpn).HasMaxLength(12);
        terminal.Property(t => t.SpinRegisterId).HasMaxLength(50);
        terminal.Property(t => t.ProtectedAuthKey).HasMaxLength(2_000);
        terminal.Property(t => t.LocalHost).HasMaxLength(Terminal.LocalHostLengthMax);
        terminal.HasOne<Store>().WithMany().HasForeignKey(t => t.StoreId);
        terminal.HasIndex(t => t.Tpn).IsUnique(); // one TPN is one device, whoever's it is
        terminal.HasIndex(t => new { t.MerchantId, t.StoreId });
    }
}

internal sealed class SaleCounterConfiguration : IEntityTypeConfiguration<SaleCounter>
{
    public void Configure(EntityTypeBuilder<SaleCounter> counter)
    {
        counter.HasKey(c => c.StoreId);
        counter.Property(c => c.StoreId).ValueGeneratedNever();
        counter.HasOne<Store>().WithMany().HasForeignKey(c => c.StoreId);
    }
}

internal sealed class TerminalLeaseConfiguration : IEntityTypeConfiguration<TerminalLease>
{
    public void Configure(EntityTypeBuilder<TerminalLease> lease)
    {
        lease.HasKey(l => l.Tpn);
        lease.Property(l => l.Tpn).HasMaxLength(12);
    }
}

internal sealed class KeyRingElementConfiguration : IEntityTypeConfiguration<KeyRingElement>
{
    public void Configure(EntityTypeBuilder<KeyRingElement> element)
    {
        element.HasKey(e => e.Id);
        element.Property(e => e.Id).ValueGeneratedNever();
        element.Property(e => e.Xml).HasMaxLength(-1);
    }
}

internal sealed class AppUserConfiguration : IEntityTypeConfiguration<AppUser>
{
    public void Configure(EntityTypeBuilder<AppUser> user) => user.HasIndex(u => new { u.IsoId, u.MerchantId });
}
