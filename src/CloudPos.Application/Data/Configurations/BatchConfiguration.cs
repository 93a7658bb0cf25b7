using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudPos.Application.Data.Configurations;

internal sealed class BatchConfiguration : IEntityTypeConfiguration<Batch>
{
    public void Configure(EntityTypeBuilder<Batch> batch)
    {
        batch.HasKey(b => b.Id);
        batch.Property(b => b.Id).ValueGeneratedNever();
        batch.Property(b => b.Version).IsConcurrencyToken();
        batch.Property(b => b.Number).HasMaxLength(20);
        batch.Property(b => b.DifferenceWhy).HasMaxLength(Batch.WhyLengthMax);
        batch.HasOne<Terminal>().WithMany().HasForeignKey(b => b.TerminalId);
        // a PIN pad adds to one batch (0 = BatchState.Open); the state stands in the key so that closing comes before opening in one save
        batch.HasIndex(b => new { b.MerchantId, b.TerminalId, b.State }, "OneOpenBatchOfTerminal").IsUnique().HasFilter("[State] = 0");
        batch.HasIndex(b => new { b.MerchantId, b.TerminalId, b.Sequence }).IsUnique();
        batch.HasIndex(b => new { b.MerchantId, b.StoreId, b.BusinessDate });
        batch.HasIndex(b => new { b.State, b.AttemptsClosed });
    }
}

internal sealed class SettlementConfiguration : IEntityTypeConfiguration<Settlement>
{
    public void Configure(EntityTypeBuilder<Settlement> settlement)
    {
        settlement.HasKey(s => s.Id);
        settlement.Property(s => s.Id).ValueGeneratedNever();
        settlement.Property(s => s.Version).IsConcurrencyToken();
        settlement.Property(s => s.RefId).HasMaxLength(32);
        settlement.Property(s => s.Text).HasMaxLength(Settlement.TextLengthMax);
        settlement.Property(s => s.Reason).HasMaxLength(Settlement.TextLengthMax);
        settlement.HasOne<Batch>().WithMany().HasForeignKey(s => s.BatchId);
        settlement.HasMany(s => s.Parts).WithOne().HasForeignKey(p => p.SettlementId);
        settlement.HasMany(s => s.Entries).WithOne().HasForeignKey(e => e.SettlementId);
        settlement.HasIndex(s => new { s.BatchId, s.CreatedAt });
        settlement.HasIndex(s => new { s.TerminalId, s.State });
        settlement.HasIndex(s => new { s.State, s.NextLookAt });
        // 0 to 2 are Created, Sent and Unknown: while one is open no other begins
        settlement.HasIndex(s => new { s.MerchantId, s.BatchId }, "OneOpenSettlementOfBatch").IsUnique().HasFilter("[State] <= 2");
    }
}

internal sealed class SettledPartConfiguration : IEntityTypeConfiguration<SettledPart>
{
    public void Configure(EntityTypeBuilder<SettledPart> part) => part.HasKey(p => new { p.SettlementId, p.Position });
}

internal sealed class SettlementEntryConfiguration : IEntityTypeConfiguration<SettlementEntry>
{
    public void Configure(EntityTypeBuilder<SettlementEntry> entry)
    {
        entry.HasKey(e => new { e.SettlementId, e.Number });
        entry.Property(e => e.Note).HasMaxLength(Settlement.TextLengthMax);
    }
}

internal sealed class ReconciliationConfiguration : IEntityTypeConfiguration<Reconciliation>
{
    public void Configure(EntityTypeBuilder<Reconciliation> reconciliation)
    {
        reconciliation.HasKey(r => r.Id);
        reconciliation.Property(r => r.Id).ValueGeneratedNever();
        reconciliation.Property(r => r.Version).IsConcurrencyToken();
        reconciliation.HasOne<Batch>().WithMany().HasForeignKey(r => r.BatchId);
        reconciliation.HasMany<ReconciliationLine>().WithOne().HasForeignKey(l => l.ReconciliationId);
        reconciliation.HasIndex(r => new { r.BatchId, r.At });
    }
}

internal sealed class ReconciliationLineConfiguration : IEntityTypeConfiguration<ReconciliationLine>
{
    public void Configure(EntityTypeBuilder<ReconciliationLine> line)
    {
        line.HasKey(l => new { l.ReconciliationId, l.Number });
        line.Property(l => l.Card).HasMaxLength(60);
        line.Property(l => l.DecisionReason).HasMaxLength(ReconciliationLine.ReasonLengthMax);
        line.Property(l => l.AttemptId);
        line.Property(l => l.SaleId);
        line.HasIndex(l => l.AttemptId);
    }
}

internal sealed class SettlePlanConfiguration : IEntityTypeConfiguration<SettlePlan>
{
    public void Configure(EntityTypeBuilder<SettlePlan> plan)
    {
        plan.HasKey(p => p.StoreId);
        plan.Property(p => p.Version).IsConcurrencyToken();
        plan.Property(p => p.Recipients).HasMaxLength(MailRecipients.TextMax);
        plan.Property(p => p.LastOutcome).HasMaxLength(Settlement.TextLengthMax);
        plan.HasOne<Store>().WithOne().HasForeignKey<SettlePlan>(p => p.StoreId);
        plan.HasIndex(p => p.NextRunAt);
    }
}
