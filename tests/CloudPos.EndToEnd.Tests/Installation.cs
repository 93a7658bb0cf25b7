using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using CloudPos.Application.Data;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using Microsoft.Data.Sqlite;

namespace CloudPos.EndToEnd.Tests;

/// <summary>A whole installation as a person starts it: the register and the PIN pad simulator as processes of their own, with demo data.</summary>
/// <param name="data">Where its data is; a folder of its own, deleted at the end, where none is given.</param>
/// <param name="hasDemo">Whether it begins with demo data.</param>
/// <param name="more">Settings of the register, and of the simulator where their names say so.</param>
public sealed class Installation(string? data = null, bool hasDemo = true, params (string Name, string Value)[] more) : IAsyncDisposable
{
    public const string PinPad1 = "220326704411"; // Harbor Lane Coffee, Pier 4
    public const string PinPad2 = "220326704412"; // the other one there
    public const string DepotPinPad = "220326704421"; // Harbor Lane Coffee, Depot
    private static readonly string OpenStates = string.Join(", ", new[] { AttemptState.Created, AttemptState.Sent, AttemptState.Unknown, AttemptState.NeedsReview }.Select(s => (int)s));
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static int _ports = Random.Shared.Next(12_000); // another run on the same machine begins elsewhere

    private readonly string _data = data ?? Directory.CreateTempSubdirectory("cloudpos-e2e-").FullName;
    private readonly int _registerPort = FreePort();
    private readonly int _simulatorPort = FreePort();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly int _secondPort = FreePort();
    private Process? _register;
    private Process? _second;
    private Process? _simulator;

    public string Register => $"http://127.0.0.1:{_registerPort}";

    public string Simulator => $"http://127.0.0.1:{_simulatorPort}";

    public string PinPadUrl(string tpn) => $"{Simulator}/pinpad/{tpn}";

    public string DatabaseFile => Path.Combine(_data, "cloudpos.db");

    public HttpClient Http => _http;

    public async Task StartAsync()
    {
        if (data is null && hasDemo && !more.Any(setting => setting.Name.StartsWith("Demo__", StringComparison.Ordinal)))
            await DemoData.CopyAsync(_data);
        await StartSimulatorAsync();
        await StartRegisterAsync();
    }

    public async Task StartSimulatorAsync()
    {
        _simulator = Start("CloudPos.SpinSimulator", Simulator, [("Simulator__StateFile", Path.Combine(_data, "simulator.json")), .. more.Where(setting => setting.Name.StartsWith("Simulator__", StringComparison.Ordinal))]);
        await ReadyAsync(Simulator, _simulator);
    }

    public async Task StartRegisterAsync()
    {
        _register = StartWeb(Register);
        await ReadyAsync(Register, _register);
    }

    /// <summary>Another server process on the same data.</summary>
    public async Task StartSecondRegisterAsync()
    {
        _second = StartWeb(SecondRegister);
        await ReadyAsync(SecondRegister, _second);
    }

    public string SecondRegister => $"http://127.0.0.1:{_secondPort}";

    /// <summary>The process stops where it stands, as on a machine that swaps, and keeps its connections.</summary>
    public void PauseRegister() => Signal("-STOP");

    public void ResumeRegister() => Signal("-CONT");

    public async Task FaultAsync(string tpn, string fault, string transType, int times = 1, int delayMs = 0) =>
        (await _http.PostAsJsonAsync($"{Simulator}/control/terminals/{tpn}/faults", new { fault, transType, times, delayMs })).EnsureSuccessStatusCode();

    /// <summary>The host approves, the answer is lost, and whoever asks later is told nothing: it stays so until <see cref="EndFaultsAsync"/>.</summary>
    public async Task LoseAnswerAsync(string tpn, string transType, string question = "Status")
    {
        await FaultAsync(tpn, "approve-then-drop", transType);
        await FaultAsync(tpn, "proxy:Reconnected", question, times: 1_000);
    }

    public Task EndFaultsAsync(string tpn) => SetAsync(tpn, new { faults = Array.Empty<object>() });

