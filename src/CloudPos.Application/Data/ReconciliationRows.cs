using System.Data.Common;
using CloudPos.Domain.Batches;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CloudPos.Application.Data;

/// <summary>Writes the lines of a comparison, many to a statement and past the change tracker: a day has ten thousand, and none of them is touched again.</summary>
internal static class ReconciliationRows
{
    /// <summary>SQLite looks for each parameter by its name among all of the statement: with 2,000 that alone takes seconds for ten thousand lines.</summary>
    private const int ParametersMax = 200;

    /// <summary>Call it in the transaction that has saved the comparison, so that its owner has been checked.</summary>
    /// <exception cref="ArgumentException">A line belongs to another comparison.</exception>
    public static async Task InsertAsync(AppDbContext db, Reconciliation of, IReadOnlyList<ReconciliationLine> lines, CancellationToken cancel)
    {
        if (lines.Any(l => l.ReconciliationId != of.Id || l.StoreId != of.StoreId || l.MerchantId != of.MerchantId || l.IsoId != of.IsoId))
            throw new ArgumentException("Only the comparison's own lines are stored with it.", nameof(lines));
        var entity = db.Model.FindEntityType(typeof(ReconciliationLine))!;
        var columns = entity.GetFlattenedProperties().ToArray();
        var chunkSize = ParametersMax / columns.Length;
        foreach (var chunk in lines.Chunk(chunkSize).GroupBy(c => c.Length))
            await InsertAsync(db, entity, columns, chunk.Key, chunk, cancel);
    }

    /// <summary>Equally long pieces by one statement, which the database reads once.</summary>
    private static async Task InsertAsync(
        AppDbContext db, IEntityType entity, IProperty[] columns, int rows, IEnumerable<ReconciliationLine[]> pieces, CancellationToken cancel)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var values = Enumerable.Range(0, rows).Select(row => $"({string.Join(", ", columns.Select((_, column) => $"@p{(row * columns.Length) + column}"))})");
        command.CommandText = $"INSERT INTO {sql.DelimitIdentifier(table.Name)} ({string.Join(", ", columns.Select(c => sql.DelimitIdentifier(c.GetColumnName(table)!)))}) VALUES {string.Join(", ", values)}";
        var parameters = new DbParameter[rows * columns.Length];
        for (var i = 0; i < parameters.Length; i++)
            command.Parameters.Add(parameters[i] = columns[i % columns.Length].GetRelationalTypeMapping().CreateParameter(command, $"@p{i}", null, columns[i % columns.Length].IsNullable));
        foreach (var lines in pieces)
        {
            for (var i = 0; i < parameters.Length; i++)
                parameters[i].Value = Stored(columns[i % columns.Length], lines[i / columns.Length]) ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static object? Stored(IProperty column, ReconciliationLine line)
    {
        if (IsAbsent(column.DeclaringType, line))
            return null;
        var value = column.GetGetter().GetClrValueUsingContainingEntity(line);
        return value is not null && column.GetRelationalTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;
    }

    /// <summary>Of an amount that is not there EF reads zero cents.</summary>
    private static bool IsAbsent(ITypeBase type, ReconciliationLine line) => type is IComplexType { ComplexProperty: var amount }
        && (IsAbsent(amount.DeclaringType, line) || amount.GetGetter().GetClrValueUsingContainingEntity(line) is null);
}
