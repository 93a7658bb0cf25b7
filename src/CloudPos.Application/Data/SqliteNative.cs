#if PARTIAL_FEED
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace CloudPos.Application.Data;

/// <summary>
/// Lets Microsoft.Data.Sqlite (built against SQLitePCLRaw 2.1) run on SQLitePCLRaw 2.0.6, and sends its native calls to the system's
/// SQLite, because the one in that package is too old. See <c>eng/feed/README.md</c>.
/// </summary>
internal static class SqliteNative
{
#pragma warning disable CA2255 // has to run before the first type of the provider is touched, whoever touches it
    [ModuleInitializer]
    public static void Prepare()
    {
        AssemblyLoadContext.Default.Resolving += static (context, name) =>
            name.Name is { } simple && simple.StartsWith("SQLitePCLRaw", StringComparison.Ordinal) && name.Version is not null
                ? context.LoadFromAssemblyName(new AssemblyName(simple))
                : null;
        UseSystemLibrary();
    }
#pragma warning restore CA2255

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseSystemLibrary()
    {
        var provider = typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly;
        NativeLibrary.SetDllImportResolver(provider, static (library, _, _) =>
        {
            if (library != "e_sqlite3")
                return 0;
            var system = OperatingSystem.IsWindows() ? "winsqlite3.dll"
                : OperatingSystem.IsMacOS() ? "libsqlite3.dylib"
                : "libsqlite3.so.0";
            return NativeLibrary.TryLoad(system, out var handle) ? handle : 0;
        });
        SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());
    }
}
#endif
