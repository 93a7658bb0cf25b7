using System.Globalization;

namespace CloudPos.Spin.Xml;

/// <summary>ExtData, EMVData and Receipt of both generations of terminals under one set of names.</summary>
internal static class SpinDetailsReader
{
    /// <summary>Amounts of the charge come from <paramref name="money"/>, which is empty for a refusal.</summary>
    public static SpinDetails Read(SpinExtData data, SpinExtData money, Func<string?, string?> field) => new()
    {
        Amount = money.Money("Amount"),
        Due = money.Money("dueAmnt"),
        Discount = money.Money("Disc"),
        DiscountLabel = field(data["DiscLabel"]),
        FeeLabel = field(data["FeeLabel"]),
        DebitSurcharge = money.Money("SVC"),
        ServiceAndHandlingFee = money.Money("SHFee"),
        CityTax = money.Money("TaxCity"),
        CityTaxLabel = field(data["Tax1Label"]),
        StateTax = money.Money("TaxState"),
        StateTaxLabel = field(data["Tax2Label"]),
        ReducedTax = money.Money("ReducedTax"),
        Donation = money.Money("Donation"),
        EbtFoodBalance = data.Money("EBTFSAvailBalance"),
        EbtCashBalance = data.Money("EBTCashAvailBalance") ?? data.Money("ebtCashBalAmount"),
        GiftBalance = data.Money("GiftBalAmount"),
        IsPartialApproval = IsTrue(money["isPartialApprovalTxn"]),
        HostResponseCode = field(data["RespCode"]),
        RetrievalReference = field(data["RRN"]),
        TraceNumber = field(data["TraceNum"]),
        HostTransactionId = field(data["HostTxnId"] ?? data["TransactionID"] ?? data["txnId"]),
        AcquirerReference = field(data["AcqRefData"] ?? data["RefNo"]),
        AvsResponse = field(data["AVSRsp"]),
        CvvResponse = field(data["CVVRsp"]),
        TransactionLabel = field(data["txnLabel"]),
        TerminalTime = Time(data["DateTime"]),
        DeclineReason = field(SpinText.Shown(data["declineReason"], authKey: null)),
        NetworkMode = field(data["networkMode"]),
        OfflinePin = IsTrue(data["offlinePin"]),
        ClerkId = field(data["clerk_id"] ?? data["ClerkId"]),
        TableNumber = field(data["table_num"] ?? data["TableNum"]),
        TicketNumber = field(data["ticket_num"] ?? data["TicketNum"]),
        Language = field(data["Language"]),
    };

    /// <summary>"AID=…,AppName=…,TVR=…"; null when there is none.</summary>
    public static SpinEmv? ReadEmv(SpinResponse response, Func<string?, string?> field)
    {
        var cvm = field(response["CVMResult"]);
        if (response.Raw("EMVData") is not { } text)
            return cvm is null ? null : new SpinEmv { Verification = cvm };
        var data = SpinExtData.Parse(text.Replace(';', ','));
        return new SpinEmv
        {
            Aid = field(data["AID"]),
            ApplicationName = field(data["AppName"] ?? data["ApplicationName"]),
            Tvr = field(data["TVR"]),
            Tsi = field(data["TSI"]),
            Iad = field(data["IAD"]),
            Arc = field(data["ARC"]),
            Verification = cvm ?? field(data["CVMResult"]),
        };
    }

    /// <summary>"Merchant=…,Customer=…", each percent-encoded markup.</summary>
    public static SpinReceipt? ReadReceipt(SpinResponse response)
    {
        if (response.Raw("Receipt") is not { } text)
            return null;
        var copies = SpinExtData.Parse(text);
        var (merchant, customer) = (copies["Merchant"], copies["Customer"]);
        return merchant is null && customer is null ? null : new SpinReceipt(Secret(merchant), Secret(customer));
    }

    private static SpinSecretText? Secret(string? text) => text is null ? null : new SpinSecretText(text);

    private static bool IsTrue(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    private static DateTime? Time(string? text) =>
        DateTime.TryParseExact(text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;
}
