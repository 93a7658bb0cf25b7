using System.Reflection;
using System.Runtime.CompilerServices;
using CloudPos.Application.Tests.Tenants;
using CloudPos.Domain.Sales;
using CloudPos.Spin;
using FluentValidation;
using MediatR;

namespace CloudPos.Application.Tests.HouseRules;

/// <summary>Rules that are read off the compiled types. Each failure says what to do.</summary>
public sealed class TypeRuleTests
{
    private static readonly Assembly Application = typeof(ApplicationServices).Assembly;

    private static readonly Type[] Types = [.. Application.GetTypes()
        .Where(t => !t.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && t.Namespace?.StartsWith("CloudPos", StringComparison.Ordinal) == true)];

    [Fact]
    public void Application_knows_no_component_and_no_web_server()
    {
        string[] banned = ["Components", "Http", "Mvc", "Routing", "Server", "SignalR", "Razor"];
        var found = Application.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => n.StartsWith("Microsoft.JSInterop", StringComparison.Ordinal)
                || (n.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) && banned.Contains(n.Split('.')[2])));
        Assert.True(!found.Any(), $"Use cases run without a screen: move what needs it to Web: {string.Join(", ", found)}");
    }

    [Fact]
    public void Domain_and_Spin_know_no_other_part_of_the_project()
    {
        var found = from assembly in new[] { typeof(Sale).Assembly, typeof(SpinClient).Assembly }
                    from reference in assembly.GetReferencedAssemblies()
                    where reference.Name!.StartsWith("CloudPos", StringComparison.Ordinal)
                    select $"{assembly.GetName().Name} -> {reference.Name}";
        Assert.True(!found.Any(), $"Translate in Application instead: {string.Join(", ", found)}");
    }

    [Fact]
    public void Requests_are_public_sealed_records()
    {
        var found = Reflected.Requests.Where(r => r is not { IsPublic: true, IsSealed: true } || r.GetMethod("<Clone>$") is null).Select(r => r.Name);
        Assert.True(!found.Any(), $"Make it \"public sealed record\": {string.Join(", ", found)}");
    }

    [Fact]
    public void Handlers_are_internal_and_sealed_and_there_is_one_for_each_request()
    {
        var handlers = Implementing(typeof(IRequestHandler<,>)).ToArray();
        var open = handlers.Where(h => h.Type.IsVisible || !h.Type.IsSealed).Select(h => h.Type.Name);
        Assert.True(!open.Any(), $"Make it \"internal sealed\": ScopedSender is the only way in: {string.Join(", ", open)}");
        var wrong = Reflected.Requests.Where(r => handlers.Count(h => h.Of == r) != 1).Select(r => r.Name);
        Assert.True(!wrong.Any(), $"Give it one handler: {string.Join(", ", wrong)}");
        var named = handlers.Where(h => h.Type.Name != h.Of.Name + "Handler").Select(h => h.Type.Name);
        Assert.True(!named.Any(), $"A handler is named after its request: {string.Join(", ", named)}");
    }

    [Fact]
    public void Validators_are_internal_and_sealed()
    {
        var validators = Implementing(typeof(IValidator<>)).ToArray();
        Assert.NotEmpty(validators);
        var open = validators.Where(v => v.Type.IsVisible || !v.Type.IsSealed).Select(v => v.Type.Name);
        Assert.True(!open.Any(), $"Make it \"internal sealed\": {string.Join(", ", open)}");
    }

    [Fact]
    public void No_request_carries_a_tenant()
    {
        Type[] tenants = [typeof(Domain.Tenancy.IsoId), typeof(Domain.Tenancy.MerchantId), typeof(Pipeline.Actor)];
        var found = from request in Reflected.Requests
                    from property in request.GetProperties()
                    where tenants.Contains(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
                    select $"{request.Name}.{property.Name}";
        Assert.True(!found.Any(), $"The tenant enters with the actor, at the door, and nowhere else: {string.Join(", ", found)}");
    }

    [Fact]
    public void No_type_is_named_after_nothing_in_particular()
    {
        string[] banned = ["Manager", "Helper", "Util", "Utils", "Common", "Base", "Processor", "Service", "Dto", "Vm", "Model", "Info"];
        var found = Types.Where(t => t.Name != nameof(ApplicationServices) && banned.Any(word => t.Name.Split('`')[0].EndsWith(word, StringComparison.Ordinal)))
            .Select(t => t.Name);
        Assert.True(!found.Any(), $"Name it after what it is in a shop: {string.Join(", ", found)}");
    }

    private static IEnumerable<(Type Type, Type Of)> Implementing(Type contract) =>
        from type in Types
        where type is { IsClass: true, IsAbstract: false }
        from implemented in type.GetInterfaces()
        where implemented.IsGenericType && implemented.GetGenericTypeDefinition() == contract
        select (type, implemented.GetGenericArguments()[0]);
}
