using CloudPos.Application.Demo;
using CloudPos.Application.Pipeline;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudPos.Application.Tests.Demo;

public sealed class DemoRegistersTests(EmptyFixture app) : IClassFixture<EmptyFixture>
{
    [Fact]
    public async Task Every_register_of_the_demo_can_sell_at_once_the_second_one_too()
    {
        app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.TwoRegisters = true;
        await app.Services.GetRequiredService<DemoData>().FillAsync(CancellationToken.None);

        var iso = await app.IsoAsync();
        var (registers, open) = await app.InDatabaseAsync(Actor.System(iso, null), async db => (
            await db.Registers.Select(r => r.Id).ToListAsync(),
            await db.Shifts.Where(s => s.ClosedAt == null).Select(s => s.RegisterId).ToListAsync()));
        Assert.Equal(4, registers.Count);
        Assert.Equal(registers.Select(r => r.Value).Order(), open.Select(r => r.Value).Order());
    }
}
