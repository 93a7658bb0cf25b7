using CloudPos.Application.Data;
using CloudPos.Application.Features.GiftCards;
using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>What kind of thing is open.</summary>
public enum OpenItemKind
{
    RunningPayment = 0,
    UnknownPayment = 1,
    NeedsReview = 2,
    ToVoid = 3,
    Untipped = 4,
    Hold = 5,
    Refund = 6,
    ParkedCart = 7,

    /// <summary>Paid gift cards without their value.</summary>
    GiftLoad = 8,
}

/// <summary>Something that should be looked at before the day is closed.</summary>
/// <param name="Blocks">No settlement before it is done.</param>
/// <param name="Fix">What the button says, and where it leads; null where the button asks Status.</param>
public sealed record OpenItem(
    OpenItemKind Kind, bool Blocks, string Title, string Words, Money Amount, string Fix, string? Href, AttemptId? AttemptId, TerminalId? TerminalId);

/// <summary>Finds what is open in a store.</summary>
/// <remarks>Every question names the merchant, because the indexes begin with it.</remarks>
internal sealed class OpenItems(AppDbContext db, BookedLines books, SettleBlockers blockers, TimeProvider clock)
{
    private const int ShownMax = 50;

    public async Task<IReadOnlyList<OpenItem>> OfAsync(Store store, CancellationToken cancel)
    {
        var items = new List<OpenItem>();
        items.AddRange(await PaymentsAsync(store, cancel));
        items.AddRange(await ToVoidAsync(store, cancel));
        items.AddRange(await UntippedAsync(store, cancel));
        items.AddRange(await HoldsAsync(store, cancel));
        items.AddRange(await RefundsAsync(store, cancel));
        items.AddRange(await GiftLoadsAsync(store, cancel));
        items.AddRange(await ParkedAsync(store, cancel));
        return [.. items.OrderByDescending(i => i.Blocks)];
    }

    private async Task<IEnumerable<OpenItem>> PaymentsAsync(Store store, CancellationToken cancel)
    {
        var open = await (
            from a in db.Attempts
            where a.MerchantId == store.MerchantId && a.StoreId == store.Id && (a.State == AttemptState.Created || a.State == AttemptState.Sent || a.State == AttemptState.Unknown || a.State == AttemptState.NeedsReview)
            join t in db.Terminals on a.TerminalId equals t.Id
            join sale in db.Sales on a.SaleId equals sale.Id into sales
            from s in sales.DefaultIfEmpty()
            orderby a.CreatedAt
            select new { a.Id, a.State, Amount = a.Amount + a.AskedCashback, a.CreatedAt, a.Checks, t.Label, TerminalId = t.Id, Number = (int?)s.Number }).Take(ShownMax).ToListAsync(cancel);
        return open.Select(a =>
        {
            var what = a.Number is { } number ? $"sale {number}" : "a refund";
            var at = store.Clock.Time(a.CreatedAt);
            return a.State switch
            {
                AttemptState.Unknown => new OpenItem(OpenItemKind.UnknownPayment, true, $"Payment not known, {what}",
                    $"{a.Label} gave no answer at {at}. Checked {(a.Checks == 1 ? "once" : $"{a.Checks} times")}.", a.Amount, "Check now", null, a.Id, a.TerminalId),
                AttemptState.NeedsReview => new OpenItem(OpenItemKind.NeedsReview, true, $"Payment wants a decision, {what}",
                    $"Nothing could prove whether {a.Label} charged the card at {at}.", a.Amount, "Decide", "/payments", a.Id, a.TerminalId),
                _ => new OpenItem(OpenItemKind.RunningPayment, true, $"Payment running, {what}",
                    $"Begun at {at} on {a.Label}. Wait for its outcome.", a.Amount, "Look again", null, null, a.TerminalId),
            };
        });
    }

    private async Task<IEnumerable<OpenItem>> ToVoidAsync(Store store, CancellationToken cancel)
    {
        var marked = await db.Attempts.Where(a => a.MerchantId == store.MerchantId && a.StoreId == store.Id && a.ToVoidSince != null && a.State != AttemptState.Voided && a.State != AttemptState.Settled)
            .OrderBy(a => a.ToVoidSince).Select(a => new { Asked = a.Amount + a.AskedCashback, a.Charged, a.CardBrand, a.Last4 }).Take(ShownMax).ToListAsync(cancel);
        return marked.Select(a => new OpenItem(OpenItemKind.ToVoid, false, $"Charged for nothing, {PaymentSentences.BrandName(a.CardBrand)} ····{a.Last4}",
            "The sale was paid otherwise. Give it back before the batch is settled.", a.Charged ?? a.Asked, "Give it back", "/payments", null, null));
    }

