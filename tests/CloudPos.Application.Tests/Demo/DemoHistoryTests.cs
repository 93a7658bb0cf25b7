using CloudPos.Application.Demo;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Payments;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Demo;

public sealed class DemoHistoryTests(EmptyFixture app) : IClassFixture<EmptyFixture>
{
    /// <summary>A settlement that is still to come would say of each charge of today that its batch may be closed: nothing unknown could be proven.</summary>
    [Fact]
    public async Task Nothing_of_it_lies_ahead_at_whatever_hour_the_demo_starts()
    {
        var now = app.Clock.GetUtcNow();
        app.Clock.Advance(now.UtcDateTime.Date.AddDays(1).AddMinutes(1) - now.UtcDateTime); // the day before has ended this minute
        await app.Services.GetRequiredService<DemoData>().FillAsync(CancellationToken.None);

        var settled = await app.InDatabaseAsync(Actor.System(await app.IsoAsync(), null), all => all.Attempts.AsNoTracking().Where(a => a.State == AttemptState.Settled).Select(a => a.ChangedAt).ToListAsync());
        Assert.True(settled.Count > 300, $"{settled.Count} payments");
        Assert.True(settled.Max() < app.Clock.GetUtcNow(), $"settled {settled.Max():u}, and it is {app.Clock.GetUtcNow():u}");
    }
}
