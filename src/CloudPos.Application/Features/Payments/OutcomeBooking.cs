using CloudPos.Application.Data;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Payments;

/// <summary>What an attempt's outcome means for what it was made for: the sale, the refund, the attempt that it follows. Saves nothing.</summary>
internal sealed class OutcomeBooking(AppDbContext db)
{
    public Task ApplyAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel) => attempt.Kind switch
    {
        AttemptKind.Sale => OfSaleAsync(attempt, now, cancel),
        AttemptKind.Auth => OfAuthAsync(attempt, now, cancel),
        AttemptKind.Capture => OfCaptureAsync(attempt, now, cancel),
        AttemptKind.Void => OfVoidAsync(attempt, now, cancel),
        AttemptKind.Return => OfReturnAsync(attempt, now, cancel),
        AttemptKind.TipAdjust => OfTipAsync(attempt, now, cancel),
        AttemptKind.GiftActivate or AttemptKind.GiftReload => Task.CompletedTask, // the card's own book is the processor's; the attempt is ours
    };

    private async Task OfSaleAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        var sale = await SaleAsync(attempt, cancel);
        if (attempt.IsCharged)
            sale.BookCard(attempt, await ClockAsync(attempt, cancel), now);
        else if (attempt.State == AttemptState.CashChosen)
            sale.ChooseCash(attempt.Id, now);
        else if (!attempt.IsOpen)
            sale.EndAttempt(attempt.Id, now);
    }

    /// <summary>A hold pays nothing: the sale goes on owing, and the hold waits for its capture.</summary>
    private async Task OfAuthAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        if (!attempt.IsOpen)
            (await SaleAsync(attempt, cancel)).EndAttempt(attempt.Id, now);
    }

    private async Task OfCaptureAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        var sale = await SaleAsync(attempt, cancel);
        if (!attempt.IsCharged)
        {
            if (!attempt.IsOpen)
                sale.EndAttempt(attempt.Id, now);
            return;
        }

        var hold = await OriginalAsync(attempt, cancel);
        attempt.KeepCardOf(hold);
        if (hold.CanCapture)
            hold.Record(AttemptSignal.Captured, AttemptReason.FollowUp, null, now);
        sale.BookCard(attempt, await ClockAsync(attempt, cancel), now);
    }

    private async Task OfVoidAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        if (!attempt.IsCharged)
        {
            await EndRefundAttemptAsync(attempt, now, cancel);
            return;
        }

        var original = await OriginalAsync(attempt, cancel);
        if (original.State == AttemptState.Voided && attempt.RefundId is null)
            return; // the books have known it all along; now the PIN pad does too
        if (original.CanVoid)
            original.Record(AttemptSignal.Voided, AttemptReason.FollowUp, "Voided by " + attempt.PerformedBy, now);
        original.UnmarkToVoid();
        if (await RefundAsync(attempt, cancel) is { } refund)
            await BookRefundAsync(refund, attempt, original.ChargedWithoutTip, original.Tip ?? Money.Zero, now, cancel);
        else if (original.Kind is AttemptKind.Sale or AttemptKind.Capture && (await SaleAsync(attempt, cancel)) is { } sale
            && sale.Tenders.Find(t => t.AttemptId == original.Id) is { } tender)
            sale.GiveBack(tender.Id, now);
    }

    private async Task OfReturnAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        if (!attempt.IsCharged)
            await EndRefundAttemptAsync(attempt, now, cancel);
        else if (await RefundAsync(attempt, cancel) is { } refund)
            await BookRefundAsync(refund, attempt, attempt.Charged ?? attempt.Amount, Money.Zero, now, cancel);
    }

    private async Task OfTipAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        if (!attempt.IsCharged)
            return;
        var original = await OriginalAsync(attempt, cancel);
        var tip = attempt.AskedTip ?? Money.Zero;
        if (!original.CanAdjustTip)
            return; // voided or settled meanwhile: the terminal's report will say what became of it
        original.AdjustTip(tip, now);
        (await SaleAsync(attempt, cancel)).AdjustTip(original.Id, tip, now);
    }

    private async Task EndRefundAttemptAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        if (!attempt.IsOpen && await RefundAsync(attempt, cancel) is { } refund)
            refund.EndAttempt(attempt.Id, now);
    }

    private async Task BookRefundAsync(Refund refund, PaymentAttempt attempt, Money amount, Money tip, DateTimeOffset now, CancellationToken cancel)
    {
        var part = refund.Tenders.Find(t => t.AttemptId == attempt.Id)
            ?? throw new InvalidOperationException("The refund has no tender for this attempt.");
        if (refund.Book(part.Id, amount, tip, await ClockAsync(attempt, cancel), now) && refund.SaleId is not null)
            (await SaleAsync(attempt, cancel)).NoteRefund(amount, now);
    }

    private Task<Sale> SaleAsync(PaymentAttempt attempt, CancellationToken cancel) => db.Sales
        .Include(s => s.Lines).Include(s => s.Tenders).AsSplitQuery().SingleAsync(s => s.Id == attempt.SaleId, cancel);

    private async Task<Refund?> RefundAsync(PaymentAttempt attempt, CancellationToken cancel) => attempt.RefundId is null ? null
        : await db.Refunds.Include(r => r.Lines).Include(r => r.Tenders).AsSplitQuery().SingleAsync(r => r.Id == attempt.RefundId, cancel);

    private Task<PaymentAttempt> OriginalAsync(PaymentAttempt attempt, CancellationToken cancel) =>
        db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == attempt.OriginalId, cancel);

    private async Task<StoreClock> ClockAsync(PaymentAttempt attempt, CancellationToken cancel) =>
        (await db.Stores.AsNoTracking().SingleAsync(s => s.Id == attempt.StoreId, cancel)).Clock;
}
