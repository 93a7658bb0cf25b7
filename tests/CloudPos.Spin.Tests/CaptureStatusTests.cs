using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Tests;

/// <summary>What Status says of a capture whose answer was lost.</summary>
public class CaptureStatusTests
{
    [Theory]
    [InlineData("Auth", SpinOutcome.NotFound)]
    [InlineData("Capture", SpinOutcome.Approved)]
    [InlineData("Ticket", SpinOutcome.Approved)]
    [InlineData("AuthCapture", SpinOutcome.Approved)]
    [InlineData("Sale", SpinOutcome.Unknown)]
    public void The_hold_that_is_still_a_hold_was_not_captured(string type, SpinOutcome outcome)
    {
        var answer = SpinAnswers.From(SpinXmlReader.Read(System.Text.Encoding.UTF8.GetBytes(A.Approval.Replace(">Sale<", $">{type}<", StringComparison.Ordinal))),
            new SpinAsked(IsStatus: true, A.RefId, Amount: null) { Operation = SpinOperation.Capture }, A.AuthKey);

        Assert.Equal(outcome, answer.Outcome);
    }

    [Fact]
    public void The_answer_to_a_capture_itself_that_tells_of_a_hold_contradicts_itself()
    {
        var answer = SpinAnswers.From(SpinXmlReader.Read(System.Text.Encoding.UTF8.GetBytes(A.Approval.Replace(">Sale<", ">Auth<", StringComparison.Ordinal))),
            SpinAsked.For(A.Capture), A.AuthKey);
        Assert.Equal((SpinOutcome.Unknown, SpinReason.Contradiction), (answer.Outcome, answer.Reason));
    }
}
