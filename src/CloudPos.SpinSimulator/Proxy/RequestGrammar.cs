namespace CloudPos.SpinSimulator.Proxy;

/// <summary>Every tag the vendor's document knows, by the element it may stand in. Anything else does not parse.</summary>
internal static class RequestGrammar
{
    public static readonly IReadOnlyDictionary<string, string[]> Children = new Dictionary<string, string[]>
    {
        ["request"] =
        [
            "PaymentType", "TransType", "Amount", "Tip", "CustomFee", "CashbackAmount", "Frequency", "RefId", "RegisterId",
            "AuthKey", "TPN", "PrintReceipt", "SigCapture", "Tag1", "Tag2", "Tag3", "PerformedBy", "OperationalTimeout",
            "IsvId", "InvNum", "PosID", "AcntLast4", "AuthCode", "MerchantId", "Param", "ReportType",
            "HSA_TotalAmount", "HSA_RxAmount", "HSA_ClinicAmount", "HSA_DentalAmount",
            "TaxAmount", "LocalTaxFlag", "NationalTaxAmount", "CustRef", "DestZipCode", "CustomerVatReg",
            "SummaryCommodityCode", "TaxRateApplied", "TotalDiscountAmount", "PoNumber", "FreightAmount", "DutyAmount",
            "ShipfromZipCode", "DestCountryCode", "MerchantTaxId", "CustomerTaxId",
            "LineItemCount", "FeeCalculated", "TaxCalculated",
            "TotalCardAmountWithoutDiscount", "TotalCashAmountWithoutDiscount",
            "TotalCardAmountWithDiscount", "TotalCashAmountWithDiscount", "FeeAmount", "Tax1Fee", "Tax2Fee",
            "Tax1Label", "Tax2Label", "Tax1CardAmount", "Tax1CashAmount", "Tax2CardAmount", "Tax2CashAmount",
            "TotalCardAmount", "TotalCardDiscount", "TotalCashAmount", "TotalCashDiscount",
            "LineItems", "Level3LineItems", "Cart", "UserChoice", "UserInput", "GetSign", "printer",
        ],
        ["request/UserChoice"] = ["Choice"],
        ["request/LineItems"] = ["group"],
        ["request/LineItems/group"] =
        [
            "ProductName", "CardDiscountAmount", "CardTotal", "CashDiscountAmount", "CashTotal", "Quantity", "UnitMeasure",
            "Description", "ItemCode", "UnitCostCardPrice", "UnitCostCashPrice",
        ],
        ["request/Level3LineItems"] = ["group"],
        ["request/Level3LineItems/group"] =
        [
            "CommodityCode", "Description", "ProductCode", "Quantity", "UnitOfMeasure", "UnitCost", "VatTaxAmount",
            "VatTaxRate", "DiscountAmount", "DiscountRate", "LocalTaxAmount", "NationalTaxAmount", "LocalTaxRate",
            "StateTaxRate", "TaxAmount", "TaxRate", "TotalAmount",
        ],
        ["request/Cart"] = ["Amounts", "Items", "PosID"],
        ["request/Cart/Amounts"] = ["Amount"],
        ["request/Cart/Amounts/Amount"] = ["Name", "Value", "Total"],
        ["request/Cart/Items"] = ["Item"],
        ["request/Cart/Items/Item"] =
            ["Name", "Price", "UnitPrice", "Quantity", "CustomInfos", "AdditionalInfo", "Modifiers"],
        ["request/Cart/Items/Item/CustomInfos"] = ["CustomInfo"],
        ["request/Cart/Items/Item/CustomInfos/CustomInfo"] = ["Name", "Value"],
        ["request/Cart/Items/Item/Modifiers"] = ["Modifier"],
        ["request/Cart/Items/Item/Modifiers/Modifier"] = ["Name", "Options"],
        ["request/Cart/Items/Item/Modifiers/Modifier/Options"] = ["Option"],
        ["request/Cart/Items/Item/Modifiers/Modifier/Options/Option"] = ["Name", "Price", "Quantity"],
    };

    /// <summary>The elements that make a list; every other tag stands once in its element.</summary>
    public static readonly IReadOnlySet<string> Repeats = new HashSet<string>
    {
        "request/UserChoice/Choice", "request/LineItems/group", "request/Level3LineItems/group", "request/Cart/Amounts/Amount", "request/Cart/Items/Item",
        "request/Cart/Items/Item/CustomInfos/CustomInfo", "request/Cart/Items/Item/Modifiers/Modifier",
        "request/Cart/Items/Item/Modifiers/Modifier/Options/Option",
    };

    public static readonly IReadOnlySet<string> PaymentTypes = new HashSet<string>
    {
        "Credit", "Debit", "EBT", "EBT_Food", "EBT_Cash", "userChoice", "Gift", "Check", "Loyalty", "Card", "Cash",
    };

    public static readonly IReadOnlySet<string> TransTypes = new HashSet<string>
    {
        "Sale", "Return", "Void", "Auth", "Capture", "CashAdvance", "Verification", "Conversion", "Status", "TipAdjust",
        "Settle", "Report", "AddLevel3Item", "Activate", "Inquire", "Redeem", "Refund", "Reload", "Deactivate", "Reissue",
    };

    public static readonly IReadOnlySet<string> GiftTypes = new HashSet<string>
    {
        "Activate", "Inquire", "Redeem", "Refund", "Reload", "Deactivate", "Reissue",
    };

    /// <summary>The requests that are told by a tag of their own and have no TransType.</summary>
    public static readonly IReadOnlyList<string> Prompts = ["UserChoice", "UserInput", "GetSign", "printer"];

    /// <summary>The only attributes there are; those of <c>printer</c> are read with it.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Attributes = new Dictionary<string, string[]>
    {
        ["request/UserChoice"] = ["title", "count", "timeout"],
        ["request/UserInput"] = ["title", "maxlen", "type", "timeout"],
    };

    public static readonly IReadOnlySet<string> InputTypes = new HashSet<string> { "n", "an", "a", "$n", "i" };

    /// <summary>Widths of the field table.</summary>
    public static readonly IReadOnlyDictionary<string, int> Widths = new Dictionary<string, int>
    {
        ["AuthKey"] = 25, ["PaymentType"] = 20, ["TransType"] = 20, ["RefId"] = 50, ["RegisterId"] = 50, ["TPN"] = 12,
        ["PrintReceipt"] = 50, ["SigCapture"] = 3, ["Tag1"] = 8, ["Tag2"] = 8, ["Tag3"] = 8, ["PerformedBy"] = 100,
    };

    /// <summary>What must be there, beside TransType, AuthKey and one of TPN and RegisterId.</summary>
    public static string[] Mandatory(string transType) => transType switch
    {
        "Status" => ["PaymentType", "RefId"],
        "Capture" or "TipAdjust" => ["RefId", "Amount"],
        "Settle" => ["RefId", "Param"],
        "Report" => ["ReportType"],
        "Inquire" or "Deactivate" or "Reissue" => ["PaymentType", "RefId"],
        "UserChoice" or "UserInput" or "GetSign" or "printer" => [],
        _ => ["PaymentType", "RefId", "Amount"],
    };
}
