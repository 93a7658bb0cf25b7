using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CloudPos.Application.Tests.Payments;

/// <summary>A statement of the application at which something goes wrong once: before it is carried out, or when it has been, so that only its answer is lost.</summary>
/// <param name="Dies">The process ends there, as by kill -9; else the database refuses the one statement.</param>
public readonly record struct Refused(string Sql, bool IsDone, bool Dies)
{
    public const string Commit = "COMMIT";

    /// <summary>All that can go wrong at a statement.</summary>
    public static IEnumerable<Refused> At(string sql)
    {
        var writes = sql == Commit || !sql.StartsWith("SELECT", StringComparison.Ordinal);
        return new Refused[] { new(sql, false, false), new(sql, true, false), new(sql, false, true), new(sql, true, true) }.Where(r => writes || !r.IsDone);
    }

    public override string ToString() => $"{(IsDone ? "carried out, then " : "")}{(Dies ? "died at" : "refused")}: {Sql.ReplaceLineEndings(" ")}";
}

/// <summary>What a database says that is away for a moment, or a process that has ended.</summary>
public sealed class SaysNoException() : DbException("The database said no.");

/// <summary>Lets one statement go wrong once, and knows what was asked.</summary>
public sealed class SaysNo
{
    private readonly ConcurrentDictionary<string, bool> _asked = new();
    private readonly Lock _gate = new();
    private Refused? _next;
    private bool _watches;
    private Process? _process;

    /// <summary>What was asked between beginning and end, each statement once.</summary>
    public IReadOnlyList<string> Asked => [.. _asked.Keys.Order(StringComparer.Ordinal)];

    public bool HasRefused { get; private set; }

    /// <summary>The process has ended, and waits to be started again.</summary>
    public bool IsDead => _process?.IsDead == true;

    /// <summary>From now on, until <see cref="End"/>.</summary>
    public void Begin(Refused? next)
    {
        _asked.Clear();
        lock (_gate)
            (_next, HasRefused, _watches) = (next, false, true);
    }

    public void End()
    {
        lock (_gate)
            (_next, _watches) = (null, false);
    }

    /// <summary>For the options of a process that starts.</summary>
    public IInterceptor NewProcess() => _process = new Process(this);

    private bool IsItsTurn(string sql, bool isDone, out bool dies)
    {
        lock (_gate)
        {
            if (_watches)
                _asked.TryAdd(sql, true);
            dies = _next?.Dies == true;
            if (_next is not { } next || next.IsDone != isDone || next.Sql != sql)
                return false;
            (_next, HasRefused) = (null, true);
            return true;
        }
    }

    private sealed class Process(SaysNo says) : DbCommandInterceptor, IDbTransactionInterceptor
    {
        public bool IsDead { get; private set; }

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
            if (!IsDead)
            {
                if (!says.IsItsTurn(sql, isDone, out var dies))
                    return ValueTask.FromResult(result);
                IsDead = dies;
            }

            (result as IDisposable)?.Dispose();
            throw new SaysNoException();
        }
    }
}
