using static CloudPos.Spin.SpinOutcome;
using Done = CloudPos.Spin.SpinServiceOutcome;
using Why = CloudPos.Spin.SpinReason;

namespace CloudPos.Spin;

/// <summary>One status code (specification: StatusCode list of values) as a row of the decision table.</summary>
/// <param name="Code">Four digits.</param>
/// <param name="Name">The specification's detailed message.</param>
/// <param name="Charge">What it means as the answer to a request that moves money.</param>
/// <param name="Status">What it means as the answer to a Status question.</param>
/// <param name="Service">What it means as the answer to a settlement, report, print or question.</param>
/// <param name="Reason">Why.</param>
/// <param name="Phrase">What the till shows.</param>
public sealed record SpinStatusCode(
    string Code, string Name, SpinOutcome Charge, SpinOutcome Status, SpinServiceOutcome Service, SpinReason Reason,
    SpinPhrase Phrase);

/// <summary>All status codes of the specification, 0xxx, 1xxx, 20xx and 21xx, and the one that its servers add (2201).</summary>
/// <remarks>
/// The REST form answers with these numbers; the XML form with the texts. Codes after which the host may have approved
/// are Unknown for a charge, whatever the specification calls them.
/// </remarks>
public static class SpinStatusCodes
{
    /// <summary>The rows, by code.</summary>
    public static IReadOnlyList<SpinStatusCode> All { get; } =
    [
        Row("0000", "Approved", Approved, Approved, Done.Done, Why.None,
            "Approved.", "Nothing more to do."),
        Row("0001", "Partial Approval", PartiallyApproved, PartiallyApproved, Done.DoneInPart, Why.None,
            "Only a part was approved.", "Take the rest another way, or void."),

        Row("1000", "Terminal Busy", NotStarted, Unknown, Done.NotStarted, Why.TerminalBusy,
            "The PIN pad is busy.", "Wait until it shows its idle screen, then try again."),
        Row("1001", "Not Found", Unknown, NotFound, Done.Refused, Why.NotFound,
            "The PIN pad does not know this transaction.", "Check it on the PIN pad's own list; do not charge again yet."),
        Row("1002", "Not Implemented", NotStarted, Unknown, Done.Refused, Why.NotSupported,
            "The PIN pad cannot do this.", "Use another way, and tell support."),
        Row("1003", "Not Supported", NotStarted, Unknown, Done.Refused, Why.NotSupported,
            "The PIN pad has no app for this.", "Use another way, and tell support."),
        Row("1004", "Not Allowed", NotStarted, Unknown, Done.Refused, Why.NotSupported,
            "The processor does not allow this.", "Use another way; support can say what is allowed."),
        Row("1005", "Low Battery", NotStarted, Unknown, Done.NotStarted, Why.LowBattery,
            "The PIN pad's battery is low.", "Put it on its charger, then try again."),
        Row("1006", "Internal Error", Unknown, Unknown, Done.Unknown, Why.TerminalFailure,
            "The PIN pad failed on the way.", "Check what became of it before charging again; is there paper?"),
        Row("1007", "Format Error", NotStarted, Unknown, Done.NotStarted, Why.RequestRefused,
            "The PIN pad did not understand the request.", "Nothing was charged. Tell support."),
        Row("1008", "Wrong Payment Or Transaction Type", NotStarted, Unknown, Done.Refused, Why.WrongPaymentType,
            "The PIN pad does not take this kind of payment.", "Choose another kind of payment."),
        Row("1009", "Authentication Failed", NotStarted, Unknown, Done.NotStarted, Why.AuthenticationFailed,
            "The PIN pad does not accept our key.", "Download its parameters, and compare the auth key."),
        Row("1010", "Missing Reference ID", NotStarted, Unknown, Done.NotStarted, Why.RequestRefused,
            "The request had no reference.", "Nothing was charged. Tell support."),
        Row("1011", "Duplicate Reference ID", Unknown, Unknown, Done.Unknown, Why.DuplicateRefId,
            "The PIN pad has this payment already.", "Check what became of it; do not charge again."),
        Row("1012", "Cancelled", Unknown, Cancelled, Done.Cancelled, Why.CustomerCancelled,
            "It was cancelled or interrupted at the PIN pad.", "Check what became of it before charging again."),
        Row("1013", "Bad Request", NotStarted, Unknown, Done.NotStarted, Why.RequestRefused,
            "The PIN pad refused a value of the request.", "Nothing was charged. Check tip, fee and amount."),
        Row("1014", "Communication Error", Unknown, Unknown, Done.Unknown, Why.TerminalFailure,
            "The PIN pad lost the bank on the way.", "Check what became of it before charging again."),
        Row("1015", "Declined", Declined, Declined, Done.Refused, Why.HostDeclined,
            "Declined.", "Ask for another card."),
        Row("1016", "Payment Type Mismatch", Declined, Declined, Done.Refused, Why.WrongPaymentType,
            "The card is not of this kind.", "Choose the kind of payment that goes with the card."),
        Row("1017", "Incorrect Merchant ID", NotStarted, Unknown, Done.NotStarted, Why.WrongMerchant,
            "The PIN pad does not have this merchant number.", "Nothing was charged. Check the terminal's settings."),
        Row("1018", "PINpad Communication Error", Unknown, Unknown, Done.Unknown, Why.TerminalFailure,
            "The terminal lost its PIN pad on the way.", "Check the cable, and what became of the payment."),
        Row("1019", "No Debit Keys Loaded", Declined, Declined, Done.Refused, Why.TerminalSetup,
            "The PIN pad has no debit keys.", "Take credit instead, and call the provider."),
        Row("1020", "No Open Batch", Unknown, Unknown, Done.Refused, Why.NoOpenBatch,
            "There is no open batch.", "Nothing is left to settle."),
        Row("1021", "Pending SnF Transaction", Unknown, Unknown, Done.Refused, Why.PendingOffline,
            "Stored payments are not sent yet.", "Let the PIN pad send them, then settle again."),
        Row("1022", "Untipped Transactions Remain", Unknown, Unknown, Done.Refused, Why.UntippedTransactions,
            "Some payments have no tip yet.", "Enter the tips, then settle again."),
        Row("1023", "Open Tab", Unknown, Unknown, Done.Refused, Why.OpenTab,
            "A tab is still open.", "Close it, then settle again."),

        Row("2001", "Terminal not connected to SPIn Proxy server", NotStarted, Unknown, Done.NotStarted,
            Why.TerminalOffline, "The PIN pad is not connected.", "Check its network and SPIn screen, then try again."),
        Row("2002", "Active AuthKey not found", NotStarted, Unknown, Done.NotStarted, Why.AuthenticationFailed,
            "The auth key is wrong.", "Nothing was charged. Enter the key of the terminal again."),
        Row("2003", "Register not found", NotStarted, Unknown, Done.NotStarted, Why.WrongMerchant,
            "This server does not know the terminal.", "Check the TPN, and whether it is a test or a live one."),
        Row("2004", "Route not found", NotStarted, Unknown, Done.NotStarted, Why.RouteMissing,
            "The terminal has no SPIn connection.", "Have one created in the vendor's portal."),
        Row("2005", "Active route not found", NotStarted, Unknown, Done.NotStarted, Why.RouteInactive,
            "The terminal's SPIn connection is blocked.", "Is the TPN on two devices, or switched off in the portal?"),
        Row("2006", "Not pars request", NotStarted, Unknown, Done.NotStarted, Why.RequestRefused,
            "The server did not understand the request.", "Nothing was charged. Tell support."),
        Row("2007", "The operation has timed out", Unknown, Unknown, Done.Unknown, Why.ProxyTimeout,
            "No answer from the PIN pad in time; it may still finish.", "Look at the PIN pad; check what became of it."),
        Row("2008", "Terminal in use", NotStarted, Unknown, Done.NotStarted, Why.TerminalBusy,
            "The PIN pad still works on another request.", "Wait as long as shown, then try again."),
        Row("2009", "Transaction not found", Unknown, NotFound, Done.Refused, Why.NotFound,
            "No such transaction.", "Check the PIN pad's own list; do not charge again yet."),
        Row("2010", "Communication error", Unknown, Unknown, Done.Unknown, Why.TerminalFailure,
            "The connection to the PIN pad broke.", "Check what became of it before charging again."),
        Row("2011", "Terminal is not available", Unknown, Unknown, Done.Unknown, Why.TerminalFailure,
            "The PIN pad was not available.", "Check what became of it before charging again."),
        Row("2101", "Callback Url was not specified", NotStarted, Unknown, Done.NotStarted, Why.RequestRefused,
            "The request had no return address.", "Nothing was charged. Tell support."),
        Row("2102", "Invalid XML document", NotStarted, Unknown, Done.NotStarted, Why.RequestRefused,
            "The server did not understand the request.", "Nothing was charged. Tell support."),
        Row("2110", "Internal exception", Unknown, Unknown, Done.Unknown, Why.TerminalFailure,
            "The server failed on the way.", "Check what became of it before charging again."),
        Row("2201", "Validation", NotStarted, Unknown, Done.NotStarted, Why.RequestRefused,
            "The server refused a field of the request.", "Nothing was charged. Tell support."),
    ];

    /// <summary>The row of a code; null when there is none, which means Unknown.</summary>
    public static SpinStatusCode? Find(string? code) => All.FirstOrDefault(row => row.Code == code);

    private static SpinStatusCode Row(
        string code, string name, SpinOutcome charge, SpinOutcome status, SpinServiceOutcome service, SpinReason reason,
        string sentence, string nextStep) =>
        new(code, name, charge, status, service, reason, new SpinPhrase(sentence, nextStep));
}
