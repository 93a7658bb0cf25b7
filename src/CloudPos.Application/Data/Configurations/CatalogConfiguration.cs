using CloudPos.Domain.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudPos.Application.Data.Configurations;

internal sealed class ProductConfiguration : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> product)
    {
        product.HasKey(p => p.Id);
        product.Property(p => p.Id).ValueGeneratedNever();
        product.Property(p => p.Version).IsConcurrencyToken();
        product.Property(p => p.Sku).HasMaxLength(Product.SkuLengthMax);
        product.Property(p => p.SkuKey).HasMaxLength(Product.SkuLengthMax);
        product.Property(p => p.Barcode).HasMaxLength(Product.BarcodeLengthMax);
        product.Property(p => p.Name).HasMaxLength(Product.NameLengthMax);
        product.Property(p => p.SearchText).HasMaxLength(Product.NameLengthMax + Product.SkuLengthMax + Product.BarcodeLengthMax + 2);
        product.Property(p => p.Description).HasMaxLength(Product.DescriptionLengthMax);
        product.Property(p => p.CommodityCode).HasMaxLength(ProductTraits.CommodityCodeLengthMax);
        product.Ignore(p => p.Traits);
        product.Property(p => p.Unit).HasMaxLength(Product.UnitLengthMax);
        product.HasOne<Category>().WithMany().HasForeignKey(p => p.CategoryId);
        product.HasMany(p => p.Taxes).WithOne().HasForeignKey(t => t.ProductId);
        product.HasIndex(p => new { p.MerchantId, p.SkuKey }).IsUnique();
        product.HasIndex(p => new { p.MerchantId, p.Barcode });
        product.HasIndex(p => new { p.MerchantId, p.IsArchived, p.CategoryId, p.Name });
        product.HasIndex(p => new { p.MerchantId, p.IsArchived, p.Name });
        product.HasIndex(p => new { p.MerchantId, p.IsArchived, p.IsFavourite });
    }
}

internal sealed class ProductTaxConfiguration : IEntityTypeConfiguration<ProductTax>
{
    public void Configure(EntityTypeBuilder<ProductTax> tax)
    {
        tax.HasKey(t => new { t.ProductId, t.TaxId });
        tax.HasOne<Tax>().WithMany().HasForeignKey(t => t.TaxId);
    }
}

internal sealed class TaxConfiguration : IEntityTypeConfiguration<Tax>
{
    public void Configure(EntityTypeBuilder<Tax> tax)
    {
        tax.HasKey(t => t.Id);
        tax.Property(t => t.Id).ValueGeneratedNever();
        tax.HasIndex(t => new { t.MerchantId, t.Name }).IsUnique();
    }
}

internal sealed class CategoryConfiguration : IEntityTypeConfiguration<Category>
{
    public void Configure(EntityTypeBuilder<Category> category)
    {
        category.HasKey(c => c.Id);
        category.Property(c => c.Id).ValueGeneratedNever();
        category.Property(c => c.Name).HasMaxLength(60);
        category.HasIndex(c => new { c.MerchantId, c.Name }).IsUnique();
    }
}
