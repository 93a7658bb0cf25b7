using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace CloudPos.Application.Tests.Payments;

/// <summary>
/// Somebody else does something else with the same sale, all of it, between any two questions that an action asks the database. Whatever each of them
/// is answered: nothing breaks, the books say in the end what the PIN pad says, no sale takes more than its total, and none gives back more than it took.
/// </summary>
/// <remarks>
/// The suite lives through every pair of which it has the place: one in 32, another one for each pair. <c>CLOUDPOS_RIVALS=all</c> takes every place of every pair.
/// </remarks>
public sealed class RivalTests(SecondClickFixture app, ITestOutputHelper output) : IClassFixture<SecondClickFixture>
{
    private const int QuestionsMax = 100;

    private static readonly int Stride = Environment.GetEnvironmentVariable("CLOUDPOS_RIVALS") == "all" ? 1 : 32;

    public static TheoryData<string> Scenes => [.. RivalScene.Names];

    [Theory, MemberData(nameof(Scenes))]
    public async Task Books_and_PIN_pad_say_the_same_whatever_comes_between(string name)
    {
        var (lived, pairs, broken) = (0, 0, new List<string>());
        foreach (var button in RivalScene.ButtonsOf(name))
        {
            foreach (var rival in RivalScene.ButtonsOf(name))
            {
                var happened = true;
                for (var before = pairs++ % Stride; happened && before < QuestionsMax; before += Stride, lived++)
                {
                    happened = await LiveAsync(name, button, rival, before, broken);
                }
            }
        }

        output.WriteLine($"{name}: {pairs} pairs, {lived} times lived through");
        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    private async Task<bool> LiveAsync(string name, string button, string rival, int before, List<string> broken)
    {
        var where = $"{name}: {button}, and before its question {before + 1} {rival}";
        var happened = true;
        try
        {
            var scene = await RivalScene.SetAsync(app, name);
            (_, happened) = await app.Between.RunAsync(async () =>
            {
                await scene.PressAsync(name, button);
                return true;
            }, before, async () =>
            {
                await scene.PressAsync(name, rival);
                await EndAsync(scene);
            });
            await EndAsync(scene);
            if (await WrongAsync(scene) is { } wrong)
                broken.Add($"{where}: {wrong}");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            broken.Add($"{where}: {failure.GetType().Name} {failure.Message}");
        }

        return happened;
    }

    /// <summary>Waits until nothing of the sale is on its way.</summary>
    private Task EndAsync(RivalScene scene) => AppFixture.EventuallyAsync(() => AttemptsAsync(scene), all => all.TrueForAll(a => !a.IsOpen));

    private Task<List<PaymentAttempt>> AttemptsAsync(RivalScene scene) => app.InDatabaseAsync(scene.Till.Store.System, db => db.Attempts.AsNoTracking()
        .Where(a => a.SaleId == scene.Sale || db.Refunds.Any(r => r.SaleId == scene.Sale && r.Id == a.RefundId)).OrderBy(a => a.CreatedAt).ToListAsync());

    /// <summary>What does not hold, with all that is known; null where everything does.</summary>
    private async Task<string?> WrongAsync(RivalScene scene)
    {
        var attempts = await AttemptsAsync(scene);
        var sale = await scene.Till.SaleAsync(scene.Sale);
        var parts = await app.InDatabaseAsync(scene.Till.Store.System,
            db => db.Refunds.AsNoTracking().Where(r => r.SaleId == scene.Sale).SelectMany(r => r.Tenders).ToListAsync());
        var ledger = (await scene.Till.LedgerAsync()).Where(l => l.State == "approved").ToList();
        var charges = attempts.Where(a => a.Kind is AttemptKind.Sale or AttemptKind.Capture && a.IsCharged).ToList();

        var wrong = new List<string>();
        void Holds(bool what, string words)
        {
            if (!what)
                wrong.Add(words);
        }

        Holds(ledger.Where(l => l.TransType is "Sale" or "Capture").Sum(l => l.Total) == Sum(charges), "the PIN pad charged something else than is booked");
        Holds(ledger.Where(l => l.TransType == "Return").Sum(l => l.Total) == Sum(attempts.Where(a => a is { Kind: AttemptKind.Return, IsCharged: true })),
            "the PIN pad returned something else than is booked");
        foreach (var charge in charges)
            Holds(charge.ToVoidSince is not null || sale.Tenders.Exists(t => t.Counts && t.AttemptId == charge.Id), "a charge pays nothing, and nobody is told");
        foreach (var tender in sale.Tenders.Where(t => t is { Counts: true, Kind: TenderKind.Card }))
            Holds(charges.Exists(c => c.Id == tender.AttemptId) || parts.Exists(p => p.TenderId == tender.Id && p.IsDone), "a card tender counts, and no charge stands for it");

        Holds(!sale.Left.Cash.IsNegative && !sale.Left.Card.IsNegative, "more was taken than the total");
        Holds(sale.State != SaleState.Paid || sale.Left == DualPrice.Zero, "it is paid, and something is left");
        Holds(sale.State != SaleState.Open || sale.Left != DualPrice.Zero || sale.Paid.IsZero, "nothing is left, and it is not paid");
        Holds(sale.State != SaleState.Cleared || sale.Paid.IsZero, "it was cleared, and something was paid");
        Holds(sale.Refunded <= sale.Paid, "more went back than was paid");
        var loaded = attempts.Count(a => a.Kind == AttemptKind.GiftReload && a.IsCharged);
        Holds(loaded <= 1 && (loaded == 0 || sale.Refunded.IsZero), "value is on a gift card twice, or went back as well");
        Holds(sale.OpenAttemptId is null && !attempts.Exists(a => a.IsOpen), "something is still open");
        return wrong.Count == 0 ? null
            : $"{string.Join("; ", wrong)}. Books: {string.Join(", ", attempts.Select(a => $"{a.Kind} {a.State} {a.Charged?.Cents}"))}; PIN pad: "
                + $"{string.Join(", ", ledger.Select(l => $"{l.TransType} {l.Total}"))}; sale {sale.State}, paid {sale.Paid.Cents}, left {sale.Left.Cash.Cents}/{sale.Left.Card.Cents}, refunded {sale.Refunded.Cents}";
    }

    private static decimal Sum(IEnumerable<PaymentAttempt> attempts) => attempts.Sum(a => (a.Charged ?? a.Amount).Cents) / 100m;
}
