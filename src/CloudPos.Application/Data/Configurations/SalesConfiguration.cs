using CloudPos.Domain.Catalog;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Terminals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudPos.Application.Data.Configurations;

internal sealed class SaleConfiguration : IEntityTypeConfiguration<Sale>
{
    public void Configure(EntityTypeBuilder<Sale> sale)
    {
        sale.HasKey(s => s.Id);
        sale.Property(s => s.Id).ValueGeneratedNever();
        sale.Property(s => s.Version).IsConcurrencyToken();
        sale.Property(s => s.ParkedName).HasMaxLength(Sale.ParkedNameLengthMax);
        sale.Property(s => s.AmountMismatch).HasMaxLength(Sale.MismatchLengthMax);
        sale.Ignore(s => s.ActiveLines);
        sale.Ignore(s => s.GiftLoadsWaiting);
        sale.HasMany(s => s.Lines).WithOne().HasForeignKey(l => l.SaleId);
        sale.HasMany(s => s.Taxes).WithOne().HasForeignKey(t => t.SaleId);
        sale.HasMany(s => s.Tenders).WithOne().HasForeignKey(t => t.SaleId);
        sale.HasOne<Register>().WithMany().HasForeignKey(s => s.RegisterId);
        sale.HasIndex(s => new { s.MerchantId, s.StoreId, s.Number }).IsUnique();
        // a register has one cart: two scans or an undo that meet cannot make it two (0 = SaleState.Open)
        sale.HasIndex(s => s.RegisterId, "OneCartOfRegister").IsUnique().HasFilter("[State] = 0 AND [ParkedAt] IS NULL");
        sale.HasIndex(s => new { s.StoreId, s.ParkedAt });
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
        line.Property(l => l.CommodityCode).HasMaxLength(ProductTraits.CommodityCodeLengthMax);
        line.HasIndex(l => new { l.MerchantId, l.Sku });
        // gift cards that are paid and not loaded: few, among many lines (0 = GiftLoad.None)
        line.HasIndex(l => new { l.StoreId, l.GiftLoadedAt }).HasFilter("[GiftLoad] <> 0");
        line.Ignore(l => l.Net);
        line.PrimitiveCollection(l => l.Taxes).Metadata.SetValueComparer(new Positions());
    }

    /// <summary>As EF Core's own, which makes a delegate anew for every line that it looks at for changes.</summary>
    private sealed class Positions() : ValueComparer<List<int>>((a, b) => AreSame(a, b), list => Hash(list), list => list.ToList())
    {
        private static bool AreSame(List<int>? a, List<int>? b) => a is null ? b is null : b is not null && a.SequenceEqual(b);

        private static int Hash(List<int> list) => list.Aggregate(list.Count, (hash, position) => HashCode.Combine(hash, position));
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
        tender.HasIndex(t => t.GivenBackShiftId);
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
        // what follows an attempt goes out under that one's RefId
        attempt.HasIndex(a => a.RefId).IsUnique().HasFilter("[OriginalId] IS NULL");
        attempt.HasOne<PaymentAttempt>().WithMany().HasForeignKey(a => a.OriginalId);
        attempt.HasOne<Refund>().WithMany().HasForeignKey(a => a.RefundId);
        attempt.HasIndex(a => new { a.TerminalId, a.State, a.ChangedAt });
        attempt.HasIndex(a => new { a.MerchantId, a.ToVoidSince });
        attempt.HasIndex(a => new { a.MerchantId, a.ClearedUpAt });
        attempt.HasIndex(a => new { a.MerchantId, a.State, a.ChangedAt });
        attempt.HasIndex(a => new { a.MerchantId, a.Kind, a.State, a.CreatedAt });
        attempt.Property(a => a.Label).HasMaxLength(PaymentAttempt.LabelLengthMax);
        attempt.Property(a => a.SentTo).HasMaxLength(Terminal.ReachedAtLengthMax);
        attempt.HasIndex(a => a.BatchId);
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

internal sealed class RefundConfiguration : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> refund)
    {
        refund.HasKey(r => r.Id);
        refund.Property(r => r.Id).ValueGeneratedNever();
        refund.Property(r => r.Version).IsConcurrencyToken();
        refund.Property(r => r.Reason).HasMaxLength(Refund.ReasonLengthMax);
        refund.Ignore(r => r.Amount);
        refund.HasOne<Sale>().WithMany().HasForeignKey(r => r.SaleId);
        refund.HasOne<Register>().WithMany().HasForeignKey(r => r.RegisterId);
        refund.HasMany(r => r.Lines).WithOne().HasForeignKey(l => l.RefundId);
        refund.HasMany(r => r.Tenders).WithOne().HasForeignKey(t => t.RefundId);
        refund.HasIndex(r => r.SaleId);
        refund.HasIndex(r => new { r.RegisterId, r.State, r.ChangedAt });
        refund.HasIndex(r => new { r.MerchantId, r.BusinessDate });
    }
}

internal sealed class RefundLineConfiguration : IEntityTypeConfiguration<RefundLine>
{
    public void Configure(EntityTypeBuilder<RefundLine> line)
    {
        line.HasKey(l => l.Id);
        line.Property(l => l.Id).ValueGeneratedNever();
        line.HasIndex(l => l.SaleLineId);
    }
}

internal sealed class RefundTenderConfiguration : IEntityTypeConfiguration<RefundTender>
{
    public void Configure(EntityTypeBuilder<RefundTender> tender)
    {
        tender.HasKey(t => t.Id);
        tender.Property(t => t.Id).ValueGeneratedNever();
        tender.HasIndex(t => t.TenderId);
        tender.HasIndex(t => t.ShiftId);
        tender.HasIndex(t => t.AttemptId);
    }
}
