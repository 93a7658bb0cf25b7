#if PARTIAL_FEED
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace CloudPos.Web.Tests;

/// <summary>bUnit asks for another version of AngleSharp.Diffing than a partial feed holds: take the one that is there.</summary>
internal static class AngleSharpHook
{
    [ModuleInitializer]
    internal static void Install() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name is { Name: "AngleSharp.Diffing", Version: not null } ? context.LoadFromAssemblyName(new AssemblyName(name.Name)) : null;
}
#endif
