using System.Globalization;
using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>A line of the books with what people call it.</summary>
internal sealed record BookedRow(BookedLine Line, SaleId? SaleId, int? SaleNumber, string? Card, bool IsUntipped);

/// <summary>Reads what the register's books hold of a PIN pad's batch.</summary>
internal sealed class BookedLines(AppDbContext db)
{
    private static readonly AttemptState[] Unresolved = [AttemptState.Sent, AttemptState.Unknown, AttemptState.NeedsReview];

    /// <summary>The lines of the batch, and every payment of the PIN pad whose outcome is not known.</summary>
    public async Task<IReadOnlyList<BookedRow>> ReadAsync(Batch batch, CancellationToken cancel)
    {
        // two questions, because an OR over two columns would read all that the PIN pad ever did
        var rows = await RowsAsync(db.Attempts.Where(a => a.BatchId == batch.Id), cancel);
        rows.AddRange(await RowsAsync(db.Attempts.Where(a => a.TerminalId == batch.TerminalId && Unresolved.Contains(a.State) && a.BatchId == null), cancel));
        var cash = rows.Exists(r => r.State == AttemptState.CashChosen) ? await CashAsync(batch, cancel) : [];
        return [.. rows.Select(r => Read(r, cash, batch.State == BatchState.Open)).OfType<BookedRow>()];
    }

    private Task<List<Row>> RowsAsync(IQueryable<PaymentAttempt> attempts, CancellationToken cancel) => (
        from a in attempts.AsNoTracking()
        join original in db.Attempts on a.OriginalId equals original.Id into originals
        from o in originals.DefaultIfEmpty()
        join sale in db.Sales on a.SaleId equals sale.Id into sales
        from s in sales.DefaultIfEmpty()
        orderby a.CreatedAt, a.Id
        // cents by themselves: an optional amount would make EF read and build the whole attempt, ten thousand times
        select new Row(a.Id, a.Kind, a.Method, a.State, a.Amount.Cents + a.AskedCashback.Cents, (long?)a.Charged!.Value.Cents, (long?)a.Tip!.Value.Cents, a.PaymentType, a.TransactionNumber, a.InvoiceNumber,
            o.TransactionNumber, a.SaleId, (int?)s.Number, a.CardBrand, a.Last4)).ToListAsync(cancel);

    /// <summary>What the hosts would be asked to pay: no cash, no unknowns.</summary>
    public static BatchTotals Totals(IEnumerable<BookedRow> rows)
    {
        var live = rows.Where(r => r.Line is { State: BookedState.Live, Application: not CardApplication.Cash, Type: not (LineType.Activate or LineType.Reload), IsClosed: false }).Select(r => r.Line).ToArray();
        return new BatchTotals(live.Length, Money.Sum(live.Select(l => BatchMatch.Signed(l.Type, l.Amount))), Money.Sum(live.Select(l => l.Tip)));
    }

    private async Task<Dictionary<AttemptId, Money>> CashAsync(Batch batch, CancellationToken cancel) => await (
        from a in db.Attempts
        where a.BatchId == batch.Id && a.State == AttemptState.CashChosen
        join t in db.Set<Tender>() on a.Id equals t.AttemptId
        where t.Kind == TenderKind.Cash && t.GivenBackAt == null
        select new { a.Id, t.Amount }).ToDictionaryAsync(x => x.Id, x => x.Amount, cancel);

    private static BookedRow? Read(Row row, Dictionary<AttemptId, Money> cash, bool isOpen)
    {
        if (row.State == AttemptState.CashChosen)
            return cash.TryGetValue(row.Id, out var paid) ? Named(row, CardApplication.Cash, LineType.Cash, paid, Money.Zero, BookedState.Live) : null;
        BookedState? state = row.State switch
        {
            AttemptState.Approved or AttemptState.PartiallyApproved or AttemptState.Settled => BookedState.Live,
            AttemptState.Voided => BookedState.Voided,
            AttemptState.Sent or AttemptState.Unknown or AttemptState.NeedsReview => BookedState.Unknown,
            _ => null,
        };
        // a void, a tip and a hold are no lines of the list; while their outcome is unknown they are questions all the same
        var type = TypeOf(row);
        if (state is not { } known || (type == LineType.Other && known != BookedState.Unknown))
            return null;
        var amount = known == BookedState.Unknown ? row.AskedCents : row.ChargedCents ?? row.AskedCents;
        var named = Named(row, ApplicationOf(row), type, new Money(amount), new Money(row.TipCents ?? 0), known);
        return isOpen && row.State == AttemptState.Settled ? named with { Line = named.Line with { IsClosed = true } } : named;
    }

    private static BookedRow Named(Row row, CardApplication application, LineType type, Money amount, Money tip, BookedState state)
    {
        var takesTip = row.Kind is AttemptKind.Sale or AttemptKind.Capture && row.Method is PayMethod.Credit or PayMethod.UserChoice && application != CardApplication.Cash;
        var card = row.Last4 is null ? row.Brand : $"{PaymentSentences.BrandName(row.Brand)} ····{row.Last4}";
        return new BookedRow(
            new BookedLine(row.Id, application, type, Number(row.Transaction) ?? Number(row.Invoice) ?? Number(row.OriginalTransaction), amount, tip, state, takesTip),
            row.SaleId, row.SaleNumber, card, takesTip && state == BookedState.Live && tip.IsZero);
    }

    private static LineType TypeOf(Row row) => row.Kind switch
    {
        AttemptKind.Sale => row.Method == PayMethod.Gift ? LineType.Redeem : LineType.Sale,
        AttemptKind.Return => LineType.Return,
        AttemptKind.Capture => LineType.Capture,
        AttemptKind.GiftActivate => LineType.Activate,
        AttemptKind.GiftReload => LineType.Reload,
        AttemptKind.Void or AttemptKind.TipAdjust or AttemptKind.Auth => LineType.Other,
    };

    /// <summary>What the PIN pad used decides; what was asked for is the rest.</summary>
    private static CardApplication ApplicationOf(Row row) => CardApplications.Of(row.PaymentType) is var used and not CardApplication.Other
        ? used
        : row.Method switch
        {
            PayMethod.Debit => CardApplication.Debit,
            PayMethod.EbtFood or PayMethod.EbtCash => CardApplication.Ebt,
            PayMethod.Gift => CardApplication.Gift,
            PayMethod.Cash => CardApplication.Cash,
            PayMethod.Credit or PayMethod.UserChoice => CardApplication.Credit,
        };

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private sealed record Row(
        AttemptId Id, AttemptKind Kind, PayMethod Method, AttemptState State, long AskedCents, long? ChargedCents, long? TipCents, string? PaymentType,
        string? Transaction, string? Invoice, string? OriginalTransaction, SaleId? SaleId, int? SaleNumber, string? Brand, string? Last4);
}
