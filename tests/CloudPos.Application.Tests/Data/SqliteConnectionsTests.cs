using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Data;

/// <summary>What one use case leaves in a connection is never seen by the next.</summary>
public sealed class SqliteConnectionsTests(SqliteFixture app) : IClassFixture<SqliteFixture>
{
    [Fact]
    public async Task One_use_case_after_the_other_uses_the_same_few_connections()
    {
        var used = new HashSet<object>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < 50; i++)
            used.Add(await InScopeAsync(db => Task.FromResult(db.Database.GetDbConnection())));
        Assert.InRange(used.Count, 1, 10); // one, but for what works beside the tests
    }

    [Fact]
    public async Task Use_cases_at_the_same_time_have_connections_of_their_own()
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => InScopeAsync(db => db.Isos.CountAsync()))));
        Assert.Single(counts.Distinct());
        await InScopeAsync(one => InScopeAsync(other =>
        {
            Assert.NotSame(one.Database.GetDbConnection(), other.Database.GetDbConnection());
            return Task.FromResult(0);
        }));
    }

    [Fact]
    public async Task What_a_use_case_did_not_commit_is_gone_and_blocks_nobody()
    {
        await InScopeAsync(async db =>
        {
            await db.Database.BeginTransactionAsync(); // and whoever began it goes away
            return await db.Isos.ExecuteUpdateAsync(set => set.SetProperty(i => i.Name, "never committed"));
        });
        var name = "renamed " + Guid.NewGuid();
        await InScopeAsync(db => db.Isos.ExecuteUpdateAsync(set => set.SetProperty(i => i.Name, name)));
        Assert.Equal([name], await InScopeAsync(db => db.Isos.Select(i => i.Name).ToListAsync()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_reader_that_nobody_closed_shows_the_next_use_case_no_old_state(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await InScopeAsync(async db =>
            {
                var rows = db.Stores.OrderByDescending(s => s.Name).Select(s => s.Name).Take(10 * times).AsAsyncEnumerable().GetAsyncEnumerator();
                Assert.True(await rows.MoveNextAsync()); // and it is left standing there
                return 0;
            });
        }

        var name = "renamed " + Guid.NewGuid();
        await using (var other = new SqliteConnection(DatabaseProvider.SqliteConnection(app.Folder)))
        {
            await other.OpenAsync();
            await using var command = other.CreateCommand();
            command.CommandText = "UPDATE Isos SET Name = $name";
            command.Parameters.AddWithValue("$name", name);
            await command.ExecuteNonQueryAsync();
        }

        Assert.Equal([name], await InScopeAsync(db => db.Isos.Select(i => i.Name).ToListAsync()));
    }

    [Fact]
    public async Task The_same_query_may_run_within_itself()
    {
        await InScopeAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            var all = await db.Stores.OrderBy(s => s.Name).Select(s => s.Name).ToListAsync();
            Assert.NotEmpty(all);
            await foreach (var _ in db.Stores.OrderBy(s => s.Name).Select(s => s.Name).AsAsyncEnumerable())
                Assert.Equal(all, await db.Stores.OrderBy(s => s.Name).Select(s => s.Name).ToListAsync());
            return 0;
        });
    }

    [Fact]
    public async Task The_same_query_has_the_parameters_of_this_time()
    {
        var stores = await InScopeAsync(db => db.Stores.Select(s => s.Id).ToListAsync());
        Assert.True(stores.Count > 1);
        foreach (var id in stores)
            Assert.Equal(id, await InScopeAsync(db => db.Stores.Where(s => s.Id == id).Select(s => s.Id).SingleAsync()));
    }

    private async Task<T> InScopeAsync<T>(Func<AppDbContext, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Enter(Actor.System(app.Tenants.Coffee.IsoId, null));
        return await work(scope.ServiceProvider.GetRequiredService<AppDbContext>());
    }
}
