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
}
