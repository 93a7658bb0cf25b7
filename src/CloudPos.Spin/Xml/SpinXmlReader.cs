using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace CloudPos.Spin.Xml;

/// <summary>
/// Reads what a proxy or terminal sent, whatever it is wrapped in. Never throws; null is "not an answer".
/// </summary>
internal static class SpinXmlReader
{
    private const string Opening = "<response";
    private const string Closing = "</response>";

    private static readonly UTF8Encoding s_strictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The content type is not asked: real proxies send XML inside an HTML tag under any of them.</summary>
    public static SpinResponse? Read(ReadOnlySpan<byte> answer) => Read(Decode(answer));

    public static SpinResponse? Read(string answer)
    {
        // Entities are never declared by a terminal; who declares some is not a terminal.
        if (answer.Contains("<!ENTITY", StringComparison.OrdinalIgnoreCase))
            return null;
        var start = answer.IndexOf(Opening, StringComparison.OrdinalIgnoreCase);
        var end = answer.LastIndexOf(Closing, StringComparison.OrdinalIgnoreCase);
        if (start < 0 || end < start)
            return null;
        var document = ReplaceIllegal(answer[start..(end + Closing.Length)]);
        // Two answers in one body: which of them is ours cannot be known.
        if (document.IndexOf(Opening, 1, StringComparison.OrdinalIgnoreCase) >= 0)
            return null;
        // Answers are three levels deep; a tower of tags only costs time.
        return IsDeep(document) ? null : ReadStrictly(document) ?? SpinLenientReader.Read(document);
    }

    internal static string Decode(ReadOnlySpan<byte> answer)
    {
        if (answer is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(answer[2..]);
        if (answer is [0xFE, 0xFF, ..])
            return Encoding.BigEndianUnicode.GetString(answer[2..]);
        if (answer is [0xEF, 0xBB, 0xBF, ..])
            answer = answer[3..];
        try
        {
            return s_strictUtf8.GetString(answer);
        }
        catch (DecoderFallbackException)
        {
            // Old terminals write names in one byte per letter; everything that decides is ASCII in both.
            return Encoding.Latin1.GetString(answer);
        }
    }

    private static string ReplaceIllegal(string text)
    {
        var legal = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            legal.Append(!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value) ? rune.ToString() : " ");
        return legal.ToString();
    }

    private static bool IsDeep(string document)
    {
        const int depthMax = 16;
        var depth = 0;
        for (var at = document.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < document.Length;)
        {
            if (document[at + 1] == '/')
                depth--;
            else if (document.IndexOf('>', at) is var end && (end < 0 || document[end - 1] != '/'))
                depth++;
            if (depth > depthMax)
                return true;
            at = document.IndexOf('<', at + 1);
        }
        return false;
    }

    private static SpinResponse? ReadStrictly(string document)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            CheckCharacters = false,
        };
        try
        {
            using var text = new StringReader(document);
            using var reader = XmlReader.Create(text, settings);
            var root = XElement.Load(reader);
            var response = new SpinResponse();
            foreach (var element in root.Elements())
                Add(response, element);
            return response;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static void Add(SpinResponse response, XElement element)
    {
        if (string.Equals(element.Name.LocalName, "TransReport", StringComparison.OrdinalIgnoreCase))
        {
            response.TransReports.Add(ReadReport(element));
            // A report has elements of its own; those that decide are none of them.
            foreach (var misplaced in element.Descendants())
                response.AddMisplaced(misplaced.Name.LocalName);
        }
        else if (!element.HasElements)
            response.AddLeaf(element.Name.LocalName, element.Value);
        else
            // Answers are flat: an answer pasted into a field of another must not be believed in halves.
            foreach (var misplaced in element.DescendantsAndSelf())
                response.AddMisplaced(misplaced.Name.LocalName);
    }

    private static SpinTransReport ReadReport(XElement report)
    {
        if (!report.HasElements)
        {
            var line = SpinExtData.Parse(report.Value);
            return new SpinTransReport(line["App"], line, ReadCount(line["TrnsCnt"]), []);
        }
        var transactions = report.Elements("Trans").Select(trans => SpinExtData.Parse(trans.Value)).ToList();
        var totals = SpinExtData.Parse(report.Elements().Where(e => e.Name.LocalName != "Trans")
            .Select(e => e.Name.LocalName + "=" + e.Value.Trim()));
        return new SpinTransReport(totals["App"], totals, ReadCount(totals["Total"]), transactions);
    }

    private static int? ReadCount(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}
