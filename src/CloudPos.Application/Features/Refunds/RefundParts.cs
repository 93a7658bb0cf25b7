using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Refunds;

/// <summary>Puts the void or return of a refund's part on record; a worker sends it. Saves nothing.</summary>
internal sealed class RefundParts(AppDbContext db)
{
    /// <summary>The next part that goes through a PIN pad and was never tried. One at a time: the customer has one card in hand.</summary>
    /// <remarks>What was voided meanwhile, elsewhere, is back already: that part is given up.</remarks>
    public async Task StartNextAsync(Refund refund, StoreClock clock, string by, DateTimeOffset at, CancellationToken cancel)
    {
        while (refund is { State: RefundState.Open, OpenAttemptId: null }
            && refund.Tenders.Where(t => t is { Kind: TenderKind.Card, IsWanted: true, AttemptId: null }).MinBy(t => t.Position) is { } part)
        {
            if ((await OriginalAsync(part, cancel)).Attempt is { State: AttemptState.Voided })
                refund.GiveUp(part.Id, clock, at);
            else
                await StartAsync(refund, part, mayVoid: true, by, at, cancel);
        }
    }

    /// <summary>Voids where the whole charge goes back and its batch is open, else returns: then the card is presented once more.</summary>
    public async Task StartAsync(Refund refund, RefundTender part, bool mayVoid, string by, DateTimeOffset at, CancellationToken cancel)
    {
        var (tender, original) = await OriginalAsync(part, cancel);
        if (tender is not null)
            refund.CapTip(part.Id, tender.Tip);
        PaymentAttempt attempt;
        if (mayVoid && tender is not null && original is not null && TakesWhole(part.Amount, tender, part.Kind, part.Method) && original.CanVoid)
        {
            attempt = PaymentAttempt.FollowUp(AttemptId.New(), AttemptKind.Void, original, original.ChargedWithoutTip, null, refund.Id, by, at);
        }
        else
        {
            var terminal = await TerminalOfAsync(refund.RegisterId, refund.StoreId, cancel)
                ?? throw new InvalidOperationException("A return needs a PIN pad; who plans it asks for one first.");
            var plan = new AttemptPlan(AttemptKind.Return, MethodOf(part, original), tender?.PricedAt ?? TenderKind.Card,
                part.Amount + part.AskedTip, refund, refund.SaleId, refund.Id);
            attempt = PaymentAttempt.Of(AttemptId.New(), plan, terminal, Guid.CreateVersion7().ToString("N"), by, at);
        }

        db.Attempts.Add(attempt);
        refund.BeginAttempt(part.Id, attempt.Id, at);
    }

    /// <summary>The PIN pad at which the customer stands.</summary>
    public async Task<TerminalId?> TerminalOfAsync(RegisterId register, StoreId store, CancellationToken cancel)
    {
        var chosen = await db.Registers.Where(r => r.Id == register).Select(r => r.TerminalId).SingleAsync(cancel);
        return await db.Terminals.InOrderFor(store, chosen).Select(t => (TerminalId?)t.Id).FirstOrDefaultAsync(cancel);
    }

    /// <summary>The tender that a part gives back of, and the charge that brought it.</summary>
    public async Task<(Tender? Tender, PaymentAttempt? Attempt)> OriginalAsync(RefundTender part, CancellationToken cancel)
    {
        if (part.TenderId is not { } id || await db.Sales.SelectMany(s => s.Tenders).AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancel) is not { } tender)
            return (null, null);
        return (tender, tender.AttemptId is { } attempt ? await db.Attempts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == attempt, cancel) : null);
    }

    /// <summary>The whole charge, by the way in which it came. A void takes back all of it, tip included, and nothing less; cash that was handed out stays with the customer.</summary>
    public static bool TakesWhole(Money amount, Tender tender, TenderKind kind, PayMethod method) =>
        amount == tender.Amount && kind == TenderKind.Card && tender is { Kind: TenderKind.Card, Cashback.IsZero: true } && method == tender.Method;

    /// <summary>The void is proven not done because its batch is closed: the terminal does not hold the charge any more.</summary>
    public static bool IsTooLateToVoid(PaymentAttempt attempt, PaymentAttempt original) =>
        !attempt.IsOpen && !attempt.IsCharged && original.State != AttemptState.Voided
        && (original.State == AttemptState.Settled || attempt is { State: AttemptState.NotStarted, Reason: AttemptReason.NotFound });

    /// <summary>A return names the kind of card; what the customer chose on the PIN pad is what was used.</summary>
    private static PayMethod MethodOf(RefundTender part, PaymentAttempt? original) => part.Method switch
    {
        PayMethod.UserChoice => original?.MethodUsed ?? PayMethod.Credit,
        _ => part.Method,
    };
}
