using System.Globalization;

namespace CloudPos.Spin.Xml;

/// <summary>ExtData, EMVData and Receipt of both generations of terminals, in both forms of the protocol, under one set of names.</summary>
internal static class SpinDetailsReader
{
    private const int CustomPromptsMax = 3;

    public static SpinDetails Read(SpinExtData data, bool charged, Func<string?, string?> field) =>
        Read(name => data[name], data.Money, charged, field);

    /// <summary>Amounts of a charge are read only where something was charged; balances always.</summary>
    public static SpinDetails Read(
        Func<string, string?> text, Func<string, decimal?> money, bool charged, Func<string?, string?> field)
    {
        decimal? Charged(string name) => charged ? money(name) : null;
        string? Field(string name) => field(text(name));
        return new SpinDetails
        {
            Amount = Charged("Amount"),
            Due = Charged("dueAmnt"),
            Discount = Charged("Disc"),
            DiscountLabel = Field("DiscLabel"),
            FeeLabel = Field("FeeLabel"),
            DebitSurcharge = Charged("SVC"),
            ServiceAndHandlingFee = Charged("SHFee"),
            CityTax = Charged("TaxCity"),
            CityTaxLabel = Field("Tax1Label"),
            StateTax = Charged("TaxState"),
            StateTaxLabel = Field("Tax2Label"),
            ReducedTax = Charged("ReducedTax") ?? Charged("TaxReducedState"),
            ReducedTaxFee = Charged("ReducedTaxFee"),
            ReducedTaxLabel = Field("RTaxLabel"),
            ListPrice = Charged("MSRPAmount"),
            ListPriceLabel = Field("MSRPLabel"),
            SavingsText = Field("PrintSaveMsg"),
            Donation = Charged("Donation"),
            EbtFoodBalance = money("EBTFSAvailBalance"),
            EbtFoodBeginBalance = money("EBTFSBeginBalance"),
            EbtFoodLedgerBalance = money("EBTFSLedgerBalance"),
            EbtCashBalance = money("EBTCashAvailBalance") ?? money("ebtCashBalAmount"),
            EbtCashBeginBalance = money("EBTCashBeginBalance"),
            EbtCashLedgerBalance = money("EBTCashLedgerBalance"),
            GiftBalance = money("GiftBalAmount"),
            IsPartialApproval = charged && IsTrue(text("isPartialApprovalTxn")),
            HostResponseCode = Field("RespCode"),
            RetrievalReference = Field("RRN"),
            TraceNumber = Field("TraceNum"),
            HostTransactionId = Field("HostTxnId") ?? Field("TransactionID") ?? Field("txnId"),
            AcquirerReference = Field("AcqRefData") ?? Field("RefNo"),
            AvsResponse = Field("AVSRsp"),
            CvvResponse = Field("CVVRsp"),
            TransactionLabel = Field("txnLabel"),
            TerminalTime = Time(text("DateTime")),
            DeclineReason = field(SpinText.Shown(text("declineReason"), authKey: null)),
            NetworkMode = Field("networkMode"),
            OfflinePin = IsTrue(text("offlinePin")),
            ClerkId = Field("clerk_id") ?? Field("ClerkId"),
            TableNumber = Field("table_num") ?? Field("TableNum"),
            TicketNumber = Field("ticket_num") ?? Field("TicketNum"),
            Language = Field("Language"),
            ControlNumber = Field("ControlNum"),
            RewardCode = Field("RewardCode"),
            RewardQr = Field("RewardQR"),
            RewardBalance = Field("RwdBalance"),
            RewardIssued = Field("RwdIssued"),
            RewardPoints = Field("RwdPoints"),
            CustomPrompts = [.. CustomPrompts(text, field)],
        };
    }

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

    private static IEnumerable<SpinCustomPrompt> CustomPrompts(Func<string, string?> text, Func<string?, string?> field)
    {
        for (var n = 1; n <= CustomPromptsMax; n++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"Cust{n}");
            if (field(SpinText.Shown(text(name), authKey: null)) is { } title)
                yield return new SpinCustomPrompt(title, SpinText.Typed(text(name + "Value")));
        }
    }

    private static SpinSecretText? Secret(string? text) => text is null ? null : new SpinSecretText(text);

    private static bool IsTrue(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    private static DateTime? Time(string? text) =>
        DateTime.TryParseExact(text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;
}
