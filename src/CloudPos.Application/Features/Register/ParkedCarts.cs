using CloudPos.Application.Data;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Register;

/// <summary>Reads the parked carts of a store as a register shows them.</summary>
internal sealed class ParkedCarts(AppDbContext db, TimeProvider clock)
{
    /// <summary>More than a shop parks in a day; older ones are swept at close.</summary>
    private const int Max = 100;

    public async Task<IReadOnlyList<ParkedCart>> OfAsync(Domain.Terminals.Register register, CancellationToken cancel)
    {
        var sales = await db.Sales.AsNoTracking().Include(s => s.Lines).Include(s => s.Tenders).AsSplitQuery()
            .Where(s => s.StoreId == register.StoreId && s.ParkedAt != null
                && (s.State == SaleState.Open || (s.State == SaleState.Paid && !s.IsFinished && s.RegisterId == register.Id)))
            .OrderBy(s => s.ParkedAt).ThenBy(s => s.Id).Take(Max).ToListAsync(cancel);
        if (sales.Count == 0)
            return [];
        var ids = sales.Select(s => s.Id).ToArray();
        var attempts = await db.Attempts.AsNoTracking().Where(a => a.SaleId != null && ids.Contains(a.SaleId.Value)).ToListAsync(cancel);
        var names = await db.Registers.Where(r => r.StoreId == register.StoreId).ToDictionaryAsync(r => r.Id, r => r.Name, cancel);
        var now = clock.GetUtcNow();
        return [.. sales.Select(s => new ParkedCart(
            s.Id, s.Number, s.ParkedName ?? $"Sale {s.Number}", names.GetValueOrDefault(s.RegisterId, ""), s.RegisterId == register.Id,
            s.ParkedAt ?? s.ChangedAt, now - (s.ParkedAt ?? s.ChangedAt), s.ActiveLines.Sum(l => l.Quantity.IsWhole ? l.Quantity.Thousandths / 1_000 : 1),
            s.Total, s.Left, s.Paid, PaymentOf(s, attempts)))];
    }

    private static ParkedPayment PaymentOf(Sale sale, List<PaymentAttempt> attempts)
    {
        if (sale.State == SaleState.Paid)
            return ParkedPayment.Paid;
        if (attempts.Find(a => a.Id == sale.OpenAttemptId) is { } open)
            return open.State == AttemptState.NeedsReview ? ParkedPayment.NeedsReview : ParkedPayment.Unknown;
        // what ended after the cart had been set aside is what the cashier has not seen; a hold, and its release, have moved nothing
        var holds = attempts.Where(a => a.Kind == AttemptKind.Auth).Select(a => a.Id).ToHashSet();
        var last = attempts.Where(a => a.SaleId == sale.Id && a.ChangedAt > sale.ParkedAt && a.Kind is AttemptKind.Sale or AttemptKind.Capture or AttemptKind.Void or AttemptKind.Return
            && !(a.Kind == AttemptKind.Void && a.OriginalId is { } original && holds.Contains(original))).MaxBy(a => a.ChangedAt);
        return last switch
        {
            null => ParkedPayment.None,
            { Kind: AttemptKind.Void or AttemptKind.Return } => ParkedPayment.GivingBackEnded,
            { IsCharged: true } => ParkedPayment.ChargedPart,
            _ => ParkedPayment.NotCharged,
        };
    }
}
