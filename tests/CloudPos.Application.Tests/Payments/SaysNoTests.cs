using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Tests.Batches;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace CloudPos.Application.Tests.Payments;

/// <summary>
/// The database says no once, to any statement that a flow leads to, or the process dies there, before it is carried out or after it: whoever stood at the
/// screen presses once more, and it ends as it would have. The PIN pad then serves the next customer.
/// </summary>
/// <remarks>The suite takes one place in thirty-two, another one for each flow; <c>CLOUDPOS_SAYS_NO=all</c> takes every one.</remarks>
public sealed class SaysNoTests(SaysNoFixture app, ITestOutputHelper output) : IClassFixture<SaysNoFixture>
{
    private static readonly int Stride = Environment.GetEnvironmentVariable("CLOUDPOS_SAYS_NO") == "all" ? 1 : 32;

    public static TheoryData<string> Names => [.. SaysNoFlows.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Whatever_the_database_refuses_and_wherever_the_server_dies_it_ends_as_it_would_have(string flow)
    {
        var (lived, met, broken) = (0, 0, new List<string>());
        var places = await PlacesAsync(flow);
        var stride = Math.Min(Stride, places.Count / 5); // a short flow has five all the same
        for (var i = SaysNoFlows.All.Keys.ToList().IndexOf(flow) % stride; i < places.Count; i += stride, lived++)
        {
            try
            {
                var at = await Counter.OpenAsync(app, places[i]);
                await SaysNoFlows.All[flow](at);
                met += app.Says.HasRefused ? 1 : 0;
                await at.NextCustomerAsync();
            }
            catch (Exception failure)
            {
                broken.Add($"{flow}, {places[i]}\n  {failure.Message}");
            }
            finally
            {
                await app.EndAsync();
            }
        }

        output.WriteLine($"{flow}: {places.Count} places, {lived} lived through, {met} of them met; {broken.Count} broken");
        Assert.True(broken.Count == 0, string.Join('\n', broken));
        Assert.True(met > 0, "No statement was refused.");
    }

    /// <summary>What the flow asks the database where nothing goes wrong, and all that can go wrong there.</summary>
    private async Task<List<Refused>> PlacesAsync(string flow)
    {
        var at = await Counter.OpenAsync(app, null);
        await SaysNoFlows.All[flow](at);
        await at.NextCustomerAsync();
        return [.. app.Says.Asked.Append(Refused.Commit).Distinct().SelectMany(Refused.At)];
    }
}

/// <summary>An application whose database says no when it is told to. A hold that nobody ends lasts longer than anybody waits.</summary>
public sealed class SaysNoFixture : BatchFixture
{
    public SaysNo Says { get; } = new();

    /// <summary>Nothing goes wrong from here on, and the server runs.</summary>
    public async Task EndAsync()
    {
        Says.End();
        if (Says.IsDead)
            await RestartAsync();
    }

    protected override void ConfigureServices(IServiceCollection services)
    {
        base.ConfigureServices(services);
        services.Configure<SettleOptions>(options => options.WindowSeconds = 420);
        var process = Says.NewProcess();
        services.ConfigureDbContext<AppDbContext>(options => options.AddInterceptors(process));
    }
}
