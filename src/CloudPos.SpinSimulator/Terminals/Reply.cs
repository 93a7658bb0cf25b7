using CloudPos.SpinSimulator.Printing;
using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>
/// What terminal or proxy has to say, before it is written as XML or JSON. <see cref="Status"/> is the four-digit code of
/// the REST document; its first digit also gives the ResultCode of both: 0 success, 1 terminal, 2 proxy.
/// </summary>
internal sealed record Reply(ReplyKind Kind, string Status)
{
    /// <summary>The element Message of the XML document.</summary>
    public string Message { get; init; } = "";

    /// <summary>RespMSG; DetailedMessage in JSON.</summary>
    public string Text { get; init; } = "";
    public SpinRequest? Request { get; init; }
    public LedgerLine? Line { get; init; }
    public IReadOnlyList<SettledApp> Settled { get; init; } = [];
    public IReadOnlyList<BatchApp> Report { get; init; } = [];
    public IReadOnlyList<LedgerLine> Listed { get; init; } = [];
    public IReadOnlyList<CartItem> Items { get; init; } = [];
    public long? Balance { get; init; }
    public string? Input { get; init; }
    public CardShown? Card { get; init; }
    public SignatureImage? Sign { get; init; }
    public int? DelaySeconds { get; init; }

    public char ResultCode => Status[0] switch { '0' => '0', '1' => '1', _ => '2' };

    public bool IsSuccess => Status[0] == '0';

    // what the proxy itself says, in the words of Appendix B; none of it names the RefId
    public static readonly Reply NotParsed = Proxy("2006", "Not pars request");
    public static readonly Reply RouteNotFound = Proxy("2004", "Route not found");
    public static readonly Reply AuthenticationFailed = Proxy("2002", "Active AuthKey not found");
    public static readonly Reply NotConnected = Proxy("2001", "Terminal not connected to SPIn proxy server");
    public static readonly Reply TimedOut = Proxy("2007", "The operation has timed out");
    public static readonly Reply Reconnected = Proxy("2010", "Reconnected");

    /// <summary>The document knows it as 1011 of the terminal; over XML the proxy says it.</summary>
    public static readonly Reply DuplicatedRefId = Proxy("1011", "Duplicated ReferenceID");

    public static Reply InUse(TimeSpan left) =>
        Proxy("2008", "Terminal in use") with { DelaySeconds = Math.Max(1, (int)Math.Ceiling(left.TotalSeconds)) };

    public static Reply Proxy(string status, string text) => new(ReplyKind.Proxy, status) { Message = "Error", Text = text };

    public static Reply Busy(SpinRequest request, TimeSpan left) => Refused("1000", "Canceled", "Service busy", request) with
    {
        DelaySeconds = left > TimeSpan.Zero ? (int)Math.Ceiling(left.TotalSeconds) : null,
    };

    public static Reply Cancelled(SpinRequest request) => Refused("1012", "Canceled", TerminalTexts.Cancel, request);

    public static Reply NotFound(SpinRequest request) => Refused("1001", "Not Found", "Not Found", request);

    public static Reply Failure(SpinRequest request, string status, string text) => Refused(status, "Failure", text, request);

    public static Reply Success(SpinRequest request) =>
        new(ReplyKind.Success, "0000") { Message = "Success", Text = "Success", Request = request };

    /// <summary>How a transaction ended; the same again when Status asks.</summary>
    public static Reply Outcome(LedgerLine line) => line.IsHeld
        ? new Reply(ReplyKind.Transaction, line.IsPartial ? "0001" : "0000")
        {
            Message = "Approved",
            Text = line.IsPartial ? "Partial Approval" : "Approved",
            Line = line,
        }
        : new Reply(ReplyKind.NotApproved, line.Status ?? (line.State == LineState.Declined ? "1015" : "1012"))
        {
            Message = "Canceled",
            Text = line.RespMsg ?? TerminalTexts.Cancel,
            Line = line,
        };

    /// <summary>A void, capture or tip adjustment that worked.</summary>
    public static Reply FollowedUp(LedgerLine line) =>
        new(ReplyKind.FollowedUp, "0000") { Message = "Success", Text = "Approved", Line = line };

    private static Reply Refused(string status, string message, string text, SpinRequest request) =>
        new(ReplyKind.Refused, status) { Message = message, Text = text, Request = request };
}

internal enum ReplyKind
{
    Proxy,
    Refused,
    Transaction,
    NotApproved,
    FollowedUp,
    Success,

    /// <summary>Report of an empty batch: the vendor gives it a shape of its own.</summary>
    EmptyReport,
}

internal static class TerminalTexts
{
    public const string Decline = "    DECLINE     ";
    public const string GaveUp = "Transaction timeout. Please try again later.";
    public const string Cancel = "Canceled";

    private static readonly Dictionary<string, string> Codes = new()
    {
        ["0000"] = "Approved", ["0001"] = "Partial Approval", ["1000"] = "Terminal Busy", ["1001"] = "Not Found",
        ["1002"] = "Not Implemented", ["1003"] = "Not Supported", ["1004"] = "Not Allowed", ["1005"] = "Low Battery",
        ["1006"] = "Internal Error", ["1007"] = "Format Error", ["1008"] = "Wrong Payment Or Transaction Type",
        ["1009"] = "Authentication Failed", ["1010"] = "Missing Reference ID", ["1011"] = "Duplicate Reference ID",
        ["1012"] = "Cancelled", ["1013"] = "Bad Request", ["1014"] = "Communication Error", ["1015"] = "Declined",
        ["1016"] = "Payment Type Mismatch", ["1017"] = "Incorrect Merchant ID", ["1018"] = "PINpad Communication Error",
        ["1019"] = "No Debit Keys Loaded", ["1020"] = "No Open Batch", ["1021"] = "Pending SnF Transaction",
        ["1022"] = "Untipped Transactions Remain", ["1023"] = "Open Tab",
        ["2001"] = "Terminal not connected to SPIn Proxy server", ["2002"] = "Active AuthKey not found",
        ["2003"] = "Register not found", ["2004"] = "Route not found", ["2005"] = "Active route not found",
        ["2006"] = "Not pars request", ["2007"] = "The operation has timed out", ["2008"] = "Terminal in use",
        ["2009"] = "Transaction not found", ["2010"] = "Communication error", ["2011"] = "Terminal is not available",
        ["2101"] = "Callback Url was not specified", ["2102"] = "Invalid XML document", ["2110"] = "Internal exception",
        ["2201"] = "Validation failed",
    };

    public static string Of(string status) => Codes.GetValueOrDefault(status, "Error");

    /// <summary>The answer to a status code set as a fault or by a magic amount.</summary>
    public static Reply Refuse(string status, SpinRequest request) => status[0] switch
    {
        '2' => Reply.Proxy(status, Of(status)),
        _ when status == "1012" => Reply.Cancelled(request),
        _ => Reply.Failure(request, status, Of(status)) with { Message = status == "1001" ? "Not Found" : "Canceled" },
    };
}
