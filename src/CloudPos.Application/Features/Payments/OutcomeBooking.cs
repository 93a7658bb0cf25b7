using CloudPos.Application.Data;
using CloudPos.Application.Features.GiftCards;
using CloudPos.Application.Features.Refunds;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Payments;

/// <summary>What an attempt's outcome means for what it was made for: the sale, the refund, the attempt that it follows. Saves nothing.</summary>
internal sealed class OutcomeBooking(AppDbContext db, RefundParts parts)
{
    /// <summary>Applies it; the register whose shift the money belongs to.</summary>
    public async Task<RegisterId?> ApplyAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        await BookAsync(attempt, now, cancel);
        return db.Refunds.Local.FirstOrDefault(r => r.Id == attempt.RefundId)?.RegisterId ?? db.Sales.Local.FirstOrDefault(s => s.Id == attempt.SaleId)?.RegisterId;
    }

    private Task BookAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel) => attempt.Kind switch
    {
        AttemptKind.Sale => OfSaleAsync(attempt, now, cancel),
        AttemptKind.Auth => OfAuthAsync(attempt, now, cancel),
        AttemptKind.Capture => OfCaptureAsync(attempt, now, cancel),
        AttemptKind.Void => OfVoidAsync(attempt, now, cancel),
        AttemptKind.Return => OfReturnAsync(attempt, now, cancel),
        AttemptKind.TipAdjust => OfTipAsync(attempt, now, cancel),
        AttemptKind.GiftActivate or AttemptKind.GiftReload => OfGiftLoadAsync(attempt, now, cancel),
    };

    private async Task OfSaleAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        var sale = await SaleAsync(attempt, cancel);
        if (attempt.IsCharged)
            sale.BookCard(attempt, await ClockAsync(attempt, cancel), now);
        else if (!attempt.IsOpen)
        {
            if (attempt.State == AttemptState.CashChosen)
                sale.ChooseCash(attempt.Id, now);
            else
                sale.EndAttempt(attempt.Id, now);
            if (sale.OpenAttemptId is null && sale.State == SaleState.Open)
                sale.CloseIfPaid(attempt.PerformedBy, await ClockAsync(attempt, cancel), now); // an earlier charge may have paid it meanwhile
        }
    }

    /// <summary>A hold pays nothing: the sale goes on owing, and the hold waits for its capture.</summary>
    private async Task OfAuthAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        if (attempt.IsOpen)
            return;
        var sale = await SaleAsync(attempt, cancel);
        sale.EndAttempt(attempt.Id, now);
        if (attempt.IsCharged && sale is { State: SaleState.Open, ParkedAt: null })
            sale.Park(attempt.Label ?? "Hold", now); // the register serves the next customer; more may be rung up later
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
        if (sale is { State: SaleState.Paid, IsFinished: false })
            sale.Finish(); // nobody waits at the till for it
    }

    private async Task OfVoidAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        if (!attempt.IsCharged)
        {
            await EndRefundAttemptAsync(attempt, now, cancel);
            await EndGivingBackAsync(attempt, now, cancel);
            await EndHoldAsync(attempt, now, cancel);
            return;
        }

        var original = await OriginalAsync(attempt, cancel);
        if (original.State == AttemptState.Voided && attempt.RefundId is null)
        {
            await EndGivingBackAsync(attempt, now, cancel); // the books have known it all along; now the PIN pad does too
            return;
        }

        if (original.CanVoid)
            original.Record(AttemptSignal.Voided, AttemptReason.FollowUp, "Voided by " + attempt.PerformedBy, now, attempt.PerformedBy);
        original.UnmarkToVoid(now);
        if (await RefundAsync(attempt, cancel) is { } refund)
            await BookRefundAsync(refund, attempt, original.ChargedWithoutTip, original.Tip ?? Money.Zero, now, cancel);
        else if (original.Kind is AttemptKind.Sale or AttemptKind.Capture)
            await GiveBackTenderAsync(attempt, original, now, cancel);
    }

    /// <summary>A hold that the PIN pad knows under no card is held no more: nobody can charge or release it there.</summary>
    private async Task EndHoldAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        if (attempt is { State: AttemptState.NotStarted, Reason: AttemptReason.NotFound } && await OriginalAsync(attempt, cancel) is { CanCapture: true } hold)
            hold.Record(AttemptSignal.Voided, AttemptReason.NotFound, "The PIN pad does not hold it any more", now);
    }

    /// <summary>A tender of a sale has gone back on its own, without a refund.</summary>
    private async Task GiveBackTenderAsync(PaymentAttempt attempt, PaymentAttempt original, DateTimeOffset now, CancellationToken cancel)
    {
        var sale = await SaleAsync(attempt, cancel);
        if (sale.CardTenderOf(original.Id) is { } tender)
        {
            if (sale.State == SaleState.Paid && tender is { Counts: true } && tender.Covers != DualPrice.Zero)
                sale.NoteTakenBack(tender, now);
            else if (!sale.GiveBack(tender.Id, now) && attempt.Kind == AttemptKind.Return)
                sale.NoteMismatch($"{MoneyText.Show(attempt.Charged ?? attempt.Amount)} went back to a card after it had been taken for undone: it may have gone back twice.");
        }

        if (sale.OpenAttemptId == attempt.Id)
            sale.EndAttempt(attempt.Id, now);
    }

    /// <summary>A void or return of one tender did not happen: the tender stays paid, and the sale goes on.</summary>
    private async Task EndGivingBackAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        if (attempt.IsOpen || attempt is not { RefundId: null, SaleId: not null } || await SaleAsync(attempt, cancel) is not { } sale || sale.OpenAttemptId != attempt.Id)
            return;
        sale.EndAttempt(attempt.Id, now);
        sale.CloseIfPaid(attempt.PerformedBy, await ClockAsync(attempt, cancel), now);
    }

    private async Task OfReturnAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        if (attempt is { RefundId: null, OriginalId: not null })
            await OfTenderReturnAsync(attempt, now, cancel);
        else if (!attempt.IsCharged)
            await EndRefundAttemptAsync(attempt, now, cancel);
        else if (await RefundAsync(attempt, cancel) is { } refund)
            await BookReturnAsync(refund, attempt, now, cancel);
    }

    /// <summary>A return carries the tip that was asked for inside, where the whole payment is undone.</summary>
    private Task BookReturnAsync(Refund refund, PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        var back = attempt.Charged ?? attempt.Amount;
        var tip = Money.Min(back, refund.PartAskedBy(attempt)?.AskedTip ?? Money.Zero);
        return BookRefundAsync(refund, attempt, back - tip, tip, now, cancel);
    }

    /// <summary>A settled card tender of an unfinished sale, or a charge that was one too many, went back by a return.</summary>
    private async Task OfTenderReturnAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        if (!attempt.IsCharged)
        {
            await EndGivingBackAsync(attempt, now, cancel);
            return;
        }

        var original = await OriginalAsync(attempt, cancel);
        original.UnmarkToVoid(now);
        (await SaleAsync(attempt, cancel)).NoteMismatch(attempt.AmountMismatch);
        await GiveBackTenderAsync(attempt, original, now, cancel);
    }

    private async Task OfTipAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        if (!attempt.IsCharged)
            return;
        var original = await OriginalAsync(attempt, cancel);
        var tip = attempt.AskedTip ?? Money.Zero;
        if (!original.IsCharged)
            return; // voided meanwhile: the terminal's report will say what became of it
        original.AdjustTip(tip, now);
        (await SaleAsync(attempt, cancel)).AdjustTip(original.Id, tip, now);
    }

    private async Task OfGiftLoadAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        // what never started is sent again under its own RefId, so the line keeps it
        if (attempt.IsOpen || attempt.CanSendAgain)
            return;
        var sale = await SaleAsync(attempt, cancel);
        if (attempt.IsCharged && (sale.Lines.Find(l => l.GiftAttemptId == attempt.Id) is not { GiftLoadedAt: null } line || await db.HeldRefundLines().AnyAsync(b => b.SaleLineId == line.Id, cancel)))
            sale.NoteMismatch($"{MoneyText.Show(attempt.Charged ?? attempt.Amount)} went on a gift card after it had been taken for undone: it may be on a card twice, or on a card and given back.");
        sale.EndGiftLoad(attempt.Id, attempt.IsCharged, now, attempt.Charged);
    }

    private async Task EndRefundAttemptAsync(PaymentAttempt attempt, DateTimeOffset now, CancellationToken cancel)
    {
        if (attempt.IsOpen || await RefundAsync(attempt, cancel) is not { } refund)
            return;
        refund.EndAttempt(attempt.Id, now);
        // the batch is gone, and that is proven: what cannot be voided any more is returned, under one and the same "undo"
        if (attempt.Kind == AttemptKind.Void && refund.Tenders.Find(t => t.AttemptId == attempt.Id) is { IsWanted: true } part
            && RefundParts.IsTooLateToVoid(attempt, await OriginalAsync(attempt, cancel)))
            await parts.StartAsync(refund, part, mayVoid: false, attempt.PerformedBy, now, cancel);
    }

    private async Task BookRefundAsync(Refund refund, PaymentAttempt attempt, Money amount, Money tip, DateTimeOffset now, CancellationToken cancel)
    {
        var clock = await ClockAsync(attempt, cancel);
        var sale = refund.SaleId is null ? null : await SaleAsync(attempt, cancel);
        if (refund.PartOf(attempt) is { } part)
        {
            if (refund.Book(part.Id, amount, tip, clock, now, attempt.Id))
                sale?.NoteRefund(amount, tip);
        }
        else if (refund.BookSurplus(attempt, amount, tip, clock, now))
        {
            // it was taken for undone, and its part went another way or was given up: it may have gone back twice, and the sale says so
            sale?.NoteSurplusRefund(amount, tip, $"{MoneyText.Show(amount + tip)} went back to a card after it had been taken for undone: it may have gone back twice.");
        }

        sale?.NoteMismatch(attempt.AmountMismatch);
        await parts.StartNextAsync(refund, clock, attempt.PerformedBy, now, cancel);
    }

    private Task<Sale> SaleAsync(PaymentAttempt attempt, CancellationToken cancel) => db.Sales
        .Whole().SingleAsync(s => s.Id == attempt.SaleId, cancel);

    private async Task<Refund?> RefundAsync(PaymentAttempt attempt, CancellationToken cancel) => attempt.RefundId is null ? null
        : await db.Refunds.Include(r => r.Lines).Include(r => r.Tenders).AsSplitQuery().SingleAsync(r => r.Id == attempt.RefundId, cancel);

    private Task<PaymentAttempt> OriginalAsync(PaymentAttempt attempt, CancellationToken cancel) =>
        db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == attempt.OriginalId, cancel);

    private async Task<StoreClock> ClockAsync(PaymentAttempt attempt, CancellationToken cancel) =>
        (await db.Stores.AsNoTracking().SingleAsync(s => s.Id == attempt.StoreId, cancel)).Clock;
}
