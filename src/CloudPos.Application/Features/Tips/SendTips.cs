using CloudPos.Application.Data;
using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;

namespace CloudPos.Application.Features.Tips;

/// <summary>Puts tips on record for card sales of the open batch. A worker sends them one after another; one refusal does not hold the others up.</summary>
[Needs(Permission.AdjustTips)]
public sealed record SendTips(IReadOnlyList<TipWanted> Tips) : IRequest<Result<IReadOnlyList<TipTaken>>>;

/// <summary>The tip of a charge, as it shall be.</summary>
/// <param name="Id">Made when the row is shown: a double click sets it once.</param>
/// <param name="IsMeant">Somebody has been asked about an unlikely tip, and means it.</param>
public sealed record TipWanted(AttemptId ChargeId, AttemptId Id, Money Tip, bool IsMeant);

/// <summary>What became of a wanted tip; no refusal = it is on its way.</summary>
public sealed record TipTaken(AttemptId ChargeId, Refusal? Refusal);

internal sealed class SendTipsHandler(AppDbContext db, FollowUpDesk desk, TimeProvider clock) : IRequestHandler<SendTips, Result<IReadOnlyList<TipTaken>>>
{
    public async Task<Result<IReadOnlyList<TipTaken>>> Handle(SendTips request, CancellationToken cancel)
    {
        var taken = new List<TipTaken>();
        foreach (var tip in request.Tips)
        {
            var begun = await desk.OnceAsync(
                tip.Id, a => a.OriginalId == tip.ChargeId && a.Kind == AttemptKind.TipAdjust && a.AskedTip == tip.Tip, () => SendAsync(tip, cancel), cancel);
            taken.Add(new TipTaken(tip.ChargeId, begun.Refusal));
            db.ChangeTracker.Clear();
        }

        // one tip alone is refused like any other request
        return taken is [{ Refusal: { } only }] ? only : taken;
    }

    private async Task<Result<FollowUpBegun>> SendAsync(TipWanted wanted, CancellationToken cancel)
    {
        if (await desk.FindAsync(wanted.ChargeId, cancel) is not { } charge)
            return FollowUpDesk.Unknown;
        if (Refuse(charge, wanted) is { } refusal)
            return refusal;
        if (await desk.BusyAsync(charge.Id, cancel) is { } busy)
            return busy;
        if (await db.WaitsForAsync(charge.Id, cancel))
            return new Refusal("tip.refund", "A refund of this payment is not at its end yet: no other tip now. Bring it to its end, or give it up.");
        if (await db.GaveTipBackAsync(charge.Id, cancel))
            return new Refusal("tip.refunded", "The tip of this payment went back to the customer: it takes no other one.");
        var attempt = PaymentAttempt.FollowUp(wanted.Id, AttemptKind.TipAdjust, charge, charge.BaseAmount, wanted.Tip, null, desk.User, clock.GetUtcNow());
        return await desk.SaveAsync(charge, attempt, cancel);
    }

    private static Refusal? Refuse(PaymentAttempt charge, TipWanted wanted)
    {
        if (charge.State == AttemptState.Settled)
            return new Refusal("tip.settled", "Its batch is settled: no tip any more.");
        if (!charge.CanAdjustTip || charge.ToVoidSince is not null)
            return new Refusal("tip.not.charged", "This payment takes no tip: it is not a charged card sale of the open batch.");
        if (!TipRules.TakesTip(charge))
            return new Refusal("tip.debit", "Debit takes no tip afterwards. The customer adds it on the PIN pad, or gives it in cash.");
        return !wanted.IsMeant && TipRules.IsUnlikely(wanted.Tip, charge.ChargedWithoutTip)
            ? new Refusal("tip.unlikely", $"{MoneyText.Show(wanted.Tip)} is more than half of the bill of {MoneyText.Show(charge.ChargedWithoutTip)}. Is it meant?")
            : null;
    }
}

/// <summary>Which tips are taken, and which are asked about first.</summary>
internal static class TipRules
{
    /// <summary>Above half of the bill somebody is asked: a tip of 20.00 on 11.44 was meant to be 2.00.</summary>
    public static bool IsUnlikely(Money tip, Money bill) => tip + tip > bill;

    /// <summary>Credit takes a tip afterwards; a card that turned out to be debit does not.</summary>
    public static bool TakesTip(PaymentAttempt charge) =>
        charge.Method == PayMethod.Credit || charge.PaymentType?.Contains("DEBIT", StringComparison.OrdinalIgnoreCase) != true;
}

internal sealed class SendTipsValidator : AbstractValidator<SendTips>
{
    private const int TipsMax = 100;

    /// <summary>A typing error of two digits more than anybody tips.</summary>
    private static readonly Money TipMax = new(1_000_000);

    public SendTipsValidator()
    {
        RuleFor(r => r.Tips).Must(tips => tips.Count is >= 1 and <= TipsMax).Says("Send 1 to 100 tips at once.");
        RuleForEach(r => r.Tips).Must(tip => !tip.Tip.IsNegative && tip.Tip <= TipMax).Says("A tip is from $0.00 to $10,000.00.");
        RuleFor(r => r.Tips).Must(tips => tips.Select(t => t.ChargeId).Distinct().Count() == tips.Count).Says("One tip per payment.");
    }
}
