using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CloudPos.Migrations.Sqlite;

/// <summary>Lets the tools build the model without a host and without a database.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<AppDbContext>
{
    public AppDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<AppDbContext>();
        DatabaseProvider.Use(options, DatabaseKind.Sqlite, "Data Source=design-time.db");
        return new AppDbContext(options.Options, new RequestContext());
    }
}
