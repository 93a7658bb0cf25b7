using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Sales;

/// <summary>Paid sales, newest first, found and paged on the server.</summary>
[Needs(Permission.ViewSales)]
public sealed record ListSales(SalesFilter Filter, int Skip, int Take) : IRequest<Result<SalePage>>;

/// <summary>Which sales. <paramref name="Text"/> is a sale number, auth code, last four, RefId, item name or SKU, or the whole name of a category, or name or e-mail of who took the money; dates are business dates.</summary>
public sealed record SalesFilter(string? Text, DateOnly? From, DateOnly? To, StoreId? StoreId, SaleTenderFilter Tender);

/// <summary>How a sale was paid; <see cref="Problem"/> = something about its payment wants a look.</summary>
public enum SaleTenderFilter
{
    Any,
    Card,
    Cash,
    Problem,
}

/// <summary>A page of sales, with the count and the sums of all that match.</summary>
public sealed record SalePage(IReadOnlyList<SaleRow> Rows, int Total, SaleSums Sums, IReadOnlyList<StoreRow> Stores);

/// <summary>The sums of the columns of the same names: each is added up from what stands in them, and nothing is set off.</summary>
public sealed record SaleSums(Money Paid, Money Tip, Money Refunded);

/// <summary>A store to filter by.</summary>
public sealed record StoreRow(StoreId Id, string Name);

/// <summary>A sale in the list. <paramref name="Tender"/> is null where tenders were mixed.</summary>
/// <param name="Refunded">What has gone back, tips included.</param>
public sealed record SaleRow(
    SaleId Id, int Number, string StoreName, string RegisterName, DateTimeOffset PaidAtLocal, DateOnly BusinessDate, int ItemCount,
    TenderKind? Tender, string TenderText, Money Paid, Money Tip, string Cashier, bool HasProblem, Money Refunded);

internal sealed class ListSalesHandler(AppDbContext db, RequestContext context) : IRequestHandler<ListSales, Result<SalePage>>
{
    private const int TakeMax = 200;

    public async Task<Result<SalePage>> Handle(ListSales request, CancellationToken cancel)
    {
        var found = Find(request.Filter);
        var all = await found.GroupBy(_ => 1).Select(g => new
        {
            Count = g.Count(), Paid = g.Sum(s => s.Paid.Cents), Tip = g.Sum(s => s.Tip.Cents), Refunded = g.Sum(s => s.Refunded.Cents + s.TipRefunded.Cents),
        }).SingleOrDefaultAsync(cancel);
        var sums = new SaleSums(new Money(all?.Paid ?? 0), new Money(all?.Tip ?? 0), new Money(all?.Refunded ?? 0));
        var page = await found.OrderByDescending(s => s.PaidAt).ThenByDescending(s => s.Id)
            .Skip(Math.Max(0, request.Skip)).Take(Math.Clamp(request.Take, 1, TakeMax))
            .Include(s => s.Tenders).AsNoTracking().ToListAsync(cancel);
        var stores = await db.Stores.AsNoTracking().OrderBy(s => s.Name).ToListAsync(cancel);
        return new SalePage(await RowsAsync(page, stores, cancel), all?.Count ?? 0, sums, [.. stores.Select(s => new StoreRow(s.Id, s.Name))]);
    }

    private IQueryable<Sale> Find(SalesFilter filter)
    {
        var sales = db.Sales.OfActorsMerchant(context).Where(s => s.State == SaleState.Paid);
        if (filter.From is { } from)
            sales = sales.Where(s => s.BusinessDate >= from);
        if (filter.To is { } to)
            sales = sales.Where(s => s.BusinessDate <= to);
        if (filter.StoreId is { } store)
            sales = sales.Where(s => s.StoreId == store);
        sales = filter.Tender switch
        {
            SaleTenderFilter.Any => sales,
            SaleTenderFilter.Card => sales.Where(s => s.Tenders.Any(t => t.Kind == TenderKind.Card && t.GivenBackAt == null)),
            SaleTenderFilter.Cash => sales.Where(s => s.Tenders.Any(t => t.Kind == TenderKind.Cash && t.GivenBackAt == null)),
            SaleTenderFilter.Problem => sales.Where(s => s.AmountMismatch != null),
        };
        return filter.Text?.Trim() is { Length: > 0 } text ? WithText(sales, text) : sales;
    }

    private IQueryable<Sale> WithText(IQueryable<Sale> sales, string text)
    {
        var number = int.TryParse(text.TrimStart('#'), System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : -1;
        var lower = text.ToLowerInvariant();
        var upper = text.ToUpperInvariant();
        var cents = MoneyText.TryRead(text, out var amount) && text.Contains('.', StringComparison.Ordinal) ? amount.Cents : -1;
        var named = db.Users.Where(u => u.IsoId == context.Actor.IsoId && EF.Functions.Like(u.FullName, Escape(text), "\\")).Select(u => u.Email);
        return sales.Where(s => s.Number == number || s.Paid.Cents + s.Tip.Cents == cents || s.PaidBy == text || named.Contains(s.PaidBy)
            || db.Attempts.Any(a => a.SaleId == s.Id && (a.AuthCode == upper || a.Last4 == text || a.RefId == lower))
            || s.Lines.Any(l => !l.IsRemoved && (EF.Functions.Like(l.Sku, Escape(text), "\\") || EF.Functions.Like(l.Name, "%" + Escape(text) + "%", "\\")
                || db.Products.Any(p => p.Id == l.ProductId && db.Categories.Any(c => c.Id == p.CategoryId && c.Name == text)))));
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal);

    private async Task<IReadOnlyList<SaleRow>> RowsAsync(List<Sale> page, List<Store> stores, CancellationToken cancel)
    {
        var ids = page.Select(s => s.Id).ToArray();
        var cards = await db.Attempts.AsNoTracking().Where(a => a.SaleId != null && ids.Contains(a.SaleId.Value)
            && a.Last4 != null).ToListAsync(cancel);
        var items = (await db.Sales.Where(s => ids.Contains(s.Id)).SelectMany(s => s.Lines).Where(l => !l.IsRemoved)
            .Select(l => new { l.SaleId, l.Quantity }).ToListAsync(cancel)).ToLookup(l => l.SaleId, l => l.Quantity);
        var registers = await db.Registers.ToDictionaryAsync(r => r.Id, r => r.Name, cancel);
        return [.. page.Select(sale =>
        {
            var store = stores.Find(s => s.Id == sale.StoreId);
            var kinds = sale.Tenders.Where(t => t.Counts).Select(t => t.Kind).Distinct().ToArray();
            return new SaleRow(sale.Id, sale.Number, store?.Name ?? "", registers.GetValueOrDefault(sale.RegisterId, ""),
                store?.Clock.Local(sale.PaidAt ?? sale.ChangedAt) ?? sale.ChangedAt, sale.BusinessDate ?? default,
                items[sale.Id].Sum(q => q.IsWhole ? q.Thousandths / 1_000 : 1), kinds is [var only] ? only : null, TenderText(sale, cards),
                sale.Paid, sale.Tip, sale.PaidBy ?? "", sale.AmountMismatch is not null, sale.Refunded + sale.TipRefunded);
        })];
    }

    private static string TenderText(Sale sale, List<PaymentAttempt> cards) => string.Join(" + ", sale.Tenders.Where(t => t.Counts).OrderBy(t => t.At).Select(t =>
        t.Kind == TenderKind.Cash ? "Cash" : cards.Find(a => a.Id == t.AttemptId) is { } card ? PaymentSentences.CardOf(card) ?? "Card" : "Card"));
}
