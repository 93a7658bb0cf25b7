using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>A batch with its lines, its sums by everything that people ask for, its comparison and its settlements.</summary>
[Needs(Permission.ViewReports)]
public sealed record GetBatch(BatchId Id) : IRequest<Result<BatchStory>>;

/// <summary>Everything that is known of a batch.</summary>
public sealed record BatchStory(
    BatchRow Row, IReadOnlyList<BatchLineView> Lines, IReadOnlyList<BatchSum> ByBrand, IReadOnlyList<BatchSum> ByTender, IReadOnlyList<BatchSum> ByUser,
    IReadOnlyList<BatchSum> ByRegister, BatchSum All, ReconciliationView? Compared, IReadOnlyList<SettlementView> Settlements);

/// <summary>One payment of a batch.</summary>
/// <param name="DualDifference">What of it is the difference between Card Price and Cash Price.</param>
/// <param name="Charged">With tip; a return below zero.</param>
public sealed record BatchLineView(
    AttemptId AttemptId, SaleId? SaleId, int? SaleNumber, string? Number, DateTimeOffset AtLocal, string Brand, string? Last4, AttemptKind Kind, PayMethod Method,
    AttemptState State, string User, string Register, Money Charged, Money Tip, Money Fee, Money Tax, Money DualDifference);

/// <summary>A sum of lines.</summary>
public sealed record BatchSum(string Name, int Lines, Money Tips, Money Fees, Money Tax, Money DualDifference, Money Total);

internal sealed class GetBatchHandler(
    AppDbContext db, BatchRowReader rows, ReconciliationReader comparisons, SettlementReader settlements) : IRequestHandler<GetBatch, Result<BatchStory>>
{
    public async Task<Result<BatchStory>> Handle(GetBatch request, CancellationToken cancel)
    {
        var batch = await db.Batches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == request.Id, cancel);
        if (batch is null)
            return new Refusal("batch.unknown", "That batch does not exist.");
        var store = await db.Stores.AsNoTracking().SingleAsync(s => s.Id == batch.StoreId, cancel);
        var pad = await db.Terminals.AsNoTracking().SingleAsync(t => t.Id == batch.TerminalId, cancel);
        var lines = await LinesAsync(batch, store.Clock, cancel);
        var money = lines.Where(l => l.State is AttemptState.Approved or AttemptState.PartiallyApproved or AttemptState.Settled).ToArray();
        var last = await comparisons.LastAsync(batch.Id, cancel);
        return new BatchStory(await rows.RowAsync(batch, store, pad, cancel), lines, By(money, l => l.Brand), By(money, l => TenderName(l)), By(money, l => l.User),
            By(money, l => l.Register), Sum("All", money), last is null ? null : await comparisons.ViewAsync(last, pad, batch, cancel), await settlements.OfAsync(batch.Id, cancel));
    }

    private async Task<IReadOnlyList<BatchLineView>> LinesAsync(Batch batch, StoreClock clock, CancellationToken cancel)
    {
        var found = await (
            from a in db.Attempts.AsNoTracking()
            where a.BatchId == batch.Id && a.Kind != AttemptKind.Void && a.Kind != AttemptKind.TipAdjust && a.Kind != AttemptKind.Auth
            join sale in db.Sales on a.SaleId equals sale.Id into sales
            from s in sales.DefaultIfEmpty()
            join register in db.Registers on s.RegisterId equals register.Id into registers
            from r in registers.DefaultIfEmpty()
            join tender in db.Set<Tender>() on a.Id equals tender.AttemptId into tenders
            from t in tenders.DefaultIfEmpty()
            orderby a.CreatedAt, a.Id
            select new { Attempt = a, Number = (int?)s.Number, s.Tax, s.Total, Register = (string?)r.Name, Tender = t }).ToListAsync(cancel);
        return [.. found.Select(x =>
        {
            var a = x.Attempt;
            var charged = a.State == AttemptState.CashChosen ? x.Tender?.Amount ?? Money.Zero : a.Charged ?? a.Amount;
            var covers = x.Tender is { PricedAt: TenderKind.Card } tender ? tender.Covers : DualPrice.Zero;
            var tax = x.Tender is not null && x.Number is not null ? TaxOf(x.Tax, x.Total, x.Tender) : Money.Zero;
            return new BatchLineView(a.Id, a.SaleId, x.Number, a.TransactionNumber, clock.Local(a.SentAt ?? a.CreatedAt),
                a.State == AttemptState.CashChosen ? "Cash on the PIN pad" : a.CardBrand is { } brand ? PaymentSentences.BrandName(brand) : a.IsStandAlone ? "Taken alone" : "Card", a.Last4, a.Kind, a.Method, a.State,
                a.PerformedBy, x.Register ?? "", a.Kind == AttemptKind.Return ? -charged : charged, a.Tip ?? Money.Zero, a.Fee ?? Money.Zero, tax, covers.Difference);
        })];
    }

    /// <summary>The share of the sale's tax that this tender paid.</summary>
    private static Money TaxOf(DualPrice tax, DualPrice total, Tender tender)
    {
        var whole = total.For(tender.PricedAt);
        return whole.IsZero ? Money.Zero : Rounding.Proportion(tax.For(tender.PricedAt), tender.Covers.For(tender.PricedAt), whole);
    }

    private static string TenderName(BatchLineView line) => line.State == AttemptState.CashChosen ? "Cash" : line.Method switch
    {
        PayMethod.Credit or PayMethod.UserChoice => "Credit",
        PayMethod.Debit => "Debit",
        PayMethod.EbtFood => "EBT food",
        PayMethod.EbtCash => "EBT cash",
        PayMethod.Gift => "Gift card",
        PayMethod.Cash => "Cash",
    };

    private static IReadOnlyList<BatchSum> By(IEnumerable<BatchLineView> lines, Func<BatchLineView, string> name) =>
        [.. lines.GroupBy(name).Select(g => Sum(g.Key, g)).OrderByDescending(s => s.Total)];

    private static BatchSum Sum(string name, IEnumerable<BatchLineView> lines)
    {
        var all = lines.ToArray();
        return new BatchSum(name, all.Length, Money.Sum(all.Select(l => l.Tip)), Money.Sum(all.Select(l => l.Fee)), Money.Sum(all.Select(l => l.Tax)),
            Money.Sum(all.Select(l => l.DualDifference)), Money.Sum(all.Select(l => l.Charged)));
    }
}
