using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CloudPos.Application.Tests.Payments;

/// <summary>A statement of the application that the database refuses once: before it is carried out, or when it has been, so that only its answer is lost.</summary>
public readonly record struct Refused(string Sql, bool IsDone)
{
    public const string Commit = "COMMIT";

    public bool Writes => Sql == Commit || !Sql.StartsWith("SELECT", StringComparison.Ordinal);

    public override string ToString() => $"{(IsDone ? "carried out, then refused" : "refused")}: {Sql.ReplaceLineEndings(" ")}";
}

/// <summary>What a database says that is away for a moment.</summary>
public sealed class SaysNoException() : DbException("The database said no.");

/// <summary>Refuses one statement once, and knows what was asked.</summary>
public sealed class SaysNo : DbCommandInterceptor, IDbTransactionInterceptor
{
    private readonly ConcurrentDictionary<string, bool> _asked = new();
    private readonly Lock _gate = new();
    private Refused? _next;
    private bool _watches;

    /// <summary>What was asked between beginning and end, each statement once.</summary>
    public IReadOnlyList<string> Asked => [.. _asked.Keys.Order(StringComparer.Ordinal)];

    public bool HasRefused { get; private set; }

    /// <summary>From now on, until <see cref="End"/>.</summary>
    public void Begin(Refused? next)
    {
        _asked.Clear();
        (_next, HasRefused, _watches) = (next, false, true);
    }

    public void End() => (_next, _watches) = (null, false);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        Look(command.CommandText, isDone: false, result);

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default) =>
        Look(command.CommandText, isDone: true, result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        Look(command.CommandText, isDone: false, result);

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        Look(command.CommandText, isDone: true, result);

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        Look(Refused.Commit, isDone: false, result);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        Look(Refused.Commit, isDone: true, 0).AsTask();

    private ValueTask<T> Look<T>(string sql, bool isDone, T result)
    {
        if (_watches)
            _asked.TryAdd(sql, true);
        lock (_gate)
        {
            if (_next is not { } next || next.IsDone != isDone || next.Sql != sql)
                return ValueTask.FromResult(result);
            (_next, HasRefused) = (null, true);
        }

        (result as IDisposable)?.Dispose();
        throw new SaysNoException();
    }
}
