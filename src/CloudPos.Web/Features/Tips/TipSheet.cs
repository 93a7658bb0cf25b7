using CloudPos.Application.Features.Tips;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Web.Features.Tips;

/// <summary>What has been typed into the rows of tips. A plain class: the grid shows it, the page sends it.</summary>
public sealed class TipSheet
{
    private readonly Dictionary<AttemptId, string> _typed = [];
    private readonly Dictionary<AttemptId, AttemptId> _ids = [];
    private readonly HashSet<AttemptId> _meant = [];

    public IReadOnlyList<TipRow> Rows { get; private set; } = [];

    /// <summary>Rows read anew. What was typed stays, until its row waits no more; each row keeps the id that it was shown with.</summary>
    public void Fill(IReadOnlyList<TipRow> rows)
    {
        Rows = rows;
        foreach (var row in rows.Where(r => !IsOpen(r)))
            Forget(row.ChargeId);
        foreach (var row in rows.Where(IsOpen))
            _ids.TryAdd(row.ChargeId, row.NextId);
    }

    /// <summary>A tip may be typed: it waits for one, and none is on its way.</summary>
    public static bool IsOpen(TipRow row) => row is { IsWaiting: true, IsOnItsWay: false, IsUnknown: false };

    public string? Text(AttemptId charge) => _typed.GetValueOrDefault(charge);

    public void Type(AttemptId charge, string? text)
    {
        _meant.Remove(charge);
        if (string.IsNullOrWhiteSpace(text))
            _typed.Remove(charge);
        else
            _typed[charge] = text;
    }

    /// <summary>The row is left: digits become an amount that anybody reads, <c>450</c> becomes <c>4.50</c>.</summary>
    public void Leave(AttemptId charge)
    {
        if (TipDraft.Read(Text(charge)) is { } tip)
            _typed[charge] = MoneyText.Plain(tip);
    }

    /// <summary>The tip as typed; null where nothing or no amount was typed.</summary>
    public TipDraft? Draft(TipRow row) => IsOpen(row) && TipDraft.Read(Text(row.ChargeId)) is { } tip ? TipDraft.Of(row.Bill, tip) : null;

    public bool IsUnreadable(TipRow row) => Text(row.ChargeId) is { } text && TipDraft.Read(text) is null;

    /// <summary>Unlikely, and nobody has said yet that it is meant.</summary>
    public bool Asks(TipRow row) => Draft(row) is { IsUnlikely: true } && !_meant.Contains(row.ChargeId);

    public void Mean(AttemptId charge) => _meant.Add(charge);

    /// <summary>What goes out when "send" is pressed: readable, and likely or meant.</summary>
    public IReadOnlyList<(TipRow Row, TipDraft Draft)> Ready() =>
        [.. from row in Rows let draft = Draft(row) where draft is not null && !Asks(row) select (row, draft)];

    public IReadOnlyList<TipWanted> Wanted() => [.. Ready().Select(r => new TipWanted(r.Row.ChargeId, _ids[r.Row.ChargeId], r.Draft.Tip, _meant.Contains(r.Row.ChargeId)))];

    /// <summary>All rows in which nothing was typed get no tip.</summary>
    public void NothingForTheRest()
    {
        foreach (var row in Rows.Where(r => IsOpen(r) && Text(r.ChargeId) is null))
            _typed[row.ChargeId] = MoneyText.Plain(Money.Zero);
    }

    public void Forget(AttemptId charge)
    {
        _typed.Remove(charge);
        _ids.Remove(charge);
        _meant.Remove(charge);
    }
}
