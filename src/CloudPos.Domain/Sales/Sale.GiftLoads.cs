using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Sales;

// Value on gift cards: sold in a line, put on the card once the sale is paid.
public sealed partial class Sale
{
    /// <summary>Value that was sold and is not on its card yet.</summary>
    public IEnumerable<SaleLine> GiftLoadsWaiting => State == SaleState.Paid
        ? ActiveLines.Where(l => l.GiftLoad != GiftLoad.None && l.GiftLoadedAt is null) : [];

    /// <summary>What all of it comes to.</summary>
    public Money GiftToLoad => Money.Sum(GiftLoadsWaiting.Select(l => l.Gross.Cash));

    /// <summary>An attempt goes out that puts a line's value on a card. The line has one at a time.</summary>
    /// <exception cref="InvalidOperationException">The sale is not paid, or the line has nothing to load or is being loaded.</exception>
    public void BeginGiftLoad(SaleLineId line, AttemptId attempt, DateTimeOffset at)
    {
        var load = GiftLoadsWaiting.FirstOrDefault(l => l.Id == line);
        Require(load is not null && (load.GiftAttemptId is null || load.GiftAttemptId == attempt), "This gift card cannot be loaded now.");
        load!.GiftAttemptId = attempt;
        Touch(at);
    }

    /// <summary>The value was taken off the card again at the terminal: it waits for a card as it did before.</summary>
    public void TakeGiftLoadBack(AttemptId attempt, DateTimeOffset at)
    {
        if (Lines.Find(l => l.GiftAttemptId == attempt) is not { } load)
            return;
        (load.GiftLoadedAt, load.GiftAttemptId) = (null, null);
        Touch(at);
    }

    /// <summary>The value is on the card, or the attempt ended without it and another may go out.</summary>
    /// <param name="put">What the terminal says it put on the card, where it said that; less than was sold is said by the sale.</param>
    public void EndGiftLoad(AttemptId attempt, bool loaded, DateTimeOffset at, Money? put = null)
    {
        if (Lines.Find(l => l.GiftAttemptId == attempt) is not { GiftLoadedAt: null } load)
            return;
        if (loaded)
            load.GiftLoadedAt = at;
        else
            load.GiftAttemptId = null;
        if (loaded && put is { } on && on < load.Gross.Cash)
            NoteMismatch($"Only {MoneyText.Show(on)} of {MoneyText.Show(load.Gross.Cash)} went on the gift card: put the other {MoneyText.Show(load.Gross.Cash - on)} on it at the PIN pad, or give it back.");
        Touch(at);
    }
}
