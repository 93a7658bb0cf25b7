using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Tenancy;
using FluentValidation;

namespace CloudPos.Application.Features.Shifts;

/// <summary>What somebody counted: pieces (one quantity per <see cref="CashPieces.Kinds"/>), or a plain total.</summary>
public sealed record CountedCash(IReadOnlyList<int>? Pieces, Money Total)
{
    public static CountedCash Of(IReadOnlyList<int> pieces) => new(pieces, CashPieces.Total(pieces));

    public static CountedCash Of(Money total) => new(null, total);

    internal CashCount ToCount(CashCountId id, Shift shift, bool isOpening, string by, DateTimeOffset at) => Pieces is { } pieces
        ? new CashCount(id, shift, isOpening, pieces, by, at)
        : new CashCount(id, shift, isOpening, Total, by, at);
}

internal sealed class CountedCashValidator : AbstractValidator<CountedCash>
{
    public CountedCashValidator()
    {
        RuleFor(c => c.Pieces).Must(p => p is null || CashPieces.AreCountable(p)).Says("Count 0 to 9,999 of each note, coin and roll.");
        RuleFor(c => c.Total).Must(t => !t.IsNegative && t <= Product.PriceMax).Says("A drawer holds 0.00 to 9,999,999.99.");
        RuleFor(c => c).Must(c => c.Pieces is null || !CashPieces.AreCountable(c.Pieces) || CashPieces.Total(c.Pieces) == c.Total)
            .Says("The total is not what the pieces come to. Count again.");
    }
}
