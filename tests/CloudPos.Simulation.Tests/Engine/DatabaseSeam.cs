using System.Data.Common;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CloudPos.Simulation.Tests.Engine;

/// <summary>Stands between a server and its database: makes every command a step, and tells which sales were touched.</summary>
/// <remarks>Within a transaction there are no steps: the write lock is held, and everybody else would stand still in real time.</remarks>
internal sealed class DatabaseSeam(Server server) : DbCommandInterceptor, ISaveChangesInterceptor, IDbConnectionInterceptor
{
    /// <summary>For a mutant: what is saved of an attempt is not.</summary>
    public static readonly AsyncLocal<bool> SkipsSaves = new();

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        // the statements of SaveChanges are the step "save"
        if (command.Transaction is null && eventData.CommandSource != CommandSource.SaveChanges)
            await server.StepAsync(new Step(StepKind.Read, "read"));
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (command.Transaction is null)
            await server.StepAsync(new Step(StepKind.Write, "write"));
        return result;
    }

    public async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = eventData.Context!;
        Note(db);
        if (db.Database.CurrentTransaction is null)
            await server.StepAsync(new Step(StepKind.Save, "save"));
        return SkipsSaves.Value && db.ChangeTracker.Entries<PaymentAttempt>().Any(e => e.State == EntityState.Modified) ? InterceptionResult<int>.SuppressWithResult(1) : result;
    }

    public async ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        var db = eventData.Context!;
        foreach (var entry in db.ChangeTracker.Entries())
            Note(entry.Entity);
        if (db.Database.CurrentTransaction is null)
            await server.StepAsync(new Step(StepKind.Saved, "saved"));
        return result;
    }

    public DbConnection ConnectionCreated(ConnectionCreatedEventData eventData, DbConnection result)
    {
        server.Took(result);
        return result;
    }

    public void ConnectionDisposed(DbConnection connection, ConnectionEndEventData eventData) => server.GaveBack(connection);

    public Task ConnectionDisposedAsync(DbConnection connection, ConnectionEndEventData eventData)
    {
        server.GaveBack(connection);
        return Task.CompletedTask;
    }

    private void Note(DbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State != EntityState.Unchanged)
                Note(entry.Entity);
        }
    }

    private void Note(object entity)
    {
        if (entity is Sale sale)
            server.World.Touch(sale.Id.Value);
        else if (entity is PaymentAttempt { SaleId: { } of } attempt)
            server.World.Touch(of.Value, attempt.Id.Value, attempt.State.ToString());
        else if (entity is Batch { State: not BatchState.Open, AttemptsClosed: false })
            server.World.NudgeSettlers();
    }
}
