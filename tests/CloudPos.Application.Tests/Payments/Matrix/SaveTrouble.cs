using CloudPos.Domain.Payments;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CloudPos.Application.Tests.Payments.Matrix;

/// <summary>Lets chosen commits of payment attempts fail until it is healed.</summary>
internal sealed class SaveTrouble(string connection) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private readonly Lock _gate = new();
    private Plan? _plan;
    private SqliteConnection? _other;
    private SqliteTransaction? _lock;

    /// <summary>From now on. Ends when the first commit has failed.</summary>
    public Task BeginAsync(string fault, Func<EntityEntry<PaymentAttempt>, bool> which)
    {
        var plan = new Plan(fault, which);
        lock (_gate)
            _plan = plan;
        return plan.Struck.Task;
    }

    public void Heal()
    {
        lock (_gate)
        {
            _plan = null;
            _lock?.Dispose();
            _other?.Dispose();
            (_lock, _other) = (null, null);
        }
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_plan is { } plan && eventData.Context is { } context && context.ChangeTracker.Entries<PaymentAttempt>().Any(plan.Which))
            {
                switch (plan.Fault)
                {
                    case "commit-fails":
                        plan.Struck.TrySetResult();
                        throw new DbUpdateException("The database said no.", new IOException("disk I/O error"));
                    case "database-locked" when context.Database.CurrentTransaction is not null:
                        // the booking holds the write lock itself; what it meets is the end of its own wait
                        plan.Struck.TrySetResult();
                        throw new DbUpdateException("The database is locked.", new SqliteException("database is locked", 5));
                    case "database-locked" when _lock is null:
                        _other = new SqliteConnection(connection);
                        _other.Open();
                        _lock = _other.BeginTransaction(deferred: false);
                        break;
                    case "commit-answer-lost":
                        plan.Committing = context;
                        break;
                }
            }
        }

        return base.SavingChangesAsync(eventData, result, cancellationToken);
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { Database.CurrentTransaction: null } context)
            LoseAnswer(context);
        return base.SavedChangesAsync(eventData, result, cancellationToken);
    }

    /// <summary>Where the save is part of a longer transaction it is that one's commit whose answer is lost.</summary>
    public Task TransactionCommittedAsync(System.Data.Common.DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } context)
            LoseAnswer(context);
        return Task.CompletedTask;
    }

    private void LoseAnswer(DbContext context)
    {
        if (_plan is not { Committing: { } committing } plan || committing != context)
            return;
        plan.Committing = null;
        plan.Struck.TrySetResult();
        throw new DbUpdateException("The database did not say whether it was written.", new IOException("connection lost"));
    }

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        if (_plan is { Fault: "database-locked" } plan && _lock is not null)
            plan.Struck.TrySetResult();
        return base.SaveChangesFailedAsync(eventData, cancellationToken);
    }

    private sealed class Plan(string fault, Func<EntityEntry<PaymentAttempt>, bool> which)
    {
        public string Fault => fault;

        public Func<EntityEntry<PaymentAttempt>, bool> Which => which;

        public DbContext? Committing { get; set; }

        public TaskCompletionSource Struck { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
