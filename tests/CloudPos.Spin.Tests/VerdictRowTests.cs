using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Tests;

/// <summary>The decision table row by row, in its order: each decides at least one answer, so none is dead or shadowed by one above it.</summary>
public class VerdictRowTests
{
    private const string Ours = $"<RefId>{A.RefId}</RefId>";

    private static readonly SpinAsked s_sale = SpinAsked.For(A.Sale);
    private static readonly SpinAsked s_void = SpinAsked.For(A.Void);
    private static readonly SpinAsked s_status = SpinAsked.For(A.Status);
    private static readonly SpinAsked s_statusOfVoid = SpinAsked.For(A.Status with { Of = SpinOperation.Void });
    private static readonly SpinAsked s_statusOfCapture = SpinAsked.For(A.Status with { Of = SpinOperation.Capture });

    // One answer per row: what was asked, what came.
    private static readonly (SpinAsked Asked, string Answer)[] s_rows =
    [
        (s_sale, Code(0) + Code(0) + Ours),
        (s_sale, Code(0) + "<RefId>another</RefId>"),
        (s_sale, Code(0) + Ours + "<Voided>1</Voided>"),
        (s_statusOfVoid, Code(0) + Ours + "<Voided>true</Voided>"),
        (s_sale, Code(0) + Ours + "<Voided>true</Voided>"),
        (s_sale, Code(1) + Ours + "<Voided>true</Voided>"),
        (s_sale, Code(0) + Says("Approved")),
        (s_sale, Code(0) + Ours + Says("Declined")),
        (s_statusOfCapture, Code(0) + Ours + Kind("Auth")),
        (s_sale, Code(0) + Ours + Kind("Return")),
        (s_statusOfVoid, Code(0) + Ours + "<Voided>false</Voided>"),
        (s_statusOfVoid, Code(0) + Ours),
        (s_sale, Code(0) + Ours + Says("A & B")),
        (s_sale, Code(0) + Ours + "<ExtData>approvedAmnt=1.00</ExtData>"),
        (s_sale, Code(0) + Ours + "<ExtData>isPartialApprovalTxn=true</ExtData>"),
        (s_sale, Code(0) + Ours + Says("Approved")),

        (s_sale, Code(1) + Ours + Says("Approved")),
        (s_sale, Code(1) + Ours + "<ExtData>isPartialApprovalTxn=true</ExtData>"),
        (s_sale, Code(1) + Ours + Says("Duplicate Reference ID")),
        (s_void, Code(1) + Ours + Says("No open batch")),
        (s_sale, Code(1) + Ours + Says("No open batch")),
        (s_sale, Code(1) + Ours + Says("Host communication error")),
        (s_status, Code(1) + Ours + Says("Timeout") + Kind("Sale")),
        (s_sale, Code(1) + Ours + Says("Timeout")),
        (s_sale, Code(1) + Ours + Says("Service busy")),
        (s_sale, Code(1) + Ours + Says("Authentication failed")),
        (s_sale, Code(1) + Ours + Says("Not supported")),
        (s_void, Code(1) + Ours + Says("Not found")),
        (s_sale, Code(1) + Ours + Says("Declined") + Kind("Void")),
        (s_status, Code(1) + Ours + Says("Not found")),
        (s_sale, Code(1) + Says("Declined")),
        (s_status, Code(1) + Ours + Says("Wrong Payment Or Transaction Type")),
        (s_status, Code(1) + Ours + Says("Declined") + Kind("Status")),
        (s_sale, Code(1) + Ours + Says("Declined")),
        (s_status, Code(1) + Ours + Says("Canceled")),
        (s_sale, Code(1) + Ours + Says("Canceled")),
        (s_sale, Code(1) + Ours + Says("Something new")),

        (s_sale, Code(2) + Says("Approved")),
        (s_sale, Code(2) + "<ExtData>approvedAmnt=10.50</ExtData>"),
        .. SpinProxyMessages.All.Select(message => (s_sale, Code(2) + Says(message.Stems[0]))),
        (s_sale, Code(2) + Says("Something new")),

        (s_sale, Code(3) + Ours),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, SpinVerdicts.RowCount)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_row_of_the_decision_table_decides_an_answer_made_for_it(int row)
    {
        var (asked, answer) = s_rows[row];

        Assert.Equal(row, SpinVerdicts.RowOf(asked, SpinXmlReader.Read($"<response>{answer}</response>")!));
    }

    [Fact]
    public void There_is_an_answer_for_every_row() => Assert.Equal(SpinVerdicts.RowCount, s_rows.Length);

    private static string Code(int code) => $"<ResultCode>{code}</ResultCode>";

    private static string Says(string message) => $"<Message>{message}</Message>";

    private static string Kind(string type) => $"<TransType>{type}</TransType>";
}
