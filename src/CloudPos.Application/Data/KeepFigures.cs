using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Reports;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace CloudPos.Application.Data;

/// <summary>Adds every payment and refund to its day's figures, in the transaction that books it, whatever use case it is booked by.</summary>
/// <remarks>The figures are raised by conditional statements, not by tracked rows: two registers that book at once never refuse each other.</remarks>
internal sealed class KeepFigures : SaveChangesInterceptor
{
    private readonly ConditionalWeakTable<DbContext, IDbContextTransaction> _own = [];

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        eventData.Context is AppDbContext db && Changes(db).Count > 0
            ? throw new InvalidOperationException("Payments and refunds are saved with SaveChangesAsync.")
            : result;

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not AppDbContext db || Changes(db) is not { Count: > 0 } changes)
            return result;
        var figures = await new FigureReader(db).ReadAsync(changes, cancellationToken);
        await FigureRows.EnsureAsync(db, figures, cancellationToken);
        if (db.Database.CurrentTransaction is null)
            _own.Add(db, await db.Database.BeginTransactionAsync(cancellationToken));
        await FigureRows.RaiseAsync(db, figures, cancellationToken);
        return result;
    }

    public override async ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db && Take(db) is { } transaction)
        {
            await using (transaction)
                await transaction.CommitAsync(CancellationToken.None);
        }

        return result;
    }

    public override async Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db && Take(db) is { } transaction)
            await transaction.DisposeAsync();
    }

    public override async Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db && Take(db) is { } transaction)
            await transaction.DisposeAsync();
    }

    private IDbContextTransaction? Take(DbContext db)
    {
        if (!_own.TryGetValue(db, out var transaction))
            return null;
        _own.Remove(db);
        return transaction;
    }

    /// <summary>What is about to be saved and counts: sales that became paid, tenders that move on paid sales, refunds that are done and what goes back by them late.</summary>
    private static List<FigureChange> Changes(AppDbContext db)
    {
        var changes = new List<FigureChange>();
        foreach (var entry in db.ChangeTracker.Entries<Sale>().Where(e => e.State is EntityState.Added or EntityState.Modified && e.Entity.State == SaleState.Paid).ToArray())
        {
            if (entry.State == EntityState.Added || entry.OriginalValues.GetValue<SaleState>(nameof(Sale.State)) != SaleState.Paid)
                changes.Add(new FigureChange(entry.Entity, null, null, Money.Zero, Money.Zero, 1));
            else
                changes.AddRange(db.ChangeTracker.Entries<Tender>().Where(t => t.Entity.SaleId == entry.Entity.Id).SelectMany(t => Late(entry.Entity, t)));
        }

        foreach (var entry in db.ChangeTracker.Entries<Refund>().Where(e => e.State is EntityState.Added or EntityState.Modified && e.Entity.State == RefundState.Done).ToArray())
        {
            if (entry.State == EntityState.Added || entry.OriginalValues.GetValue<RefundState>(nameof(Refund.State)) != RefundState.Done)
                changes.Add(new FigureChange(null, null, entry.Entity, Money.Zero, Money.Zero, 1));
            else if (Before(db, entry) is { } was && (was.GivenBack != entry.Entity.GivenBack || was.TipBack != entry.Entity.TipBack))
                changes.Add(new FigureChange(null, null, entry.Entity, Money.Zero, Money.Zero, 0) { GoneBefore = was });
        }

        return changes;
    }

    /// <summary>What had gone back by a refund before what is about to be saved.</summary>
    private static GoneBack Before(AppDbContext db, EntityEntry<Refund> entry) => new(
        new Money(entry.ComplexProperty(r => r.GivenBack).Property(m => m.Cents).OriginalValue),
        new Money(entry.ComplexProperty(r => r.TipBack).Property(m => m.Cents).OriginalValue),
        entry.Entity.Lines.ConvertAll(l => (new Money(db.Entry(l).ComplexProperty(x => x.Amount).Property(m => m.Cents).OriginalValue),
            new Money(db.Entry(l).ComplexProperty(x => x.Tax).Property(m => m.Cents).OriginalValue))),
        entry.Entity.Tenders.FindAll(t => db.Entry(t) is { State: not EntityState.Added } part && part.Property(x => x.DoneAt).OriginalValue is not null));

    private static IEnumerable<FigureChange> Late(Sale sale, EntityEntry<Tender> entry)
    {
        var tender = entry.Entity;
        if (entry.State == EntityState.Added)
            return [new FigureChange(sale, tender, null, tender.Amount, tender.Tip, 1)];
        if (entry.State != EntityState.Modified)
            return [];
        var wasGivenBack = entry.OriginalValues.GetValue<DateTimeOffset?>(nameof(Tender.GivenBackAt)) is not null;
        var tip = new Money(entry.ComplexProperty(t => t.Tip).Property(m => m.Cents).OriginalValue);
        if (!tender.Counts)
            return wasGivenBack ? [] : [new FigureChange(sale, tender, null, -tender.Amount, -tip, -1)];
        var was = new Money(entry.ComplexProperty(t => t.Amount).Property(m => m.Cents).OriginalValue);
        return
        [
            .. tip == tender.Tip ? Array.Empty<FigureChange>() : [new FigureChange(sale, tender, null, Money.Zero, tender.Tip - tip, 0)],
            .. was == tender.Amount ? Array.Empty<FigureChange>() : [new FigureChange(sale, tender, null, Money.Zero, Money.Zero, 0, was)],
        ];
    }
}

/// <summary>A booking that moves the figures: a sale that became paid, a tender of a paid sale, or a refund.</summary>
/// <param name="Was">What the tender was booked with before, where its amount has moved.</param>
internal sealed record FigureChange(Sale? Sale, Tender? Tender, Refund? Refund, Money Amount, Money Tip, int Count, Money? Was = null)
{
    /// <summary>What had gone back by the refund before, where it was done already.</summary>
    public GoneBack? GoneBefore { get; init; }

    /// <summary>Only refunds that were done before this are in the figures already; null = all that are done.</summary>
    public DateTimeOffset? DoneBefore { get; init; }
}

/// <summary>The figures of one store and day that a booking raises.</summary>
internal sealed record DayDeltas(IStoreOwned Owner, DateOnly Date, IReadOnlyList<FigureDelta> Deltas);
