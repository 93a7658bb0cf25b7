using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Domain.Batches;

/// <summary>One line of a reconciliation as it stood then, and what was decided about it. The line itself never changes.</summary>
public sealed class ReconciliationLine : IStoreOwned
{
    public const int ReasonLengthMax = 300;

    private ReconciliationLine() { }

    /// <param name="sale">The sale and what people call it, where the register knows the line.</param>
    public ReconciliationLine(Reconciliation reconciliation, int number, MatchedLine line, SaleId? sale, int? saleNumber, string? card)
    {
        (ReconciliationId, IsoId, MerchantId, StoreId) = (reconciliation.Id, reconciliation.IsoId, reconciliation.MerchantId, reconciliation.StoreId);
        (Number, Difference, SaleId, SaleNumber, Card) = (number, line.Difference, sale, saleNumber, card);
        Application = line.Listed?.Application ?? line.Booked!.Application;
        if (line.Booked is { } booked)
        {
            // a voided line counts nothing in the books
            var amount = booked.State == BookedState.Voided ? Money.Zero : booked.Amount;
            (AttemptId, BooksType, BooksAmount, BooksTip) = (booked.Attempt, booked.Type, amount, booked.Tip);
        }

        if (line.Listed is { } listed)
            (TerminalNumber, TerminalType, TerminalAmount) = (listed.Number, listed.Type, listed.Amount);
    }

    public ReconciliationId ReconciliationId { get; private set; }

    public IsoId IsoId { get; private set; }

    public MerchantId MerchantId { get; private set; }

    public StoreId StoreId { get; private set; }

    /// <summary>Order within the reconciliation, from 1; differences come first.</summary>
    public int Number { get; private set; }

    public DifferenceKind Difference { get; private set; }

    public CardApplication Application { get; private set; }

    public AttemptId? AttemptId { get; private set; }

    public SaleId? SaleId { get; private set; }

    public int? SaleNumber { get; private set; }

    /// <summary>Brand and last four digits, for people.</summary>
    public string? Card { get; private set; }

    public LineType? BooksType { get; private set; }

    /// <summary>What the register's books hold, tip included; null where they hold nothing.</summary>
    public Money? BooksAmount { get; private set; }

    public Money? BooksTip { get; private set; }

    public int? TerminalNumber { get; private set; }

    public LineType? TerminalType { get; private set; }

    /// <summary>What the PIN pad lists; null where it lists nothing.</summary>
    public Money? TerminalAmount { get; private set; }

    public DecisionKind Decision { get; private set; }

    public string? DecisionReason { get; private set; }

    public string? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>A difference that nobody has done anything about.</summary>
    public bool IsOpen => Difference != DifferenceKind.None && Decision == DecisionKind.None;

    /// <summary>The same difference as in an earlier comparison: what was decided then still holds.</summary>
    public bool IsSameAs(ReconciliationLine other) => Difference == other.Difference && AttemptId == other.AttemptId
        && Application == other.Application && BooksAmount == other.BooksAmount && BooksType == other.BooksType
        && TerminalNumber == other.TerminalNumber && TerminalType == other.TerminalType && TerminalAmount == other.TerminalAmount;

    /// <summary>Takes over what was decided about the same difference before.</summary>
    public void CarryOver(ReconciliationLine earlier)
    {
        // what was sent or adopted should be gone by now: if it is not, it is open again
        if (earlier.Decision == DecisionKind.Marked)
            Decide(earlier.Decision, earlier.DecisionReason ?? "", earlier.DecidedBy ?? "", earlier.DecidedAt ?? default);
    }

    internal void Decide(DecisionKind decision, string reason, string by, DateTimeOffset at) =>
        (Decision, DecisionReason, DecidedBy, DecidedAt) = (decision, reason.Length > ReasonLengthMax ? reason[..ReasonLengthMax] : reason, by, at);
}
