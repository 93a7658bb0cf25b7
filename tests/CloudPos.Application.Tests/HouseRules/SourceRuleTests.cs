using System.Xml.Linq;
using CloudPos.Application.Tests.Tenants;

namespace CloudPos.Application.Tests.HouseRules;

/// <summary>Rules that are read off the files. Each failure says what to do.</summary>
public sealed class SourceRuleTests
{
    private const int LinesMax = 420;

    private static readonly string[] Written = [".cs", ".razor", ".css", ".js", ".html"];

    // put together here, so that this file does not break its own rule
    private static readonly string[] MachinePaths =
        [.. new[] { "home", "root", "Users", "work", "tmp", "workspace", "mnt" }.Select(f => "/" + f + "/"), "C:" + @"\Users", "C:" + @"\\Users"];

    [Fact]
    public void The_files_are_found()
    {
        Assert.Contains(Source(), f => f.Name == "src/CloudPos.Application/Data/AcrossTenants.cs");
        Assert.Contains(Source(), f => f.Name.EndsWith(".css", StringComparison.Ordinal));
    }

    [Fact]
    public void Tenant_filters_are_passed_in_one_file_only()
    {
        var found = Repository.Where(Source().Where(f => f.Name != "src/CloudPos.Application/Data/AcrossTenants.cs"), "IgnoreQueryFilters");
        Assert.True(!found.Any(), $"Use AcrossTenants(reason), in system jobs only: {string.Join(", ", found)}");
    }

    [Fact]
    public void Only_workers_and_the_demo_look_across_tenants()
    {
        var outside = Source().Where(f => !f.Name.StartsWith("src/CloudPos.Application/Workers/", StringComparison.Ordinal)
            && !f.Name.StartsWith("src/CloudPos.Application/Demo/", StringComparison.Ordinal) && f.Name != "src/CloudPos.Application/Data/AcrossTenants.cs"
            && f.Name != "src/CloudPos.Application/Features/Staff/FirstIsoAdmin.cs"
            && f.Name != "src/CloudPos.Application/Data/FillFigures.cs" // at the start, before anybody has entered; it enters as the tenant that it found
            && f.Name != "src/CloudPos.Application/Data/PairedTpns.cs" // only whether somebody has it
            && f.Name != "src/CloudPos.Application/Data/TerminalLeases.cs"); // only whether the payment that holds a PIN pad has ended
        var found = Repository.Where(outside, ".AcrossTenants(");
        Assert.True(!found.Any(), $"A request of a person stays inside its tenant. Let a worker find the row and enter as its tenant: {string.Join(", ", found)}");
    }

    [Fact]
    public void Updates_past_the_write_guard_are_made_in_Data_only()
    {
        var found = Repository.Where(Source().Where(f => !f.Name.StartsWith("src/CloudPos.Application/Data/", StringComparison.Ordinal)), "ExecuteUpdate", "ExecuteDelete");
        Assert.True(!found.Any(),
            $"ExecuteUpdate and ExecuteDelete skip TenantIsolation: load the row and save it, or put a conditional update into Application/Data: {string.Join(", ", found)}");
    }

    [Fact]
    public void What_a_person_puts_on_record_that_moves_money_is_put_there_once()
    {
        string[] moves = ["PaymentAttempt.Of(", "PaymentAttempt.FollowUp(", "PaymentAttempt.ReturnOf(", "new Refund(", "new RefundOrder(", "new Settlement(", "new StandAlone(", ".TakeCash("];
        var found = Repository.Files("src/CloudPos.Application/Features", ".cs")
            .Where(f => Array.Exists(f.Lines, l => l.StartsWith("[Needs(", StringComparison.Ordinal)) && Array.Exists(f.Lines, l => moves.Any(m => l.Contains(m, StringComparison.Ordinal))))
            .Where(f => !f.Name.EndsWith("/PayCash.cs", StringComparison.Ordinal)) // its tender stands in the sale that it reads anyway
            .ToArray();
        var without = found.Where(f => !Array.Exists(f.Lines, l => l.Contains("Once", StringComparison.Ordinal))).Select(f => f.Name);
        Assert.True(found.Length > 10 && !without.Any(),
            $"Let Once.DoAsync look for what the id of the click has led to, and add the button to SecondClickTests: {string.Join(", ", without)}");
    }

    [Fact]
    public void A_request_stands_in_a_file_of_its_name()
    {
        var features = Repository.Files("src/CloudPos.Application/Features", ".cs").ToArray();
        var missing = Reflected.Requests.Where(r => !features.Any(f => Path.GetFileName(f.Name) == r.Name + ".cs"
            && f.Name.Contains($"/Features/{r.Namespace!.Split('.')[^1]}/", StringComparison.Ordinal)
            && f.Lines.Any(l => l.StartsWith("public sealed record " + r.Name, StringComparison.Ordinal)))).Select(r => r.Name);
        Assert.True(!missing.Any(), $"Give each request, with its validator and handler, the file Features/<Feature>/<Request>.cs: {string.Join(", ", missing)}");
    }

    [Fact]
    public void Features_know_no_screen_and_no_web_server()
    {
        var found = Repository.Where(Repository.Files("src/CloudPos.Application/Features", ".cs"),
            "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.Routing", "Microsoft.JSInterop");
        Assert.True(!found.Any(), $"Take what the screen knows as a parameter of the request: {string.Join(", ", found)}");
    }

    [Theory]
    [InlineData("Domain")]
    [InlineData("Spin")]
    public void Domain_and_Spin_reference_no_project(string project)
    {
        var file = Path.Combine(Repository.Root, "src", "CloudPos." + project, $"CloudPos.{project}.csproj");
        var references = XDocument.Load(file).Descendants("ProjectReference").Select(e => (string?)e.Attribute("Include"));
        Assert.True(!references.Any(), $"{project} stands alone; what joins two projects belongs to Application: {string.Join(", ", references)}");
    }

    [Fact]
    public void No_file_is_longer_than_one_can_read()
    {
        var found = Source().Where(f => f.Lines.Length > LinesMax).Select(f => $"{f.Name} ({f.Lines.Length} lines)");
        Assert.True(!found.Any(), $"Cut it along its thoughts, at most {LinesMax} lines: {string.Join(", ", found)}");
    }

    [Fact]
    public void Nothing_names_a_path_of_somebodys_machine()
    {
        string[] read = [.. Written, ".md", ".json", ".csproj", ".props", ".targets", ".sh", ".yml", ".xml", ".txt"];
        var files = new[] { "src", "tests", "docs", "eng", "migrations" }.SelectMany(f => Repository.Files(f, read));
        var found = Repository.Where(files, MachinePaths);
        Assert.True(!found.Any(), $"Take the path from configuration, or make it relative: {string.Join(", ", found)}");
    }

    private static IEnumerable<(string Name, string[] Lines)> Source() => Repository.Files("src", Written);
}
