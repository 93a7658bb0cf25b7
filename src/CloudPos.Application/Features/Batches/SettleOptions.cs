using CloudPos.Domain.Batches;

namespace CloudPos.Application.Features.Batches;

/// <summary>How long settlements take, and how often reports are read for one without an answer.</summary>
public sealed class SettleOptions
{
    /// <summary>How long the terminal may take, in seconds.</summary>
    public int WindowSeconds { get; set; } = Settlement.WindowSecondsDefault;

    /// <summary>After the window, how long the terminal may still be at it.</summary>
    public TimeSpan WindowMargin { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Between two looks at the report of a settlement that got no answer.</summary>
    public TimeSpan LookPause { get; set; } = TimeSpan.FromSeconds(20);
}
