using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CloudPos.Application.Data;

/// <summary>
/// Keeps connections to the embedded database open between use cases, and their statements prepared: to read SQL again and again
/// cost more than a third of all work of a payment. A connection serves one context at a time; one that is given back within a transaction, or while it is read from, is closed.
/// </summary>
public sealed class SqliteConnections(string connectionString) : DbCommandInterceptor, IDbConnectionInterceptor, IDisposable
{
    private const int IdleMax = 16;
    private const int StatementsMax = 300; // a till uses some forty; what comes after that is prepared each time

    private readonly ConcurrentStack<KeptConnection> _idle = [];
    private bool _isOver;

    InterceptionResult<DbConnection> IDbConnectionInterceptor.ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        eventData.ConnectionString == connectionString
            ? InterceptionResult<DbConnection>.SuppressWithResult(_idle.TryPop(out var connection) ? connection : new KeptConnection(connectionString))
            : result;

    InterceptionResult IDbConnectionInterceptor.ConnectionDisposing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        GiveBack(connection, result);

    ValueTask<InterceptionResult> IDbConnectionInterceptor.ConnectionDisposingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        new(GiveBack(connection, result));

    /// <summary>The command that was prepared for the same SQL, with the parameters of this one.</summary>
    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result) =>
        result is SqliteCommand { Connection: KeptConnection { IsKept: true } connection } command ? connection.Kept(command) : result;

    /// <summary>Closes a connection, whatever is going on in it, and does not keep it any more.</summary>
    public static void Close(DbConnection connection)
    {
        if (connection is KeptConnection kept)
            kept.End();
        else
            connection.Close();
    }

    /// <summary>Closes what nobody uses.</summary>
    public void CloseIdle()
    {
        while (_idle.TryPop(out var connection))
            connection.End();
    }

    public void Dispose()
    {
        _isOver = true;
        CloseIdle();
    }

    private InterceptionResult GiveBack(DbConnection connection, InterceptionResult result)
    {
        if (connection is not KeptConnection { IsKept: true } kept)
            return result;
        if (kept is { State: ConnectionState.Open, IsClean: true } && _idle.Count < IdleMax && !_isOver)
            _idle.Push(kept);
        else
            kept.End();
        return InterceptionResult.Suppress();
    }

    /// <summary>Stays open when a context closes it.</summary>
    private sealed class KeptConnection(string connectionString) : SqliteConnection(connectionString)
    {
        private readonly Dictionary<string, KeptCommand> _commands = [];

        public bool IsKept { get; private set; } = true;

        /// <summary>Nothing is left in it that would show the next one an old state: no transaction, and no reader that nobody closed.</summary>
        public bool IsClean
        {
            get
            {
                using var command = CreateCommand(); // begins in the connection's transaction, if there is one
                return command.Transaction is null && !_commands.Values.Any(c => c.IsInUse);
            }
        }

        public SqliteCommand Kept(SqliteCommand command)
        {
            var isNew = !_commands.TryGetValue(command.CommandText, out var kept);
            if (isNew && _commands.Count < StatementsMax)
                _commands.Add(command.CommandText, kept = new KeptCommand(command.CommandText, this));
            if (kept is null or { IsInUse: true })
                return command;
            if (!isNew)
                kept.Prepare(); // once; what comes only once, like a migration, is executed as it is
            kept.Begin(command);
            command.Dispose();
            return kept;
        }

        public override void Close()
        {
            if (!IsKept)
                base.Close();
        }

        public void End()
        {
            IsKept = false;
            foreach (var command in _commands.Values)
                command.End();
            _commands.Clear();
            base.Close();
        }
    }

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
