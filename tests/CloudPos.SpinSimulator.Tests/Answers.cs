using System.Xml.Linq;

namespace CloudPos.SpinSimulator.Tests;

internal static class Answers
{
    public static string? Value(this XElement response, string name) => response.Element(name)?.Value;

    /// <summary>Split first, decode each value after: the order the wire asks for.</summary>
    public static IReadOnlyDictionary<string, string> ExtData(this XElement response) =>
        response.Element("ExtData")!.Value.Split(',')
            .Select(part => part.Split('=', 2))
            .ToDictionary(pair => pair[0].Trim(), pair => Uri.UnescapeDataString(pair[1]));

    public static void ShouldBeProxyError(this XElement response, string text)
    {
        Assert.Equal("2", response.Value("ResultCode"));
        Assert.Equal("Error", response.Value("Message"));
        Assert.Equal(text, response.Value("RespMSG"));
    }

    public static void ShouldBeRefused(this XElement response, string message, string text)
    {
        Assert.Equal("1", response.Value("ResultCode"));
        Assert.Equal(message, response.Value("Message"));
        Assert.Equal(text, Uri.UnescapeDataString(response.Value("RespMSG")!).Trim());
    }
}
