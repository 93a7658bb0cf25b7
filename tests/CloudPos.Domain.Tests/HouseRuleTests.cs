using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using CloudPos.Domain.Sales;

namespace CloudPos.Domain.Tests;

/// <summary>What holds for the whole of the Domain project. Each failure says what to do.</summary>
public sealed class HouseRuleTests
{
    private static readonly Assembly Domain = typeof(Sale).Assembly;

    // what the compiler adds (closures, iterators, the async machinery) is not ours to judge
    private static readonly Type[] Types =
        [.. Domain.GetTypes().Where(t => !t.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && t.Namespace?.StartsWith("CloudPos", StringComparison.Ordinal) == true)];

    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void Domain_is_built_on_the_runtime_alone()
    {
        var others = Domain.GetReferencedAssemblies().Select(a => a.Name!).Where(n => !n.StartsWith("System.", StringComparison.Ordinal));
        Assert.True(!others.Any(), $"Domain references {string.Join(", ", others)}. Move what needs it to Application.");
    }

    [Fact]
    public void The_project_file_of_Domain_references_no_package_and_no_project()
    {
        var file = Path.Combine(Repository(), "src", "CloudPos.Domain", "CloudPos.Domain.csproj");
        string[] references = ["PackageReference", "ProjectReference", "FrameworkReference", "Reference"];
        var found = XDocument.Load(file).Descendants().Where(e => references.Contains(e.Name.LocalName)).Select(e => e.ToString());
        Assert.True(!found.Any(), $"Domain stays free of references; take out: {string.Join(" ", found)}");
    }

    [Fact]
    public void Nothing_public_can_be_set_from_outside()
    {
        var setters = from type in Types
                      from property in type.GetProperties(All)
                      where property.SetMethod is { IsPublic: true } set && !IsInitOnly(set)
                      select $"{type.Name}.{property.Name}";
        Assert.True(!setters.Any(), $"Make the setter private or init and change it by a method: {string.Join(", ", setters)}");
    }

    [Fact]
    public void No_public_field_can_be_written()
    {
        var fields = from type in Types
                     where !type.IsEnum
                     from field in type.GetFields(All)
                     where field.IsPublic && !field.IsInitOnly && !field.IsLiteral
                     select $"{type.Name}.{field.Name}";
        Assert.True(!fields.Any(), $"Make the field readonly: {string.Join(", ", fields)}");
    }

    [Fact]
    public void Nothing_is_a_floating_point_number_or_a_time_without_an_offset()
    {
        Type[] banned = [typeof(double), typeof(float), typeof(decimal), typeof(DateTime)];
        var found = from type in Types
                    from field in type.GetFields(All)
                    where banned.Contains(Nullable.GetUnderlyingType(field.FieldType) ?? field.FieldType)
                    select $"{type.Name}.{field.Name}";
        Assert.True(!found.Any(), $"Use Money, Rate, Quantity or DateTimeOffset for {string.Join(", ", found)}");
    }

    [Fact]
    public void The_rules_look_at_the_types_of_Domain() =>
        Assert.Contains(typeof(CloudPos.Domain.Payments.PaymentAttempt), Types);

    private static bool IsInitOnly(MethodInfo set) =>
        set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CloudPos.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("CloudPos.sln was not found above the test's output.");
    }
}
