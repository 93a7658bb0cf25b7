using System.Globalization;
using CloudPos.Application.Data;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Batches;

/// <summary>Random batches on the simulator's ledger, with differences put in on purpose: all are named, none is invented.</summary>
public sealed class RandomBatchTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    /// <summary>100 in the suite; 1,000 where this environment variable says so.</summary>
    private static readonly int Batches =
        int.TryParse(Environment.GetEnvironmentVariable("CLOUDPOS_TEST_BATCHES"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 100;

    private static readonly DifferenceKind[] Kinds = [.. Enum.GetValues<DifferenceKind>().Where(k => k != DifferenceKind.None)];

    private readonly TestStore _store = app.Tenants.Coffee;
    private int _strange = 700;

    [Fact]
    public async Task Every_injected_difference_is_named_and_none_is_invented()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CLOUDPOS_TEST_SEED"), out var given) ? given : Random.Shared.Next();
        var dice = new Random(seed);
        var sale = await SaleAsync();
        for (var i = 0; i < Batches; i++)
        {
            var pad = await PadBatch.OpenAsync(app, _store);
            var attempts = new List<PaymentAttempt>();
            var injected = new List<DifferenceKind>();
            foreach (var _ in Enumerable.Range(0, dice.Next(0, 6)))
                attempts.Add(await PairAsync(pad, sale, Amount(dice)));
            // every kind comes round; the rest is luck
            foreach (var kind in new[] { Kinds[i % Kinds.Length] }.Concat(Enumerable.Range(0, dice.Next(0, 3)).Select(_ => Kinds[dice.Next(Kinds.Length)])))
            {
                attempts.AddRange(await InjectAsync(pad, sale, kind, Amount(dice)));
                injected.Add(kind);
            }

            await SaveAsync(attempts);
            var found = await pad.ReconcileAsync();
            var named = found.Differences.Select(d => d.Kind).Order();
            Assert.True(injected.Order().SequenceEqual(named), $"seed {seed}, batch {i}: put in {string.Join(", ", injected.Order())}; found {string.Join(", ", named)}");
            Assert.Equal(attempts.Count(a => a.IsCharged) - injected.Count(k => k is not (DifferenceKind.TerminalOnly or DifferenceKind.Unknown or DifferenceKind.VoidedOnRegister)), found.Matched);
            await EndAsync(attempts);
        }
    }

    private async Task<PaymentAttempt> PairAsync(PadBatch pad, Sale sale, Money amount)
    {
        var answer = await pad.SellAsync(amount);
        return Booked(sale, amount, amount, answer.RefId!, answer.TransactionNumber);
    }

    private async Task<PaymentAttempt[]> InjectAsync(PadBatch pad, Sale sale, DifferenceKind kind, Money amount)
    {
        if (kind == DifferenceKind.RegisterOnly)
            return [Booked(sale, amount, amount, Guid.CreateVersion7().ToString("N"), PadBatch.Number(_strange++))];
        if (kind == DifferenceKind.Unknown) // an amount that no other line has, so that it is nobody's
            return [Booked(sale, amount + new Money(100_000), amount, Guid.CreateVersion7().ToString("N"), null, AttemptSignal.NoAnswer)];
        var answer = await pad.SellAsync(amount);
        var (refId, number) = (answer.RefId!, answer.TransactionNumber);
        switch (kind)
        {
            case DifferenceKind.Amount:
                return [Booked(sale, amount, amount - new Money(45), refId, number)];
            case DifferenceKind.Tip:
                await pad.TipAsync(refId, amount, new Money(300));
                return [Booked(sale, amount, amount, refId, number)];
            case DifferenceKind.Type:
                return [Booked(sale, amount, amount, refId, number, kind: AttemptKind.Return)];
            case DifferenceKind.VoidedOnRegister:
                var voided = Booked(sale, amount, amount, refId, number);
                voided.Record(AttemptSignal.Voided, AttemptReason.FollowUp, null, DateTimeOffset.UtcNow);
                return [voided];
            case DifferenceKind.VoidedOnTerminal:
                await pad.VoidAsync(refId, amount);
                return [Booked(sale, amount, amount, refId, number)];
            case DifferenceKind.Duplicate:
                return [Booked(sale, amount, amount, refId, number), Booked(sale, amount, amount, Guid.CreateVersion7().ToString("N"), number)];
            default:
                return [];
        }
    }

    private PaymentAttempt Booked(
        Sale sale, Money amount, Money charged, string refId, string? number, AttemptSignal signal = AttemptSignal.Approved, AttemptKind kind = AttemptKind.Sale) =>
        PadBatch.Attempt(sale, _store.TerminalId, kind, amount, charged, refId, number, signal, app.Clock.GetUtcNow());

    private async Task<Sale> SaleAsync()
    {
        var till = await Till.OpenAsync(app, _store);
        return await till.SaleAsync((await till.RingUpAsync()).Id);
    }

    private Task SaveAsync(IEnumerable<PaymentAttempt> attempts) => app.InDatabaseAsync(_store.System, async db =>
    {
        db.Attempts.AddRange(attempts);
        return await db.SaveChangesAsync();
    });

    /// <summary>Closes the batch on both sides, so that the next one begins with nothing.</summary>
    private Task EndAsync(IEnumerable<PaymentAttempt> attempts) => app.InDatabaseAsync(_store.System, async db =>
    {
        var ids = attempts.Select(a => a.Id).ToArray();
        foreach (var unknown in await db.Attempts.Include(a => a.Entries).Where(a => ids.Contains(a.Id) && a.State == AttemptState.Unknown).ToListAsync())
            unknown.Record(AttemptSignal.ProvenNotProcessed, AttemptReason.NotFound, null, app.Clock.GetUtcNow());
        var batch = await db.Batches.SingleAsync(b => b.TerminalId == _store.TerminalId && b.State == BatchState.Open);
        batch.CloseElsewhere(new StoreClock("America/New_York", 4), app.Clock.GetUtcNow());
        return await db.SaveChangesAsync();
    });

    // few amounts, so that many lines come to the same; none ends in the cents that the simulator takes for orders
    private static Money Amount(Random dice) => new(1_150 + (100 * dice.Next(1, 5)));
}
