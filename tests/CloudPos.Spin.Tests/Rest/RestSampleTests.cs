using System.Text;
using System.Text.Json;
using CloudPos.Spin.Rest;
using CloudPos.Spin.Wire;

namespace CloudPos.Spin.Tests.Rest;

/// <summary>The two documents that the REST specification shows whole.</summary>
public sealed class RestSampleTests
{
    [Fact]
    public void The_sample_answer_is_a_printout_that_was_done()
    {
        var printed = SpinRestServiceAnswers.From(
            new SpinPrintResult { Outcome = SpinServiceOutcome.Unknown, Reason = SpinReason.None },
            new SpinDelivered(SpinDelivery.Answered, Encoding.UTF8.GetBytes(Sample("rest-printer-answer"))) { IsSuccess = true },
            new SpinRestKeeping(A.AuthKey, new SpinRestOptions()), (answer, reply) => SpinRestServiceAnswers.Printed(answer, reply));

        Assert.Equal((SpinServiceOutcome.Done, SpinReason.None), (printed.Outcome, printed.Reason));
        Assert.Equal(("0", "0000", "Approved"), (printed.ResultCode, printed.StatusCode, printed.Message));
        Assert.Null(printed.RetryAfter);
    }

    [Fact]
    public void A_printout_of_ours_has_the_fields_and_only_tags_of_the_sample_request()
    {
        using var sample = JsonDocument.Parse(Sample("rest-printer-request"));
        using var ours = JsonDocument.Parse(SpinRestWriter.Write(
            new SpinPrintoutBuilder(SpinPrintWidth.Narrow).Centred("Corner Cafe", bold: true).Line("Dark", inverted: true).Pair("Total", "11.96").Feed().Build(), A.Identity));

        var names = sample.RootElement.EnumerateObject().Select(p => p.Name).ToArray();
        Assert.All(ours.RootElement.EnumerateObject(), p => Assert.Contains(p.Name, names));
        var known = Tags(sample.RootElement.GetProperty("Printer").GetString()!);
        Assert.Superset(new HashSet<string> { "L", "C", "B", "BR", "INV", "CD" }, known);
        Assert.Subset(known, Tags(ours.RootElement.GetProperty("Printer").GetString()!));
    }

    private static HashSet<string> Tags(string markup) =>
        [.. System.Text.RegularExpressions.Regex.Matches(markup, "<([A-Z]+) ?/?>").Select(m => m.Groups[1].Value)];

    private static string Sample(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", name + ".json"));
}
