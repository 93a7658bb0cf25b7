namespace CloudPos.SpinSimulator.Rest;

/// <summary>One path of the JSON interface: what it does, what it needs and what it may carry.</summary>
internal sealed record RestOperation(string Path, string TransType, string[] Required, string[] Optional)
{
    /// <summary>Fields that every request may have.</summary>
    public static readonly string[] Common =
        ["Tpn", "Authkey", "RegisterId", "SPInProxyTimeout", "MerchantNumber", "CustomFields", "CallbackInfo"];

    private static readonly string[] Receipt = ["PrintReceipt", "GetReceipt", "GetExtendedData", "InvoiceNumber"];
    private static readonly string[] Payment = ["Amount", "PaymentType", "ReferenceId"];
    private static readonly string[] SaleExtra =
    [
        .. Receipt, "TipAmount", "CustomFee", "CashbackAmount", "ExternalReceipt", "CaptureSignature", "Cart", "Token", "CardPresent",
        "IsReadyForIS", "PerformedBy", "IsvId",
    ];

    public static readonly IReadOnlyList<RestOperation> All =
    [
        new("Payment/Sale", "Sale", Payment, SaleExtra),
        new("Payment/Return", "Return", Payment, [.. SaleExtra.Except(["TipAmount"])]),
        new("Payment/Auth", "Auth", Payment, SaleExtra),
        new("Payment/Capture", "Capture", ["Amount", "ReferenceId"], [.. Receipt, "AuthCode", "TipAmount", "PaymentType", "PerformedBy"]),
        new("Payment/Void", "Void", Payment, [.. Receipt, "CaptureSignature", "PerformedBy", "AuthCode"]),
        new("Payment/TipAdjust", "TipAdjust", [.. Payment, "CardLast4"], ["TipAmount", "GetExtendedData", "PerformedBy"]),
        new("Payment/Status", "Status", ["PaymentType", "ReferenceId"], Receipt),
        new("Payment/StatusList", "StatusList", ["PaymentType", "TransactionFromIndex", "TransactionToIndex"], ["GetExtendedData"]),
        new("Payment/Settle", "Settle", [], ["ReferenceId", "GetReceipt", "SettlementType"]),
        new("Payment/AbortTransaction", "AbortTransaction", [], ["ReferenceId"]),
        new("Payment/Cart", "Cart", ["Cart"], ["ReferenceId"]),
        new("Payment/GetCard", "GetCard", [], ["ReferenceId", "PaymentType", "Amount"]),
        new("Payment/Balance", "Inquire", ["PaymentType", "ReferenceId"], Receipt),
        new("Common/Printer", "Printer", ["Printer"], ["ReferenceId"]),
        new("Common/UserChoice", "UserChoice", ["Title", "ChoiceOptions"], ["Timeout"]),
        new("Common/UserInput", "UserInput", ["Title", "Type"], ["Timeout", "MaxLength", "HiddenInput"]),
        new("Common/GetSignature", "GetSign", [], []),
        new("Common/Disclaimer", "Disclaimer", ["Title"], ["Timeout"]),
        new("Report/Summary", "Report", [], []) { ReportType = "Summary" },
        new("Report/Daily", "Report", [], []) { ReportType = "Daily" },
        .. new[] { "Activate", "Redeem", "Refund", "Reload" }.Select(g =>
            new RestOperation($"Gift/{g}", g, ["Amount", "ReferenceId"], Receipt) { PaymentType = "Gift" }),
        .. new[] { "Inquire", "Deactivate", "Reissue" }.Select(g =>
            new RestOperation($"Gift/{g}", g, ["ReferenceId"], [.. Receipt, "Amount"]) { PaymentType = "Gift" }),
        new("Gift/Void", "Void", ["Amount", "ReferenceId"], Receipt) { PaymentType = "Gift" },
    ];

    /// <summary>Where the path says it.</summary>
    public string? PaymentType { get; init; }
    public string? ReportType { get; init; }
}
