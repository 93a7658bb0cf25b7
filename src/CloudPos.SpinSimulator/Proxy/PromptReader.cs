using System.Globalization;
using System.Xml.Linq;

namespace CloudPos.SpinSimulator.Proxy;

/// <summary>UserChoice, UserInput and GetSign.</summary>
internal static class PromptReader
{
    private const int TimeoutMax = 720;

    public static Prompt? Read(XElement root)
    {
        if (root.Element("UserChoice") is { } choice)
        {
            return new Prompt("choice", Title(choice))
            {
                // how many there are, and whether count says so, is for the terminal to judge: it answers 1013
                Choices = [.. choice.Elements("Choice").Select(c => c.Value)],
                MaxLength = Number(choice, "count") ?? -1,
                Timeout = Seconds(choice),
            };
        }

        if (root.Element("UserInput") is { } input)
        {
            var type = input.Attribute("type")?.Value ?? "";
            return new Prompt("input", Title(input))
            {
                InputType = type,
                MaxLength = Number(input, "maxlen") ?? 40,
                Timeout = Seconds(input),
            };
        }

        return root.Element("GetSign") is null ? null : new Prompt("sign", "Please sign");
    }

    private static string Title(XElement prompt) => prompt.Attribute("title")?.Value ?? "";

    private static TimeSpan? Seconds(XElement prompt) => Number(prompt, "timeout") switch
    {
        null => null,
        >= 1 and <= TimeoutMax and var seconds => TimeSpan.FromSeconds(seconds),
        _ => throw new FormatException("timeout is not 1 to 720 seconds."),
    };

    private static int? Number(XElement prompt, string name)
    {
        if (prompt.Attribute(name)?.Value is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{name} is not a number.");
    }
}
