using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Payments;

/// <summary>Reads a payment as the till shows it.</summary>
internal sealed class PaymentReader(AppDbContext db, TerminalQueue queue, PaymentStages stages, PaymentSignatures signatures)
{
    internal static readonly Refusal Unknown = new("payment.unknown", "That payment does not exist.");
    internal static readonly Refusal OfAnotherSale = new("payment.other.sale", "What was pressed here belongs to another sale. Nothing was sent. Open this sale again, then press once more.");

    /// <summary>Begins a payment of a sale under the id of its click, once: a double click or a second tab finds the payment.</summary>
    public async Task<Result<PaymentView>> OnceAsync(SaleId sale, AttemptId id, Func<Task<Result<PaymentView>>> begin, CancellationToken cancel)
    {
        var answer = await Once.DoAsync(() => FindAsync(id, cancel), begin);
        return answer.Value is { } view && view.SaleId != sale ? OfAnotherSale : answer;
    }

    public async Task<PaymentView?> FindAsync(AttemptId id, CancellationToken cancel)
    {
        var attempt = await db.Attempts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancel);
        // what belongs to a refund without a receipt has no sale to be shown with: the refund's own view tells of it
        return attempt?.SaleId is null ? null : await ViewAsync(attempt, cancel);
    }

    public async Task<PaymentView> ViewAsync(PaymentAttempt attempt, CancellationToken cancel)
    {
        var sale = await db.Sales.AsNoTracking().Whole()
            .SingleAsync(s => s.Id == attempt.SaleId, cancel);
        var names = await (
            from register in db.Registers
            where register.Id == sale.RegisterId
            from terminal in db.Terminals
            where terminal.Id == attempt.TerminalId
            select new { Register = register.Name, Terminal = terminal.Label, terminal.Tpn, terminal.Protocol }).SingleAsync(cancel);
        var original = attempt.OriginalId is null ? null : await db.Attempts.AsNoTracking().SingleAsync(a => a.Id == attempt.OriginalId, cancel);
        var turn = attempt.State == AttemptState.Created ? await queue.TurnOfAsync(attempt, names.Tpn, cancel) : null;
        var doubt = await PaymentDoubt.OfAsync(db, attempt, cancel);
        var view = View(attempt, original, sale, new PinPadNow(names.Terminal, names.Protocol, stages.Of(attempt.Id)), names.Register, turn, doubt);
        return view.Phase is PaymentPhase.Queued or PaymentPhase.TerminalFault && attempt.Kind == AttemptKind.Sale
            ? view with { Others = await OthersAsync(attempt, cancel) }
            : view with { Signature = attempt.IsCharged ? signatures.Of(attempt.Id) : null };
    }

    /// <summary>The store's other PIN pads, where the payment may go there: it has never been sent, or it is proven that it never started.</summary>
    private async Task<IReadOnlyList<OtherTerminal>> OthersAsync(PaymentAttempt attempt, CancellationToken cancel) => attempt.CanMove || attempt.CanSendAgain
        ? await db.Terminals.Where(t => t.StoreId == attempt.StoreId && t.Id != attempt.TerminalId).OrderBy(t => t.Label)
            .Select(t => new OtherTerminal(t.Id, t.Label)).ToListAsync(cancel)
        : [];

    private static PaymentView View(
        PaymentAttempt attempt, PaymentAttempt? original, Sale sale, PinPadNow pinPad, string register, PadTurn? turn, PaymentDoubt? doubt)
    {
        var isGivingBack = attempt.Kind is AttemptKind.Void or AttemptKind.Return;
        var phase = isGivingBack ? GivingBackSentences.Phase(attempt.State) : Phase(attempt, turn);
        var (headline, detail) = isGivingBack
            ? GivingBackSentences.Of(phase, attempt, original, pinPad.Label)
            : PaymentSentences.Of(phase, attempt, pinPad, turn, sale.Left);
        if (doubt?.Found is { } found && attempt is { Kind: AttemptKind.Sale, Cashback: not { IsPositive: true } }) // cash that is to be handed out comes first
            (headline, detail) = PaymentSentences.OfFound(attempt, found, pinPad.Label, isPaid: sale.State == SaleState.Paid);
        var isLatest = sale is { State: SaleState.Open, ParkedAt: null, OpenAttemptId: null };
        var tender = sale.Tenders.Find(t => t.AttemptId == (original?.Id ?? attempt.Id) && t.Kind == TenderKind.Card);
        return new PaymentView(
            attempt.Id, sale.Id, sale.Number, phase, attempt.State, attempt.Amount, pinPad.Label, register, attempt.CreatedAt, attempt.ChangedAt,
            headline, detail, Code(attempt, doubt?.Found), attempt.Charged, attempt.Tip, PaymentSentences.CardOf(original ?? attempt), sale.Left,
            SaleIsPaid: sale.State == SaleState.Paid,
            attempt.NextCheckAt, attempt.Checks,
            CanAskToCancel: attempt.State is AttemptState.Created or AttemptState.Sent && attempt.CancelRequestedAt is null && (!isGivingBack || attempt.State == AttemptState.Created),
            CanSendAgain: attempt.CanSendAgain && (attempt.Kind is AttemptKind.GiftActivate or AttemptKind.GiftReload || (isLatest && (!isGivingBack || tender is { Counts: true }))),
            // a hold that failed is not followed by a charge by itself, and a hold that stands is not paid here
            CanTryAnother: isLatest && !isGivingBack && !attempt.CanSendAgain && sale.CanPayByCard && attempt is { Kind: not AttemptKind.Auth, State: not AttemptState.Approved },
            CanPayCash: isLatest && !isGivingBack && sale.CanPay && !(attempt.Kind == AttemptKind.Auth && attempt.IsCharged),
            CanCheckNow: attempt.IsUnresolved,
            CashChosen: sale.CashChosenAttemptId == attempt.Id)
        {
            Kind = attempt.Kind,
            Method = attempt.Method,
            PricedAt = attempt.PricedAt,
            AskedCashback = attempt.AskedCashback,
            Cashback = attempt.Cashback ?? Money.Zero,
            GiftToLoad = sale.GiftToLoad,
            IsPart = attempt.Amount != sale.Total.For(attempt.PricedAt),
            Before = turn?.Before ?? 0,
            Serving = turn is { IsOwn: false } ? turn.Serving : null,
            AboutSeconds = turn?.AboutSeconds,
            CanSetAside = attempt.IsUnresolved && sale is { State: SaleState.Open, ParkedAt: null },
            TenderId = tender?.Id,
            CanGiveBack = isLatest && !isGivingBack && attempt.CanVoid && tender is { Counts: true },
            CanReturn = isLatest && tender is { Counts: true } && attempt is { Kind: AttemptKind.Void } && (attempt.State == AttemptState.Declined
                || attempt is { State: AttemptState.NotStarted, Reason: AttemptReason.NotFound or AttemptReason.RequestRefused }),
            CanKeepWaiting = phase == PaymentPhase.CancelRequested && attempt.CanKeepWaiting(pinPad.Protocol),
            Stage = phase == PaymentPhase.OnTerminal ? pinPad.Stage : null,
            Seen = phase == PaymentPhase.Unknown && doubt is not null ? doubt.Seen : [],
        };
    }

    private static PaymentPhase Phase(PaymentAttempt attempt, PadTurn? turn) => attempt.State switch
    {
        AttemptState.Created => turn is null ? PaymentPhase.Sending : PaymentPhase.Queued,
        AttemptState.Sent => attempt.CancelRequestedAt is null ? PaymentPhase.OnTerminal : PaymentPhase.CancelRequested,
        AttemptState.Approved when attempt.NotOnGiftCard.IsPositive => PaymentPhase.Partial,
        AttemptState.Approved => PaymentPhase.Approved,
        AttemptState.PartiallyApproved => PaymentPhase.Partial,
        AttemptState.Declined => PaymentPhase.Declined,
        AttemptState.Cancelled or AttemptState.CashChosen or AttemptState.NotProcessed => PaymentPhase.NotCharged,
        AttemptState.NotStarted => PaymentPhase.TerminalFault,
        AttemptState.Voided => PaymentPhase.GivenBack,
        AttemptState.Captured or AttemptState.Settled => PaymentPhase.Approved,
        AttemptState.Unknown or AttemptState.NeedsReview => PaymentPhase.Unknown,
    };

    private static string Code(PaymentAttempt attempt, FoundCharge? found)
    {
        var parts = new List<string>();
        if (attempt.AuthCode is { Length: > 0 } auth)
            parts.Add("Auth " + auth);
        if (found?.Check is { } check)
            parts.Add($"found by status check {check}");
        if (attempt.TerminalText is { Length: > 0 } text && !attempt.IsCharged && attempt.State != AttemptState.Created)
            parts.Add(text);
        parts.Add("RefId " + attempt.RefId);
        return string.Join(" · ", parts);
    }
}
