namespace CloudPos.Application.Tests.Payments.Matrix;

/// <summary>Where in a payment the fault strikes.</summary>
internal enum MatrixStep
{
    BeforeItLeaves,
    Queued,
    OnTheWire,
    Declined,
    CancelRequested,
    AnswerRecorded,
    StatusOfApproved,
    StatusOfNothing,
    StatusAfterSettlement,
    SentAgain,
}

/// <summary>The steps as the table and the page name them.</summary>
internal static class MatrixSteps
{
    public static readonly IReadOnlyList<(MatrixStep Step, string Title, string Words)> All =
    [
        (MatrixStep.BeforeItLeaves, "Before the request leaves",
            "The payment is on record and nothing has been sent. The fault is there already, or strikes the commit of \"sent\"."),
        (MatrixStep.Queued, "Queued behind another register",
            "Another register's payment is on the PIN pad and meets the fault; told is what the register behind it sees."),
        (MatrixStep.OnTheWire, "The request is on the wire",
            "The request has left, the customer pays at once, and the fault strikes this exchange. The host approves whatever reaches it."),
        (MatrixStep.Declined, "The customer is at the PIN pad, and the card is declined",
            "As before, with a card that the host declines: there is a \"no\" whose answer can be lost."),
        (MatrixStep.CancelRequested, "Cancel requested",
            "The cashier has asked to cancel; the customer presses the red key, and the fault strikes that answer."),
        (MatrixStep.AnswerRecorded, "Approved, and the answer is being recorded",
            "As \"on the wire\", and in addition the database refuses the first tries to write the answer down."),
        (MatrixStep.StatusOfApproved, "Status is asked, and the host has approved",
            "The answer to the sale was lost after the approval. The fault strikes the Status question."),
        (MatrixStep.StatusOfNothing, "Status is asked, and there is nothing",
            "The PIN pad never saw the sale, and the proxy's window is over. The fault strikes the Status question."),
        (MatrixStep.StatusAfterSettlement, "Status is asked after a settlement",
            "The sale was approved, its answer lost, and the batch settled before anybody could ask: Status does not see it any more."),
        (MatrixStep.SentAgain, "Sent again after a proof",
            "The first request is proven not to have been processed; the cashier sends again under the same RefId, and the fault strikes that exchange."),
    ];
}
