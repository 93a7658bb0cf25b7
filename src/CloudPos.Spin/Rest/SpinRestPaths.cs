namespace CloudPos.Spin.Rest;

/// <summary>The addresses under the base address. None of them carries the AuthKey.</summary>
internal static class SpinRestPaths
{
    public const string Sale = "v2/Payment/Sale";
    public const string Return = "v2/Payment/Return";
    public const string Auth = "v2/Payment/Auth";
    public const string Capture = "v2/Payment/Capture";
    public const string Void = "v2/Payment/Void";
    public const string TipAdjust = "v2/Payment/TipAdjust";
    public const string Status = "v2/Payment/Status";
    public const string StatusList = "v2/Payment/StatusList";
    public const string Settle = "v2/Payment/Settle";
    public const string Abort = "v2/Payment/AbortTransaction";
    public const string Cart = "v2/Payment/Cart";
    public const string GetCard = "v2/Payment/GetCard";
    public const string Balance = "v2/Payment/Balance";
    public const string Printer = "v2/Common/Printer";
    public const string UserChoice = "v2/Common/UserChoice";
    public const string UserInput = "v2/Common/UserInput";
    public const string GetSignature = "v2/Common/GetSignature";
    public const string Disclaimer = "v2/Common/Disclaimer";
    public const string ReportSummary = "v2/Report/Summary";
    public const string ReportDaily = "v2/Report/Daily";

    /// <summary>Gift operations are named by their last part: Activate, Redeem, …</summary>
    public const string Gift = "v2/Gift/";

    private const string TerminalStatus = "v2/Common/TerminalStatus";
    private const string IntermediateStatus = "v2/IntermediateStatus/GetStatus";

    public static Uri Of(SpinEndpoint endpoint, string path) =>
        new(endpoint.Root.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/" + path);

    /// <summary>By TPN where it is known: the register id is obsolete in this form of the protocol.</summary>
    public static Uri OfLink(SpinEndpoint endpoint, SpinIdentity identity) => Of(endpoint, TerminalStatus + "?"
        + (string.IsNullOrWhiteSpace(identity.Tpn)
            ? "request.registerId=" + Encode(identity.RegisterId)
            : "request.tpn=" + Encode(identity.Tpn)));

    public static Uri OfStage(SpinEndpoint endpoint, SpinIdentity identity, string refId) => Of(endpoint,
        IntermediateStatus + "?getRequest.tpn=" + Encode(identity.Tpn) + "&getRequest.referenceId=" + Encode(refId));

    private static string Encode(string? text) => Uri.EscapeDataString(Xml.SpinText.Clean(text));
}
