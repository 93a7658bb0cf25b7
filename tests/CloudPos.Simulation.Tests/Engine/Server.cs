using System.Data.Common;
using CloudPos.Application;
using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Application.Workers;
using CloudPos.Simulation.Tests.Wire;
using CloudPos.Spin;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudPos.Simulation.Tests.Engine;

/// <summary>The process that a request was sent to ended before it answered.</summary>
internal sealed class ServerGoneException() : Exception("The server is gone.");

/// <summary>One server process with the real application in it. It can be killed between any two steps, and started again.</summary>
/// <remarks>Its container outlives worlds and lives, because building one costs more than a payment; what makes a process itself is made anew.</remarks>
internal sealed class Server : IDisposable
{
    private static readonly EphemeralDataProtectionProvider Keys = new();
    private static readonly AsyncLocal<Work?> Current = new();

    private readonly ServiceProvider _services;
    private readonly HashSet<DbConnection> _connections = [];
    private readonly HashSet<Action> _waiting = [];
    private World? _world;
    private LeaseOwner? _owner;
    private TaskCompletionSource? _nap;
    private TaskCompletionSource? _settlersNap;

    public Server(string name, string folder)
    {
        Name = name;
        Clock = new ServerClock(this);
        _services = Build(folder);
    }

    public string Name { get; }

    public ServerClock Clock { get; }

    public World World => _world ?? throw new InvalidOperationException("The server is in no world.");

    /// <summary>Counts starts and kills: what belongs to an earlier life never goes on.</summary>
    public int Life { get; private set; }

    public bool IsUp { get; private set; }

    /// <summary>How far its clock is off.</summary>
    public TimeSpan Skew { get; set; }

    /// <summary>The whole process stands still until then.</summary>
    public DateTimeOffset FrozenUntil { get; set; }

    /// <summary>What the code that is running now works at.</summary>
    public static string Doing => Current.Value?.Name ?? "";

    /// <summary>Notes a step of the work that is running now: true where its last step was a read as well.</summary>
    public static bool ReadsOn(StepKind kind)
    {
        if (Current.Value is not { } work)
            return false;
        var readsOn = kind == StepKind.Read && work.Last == StepKind.Read;
        work.Last = kind;
        return readsOn;
    }

    public bool IsLife(World world, int life) => ReferenceEquals(world, _world) && life == Life;

    public void Enter(World world)
    {
        (_world, Skew, FrozenUntil) = (world, TimeSpan.Zero, default);
        Start();
    }

    public void Leave()
    {
        Kill();
        CloseConnections();
        _world = null;
    }

    public void Start()
    {
        (IsUp, Life) = (true, Life + 1);
        _owner = new LeaseOwner();
        var worker = ActivatorUtilities.CreateInstance<TerminalWorker>(_services);
        worker.Begin = work => BeginAsync("worker", work);
        _ = BeginAsync("loop", () => LoopAsync(worker));
        if (!World.IsRandom)
            return; // the enumerated worlds have no end of the day
        var settler = ActivatorUtilities.CreateInstance<SettlementWorker>(_services);
        settler.Begin = work => BeginAsync("settler", work);
        _ = BeginAsync("loop", () => SettleAsync(settler));
    }

    /// <summary>As kill -9: nothing is said goodbye to, nothing goes on, what was not committed is gone.</summary>
    public void Kill()
    {
        (IsUp, Life) = (false, Life + 1);
        _owner?.Dispose();
        (_nap, _settlersNap) = (null, null);
        var waiting = _waiting.ToArray();
        _waiting.Clear();
        // not from within the step that is killed
        _world?.Time.In(TimeSpan.Zero, CloseConnections);
        foreach (var gone in waiting)
            _world?.Time.In(TimeSpan.FromMilliseconds(5), gone);
    }

    /// <summary>Sends a request through the one door, as a screen does. Throws where the process ends meanwhile.</summary>
    public Task<T> AskAsync<T>(Actor actor, IRequest<T> request)
    {
        var answer = new TaskCompletionSource<T>();
        if (!IsUp)
            return Task.FromException<T>(new ServerGoneException());
        var gone = () => { answer.TrySetException(new ServerGoneException()); };
        _waiting.Add(gone);
        _ = BeginAsync(request.GetType().Name, async () =>
        {
            try
            {
                var got = await _services.GetRequiredService<ScopedSender>().SendAsync(actor, request, CancellationToken.None);
                _waiting.Remove(gone);
                answer.TrySetResult(got);
            }
            catch (Exception failure)
            {
                _waiting.Remove(gone);
                World.Tell(Name, () => $"{request.GetType().Name} failed: {failure.GetBaseException().Message}");
                answer.TrySetException(failure);
            }
        });
        return answer.Task;
    }

