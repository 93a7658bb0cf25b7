using CloudPos.Application.Data;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Testing;

/// <summary>The application without the worker that sends payments: for tests in which no card is paid with.</summary>
public class QuietFixture : AppFixture
{
    protected override bool RunsWorkers => false;
}

/// <summary>A migrated database with nothing in it.</summary>
public sealed class EmptyFixture : QuietFixture
{
    protected override bool HasTenants => false;

    /// <summary>The only ISO of what was filled in since.</summary>
    public async Task<IsoId> IsoAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<AppDbContext>().Isos.AcrossTenants("the only one there is").SingleAsync()).Id;
    }
}