    private async Task<IEnumerable<OpenItem>> UntippedAsync(Store store, CancellationToken cancel)
    {
        var items = new List<OpenItem>();
        foreach (var batch in await db.Batches.AsNoTracking().Where(b => b.MerchantId == store.MerchantId && b.StoreId == store.Id && b.State == BatchState.Open).ToListAsync(cancel))
        {
            if (await blockers.UntippedAsync(store.Id, batch, cancel) is not (> 0 and var count))
                continue;
            var rows = (await books.ReadAsync(batch, cancel)).Where(r => r.IsUntipped).ToArray();
            items.Add(new OpenItem(OpenItemKind.Untipped, false, count == 1 ? "One sale waits for its tip" : $"{count} sales wait for their tips",
                "Enter the tips, or a manager settles without them in step 5.", Money.Sum(rows.Select(r => r.Line.Amount)), "Enter tips", "/tips", null, batch.TerminalId));
        }

        return items;
    }

    private async Task<IEnumerable<OpenItem>> HoldsAsync(Store store, CancellationToken cancel)
    {
        var holds = await db.Attempts.Where(a => a.MerchantId == store.MerchantId && a.StoreId == store.Id && a.Kind == AttemptKind.Auth && (a.State == AttemptState.Approved || a.State == AttemptState.PartiallyApproved))
            .Select(a => new { a.Amount, a.Charged }).ToListAsync(cancel);
        return holds.Count == 0 ? [] : [new OpenItem(OpenItemKind.Hold, false, holds.Count == 1 ? "One amount is held" : $"{holds.Count} amounts are held",
            "Charge or release them. What stays held is not settled and goes on into the next batch.", Money.Sum(holds.Select(h => h.Charged ?? h.Amount)), "Open holds", "/tips", null, null)];
    }

    private async Task<IEnumerable<OpenItem>> RefundsAsync(Store store, CancellationToken cancel)
    {
        var open = await db.Refunds.Include(r => r.Tenders).Where(r => r.MerchantId == store.MerchantId && r.StoreId == store.Id && r.State == RefundState.Open).OrderBy(r => r.OpenedAt).Take(ShownMax).ToListAsync(cancel);
        return open.Select(r => new OpenItem(OpenItemKind.Refund, false, r.SaleNumber is { } number ? $"Refund of sale {number} is not done" : "A refund is not done",
            $"{MoneyText.Show(r.GivenBack)} of {MoneyText.Show(r.Amount)} has gone back.", r.Amount - r.GivenBack, "Open", r.SaleId is { } sale ? $"/sales/{sale.Value}" : "/register", null, null));
    }

    private async Task<IEnumerable<OpenItem>> GiftLoadsAsync(Store store, CancellationToken cancel)
    {
        var loads = await db.WaitingGiftLoads(store.Id).OrderBy(w => w.Sale.PaidAt).Select(w => new { w.Sale.Number, Amount = w.Line.Gross.Cash }).Take(ShownMax).ToListAsync(cancel);
        return loads.Count == 0 ? [] : [new OpenItem(OpenItemKind.GiftLoad, false, loads.Count == 1 ? "One gift card is paid and not loaded" : $"{loads.Count} gift cards are paid and not loaded",
            $"Sale {string.Join(", ", loads.Take(3).Select(l => l.Number))}. Put the value on the card at the till, or give it back.", Money.Sum(loads.Select(l => l.Amount)), "Open the till", "/register", null, null)];
    }

    private async Task<IEnumerable<OpenItem>> ParkedAsync(Store store, CancellationToken cancel)
    {
        var parked = await db.Sales.Where(s => s.StoreId == store.Id && s.State == SaleState.Open && s.ParkedAt != null).OrderBy(s => s.ParkedAt)
            .Select(s => new { s.ParkedName, s.ParkedAt, s.Total }).ToListAsync(cancel);
        if (parked.Count == 0)
            return [];
        var age = clock.GetUtcNow() - parked[0].ParkedAt!.Value;
        var oldest = age.TotalHours >= 1 ? $"{(int)age.TotalHours} h" : $"{Math.Max(1, (int)age.TotalMinutes)} min";
        return [new OpenItem(OpenItemKind.ParkedCart, false, parked.Count == 1 ? "One cart is parked" : $"{parked.Count} carts are parked",
            $"{string.Join(", ", parked.Take(3).Select(p => p.ParkedName))}. The oldest for {oldest}.", Money.Sum(parked.Select(p => p.Total.Card)), "Open the till", "/register", null, null)];
    }
}
