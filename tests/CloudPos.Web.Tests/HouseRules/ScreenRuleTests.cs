using System.Reflection;
using CloudPos.Application.Data;
using CloudPos.Application.Tests.HouseRules;
using CloudPos.Web.Features.Register;
using MediatR;
using Microsoft.AspNetCore.Components;

namespace CloudPos.Web.Tests.HouseRules;

/// <summary>Rules of the screens. Each failure says what to do.</summary>
public sealed class ScreenRuleTests
{
    private const int InjectionsMax = 5;
    private const int RazorLinesMax = 220;

    // the static sign-in page runs inside one HTTP request and may ask for the time
    private static readonly string Static = typeof(CloudPos.Web.Account.SignInPage).Namespace!;
    private static readonly Type[] PastTheDoor = [typeof(AppDbContext), typeof(IMediator), typeof(HttpClient), typeof(TimeProvider)];

    // put together here, so that this file does not break its own rule
    private static readonly string[] MachinePaths =
        [.. new[] { "home", "root", "Users", "work", "tmp", "workspace", "mnt" }.Select(f => "/" + f + "/"), "C:" + @"\Users"];

    [Fact]
    public void Components_and_their_injections_are_found()
    {
        Assert.Contains(typeof(Till), Components());
        Assert.Contains(typeof(CloudPos.Web.Security.CircuitSender), Injected(typeof(Till)));
    }

    [Fact]
    public void A_component_asks_through_the_door_only()
    {
        var found = Components().Where(c => c.Namespace != Static)
            .SelectMany(c => Injected(c).Where(i => PastTheDoor.Any(p => p.IsAssignableFrom(i))).Select(i => $"{c.Name} takes {i.Name}"));
        Assert.True(!found.Any(), $"Send a request with CircuitSender; the time comes with the answer: {string.Join(", ", found)}");
    }

    [Fact]
    public void A_component_takes_few_things_in()
    {
        var found = Components().Where(c => Injected(c).Count() > InjectionsMax).Select(c => c.Name);
        Assert.True(!found.Any(), $"Cut it in two: more than {InjectionsMax} injections are more than one task: {string.Join(", ", found)}");
    }

    [Fact]
    public void No_razor_file_is_longer_than_one_can_read()
    {
        var found = Markup().Where(f => f.Lines.Length > RazorLinesMax).Select(f => $"{f.Name} ({f.Lines.Length} lines)");
        Assert.True(!found.Any(), $"Make parts of it components of their own, at most {RazorLinesMax} lines: {string.Join(", ", found)}");
    }

    [Fact]
    public void No_markup_writes_money_in_the_servers_culture()
    {
        Assert.NotEmpty(Markup());
        var found = Repository.Where(Markup(), "ToString(\"C", "ToString(\"c", ":C}", ":C2}");
        Assert.True(!found.Any(), $"Use MoneyText or PriceTag: {string.Join(", ", found)}");
    }

    [Fact]
    public void A_screen_that_reads_again_by_itself_goes_on_after_a_failure()
    {
        var files = Markup().Concat(Repository.Files("src/CloudPos.Web", ".cs")).ToArray();
        Assert.Contains(files, f => f.Name.EndsWith("Ui/Watching.cs", StringComparison.Ordinal));
        var found = Repository.Where(files.Where(f => !f.Name.EndsWith("Ui/Watching.cs", StringComparison.Ordinal)), "PeriodicTimer");
        Assert.True(!found.Any(), $"Use Watching.EveryAsync: {string.Join(", ", found)}");
    }

    [Fact]
    public void The_README_and_the_decisions_name_no_path_of_somebodys_machine()
    {
        var files = Directory.EnumerateFiles(Repository.Root, "*.md").Select(f => (Name: Path.GetFileName(f), Lines: File.ReadAllLines(f)))
            .Concat(Repository.Files("docs/adr", ".md")).ToArray();
        Assert.Contains(files, f => f.Name == "README.md");
        Assert.Contains(files, f => f.Name.StartsWith("docs/adr/", StringComparison.Ordinal));
        var found = Repository.Where(files, MachinePaths);
        Assert.True(!found.Any(), $"Make the path relative to the repository: {string.Join(", ", found)}");
    }

    private static IEnumerable<(string Name, string[] Lines)> Markup() => Repository.Files("src/CloudPos.Web", ".razor");

    private static IEnumerable<Type> Components() =>
        typeof(Till).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IComponent)));

    private static IEnumerable<Type> Injected(Type component) =>
        component.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(p => p.IsDefined(typeof(InjectAttribute), true)).Select(p => p.PropertyType)
            .Concat(component.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.ParameterType));
}
