using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CloudPos.Application.Tests.Data;

public sealed class MigrationTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.SqlServer)]
    public void The_migrations_hold_the_whole_model(DatabaseKind kind)
    {
        using var db = Context(kind);
        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges(), "Run eng/add-migration.sh <Name>: the model has changed.");
    }

    [Fact]
    public void Both_databases_have_the_same_migrations_by_name()
    {
        using var sqlite = Context(DatabaseKind.Sqlite);
        using var server = Context(DatabaseKind.SqlServer);
        Assert.Equal(sqlite.Database.GetMigrations().Select(Name), server.Database.GetMigrations().Select(Name));

        static string Name(string id) => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..];
    }

    [Fact]
    public void SQL_Server_would_take_the_whole_script()
    {
        using var db = Context(DatabaseKind.SqlServer);
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
        var rules = SqlServerScriptRules.Check(script);
        Assert.True(rules.Tables >= db.Model.GetEntityTypes().Count(e => e.GetTableName() is not null && !e.IsOwned()), $"{rules.Tables} tables");
        Assert.True(rules.Keys > rules.Tables, $"{rules.Keys} keys");
        Assert.Empty(rules.Found);
    }

    [Theory]
    [InlineData("multiple cascade paths",
        "CREATE TABLE A (Id int PRIMARY KEY); CREATE TABLE B (Id int PRIMARY KEY, CONSTRAINT b FOREIGN KEY (Id) REFERENCES A (Id) ON DELETE CASCADE);"
        + "CREATE TABLE C (Id int PRIMARY KEY, CONSTRAINT c1 FOREIGN KEY (Id) REFERENCES A (Id) ON DELETE CASCADE, CONSTRAINT c2 FOREIGN KEY (Id) REFERENCES B (Id) ON DELETE SET NULL);")]
    [InlineData("cascade cycle", "CREATE TABLE A (Id int PRIMARY KEY, P int, CONSTRAINT a FOREIGN KEY (P) REFERENCES A (Id) ON DELETE CASCADE);")]
    [InlineData("index on a max column", "CREATE TABLE A (T nvarchar(max)); CREATE INDEX i ON A (T);")]
    [InlineData("index on a max column", "CREATE TABLE A (T varbinary(max)); CREATE INDEX i ON A (T);")]
    [InlineData("over 900", "CREATE TABLE A (T nvarchar(451) NOT NULL, CONSTRAINT p PRIMARY KEY (T));")]
    [InlineData("over 1700", "CREATE TABLE A (T nvarchar(400), U nvarchar(451)); CREATE UNIQUE INDEX i ON A (T, U);")]
    [InlineData("nvarchar over 4000", "CREATE TABLE A (T nvarchar(4001));")]
    [InlineData("nvarchar over 4000", "CREATE TABLE A (I int); ALTER TABLE A ADD T nvarchar(5000);")]
    [InlineData("decimal precision over 38", "CREATE TABLE A (T decimal(39, 2));")]
    public void Each_rule_finds_its_fault(string fault, string script) =>
        Assert.Contains(fault, Assert.Single(SqlServerScriptRules.Check(script).Found), StringComparison.Ordinal);

    [Fact]
    public void A_script_at_the_limits_is_fine() => Assert.Empty(SqlServerScriptRules.Check(
        "CREATE TABLE A (T nvarchar(450) NOT NULL, D decimal(38, 2), L nvarchar(4000), M nvarchar(max), CONSTRAINT p PRIMARY KEY (T));"
        + "CREATE TABLE B (T nvarchar(850), CONSTRAINT b FOREIGN KEY (T) REFERENCES A (T) ON DELETE CASCADE); CREATE INDEX i ON B (T);").Found);

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "json_each(")]
    [InlineData(DatabaseKind.SqlServer, "OPENJSON(")]
    public void The_stores_of_an_actor_are_one_parameter_however_many_there_are(DatabaseKind kind, string list)
    {
        Assert.Contains(list, SqlOf(1), StringComparison.Ordinal);
        Assert.Equal(SqlOf(1), SqlOf(3));

        string SqlOf(int stores)
        {
            var request = new RequestContext();
            request.Enter(Actor.User(IsoId.New(), MerchantId.New(), [.. Enumerable.Range(0, stores).Select(_ => StoreId.New())], "cashier@test.cloudpos.test", StaffRole.Cashier));
            using var db = Context(kind, request);
            var sql = db.Sales.ToQueryString();
            return sql[sql.IndexOf("SELECT", StringComparison.Ordinal)..]; // before it stand the values
        }
    }

    private static AppDbContext Context(DatabaseKind kind, RequestContext? request = null)
    {
        // as the design-time factories of the migrations projects make it: no host, no connection
        var options = new DbContextOptionsBuilder<AppDbContext>();
        DatabaseProvider.Use(options, kind, kind == DatabaseKind.Sqlite ? "Data Source=never-opened.db" : "Server=never-opened;Database=CloudPos;Encrypt=false");
        return new AppDbContext(options.Options, request ?? new RequestContext());
    }
}

public sealed class SqlServerTests
{
    [SqlServerFact]
    public async Task The_application_runs_on_SQL_Server()
    {
        var app = new QuietFixture();
        await app.InitializeAsync();
        try
        {
            Assert.Equal(DatabaseKind.SqlServer, app.DatabaseKind);
            var paid = await app.SellForCashAsync(app.Tenants.Coffee, TestStore.CoffeeSku, TestStore.BeansSku);
            Assert.Equal(3_000, paid.Due.Cents);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }
}
