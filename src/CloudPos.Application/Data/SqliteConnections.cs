using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CloudPos.Application.Data;

/// <summary>
/// Keeps connections to the embedded database open between use cases, and their statements prepared: to read SQL again and again
/// cost more than a third of all work of a payment. A connection serves one context at a time; one that is given back within a transaction is closed.
/// </summary>
public sealed class SqliteConnections(string connectionString) : DbCommandInterceptor, IDbConnectionInterceptor, IDisposable
{
    private const int IdleMax = 16;
    private const int StatementsMax = 300; // a till uses some forty; what comes after that is prepared each time

    private readonly ConcurrentStack<SqliteConnection> _idle = [];
    private readonly ConditionalWeakTable<DbConnection, Dictionary<string, KeptCommand>> _kept = [];
    private bool _isOver;

    InterceptionResult<DbConnection> IDbConnectionInterceptor.ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        eventData.ConnectionString == connectionString && _idle.TryPop(out var connection)
            ? InterceptionResult<DbConnection>.SuppressWithResult(connection)
            : result;

    DbConnection IDbConnectionInterceptor.ConnectionCreated(ConnectionCreatedEventData eventData, DbConnection result)
    {
        if (result.ConnectionString != connectionString)
            return result;
        _kept.TryAdd(result, []);
        // a context closes what it has opened itself; what it finds open it leaves open
        if (result.State == ConnectionState.Closed)
            result.Open();
        return result;
    }

    InterceptionResult IDbConnectionInterceptor.ConnectionDisposing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        GiveBack(connection, result);

    ValueTask<InterceptionResult> IDbConnectionInterceptor.ConnectionDisposingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        new(GiveBack(connection, result));

    /// <summary>The command that was prepared for the same SQL, with the parameters of this one.</summary>
    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (result is not SqliteCommand { Connection: { } connection } command || !_kept.TryGetValue(connection, out var kept))
            return result;
        if (!kept.TryGetValue(command.CommandText, out var again))
        {
            if (kept.Count >= StatementsMax)
                return result;
            kept.Add(command.CommandText, again = new KeptCommand(command.CommandText, connection));
        }

        if (again.IsInUse)
            return result;
        again.Begin(command);
        command.Dispose();
        return again;
    }

    /// <summary>Closes a connection, whatever is going on in it, and does not keep it any more.</summary>
    public void Close(DbConnection connection)
    {
        if (_kept.TryGetValue(connection, out var kept))
        {
            _kept.Remove(connection);
            foreach (var command in kept.Values)
                command.End();
        }

        connection.Close();
    }

    /// <summary>Closes what nobody uses.</summary>
    public void CloseIdle()
    {
        while (_idle.TryPop(out var connection))
            Close(connection);
    }

    public void Dispose()
    {
        _isOver = true;
        CloseIdle();
    }

    private InterceptionResult GiveBack(DbConnection connection, InterceptionResult result)
    {
        if (!IsKept(connection))
            return result;
        if (connection is SqliteConnection { State: ConnectionState.Open } open && !IsInTransaction(open) && _idle.Count < IdleMax && !_isOver)
            _idle.Push(open);
        else
            Close(connection);
        return InterceptionResult.Suppress();
    }

    private static bool IsInTransaction(SqliteConnection connection)
    {
        using var command = connection.CreateCommand(); // begins in the connection's transaction, if there is one
        return command.Transaction is not null;
    }

    private bool IsKept(DbConnection connection) => _kept.TryGetValue(connection, out _);

    /// <summary>Outlives who executes it: who is done with it disposes it, and it waits for the next one, prepared.</summary>
    private sealed class KeptCommand : SqliteCommand
    {
        public KeptCommand(string sql, SqliteConnection connection) : base(sql, connection)
        {
        }

        public bool IsInUse { get; private set; }

        public void Begin(SqliteCommand command)
        {
            IsInUse = true;
            (CommandTimeout, Transaction) = (command.CommandTimeout, command.Transaction);
            Parameters.Clear();
            while (command.Parameters.Count > 0)
            {
                var parameter = command.Parameters[0];
                command.Parameters.RemoveAt(0);
                Parameters.Add(parameter);
            }
        }

        public void End() => base.Dispose(true);

#pragma warning disable CA2215 // kept: End disposes it
        protected override void Dispose(bool disposing) => IsInUse = false;
#pragma warning restore CA2215
    }
}
