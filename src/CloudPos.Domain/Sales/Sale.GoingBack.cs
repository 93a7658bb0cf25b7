using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Sales;

// Money that goes back: a tender of an unfinished sale, a tip that is set, a refund of a paid one.
public sealed partial class Sale
{
    /// <summary>What a card payment has brought; null where it is not booked. Cash that was chosen on the PIN pad names its attempt too, and is none.</summary>
    public Tender? CardTenderOf(AttemptId attempt) => Tenders.Find(t => t.AttemptId == attempt && t.Kind == TenderKind.Card);

    /// <summary>Locks the sale while a card tender goes back through the PIN pad: nothing else may pay or give back meanwhile.</summary>
    /// <exception cref="InvalidOperationException">A payment is under way, or the tender does not pay anything.</exception>
    public void BeginGivingBack(TenderId id, AttemptId attempt, DateTimeOffset at)
    {
        Require(CanGiveBack, "A tender cannot be given back now.");
        Require(Tenders.Exists(t => t.Id == id && t is { Counts: true, Kind: TenderKind.Card }), "Only a card tender that pays goes back through the PIN pad.");
        OpenAttemptId = attempt;
        Touch(at);
    }

    /// <summary>A tender went back before the sale was done, or because it was one too many: what it paid is to pay again.</summary>
    /// <returns>False where it had gone back already.</returns>
    /// <exception cref="InvalidOperationException">The sale has no such tender, or is paid by it.</exception>
    public bool GiveBack(TenderId id, DateTimeOffset at)
    {
        var tender = Tenders.Find(t => t.Id == id) ?? throw new InvalidOperationException("The tender is not of this sale.");
        if (!tender.Counts)
            return false;
        Require(State != SaleState.Paid || tender.Covers == DualPrice.Zero, "A paid sale gives money back by a refund.");
        tender.GiveBack(at);
        Paid -= tender.Amount;
        Tip -= tender.Tip;
        Touch(at);
        return true;
    }

    /// <summary>The terminal took a charge back after the sale had been paid with it: the money is missing, and the sale says so.</summary>
    public void NoteTakenBack(Tender tender, DateTimeOffset at)
    {
        NoteMismatch($"A charge of {MoneyText.Show(tender.Amount)} was taken back on the PIN pad after this sale had been paid with it: take it again.");
        Touch(at);
    }

    /// <summary>The tip of a card tender was set at the terminal.</summary>
    public void AdjustTip(AttemptId attempt, Money tip, DateTimeOffset at)
    {
        if (CardTenderOf(attempt) is not { Counts: true } tender)
            return; // the attempt is no tender of this sale
        Tip += tip - tender.Tip;
        tender.SetTip(tip);
        Touch(at);
    }

    /// <summary>The terminal turned out to have charged another amount than was booked. What the tender covers stays; the sale says what is apart, and where nothing is apart any more it says nothing: the attempt's journal has what happened.</summary>
    /// <exception cref="InvalidOperationException">The sale is not paid, or a part of it went back already.</exception>
    public void TakeAmount(PaymentAttempt attempt, DateTimeOffset at)
    {
        Require(State == SaleState.Paid && Refunded.IsZero, "Only a paid sale of which nothing went back takes another amount.");
        var tender = CardTenderOf(attempt.Id) is { Counts: true } booked ? booked : throw new InvalidOperationException("The payment is no tender of this sale.");
        var (charged, tip) = (attempt.ChargedWithoutTip, attempt.Tip ?? Money.Zero);
        var was = tender.Amount;
        Paid += charged - tender.Amount;
        Tip += tip - tender.Tip;
        tender.SetAmount(charged);
        tender.SetTip(tip);
        if (Tenders.Where(t => t.Counts).All(t => t.Amount == t.Covers.For(t.PricedAt)))
            AmountMismatch = null;
        else
            NoteMismatch($"{MoneyText.Show(was)} was booked for a card payment of which the PIN pad charged {MoneyText.Show(charged)}.");
        Touch(at);
    }

    /// <summary>A refund takes hold of a part of what was paid: the version makes two refunds of the same sale meet.</summary>
    /// <exception cref="InvalidOperationException">The sale is not paid.</exception>
    public void ReserveRefund()
    {
        Require(State == SaleState.Paid, "Only what was paid can go back.");
        Version++;
    }

    /// <summary>Money went back that no refund had asked for; the sale says so.</summary>
    public void NoteSurplusRefund(Money amount, Money tip, string words)
    {
        NoteMismatch(words);
        NoteRefund(amount, tip);
    }

    /// <summary>Counts what a refund gave back. Reserving and checking it is the refund's matter; the version makes two of them meet.</summary>
    public void NoteRefund(Money amount, Money tip)
    {
        Refunded += amount;
        TipRefunded += tip;
        Version++; // and not ChangedAt: the last sale of a register stays the one that it sold last
    }
}