    public async Task WaitForLedgerAsync(string tpn, int rows)
    {
        for (var tries = 0; tries < 200 && (await LedgerAsync(tpn)).Count < rows; tries++)
            await Task.Delay(100);
        Assert.Equal(rows, (await LedgerAsync(tpn)).Count);
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, _register!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private Process StartWeb(string url) => Start("CloudPos.Web", url,
        [("CLOUDPOS_DATA", _data), ("Demo__Enabled", hasDemo ? "true" : "false"), ("Spin__SimulatorUrl", Simulator), .. more]);

    /// <summary>As a power cut would: no goodbye.</summary>
    public Task KillRegisterAsync() => KillAsync(_register!);

    public Task KillSimulatorAsync() => KillAsync(_simulator!);

    /// <summary>The proxy takes connections and answers nothing, until it is woken.</summary>
    public async Task PauseSimulatorAsync(bool paused)
    {
        using var kill = Process.Start("kill", [paused ? "-STOP" : "-CONT", _simulator!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task CustomerAsync(string tpn, string mode, int delayMs = 0) => await SetAsync(tpn, new { online = true, autopilot = new { mode, delayMs } });

    public async Task SetAsync(string tpn, object settings) =>
        (await _http.PutAsJsonAsync($"{Simulator}/control/terminals/{tpn}", settings)).EnsureSuccessStatusCode();

    /// <summary>A key of the PIN pad, or the customer's card.</summary>
    public async Task PressAsync(string tpn, string key) =>
        (await _http.PostAsJsonAsync($"{Simulator}/control/terminals/{tpn}/press", new { key })).EnsureSuccessStatusCode();

    public async Task ResetSimulatorAsync() => (await _http.DeleteAsync($"{Simulator}/control/state")).EnsureSuccessStatusCode();

    /// <summary>A morning: the PIN pads in their first state, and in the books nothing of what earlier tests left in their batches.</summary>
    public async Task BeginDayAsync()
    {
        await ResetSimulatorAsync();
        await InDatabaseAsync($"""
            UPDATE Attempts SET State = {(int)AttemptState.Settled}, ToVoidSince = NULL WHERE State IN ({(int)AttemptState.Approved}, {(int)AttemptState.PartiallyApproved});
            UPDATE Attempts SET State = {(int)AttemptState.Cancelled} WHERE State IN ({OpenStates});
            UPDATE Batches SET State = {(int)BatchState.ClosedElsewhere}, Number = NULL, AttemptsClosed = 1 WHERE State = {(int)BatchState.Open};
            UPDATE Batches SET Number = NULL;
            """);
    }

    /// <summary>What a test that failed has left in carts and under way: the next one has nothing to do with it.</summary>
    public Task ClearTillsAsync() => InDatabaseAsync($"""
        UPDATE Attempts SET State = {(int)AttemptState.Cancelled}, NextCheckAt = NULL WHERE State IN ({OpenStates});
        UPDATE Sales SET State = {(int)SaleState.Cleared}, OpenAttemptId = NULL WHERE State = {(int)SaleState.Open} AND ParkedAt IS NULL;
        UPDATE TerminalLeases SET Owner = NULL, HolderId = NULL;
        UPDATE Terminals SET OperationalTimeoutSeconds = 120 WHERE OperationalTimeoutSeconds < 30;
        """);

    /// <summary>How long the proxy waits for a PIN pad, written past the limits of the form.</summary>
    public Task PatienceAsync(string tpn, int seconds) =>
        InDatabaseAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"UPDATE Terminals SET OperationalTimeoutSeconds = {seconds} WHERE Tpn = '{tpn}'"));

    /// <summary>Past the application, into the register's database.</summary>
    public async Task InDatabaseAsync(string sql)
    {
        await using var database = new SqliteConnection(DatabaseProvider.SqliteConnection(_data));
        await database.OpenAsync();
        await using var command = database.CreateCommand();
#pragma warning disable CA2100 // the test's own words
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>How many transactions the host holds for a TPN.</summary>
    public async Task<IReadOnlyList<JsonElement>> LedgerAsync(string tpn) =>
        await _http.GetFromJsonAsync<List<JsonElement>>($"{Simulator}/control/terminals/{tpn}/ledger", Json) ?? [];

    /// <summary>Until the host holds so many.</summary>
    public async Task HeldAsync(string tpn, int transactions)
    {
        for (var look = 0; (await LedgerAsync(tpn)).Count < transactions; look++)
        {
            Assert.True(look < 300, $"The host never held {transactions} transactions of {tpn}.");
            await Task.Delay(100);
        }
    }

    /// <summary>How many sales were sent to a TPN since the simulator's memory was last cleared.</summary>
    public async Task<int> SalesSentAsync(string tpn)
    {
        var wire = await _http.GetFromJsonAsync<List<JsonElement>>($"{Simulator}/control/wire", Json) ?? [];
        return wire.Count(w => w.GetProperty("tpn").GetString() == tpn
            && w.GetProperty("xml").GetString()!.Contains("<TransType>Sale</TransType>", StringComparison.Ordinal));
    }

    /// <summary>All that the register has written so far.</summary>
    public string RegisterLog()
    {
        lock (_data)
            return File.ReadAllText(Path.Combine(_data, "CloudPos.Web.log"));
    }

    /// <summary>How many requests of a type were sent to a TPN since the simulator's memory was last cleared.</summary>
    public async Task<int> SentAsync(string tpn, string transType)
    {
        var wire = await _http.GetFromJsonAsync<List<JsonElement>>($"{Simulator}/control/wire", Json) ?? [];
        return wire.Count(w => w.GetProperty("tpn").GetString() == tpn
            && w.GetProperty("xml").GetString()!.Contains($"<TransType>{transType}</TransType>", StringComparison.Ordinal));
    }

    /// <summary>A sale that the Depot's PIN pad takes by itself: the register has no part in it.</summary>
    public async Task SellAloneAsync(decimal dollars)
    {
        var request = string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"<request><RegisterId>7104421</RegisterId><AuthKey>Hd9pL5sB6y</AuthKey><PaymentType>Credit</PaymentType><TransType>Sale</TransType><Amount>{dollars:0.00}</Amount><RefId>{Guid.NewGuid():N}</RefId></request>");
        var answer = await _http.GetStringAsync(new Uri($"{Simulator}/spin/cgi.html?TerminalTransaction={Uri.EscapeDataString(request)}"));
        if (!answer.Contains("<ResultCode>0</ResultCode>", StringComparison.Ordinal))
            throw new InvalidOperationException(answer);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { _register, _second, _simulator })
        {
            if (process is null)
                continue;
            try
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }
            catch (InvalidOperationException)
            {
                // it had ended already
            }

            process.Dispose();
        }

        _http.Dispose();
        if (data is null)
            Directory.Delete(_data, recursive: true);
    }

