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

    /// <summary>The value is on the card, or the attempt ended without it and another may go out.</summary>
    public void EndGiftLoad(AttemptId attempt, bool loaded, DateTimeOffset at)
    {
        if (Lines.Find(l => l.GiftAttemptId == attempt) is not { GiftLoadedAt: null } load)
            return;
        if (loaded)
            load.GiftLoadedAt = at;
        else
            load.GiftAttemptId = null;
        Touch(at);
    }
}
