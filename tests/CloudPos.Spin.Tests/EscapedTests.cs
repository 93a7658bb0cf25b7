using System.Xml.Linq;
using CloudPos.Spin.Wire;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Tests;

public class EscapedTests
{
    public static TheoryData<string> Samples =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Samples"), "*-request.xml").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_request_is_escaped_as_the_general_writer_would(string sample) => Same(XElement.Load(Path.Combine(AppContext.BaseDirectory, "Samples", sample)));

    [Fact]
    public void Any_text_that_may_be_sent_is_escaped_as_the_general_writer_would()
    {
        var random = new Random(20261126);
        const string alphabet = "aZ09-._~ &<>\"'/\\%+#=?,;:!*()[]{}|^`$@\téßø–€日本🙂\u0085\u00a0";
        var runes = alphabet.EnumerateRunes().ToArray();
        for (var n = 0; n < 3_000; n++)
        {
            var text = SpinText.Clean(string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => runes[random.Next(runes.Length)].ToString())));
            Same(new XElement("request", new XElement("Name", text), new XElement("Total"), new XElement("Items", new XElement("Item", text + "&"))));
        }
    }

    [Fact]
    public void Attributes_are_not_lost() => Same(new XElement("request", new XElement("printer", new XAttribute("width", "24"), new XElement("t", "a & b"))));

    private static void Same(XElement request) =>
        Assert.Equal(Uri.EscapeDataString(request.ToString(SaveOptions.DisableFormatting)), SpinEscaped.Of(request));
}
