using CloudPos.Domain.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudPos.Application.Data.Configurations;

internal sealed class DayFigureConfiguration : IEntityTypeConfiguration<DayFigure>
{
    public void Configure(EntityTypeBuilder<DayFigure> figure)
    {
        figure.HasKey(f => new { f.StoreId, f.BusinessDate, f.Kind, f.Key });
        figure.Property(f => f.Key).HasMaxLength(DayFigure.KeyLengthMax);
        figure.HasIndex(f => new { f.MerchantId, f.Kind, f.BusinessDate });
    }
}
