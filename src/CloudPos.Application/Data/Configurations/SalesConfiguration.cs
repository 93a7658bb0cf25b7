using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Terminals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudPos.Application.Data.Configurations;

internal sealed class SaleConfiguration : IEntityTypeConfiguration<Sale>
{
    public void Configure(EntityTypeBuilder<Sale> sale)
    {
        sale.HasKey(s => s.Id);
        sale.Property(s => s.Id).ValueGeneratedNever();
        sale.Property(s => s.Version).IsConcurrencyToken();
        sale.Property(s => s.AmountMismatch).HasMaxLength(Sale.MismatchLengthMax);
        sale.Ignore(s => s.ActiveLines);
        sale.HasMany(s => s.Lines).WithOne().HasForeignKey(l => l.SaleId);
        sale.HasMany(s => s.Taxes).WithOne().HasForeignKey(t => t.SaleId);
        sale.HasMany(s => s.Tenders).WithOne().HasForeignKey(t => t.SaleId);
        sale.HasOne<Register>().WithMany().HasForeignKey(s => s.RegisterId);
        sale.HasIndex(s => new { s.MerchantId, s.StoreId, s.Number }).IsUnique();
        sale.HasIndex(s => new { s.RegisterId, s.State, s.ChangedAt });
        sale.HasIndex(s => new { s.RegisterId, s.State, s.PaidAt });
        sale.HasIndex(s => new { s.RegisterId, s.ChangedAt });
        sale.HasIndex(s => new { s.MerchantId, s.State, s.PaidAt });
        sale.HasIndex(s => new { s.MerchantId, s.State, s.BusinessDate });
        sale.HasIndex(s => s.ShiftId);
    }
}

internal sealed class SaleLineConfiguration : IEntityTypeConfiguration<SaleLine>
{
    public void Configure(EntityTypeBuilder<SaleLine> line)
    {
        line.HasKey(l => l.Id);
        line.Property(l => l.Id).ValueGeneratedNever();
        line.HasIndex(l => new { l.MerchantId, l.Sku });
        line.Ignore(l => l.Net);
    }
}

internal sealed class SaleTaxConfiguration : IEntityTypeConfiguration<SaleTax>
{
    public void Configure(EntityTypeBuilder<SaleTax> tax) => tax.HasKey(t => new { t.SaleId, t.Position });
}

internal sealed class TenderConfiguration : IEntityTypeConfiguration<Tender>
{
    public void Configure(EntityTypeBuilder<Tender> tender)
    {
        tender.HasKey(t => t.Id);
        tender.Property(t => t.Id).ValueGeneratedNever();
        tender.HasIndex(t => t.AttemptId);
        tender.HasIndex(t => t.ShiftId);
    }
}

internal sealed class PaymentAttemptConfiguration : IEntityTypeConfiguration<PaymentAttempt>
{
    public void Configure(EntityTypeBuilder<PaymentAttempt> attempt)
    {
        attempt.HasKey(a => a.Id);
        attempt.Property(a => a.Id).ValueGeneratedNever();
        attempt.Property(a => a.Version).IsConcurrencyToken();
        attempt.HasOne<Sale>().WithMany().HasForeignKey(a => a.SaleId);
        attempt.HasOne<Terminal>().WithMany().HasForeignKey(a => a.TerminalId);
        attempt.HasMany(a => a.Entries).WithOne().HasForeignKey(e => e.AttemptId);
        attempt.Property(a => a.RefId).HasMaxLength(32);
        attempt.HasIndex(a => a.RefId).IsUnique();
        attempt.HasIndex(a => new { a.State, a.NextCheckAt });
        attempt.HasIndex(a => new { a.MerchantId, a.AuthCode });
    }
}

internal sealed class AttemptEntryConfiguration : IEntityTypeConfiguration<AttemptEntry>
{
    public void Configure(EntityTypeBuilder<AttemptEntry> entry)
    {
        entry.HasKey(e => new { e.AttemptId, e.Number });
        entry.Property(e => e.Note).HasMaxLength(PaymentAttempt.NoteLengthMax);
    }
}
