using System.Globalization;
using CloudPos.Application.Features.Shifts;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Shifts;

namespace CloudPos.Web.Features.Shifts;

/// <summary>A count while it is typed: by pieces, or as a plain total. What was typed stays until it is right.</summary>
public sealed class CountDraft
{
    private readonly int[] _pieces = new int[CashPieces.Kinds.Count];
    private readonly string?[] _wrong = new string?[CashPieces.Kinds.Count];

    /// <summary>False: a plain total is typed.</summary>
    public bool IsByPieces { get; private set; } = true;

    public string TotalText { get; set; } = "";

    /// <summary>Taken up from what the browser kept: the page was loaded anew while it was typed.</summary>
    public bool IsKept { get; private init; }

    /// <summary>What stands in the fields, for the browser to keep: the way of counting, the total, the pieces. js/till.js knows the order.</summary>
    public IReadOnlyList<string> Typed => [IsByPieces ? ByPieces : "total", TotalText, .. _pieces.Select((_, kind) => TextOf(kind))];

    private const string ByPieces = "pieces";

    /// <summary>The sentence that stands under the count.</summary>
    public string? Problem { get; private set; }

    public Money Total => IsByPieces ? CashPieces.Total(_pieces) : MoneyText.TryRead(TotalText, out var total) ? total : Money.Zero;

    /// <summary>What was counted more (or, below zero, less) than was left.</summary>
    public Money Beside(Money left) => Total - left;

    public Money Notes => CashPieces.Total([.. _pieces.Select((q, i) => CashPieces.Kinds[i].Value >= OneDollar && !IsRoll(i) ? q : 0)]);

    public Money Coins => CashPieces.Total(_pieces) - Notes;

    private static readonly Money OneDollar = new(100);

    /// <summary>A count as it was <see cref="Typed"/>; null where the browser kept none, or something else.</summary>
    public static CountDraft? TakenUp(IReadOnlyList<string>? typed)
    {
        if (typed?.Count != CashPieces.Kinds.Count + 2)
            return null;
        var draft = new CountDraft { IsByPieces = typed[0] == ByPieces, TotalText = typed[1], IsKept = true };
        for (var kind = 0; kind < CashPieces.Kinds.Count; kind++)
            draft.Type(kind, typed[kind + 2]);
        return draft;
    }

    /// <summary>What stands in the field of a kind.</summary>
    public string TextOf(int kind) => _wrong[kind] ?? _pieces[kind].ToString(CultureInfo.InvariantCulture);

    public bool IsWrong(int kind) => _wrong[kind] is not null;

    public Money WorthOf(int kind) => CashPieces.Worth(kind, _pieces[kind]);

    public bool CanTake(int kind) => _pieces[kind] > 0;

    /// <summary>A quantity as it was typed; empty is none.</summary>
    public void Type(int kind, string? typed)
    {
        var text = typed?.Trim() ?? "";
        var isRight = int.TryParse(text.Length == 0 ? "0" : text, NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) && quantity <= CashPieces.QuantityMax;
        (_pieces[kind], _wrong[kind]) = isRight ? (quantity, null) : (0, text);
        Problem = null;
    }

    /// <summary>One piece more or less.</summary>
    public void Step(int kind, int by)
    {
        _pieces[kind] = Math.Clamp(_pieces[kind] + by, 0, CashPieces.QuantityMax);
        (_wrong[kind], Problem) = (null, null);
    }

    public void Choose(bool byPieces) => (IsByPieces, Problem) = (byPieces, null);

    /// <summary>A plain total, filled in.</summary>
    public void Fill(Money total) => (IsByPieces, TotalText, Problem) = (false, MoneyText.Plain(total), null);

    /// <summary>The count; null where something is wrong, which <see cref="Problem"/> then says.</summary>
    public CountedCash? Read()
    {
        var wrong = IsByPieces ? Array.FindIndex(_wrong, w => w is not null) : -1;
        Problem = wrong >= 0 ? $"“{_wrong[wrong]}” is no number of {CashPieces.Kinds[wrong].Name}. Type 0 to 9,999."
            : IsByPieces ? null : MoneyText.WhyNot(TotalText, "200 or 200.50", out _);
        if (Problem is not null)
            return null;
        return IsByPieces ? CountedCash.Of([.. _pieces]) : CountedCash.Of(Total);
    }

    private static bool IsRoll(int kind) => CashPieces.Kinds[kind].Name.StartsWith("Roll", StringComparison.Ordinal);
}
