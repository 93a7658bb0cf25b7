using Microsoft.Data.SqlClient;
using Xunit;

namespace CloudPos.Testing;

/// <summary>The SQL Server that tests may use, if one is configured. Its login must be allowed to create and drop databases.</summary>
public static class TestSqlServer
{
    public const string Variable = "CLOUDPOS_TEST_SQLSERVER";
    public const string NotConfigured = "SQL Server: not configured (set " + Variable + ")";

    public static bool IsConfigured => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Variable));

    public static string ConnectionTo(string database) =>
        new SqlConnectionStringBuilder(Environment.GetEnvironmentVariable(Variable)) { InitialCatalog = database }.ToString();
}

/// <summary>A test that needs SQL Server: skipped in words where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqlServerFactAttribute : FactAttribute
{
    public SqlServerFactAttribute()
    {
        if (!TestSqlServer.IsConfigured)
            Skip = TestSqlServer.NotConfigured;
    }
}
