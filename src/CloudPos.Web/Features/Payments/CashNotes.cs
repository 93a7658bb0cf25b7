using CloudPos.Domain.Amounts;

namespace CloudPos.Web.Features.Payments;

/// <summary>What customers likely hand over for an amount: the next dollar, then what the notes in a purse make.</summary>
internal static class CashNotes
{
    private static readonly long[] Steps = [100, 500, 1_000, 2_000, 5_000, 10_000];

    /// <summary>At most five amounts above what is due, smallest first; the exact amount has its own button.</summary>
    public static IReadOnlyList<Money> Likely(Money due) =>
        [.. Steps.Where(step => step > 100 || due.Cents % 100 != 0).Select(step => new Money((due.Cents / step + 1) * step)).Distinct().Order().Take(5)];

    /// <summary><c>$20</c> for whole dollars, as the note itself says it.</summary>
    public static string Label(Money note) =>
        note.Cents % 100 == 0 ? MoneyText.Show(note)[..^3] : MoneyText.Show(note);
}
