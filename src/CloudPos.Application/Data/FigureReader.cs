using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Reports;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Reports;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Data;

/// <summary>Reads what a booking's figures need beside itself: names of categories, cards and registers.</summary>
internal sealed class FigureReader(AppDbContext db)
{
    // what several sales of one save ask for is read once
    private readonly Dictionary<StoreId, StoreClock> _clocks = [];
    private readonly Dictionary<RegisterId, string> _registers = [];
    private readonly Dictionary<ProductId, string> _categories = [];

    public async Task<IReadOnlyList<DayDeltas>> ReadAsync(IReadOnlyList<FigureChange> changes, CancellationToken cancel)
    {
        var days = new List<DayDeltas>();
        foreach (var change in changes)
            days.Add(change.Refund is { } refund ? await OfRefundAsync(change, refund, cancel) : await OfSaleAsync(change, change.Sale!, cancel));
        return [.. Added(days)];
    }

    /// <summary>The same figures of several bookings as one, so that each is raised once.</summary>
    public static IEnumerable<DayDeltas> Added(IEnumerable<DayDeltas> days) =>
        days.GroupBy(d => (d.Owner.StoreId, d.Date)).Select(g => new DayDeltas(g.First().Owner, g.Key.Date,
            [.. g.SelectMany(d => d.Deltas).GroupBy(d => (d.Kind, d.Key)).Select(x => x.Aggregate((sum, next) => sum.Plus(next)))]));

    private async Task<DayDeltas> OfSaleAsync(FigureChange change, Sale sale, CancellationToken cancel)
    {
        await LoadAsync(sale, cancel);
        var clock = await ClockAsync(sale.StoreId, cancel);
        if (!_registers.TryGetValue(sale.RegisterId, out var register))
            _registers[sale.RegisterId] = register = await db.Registers.Where(r => r.Id == sale.RegisterId).Select(r => r.Name).SingleAsync(cancel);
        var cards = await CardsAsync(sale.Tenders.Select(t => t.AttemptId), cancel);
        var deltas = change is { Tender: { } moved, Was: { } was }
            ? SaleFigures.OfMovedAmount(sale, clock, register, await CategoriesAsync(sale, cancel), t => NameOf(t, cards), moved, was)
            : change.Tender is { } tender
            ? SaleFigures.OfLateTender(sale, clock, register, tender, NameOf(tender, cards), change.Amount, change.Tip, change.Count)
            : SaleFigures.OfPaid(sale, clock, register, await CategoriesAsync(sale, cancel), t => NameOf(t, cards));
        return new DayDeltas(sale, sale.BusinessDate!.Value, deltas);
    }

    private async Task<DayDeltas> OfRefundAsync(FigureChange change, Refund refund, CancellationToken cancel)
    {
        Sale? sale = null;
        List<Refund> before = [];
        if (refund.SaleId is { } id)
        {
            before = await db.Refunds.AsNoTracking().Include(r => r.Lines)
                .Where(r => r.SaleId == id && r.Id != refund.Id && r.State == RefundState.Done && (change.DoneBefore == null || r.DoneAt < change.DoneBefore)).ToListAsync(cancel);
            sale = db.Sales.Local.FirstOrDefault(s => s.Id == id) ?? await db.Sales.SingleAsync(s => s.Id == id, cancel);
            await LoadAsync(sale, cancel);
        }

        var cards = await CardsAsync([.. refund.Tenders.Select(t => t.AttemptId), .. sale?.Tenders.Select(t => t.AttemptId) ?? []], cancel);
        string Name(RefundTender part) => part.Kind == TenderKind.Cash ? "Cash"
            : sale?.Tenders.Find(t => t.Id == part.TenderId) is { } original ? NameOf(original, cards)
            : NameOf(part.Method, part.AttemptId, cards);
        return new DayDeltas(refund, refund.BusinessDate!.Value, change.GoneBefore is { } was
            ? SaleFigures.OfMovedRefund(refund, sale, Name, was, before)
            : SaleFigures.OfRefund(refund, sale, Name, before));
    }

    private async Task LoadAsync(Sale sale, CancellationToken cancel)
    {
        var entry = db.Entry(sale);
        if (entry.State == EntityState.Added)
            return; // all of it is here
        if (!entry.Collection(s => s.Taxes).IsLoaded)
            await entry.Collection(s => s.Taxes).LoadAsync(cancel);
        if (!entry.Collection(s => s.Lines).IsLoaded)
            await entry.Collection(s => s.Lines).LoadAsync(cancel);
        if (!entry.Collection(s => s.Tenders).IsLoaded)
            await entry.Collection(s => s.Tenders).LoadAsync(cancel);
    }

    private async Task<Func<SaleLine, string>> CategoriesAsync(Sale sale, CancellationToken cancel)
    {
        var ids = sale.ActiveLines.Select(l => l.ProductId).OfType<ProductId>().Where(id => !_categories.ContainsKey(id)).Distinct().ToArray();
        if (ids.Length > 0)
        {
            foreach (var found in await (
                from product in db.Products
                where ids.Contains(product.Id)
                join category in db.Categories on product.CategoryId equals category.Id
                select new { product.Id, category.Name }).ToListAsync(cancel))
                _categories[found.Id] = found.Name;
        }

        return line => line.GiftLoad != GiftLoad.None ? NoCategory.GiftCards
            : line.ProductId is { } id && _categories.TryGetValue(id, out var name) ? name : NoCategory.None;
    }

    private async Task<Dictionary<AttemptId, PaymentAttempt>> CardsAsync(IEnumerable<AttemptId?> attempts, CancellationToken cancel)
    {
        var wanted = attempts.OfType<AttemptId>().Distinct().ToArray();
        // the attempt that is being booked is not in the database yet as it will be
        var known = db.Attempts.Local.Where(a => wanted.Contains(a.Id)).ToDictionary(a => a.Id);
        var missing = wanted.Where(id => !known.ContainsKey(id)).ToArray();
        if (missing.Length > 0)
        {
            foreach (var attempt in await db.Attempts.AsNoTracking().Where(a => missing.Contains(a.Id)).ToListAsync(cancel))
                known[attempt.Id] = attempt;
        }

        return known;
    }

    private async Task<StoreClock> ClockAsync(StoreId store, CancellationToken cancel)
    {
        if (!_clocks.TryGetValue(store, out var clock))
            _clocks[store] = clock = (await db.Stores.AsNoTracking().SingleAsync(s => s.Id == store, cancel)).Clock;
        return clock;
    }

    private static string NameOf(Tender tender, Dictionary<AttemptId, PaymentAttempt> cards) =>
        tender.Kind == TenderKind.Cash ? "Cash" : NameOf(tender.Method, tender.AttemptId, cards);

    private static string NameOf(PayMethod method, AttemptId? attempt, Dictionary<AttemptId, PaymentAttempt> cards) => method switch
    {
        PayMethod.Cash => "Cash",
        PayMethod.EbtFood => "EBT food",
        PayMethod.EbtCash => "EBT cash",
        PayMethod.Gift => "Gift card",
        PayMethod.Credit or PayMethod.Debit or PayMethod.UserChoice =>
            attempt is { } id && cards.TryGetValue(id, out var card) ? PaymentSentences.BrandName(card.CardBrand) : "Card",
    };
}
