using CloudPos.Web.Ui;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudPos.Web.Tests.Ui;

public sealed class WatchingTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task A_turn_that_fails_is_followed_by_the_next_one()
    {
        using var closed = new CancellationTokenSource();
        var turns = 0;
        await Watching.EveryAsync(Short, async () =>
        {
            if (++turns == 3)
                await closed.CancelAsync();
            throw new TimeoutException("The database was away for a moment.");
        }, NullLogger.Instance, closed.Token).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(3, turns);
    }

    [Fact]
    public async Task A_screen_that_is_closed_before_its_first_turn_takes_none()
    {
        using var closed = new CancellationTokenSource();
        await closed.CancelAsync();
        var turns = 0;
        await Watching.EveryAsync(Short, () => Task.FromResult(++turns), NullLogger.Instance, closed.Token);

        Assert.Equal(0, turns);
    }
}
