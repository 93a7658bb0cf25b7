using CloudPos.Domain.Shifts;
using CloudPos.Domain.Terminals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudPos.Application.Data.Configurations;

internal sealed class ShiftConfiguration : IEntityTypeConfiguration<Shift>
{
    /// <summary>Brackets are what both databases read as a name.</summary>
    private const string IsOpen = "[ClosedAt] IS NULL";

    public void Configure(EntityTypeBuilder<Shift> shift)
    {
        shift.HasKey(s => s.Id);
        shift.Property(s => s.Id).ValueGeneratedNever();
        shift.Property(s => s.Version).IsConcurrencyToken();
        shift.Property(s => s.DifferenceReason).HasMaxLength(Shift.ReasonLengthMax);
        shift.Ignore(s => s.FloatDifference);
        shift.HasOne<Register>().WithMany().HasForeignKey(s => s.RegisterId);
        shift.HasIndex(s => new { s.MerchantId, s.RegisterId }, "IX_Shifts_Open").IsUnique().HasFilter(IsOpen); // one drawer, one open shift
        shift.HasIndex(s => new { s.RegisterId, s.ClosedAt });
        shift.HasIndex(s => new { s.RegisterId, s.ZNumber });
        shift.HasIndex(s => new { s.MerchantId, s.OpenedAt });
        shift.HasIndex(s => new { s.MerchantId, s.BusinessDate });
    }
}

internal sealed class CashMovementConfiguration : IEntityTypeConfiguration<CashMovement>
{
    public void Configure(EntityTypeBuilder<CashMovement> movement)
    {
        movement.HasKey(m => m.Id);
        movement.Property(m => m.Id).ValueGeneratedNever();
        movement.Property(m => m.Reason).HasMaxLength(Shift.ReasonLengthMax);
        movement.HasOne<Shift>().WithMany().HasForeignKey(m => m.ShiftId);
    }
}

internal sealed class CashCountConfiguration : IEntityTypeConfiguration<CashCount>
{
    public void Configure(EntityTypeBuilder<CashCount> count)
    {
        count.HasKey(c => c.Id);
        count.Property(c => c.Id).ValueGeneratedNever();
        count.HasOne<Shift>().WithMany().HasForeignKey(c => c.ShiftId);
    }
}

internal sealed class ZReportConfiguration : IEntityTypeConfiguration<ZReport>
{
    public void Configure(EntityTypeBuilder<ZReport> report)
    {
        report.HasKey(r => r.ShiftId);
        report.Property(r => r.ShiftId).ValueGeneratedNever();
        report.Ignore(r => r.Figures);
        report.HasOne<Shift>().WithOne().HasForeignKey<ZReport>(r => r.ShiftId);
        report.HasMany(r => r.Lines).WithOne().HasForeignKey(l => l.ShiftId);
        report.HasIndex(r => new { r.MerchantId, r.RegisterId, r.Number }).IsUnique();
        report.HasIndex(r => new { r.MerchantId, r.StoreId, r.BusinessDate });
    }
}

internal sealed class ZLineConfiguration : IEntityTypeConfiguration<ZLine>
{
    public void Configure(EntityTypeBuilder<ZLine> line) => line.HasKey(l => new { l.ShiftId, l.Kind, l.Position });
}

internal sealed class ZCounterConfiguration : IEntityTypeConfiguration<ZCounter>
{
    public void Configure(EntityTypeBuilder<ZCounter> counter)
    {
        counter.HasKey(c => c.RegisterId);
        counter.Property(c => c.RegisterId).ValueGeneratedNever();
        counter.HasOne<Register>().WithMany().HasForeignKey(c => c.RegisterId);
    }
}
