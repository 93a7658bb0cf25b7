using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CloudPos.Application.Tests.Payments;

/// <summary>Lets something happen just before the n-th question that a piece of work asks the database. Not inside a transaction: who else writes waits for its end.</summary>
public sealed class BetweenQuestions : DbCommandInterceptor, IDbTransactionInterceptor
{
    private readonly AsyncLocal<Turn?> _turn = new();

    /// <summary>The work's answer, and whether it asked so many questions that the other thing has happened.</summary>
    public async Task<(T Answer, bool Happened)> RunAsync<T>(Func<Task<T>> work, int before, Func<Task> meanwhile)
    {
        var turn = new Turn(meanwhile) { Left = before };
        _turn.Value = turn;
        var answer = await work();
        return (answer, turn.Happened);
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await LookAsync(command.Transaction);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await LookAsync(command.Transaction);
        return result;
    }

    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        await LookAsync(null);
        return result;
    }

    private async Task LookAsync(DbTransaction? within)
    {
        if (_turn.Value is not { Happened: false } turn || within is not null || turn.Left-- > 0)
            return;
        turn.Happened = true;
        await turn.Meanwhile();
    }

    private sealed class Turn(Func<Task> meanwhile)
    {
        public Func<Task> Meanwhile => meanwhile;

        public int Left { get; set; }

        public bool Happened { get; set; }
    }
}