    private static async Task KillAsync(Process process)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private Process Start(string project, string url, params (string Name, string Value)[] settings)
    {
        var folder = Path.Combine(Repository.Root, "src", project);
        var assembly = Path.Combine(folder, "bin", Repository.Configuration, "net10.0", project + ".dll");
        var start = new ProcessStartInfo("dotnet", [assembly])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // static files of packages are found through the build's manifest, which only Development reads
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = url;
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0"; // no process lives long enough to earn what measuring itself costs
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{project} could not be started.");
        Drain(process.StandardOutput, project);
        Drain(process.StandardError, project);
        return process;
    }

    private void Drain(StreamReader reader, string project)
    {
        var log = Path.Combine(_data, project + ".log");
        _ = Task.Run(async () =>
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                lock (_data)
                    File.AppendAllText(log, line + "\n");
            }
        });
    }

    private async Task ReadyAsync(string url, Process process)
    {
        // no bound that anything is held to: a busy machine may take its time to start a server
        for (var waiting = Stopwatch.StartNew(); waiting.Elapsed < TimeSpan.FromMinutes(3);)
        {
            if (process.HasExited)
                break;
            try
            {
                using var answer = await _http.GetAsync(new Uri(url + "/healthz/ready"));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }

            await Task.Delay(100);
        }

        var logs = string.Join("\n", Directory.GetFiles(_data, "*.log").Select(f => string.Join("\n", File.ReadLines(f).TakeLast(20))));
        throw new InvalidOperationException($"{url} did not become ready.\n{logs}");
    }

    /// <summary>
    /// A port that is free and stays this installation's own, also while a killed server is away: no two are given the same one, and the
    /// system, which begins at 32768 or above, gives none of them to a connection that somebody opens meanwhile.
    /// </summary>
    private static int FreePort()
    {
        while (true)
        {
            var port = 20_000 + (Interlocked.Increment(ref _ports) % 12_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // another program has it
            }
        }
    }
}

/// <summary>What a register's first start makes in ten seconds: made once, and each installation begins with a copy.</summary>
internal static class DemoData
{
    private static readonly Lazy<Task<string>> Folder = new(MakeAsync);

    public static async Task CopyAsync(string folder)
    {
        var made = await Folder.Value;
        foreach (var file in Directory.EnumerateFiles(made, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".log", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(made, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static async Task<string> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("cloudpos-e2e-demo-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await using var installation = new Installation(folder);
        await installation.StartRegisterAsync();
        return folder;
    }
}

/// <summary>Where the sources and builds are.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CloudPos.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("CloudPos.sln was not found above the tests.");
    }
}
