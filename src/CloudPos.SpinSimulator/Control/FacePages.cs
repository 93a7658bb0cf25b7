using CloudPos.SpinSimulator.Terminals;
using Microsoft.AspNetCore.StaticFiles;

namespace CloudPos.SpinSimulator.Control;

/// <summary>Two pages and what they load, all out of the assembly.</summary>
internal static class FacePages
{
    private static readonly FileExtensionContentTypeProvider Types = new();

    public static void MapFace(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (HttpContext http) => Page(http, "index.html"));
        routes.MapGet("/pinpad/{tpn}", (HttpContext http, string tpn, TerminalRack rack) =>
            rack.ByTpn(tpn) is null ? Results.Text("There is no such PIN pad here.", statusCode: 404) : Page(http, "pinpad.html"));
        routes.MapGet("/assets/{name}", (HttpContext http, string name) => Page(http, name));
    }

    private static IResult Page(HttpContext http, string name)
    {
        if (EmbeddedFile.Open($"wwwroot/{name}") is not { } file || !Types.TryGetContentType(name, out var type))
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data:";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(file, type);
    }
}
