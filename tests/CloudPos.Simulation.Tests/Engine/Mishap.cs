using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Simulation.Tests.Checks;
using CloudPos.SpinSimulator.Terminals;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Simulation.Tests.Engine;

/// <summary>Something that goes wrong at a step. A new one is a record here and a line in <see cref="Mishaps"/>.</summary>
internal abstract record Mishap(string Words)
{
    public virtual bool Fits(Step step) => true;

    public abstract Chance Happen(World world, Server server);
}

/// <summary>The next request that it fits meets a fault of the simulator.</summary>
internal sealed record OnTheWire(Fault Fault) : Mishap($"the wire will have {Fault.Name}{(Fault.TransType is null ? "" : " for " + Fault.TransType)}{(Fault.DelayMs > 0 ? $" of {Fault.DelayMs} ms" : "")}")
{
    public override Chance Happen(World world, Server server)
    {
        world.Proxy.Arm(Fault);
        return default;
    }
}

internal sealed record Killed(TimeSpan For) : Mishap($"the server is killed, for {For.TotalSeconds:0} s")
{
    public override Chance Happen(World world, Server server)
    {
        server.Kill();
        world.Time.In(For, () => world.StartAgain(server));
        return default;
    }
}

/// <summary>The whole process stands still, as on a machine that swaps or is moved.</summary>
internal sealed record Frozen(TimeSpan For) : Mishap($"the server stands still for {For.TotalSeconds:0} s")
{
    public override Chance Happen(World world, Server server)
    {
        server.FrozenUntil = world.Time.Now + For;
        return new Chance(For);
    }
}

internal sealed record DatabaseBusy() : Mishap("the database is busy")
{
    public override bool Fits(Step step) => step.Kind is StepKind.Read or StepKind.Write;

    public override Chance Happen(World world, Server server) => new(default, new SqliteException("database is locked", 5));
}

internal sealed record CommitFails() : Mishap("the commit fails before")
{
    public override bool Fits(Step step) => step.Kind is StepKind.Save or StepKind.Write;

    public override Chance Happen(World world, Server server) =>
        new(default, new DbUpdateException("before", new SqliteException("database is locked", 5)));
}

/// <summary>It is committed, and nobody is told so.</summary>
internal sealed record CommitSeemsToFail() : Mishap("the commit fails after")
{
    public override bool Fits(Step step) => step.Kind == StepKind.Saved;

    public override Chance Happen(World world, Server server) =>
        new(default, new DbUpdateException("after", new SqliteException("disk I/O error", 10)));
}

internal sealed record ClockJumps(TimeSpan By) : Mishap($"the clock jumps by {By.TotalSeconds:0} s")
{
    private static readonly TimeSpan ApartMax = TimeSpan.FromSeconds(20);

    public override Chance Happen(World world, Server server)
    {
        // servers that are further apart are not what the product is built for
        if (world.Servers.All(other => (server.Skew + By - other.Skew).Duration() <= ApartMax))
            server.Skew += By;
        return default;
    }
}

internal sealed record PinPadGone(TimeSpan For) : Mishap($"the PIN pad goes offline for {For.TotalSeconds:0} s")
{
    public override Chance Happen(World world, Server server)
    {
        world.Pad.SetOnline(false);
        world.Time.In(For, () => world.Pad.SetOnline(true));
        return default;
    }
}

internal sealed record PinPadBusy(TimeSpan For) : Mishap($"the PIN pad is busy for {For.TotalSeconds:0} s")
{
    public override Chance Happen(World world, Server server)
    {
        world.Pad.BusyUntil = world.Time.Now + For;
        return default;
    }
}

internal sealed record LineDown(TimeSpan For) : Mishap($"the proxy cannot be reached for {For.TotalSeconds:0} s")
{
    public override Chance Happen(World world, Server server)
    {
        world.Proxy.DownUntil = world.Time.Now + For;
        return default;
    }
}

internal sealed record Settles() : Mishap("the PIN pad settles by itself")
{
    public override Chance Happen(World world, Server server)
    {
        world.Pad.Settle();
        return default;
    }
}

/// <summary>The cashier, or a second one in another tab, does something at this very moment to every payment that is open.</summary>
internal abstract record DoesMeanwhile(string Words) : Mishap(Words)
{
    public override Chance Happen(World world, Server server)
    {
        foreach (var attempt in world.OpenAttempts())
        {
            if (world.AnyServer(null) is { } asked)
                _ = IgnoredAsync(Act(asked, attempt));
        }

        return default;
    }

    protected abstract Task Act(Server server, AttemptRow attempt);

    private static async Task IgnoredAsync(Task act)
    {
        try
        {
            await act;
        }
        catch (Exception failure) when (failure is ServerGoneException or DbUpdateException or SqliteException)
        {
            // the screen says so
        }
    }
}

internal sealed record AsksToStop() : DoesMeanwhile("the cashier asks to stop")
{
    protected override Task Act(Server server, AttemptRow attempt) => server.AskAsync(Runner.Cashier, new CancelCardPayment(new AttemptId(attempt.Id)));
}

internal sealed record PaysInAnotherTab() : DoesMeanwhile("somebody pays the same sale in another tab")
{
    protected override Task Act(Server server, AttemptRow attempt) => server.AskAsync(Runner.Cashier, new PayByCard(new SaleId(attempt.SaleId), AttemptId.New()));
}

internal sealed record TakesCash() : DoesMeanwhile("somebody takes cash for the same sale")
{
    protected override Task Act(Server server, AttemptRow attempt) =>
        server.AskAsync(Runner.Cashier, new PayCash(new SaleId(attempt.SaleId), TenderId.New(), new Money(100_000)));
}

internal sealed record SendsAgain() : DoesMeanwhile("somebody presses Send again")
{
    protected override Task Act(Server server, AttemptRow attempt) => server.AskAsync(Runner.Cashier, new SendAgain(new AttemptId(attempt.Id)));
}
