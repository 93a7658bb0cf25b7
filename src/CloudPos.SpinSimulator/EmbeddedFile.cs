namespace CloudPos.SpinSimulator;

internal static class EmbeddedFile
{
    public static Stream? Open(string name) => typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name);
}
