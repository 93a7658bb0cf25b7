using System.Reflection;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CloudPos.Application.Data;

/// <summary>How every id, amount and instant is stored, on both databases alike.</summary>
internal static class DataConventions
{
    /// <summary>Long enough for every short text; keeps SQL Server from <c>nvarchar(max)</c>, which cannot be indexed.</summary>
    private const int TextLengthDefault = 200;

    public static void Apply(ModelConfigurationBuilder builder)
    {
        foreach (var id in typeof(SaleId).Assembly.GetTypes().Where(IsEntityId))
            builder.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
        builder.Properties<string>().HaveMaxLength(TextLengthDefault);
        builder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        builder.Properties<Rate>().HaveConversion<RateConverter>();
        builder.Properties<Quantity>().HaveConversion<QuantityConverter>();
        builder.ComplexProperties<Money>();
        builder.ComplexProperties<DualPrice>();
        builder.ComplexProperties<Discount>();
        builder.ComplexProperties<ShiftCash>();
    }

    private static bool IsEntityId(Type type) => type.IsValueType
        && Array.Exists(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityId<>));

    private sealed class IdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => Make<TId>(value))
        where TId : struct, IEntityId<TId>;

    private static TId Make<TId>(Guid value) where TId : struct, IEntityId<TId> => TId.From(value);

    private sealed class UtcConverter()
        : ValueConverter<DateTimeOffset, DateTime>(at => at.UtcDateTime, at => new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)));

    private sealed class RateConverter() : ValueConverter<Rate, int>(rate => rate.PartsPerMillion, ppm => new Rate(ppm));

    private sealed class QuantityConverter() : ValueConverter<Quantity, int>(q => q.Thousandths, thousandths => new Quantity(thousandths));
}