    /// <summary>Wakes the worker, as the product's nudge does.</summary>
    public void Nudge()
    {
        if (_nap is not { } nap)
            return;
        _nap = null;
        World.Time.In(World.Dice.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(40)), () => nap.TrySetResult(), Living());
    }

    /// <summary>Wakes the worker that settles, as the product's nudge does.</summary>
    public void NudgeSettler()
    {
        if (_settlersNap is { } nap)
            World.Time.In(World.Dice.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(40)), () => nap.TrySetResult(), Living());
    }

    /// <summary>Sleeps anew, for as long as the world says now.</summary>
    public void LookAnew()
    {
        if (_nap is { } nap)
            World.Time.In(World.NextLook(this), () => nap.TrySetResult(), Living());
    }

    /// <summary>A place where others may come first, or where it goes wrong. The schedule of the whole world is made here.</summary>
    public ValueTask StepAsync(Step step)
    {
        var (world, life) = (World, Life);
        var chance = world.Trouble.At(this, step);
        if (!IsLife(world, life))
            return new ValueTask(new TaskCompletionSource().Task); // killed here: this never goes on
        return chance.Fails is { } failure ? ValueTask.FromException(failure)
            : chance.Pause > TimeSpan.Zero ? new ValueTask(world.Time.PauseAsync(chance.Pause, () => IsLife(world, life)))
            : default;
    }

    public void Took(DbConnection connection) => _connections.Add(connection);

    public void GaveBack(DbConnection connection) => _connections.Remove(connection);

    public void Dispose() => _services.Dispose();

    private Func<bool> Living()
    {
        var (world, life) = (World, Life);
        return () => IsLife(world, life);
    }

    private Task BeginAsync(string name, Func<Task> work)
    {
        var done = new TaskCompletionSource();
        World.Time.In(World.Dice.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(3)), () => _ = RunAsync(), Living());
        return done.Task;

        async Task RunAsync()
        {
            Current.Value = new Work(name);
            try
            {
                await work();
            }
            catch (Exception failure)
            {
                World.Break($"the server {Name} lets an exception out of {name}: {failure}");
            }

            done.TrySetResult();
        }
    }

    private async Task LoopAsync(TerminalWorker worker)
    {
        await worker.StartUpAsync(CancellationToken.None);
        while (true)
        {
            await worker.TurnAsync(CancellationToken.None);
            var nap = _nap = new TaskCompletionSource();
            World.Time.In(World.NextLook(this), () => nap.TrySetResult(), Living());
            await nap.Task;
        }
    }

    private async Task SettleAsync(SettlementWorker settler)
    {
        while (true)
        {
            await settler.TurnAsync(CancellationToken.None);
            var nap = _settlersNap = new TaskCompletionSource();
            // in the product each second; here, when there is something to see
            World.Time.In(World.Books.IsClosing ? World.Dice.Seconds(2, 10) : World.Dice.Seconds(60, 120), () => nap.TrySetResult(), Living());
            await nap.Task;
        }
    }

    private void CloseConnections()
    {
        foreach (var connection in _connections.ToArray())
            SqliteConnections.Close(connection);
        _connections.Clear();
    }

    private ServiceProvider Build(string folder)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("CLOUDPOS_DATA", folder), new("ConnectionStrings:CloudPos", Runner.Connection(folder))]).Build();
        var services = new ServiceCollection();
        services.AddLogging(log => log.SetMinimumLevel(LogLevel.Error).AddFilter("Microsoft", LogLevel.None).AddProvider(new StoryLog(this)));
        services.AddCloudPosApplication(configuration);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IDataProtectionProvider>(Keys);
        services.AddSingleton(new SpinClient(null, Clock, () => new WorldLine(this)));
        services.AddScoped(scope => new TerminalLeases(scope.GetRequiredService<AppDbContext>(), _owner!, Clock));
        var seam = new DatabaseSeam(this);
        services.ConfigureDbContext<AppDbContext>(options => options.AddInterceptors(seam), ServiceLifetime.Singleton);
        Mutants.Seam.Place(services, this);
        return services.BuildServiceProvider();
    }

    public IServiceProvider Services => _services;

    /// <summary>A request, or what a worker does for one payment, from its first step to its last.</summary>
    private sealed class Work(string name)
    {
        public string Name { get; } = name;

        public StepKind? Last { get; set; }
    }
}

/// <summary>A place in the running of a server where the schedule may turn.</summary>
internal readonly record struct Step(StepKind Kind, string What);

internal enum StepKind
{
    /// <summary>About to read from the database.</summary>
    Read,

    /// <summary>About to write by one statement.</summary>
    Write,

    /// <summary>About to commit.</summary>
    Save,

    /// <summary>Has committed; nobody knows yet.</summary>
    Saved,

    /// <summary>About to send a request.</summary>
    Send,

    /// <summary>Has the answer in hand.</summary>
    Answer,
}
