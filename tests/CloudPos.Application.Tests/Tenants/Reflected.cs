using System.Reflection;
using CloudPos.Application.Pipeline;
using CloudPos.Testing;
using MediatR;

namespace CloudPos.Application.Tests.Tenants;

/// <summary>All requests of the application, and how to send one whose type is known only at run time.</summary>
internal static class Reflected
{
    public static readonly IReadOnlyList<Type> Requests = [.. typeof(ApplicationServices).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false } && ResponseOf(t) is not null).OrderBy(t => t.Name, StringComparer.Ordinal)];

    public static Type? ResponseOf(Type type) => Array.Find(type.GetInterfaces(),
        i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>))?.GetGenericArguments()[0];

    public static NeedsAttribute? Needs(Type request) => request.GetCustomAttribute<NeedsAttribute>();

    public static bool IsSystemOnly(Type request) => request.GetCustomAttribute<SystemOnlyAttribute>() is not null;

    /// <summary>Sends through the one door.</summary>
    public static async Task<(Refusal? Refusal, object? Value)> SendAsync(AppFixture app, Actor actor, object request)
    {
        var response = ResponseOf(request.GetType())!;
        var send = typeof(AppFixture).GetMethod(nameof(AppFixture.SendAs))!.MakeGenericMethod(response);
        var task = (Task)send.Invoke(app, [actor, request])!;
        await task;
        var result = typeof(Task<>).MakeGenericType(response).GetProperty("Result")!.GetValue(task)!;
        return ((Refusal?)response.GetProperty("Refusal")!.GetValue(result), response.GetProperty("Value")!.GetValue(result));
    }
}
