namespace CloudPos.SpinSimulator.Printing;

/// <summary>Pictures come as base64: bitmaps, and over JSON also PNG.</summary>
internal static class ImageData
{
    private const int BytesMax = 64 * 1024;

    public static string Address(string base64, bool bmpOnly)
    {
        var compact = string.Concat(base64.Where(c => !char.IsWhiteSpace(c)));
        var bytes = new byte[compact.Length];
        // the vendor's sample is cut off in the middle of a group
        var whole = compact[..(compact.Length - (compact.Length % 4))];
        if (!Convert.TryFromBase64String(whole, bytes, out var length) || length is < 2 or > BytesMax)
        {
            throw new FormatException("A picture is not base64, or larger than 64 KB.");
        }

        var type = bytes switch
        {
            [(byte)'B', (byte)'M', ..] => "bmp",
            [0x89, (byte)'P', ..] when !bmpOnly => "png",
            _ => throw new FormatException(bmpOnly ? "A picture is not a bitmap." : "A picture is neither a bitmap nor a PNG."),
        };
        return $"data:image/{type};base64,{whole}";
    }
}
