using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Receipts;

/// <summary>The receipt of a paid sale.</summary>
[Needs(Permission.Sell)]
public sealed record GetReceipt(SaleId SaleId) : IRequest<Result<Receipt>>;

internal sealed class GetReceiptHandler(ReceiptReader receipts) : IRequestHandler<GetReceipt, Result<Receipt>>
{
    public async Task<Result<Receipt>> Handle(GetReceipt request, CancellationToken cancel) =>
        await receipts.FindAsync(request.SaleId, cancel) is { } receipt ? receipt
            : new Refusal("sale.unknown", "That sale does not exist, or is not paid yet.");
}

/// <summary>Reads the receipt of a paid sale.</summary>
internal sealed class ReceiptReader(AppDbContext db, PaymentSignatures signatures)
{
    public async Task<Receipt?> FindAsync(SaleId id, CancellationToken cancel)
    {
        var sale = await db.Sales.AsNoTracking().Include(s => s.Lines).Include(s => s.Taxes).Include(s => s.Tenders).AsSplitQuery()
            .SingleOrDefaultAsync(s => s.Id == id && s.State == SaleState.Paid, cancel);
        if (sale is null)
            return null;
        var store = await db.Stores.AsNoTracking().SingleAsync(s => s.Id == sale.StoreId, cancel);
        var merchant = await db.Merchants.Where(m => m.Id == sale.MerchantId).Select(m => m.Name).SingleAsync(cancel);
        var register = await db.Registers.Where(r => r.Id == sale.RegisterId).Select(r => r.Name).SingleAsync(cancel);
        var attempts = await db.Attempts.AsNoTracking().Where(a => a.SaleId == id).ToListAsync(cancel);
        var terminals = await db.Terminals.Where(t => t.StoreId == sale.StoreId).ToDictionaryAsync(t => t.Id, t => t.Label, cancel);
        var cashier = await db.Users.Where(u => u.Email == sale.PaidBy && u.FullName != "").Select(u => u.FullName).FirstOrDefaultAsync(cancel);
        var refunds = sale.Refunded.IsZero && sale.TipRefunded.IsZero ? [] : await db.Refunds.AsNoTracking().Where(r => r.SaleId == id && r.State == RefundState.Done).OrderBy(r => r.DoneAt).ToListAsync(cancel);
        return Write(sale, store, merchant, register, cashier ?? sale.PaidBy ?? "", attempts, terminals) with
        {
            Refunds = [.. refunds.Select(r => new ReceiptRefund(r.Id, store.Clock.Local(r.DoneAt ?? r.ChangedAt), r.GivenBack + r.TipBack))],
        };
    }

    private Receipt Write(
        Sale sale, Domain.Tenancy.Store store, string merchant, string register, string cashier, List<PaymentAttempt> attempts, Dictionary<TerminalId, string> terminals)
    {
        // a sale whose tenders are mixed is shown at the Card Price, the posted one; what cash saved stands at the tender
        var tenders = sale.Tenders.Where(t => t.Counts).OrderBy(t => t.At).ToArray();
        var kind = sale.ShownAt;
        var other = kind == TenderKind.Cash ? sale.Total.Card : sale.Total.Cash;
        return new Receipt(
            sale.Id, sale.Number, merchant, store.Name, store.Address, store.Phone, store.ReceiptFooter,
            store.Clock.Local(sale.PaidAt ?? sale.ChangedAt), cashier, register,
            [.. sale.ActiveLines.Select(l => new ReceiptLine(
                l.Sku, l.Name, l.Quantity, l.UnitPrice.For(kind), l.Gross.For(kind), l.Discounted.For(kind), l.Net.For(kind)))],
            sale.Gross.For(kind), sale.Discounted.For(kind), (sale.Gross - sale.Discounted).For(kind),
            [.. sale.Taxes.OrderBy(t => t.Position).Where(t => !t.Amount.For(kind).IsZero).Select(t => new ReceiptTax(t.Name, t.Rate, t.Amount.For(kind)))],
            sale.Total.For(kind), kind, kind == TenderKind.Cash ? "Cash Price" : "Card Price",
            other == sale.Total.For(kind) ? null : other, sale.Tip, sale.Paid + sale.Tip,
            [.. tenders.Select(One)], sale.AmountMismatch, OnPinPad(tenders, t => t.Amount - t.Covers.For(t.PricedAt)))
        {
            TakenOffOnPinPad = OnPinPad(tenders, t => t.Covers.For(t.PricedAt) - t.Amount),
            SavedInCash = Money.Sum(tenders.Where(t => t.PricedAt != kind).Select(t => t.Covers.For(kind) - t.Covers.For(t.PricedAt))),
            GivenBack = [.. sale.Tenders.Where(t => !t.Counts).OrderBy(t => t.At).Select(One)],
        };

        ReceiptTender One(Tender t) => Tender(t, attempts.Find(a => a.Id == t.AttemptId), terminals) with
        {
            PricedAt = t.PricedAt,
            Share = t.Covers.For(kind),
            Cashback = t.Cashback,
            Signature = t is { Kind: TenderKind.Card, AttemptId: { } attempt } ? signatures.Of(attempt) : null,
        };
    }

    private static Money OnPinPad(IEnumerable<Tender> tenders, Func<Tender, Money> apart) =>
        Money.Sum(tenders.Where(t => t.Kind == TenderKind.Card).Select(t => Money.Max(Money.Zero, apart(t))));

    private static ReceiptTender Tender(Tender tender, PaymentAttempt? attempt, Dictionary<TerminalId, string> terminals) =>
        tender.Kind == TenderKind.Card && attempt is not null
            ? new ReceiptTender(tender.Kind, tender.Amount, tender.Tip, Money.Zero, Money.Zero,
                PaymentSentences.BrandName(attempt.CardBrand), attempt.Last4, attempt.EntryType, attempt.AuthCode, attempt.RefId,
                terminals.GetValueOrDefault(attempt.TerminalId))
            : new ReceiptTender(tender.Kind, tender.Amount, tender.Tip, tender.Received, tender.Change, null, null, null, null,
                attempt?.RefId, attempt is null ? null : terminals.GetValueOrDefault(attempt.TerminalId));
}
