using System.Globalization;
using CloudPos.Spin.Wire;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin;

/// <summary>Makes the public answer of what came over the wire, or of nothing.</summary>
internal static class SpinAnswers
{
    /// <summary>Longer waits are not believed; the cashier may always try earlier.</summary>
    private const int RetrySecondsMax = 600;

    public static SpinAnswer NotSent(string problem) => new()
    {
        Outcome = SpinOutcome.NotStarted,
        Reason = SpinReason.RequestRefused,
        Message = problem,
        Redacted = "nothing sent: " + problem,
    };

    public static SpinAnswer From(SpinDelivered delivered, SpinAsked asked, string authKey) => delivered.Delivery switch
    {
        // A question that could not be asked leaves the sale as unknown as it was.
        SpinDelivery.NotSent => Without(
            asked.IsStatus ? SpinOutcome.Unknown : SpinOutcome.NotStarted, SpinReason.TerminalOffline,
            "The payment server could not be reached; nothing was sent."),
        SpinDelivery.NoAnswer => Without(SpinOutcome.Unknown, SpinReason.NoAnswer, "No answer came back."),
        SpinDelivery.TooLong => Without(
            SpinOutcome.Unknown, SpinReason.Unreadable, "The answer was too long to be one."),
        SpinDelivery.Answered => From(SpinXmlReader.Read(delivered.Answer), asked, authKey),
    };

    public static SpinAnswer From(SpinResponse? response, SpinAsked asked, string authKey)
    {
        var (outcome, reason) = SpinVerdicts.Judge(asked, response);
        if (response is null)
            return Without(outcome, reason, "The answer could not be read.");
        var data = response.ExtData.Count > 0 ? response.ExtData[0] : SpinExtData.Parse();
        // A refusal may carry the amounts that were asked for; they were never charged.
        var money = response.ResultCode == "0" ? data : SpinExtData.Parse();
        var answer = new SpinAnswer
        {
            Outcome = outcome,
            Reason = reason,
            RetryAfter = RetryAfter(response["DelayBeforeNextRequest"]),
            RefId = Field(response.RefId),
            ResultCode = Field(response.ResultCode),
            Message = SpinText.Shown(response.Message, authKey),
            ResponseMessage = SpinText.Shown(response.RespMsg, authKey),
            AuthCode = Field(response["AuthCode"]),
            PaymentType = Field(response["PaymentType"]),
            CardBrand = Field(data["CardType"]),
            Last4 = Last4(data["AcntLast4"] ?? data["AcntLast"]),
            EntryType = Field(data["EntryType"]),
            BatchNumber = Field(data["BatchNum"]),
            InvoiceNumber = Field(response["InvNum"] ?? data["InvNum"]),
            TransactionNumber = Field(response["TransNum"]),
            HostReference = Field(response["PNRef"] ?? data["RRN"]),
            SerialNumber = Field(response["SN"]),
            Total = SpinMoney.Said(money.Money("TotalAmt")),
            Base = money.Money("BaseAmount"),
            Tip = money.Money("Tip"),
            Fee = money.Money("Fee"),
            Tax = money.Money("TaxAmount"),
            Discount = money.Money("Disc"),
            Cashback = money.Money("CashBack"),
            ApprovedAmount = SpinMoney.Said(money.Money("approvedAmnt")),
            Details = SpinDetailsReader.Read(data, response.ResultCode == "0", Field),
            Emv = SpinDetailsReader.ReadEmv(response, Field),
            Token = response.Raw("iPOSToken") is { } token ? new SpinSecretText(token) : null,
            Signature = SpinImages.Read(response.Raw("Sign")),
            Receipt = SpinDetailsReader.ReadReceipt(response),
            Voided = response.Voided,
            ParsedLeniently = response.ParsedLeniently,
        };
        return answer with { Redacted = Redact(answer) };

        string? Field(string? text) => SpinText.Field(text, authKey);
    }

    private static SpinAnswer Without(SpinOutcome outcome, SpinReason reason, string message) =>
        new() { Outcome = outcome, Reason = reason, Message = message, Redacted = "no answer: " + message };

    internal static TimeSpan? RetryAfter(string? seconds) =>
        int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var wait)
        && wait is > 0 and <= RetrySecondsMax
            ? TimeSpan.FromSeconds(wait)
            : null;

    // Whatever else stands before them, four digits are all that is kept.
    private static string? Last4(string? account)
    {
        var digits = string.Concat((account ?? "").Where(char.IsAsciiDigit));
        return digits.Length < 4 ? null : digits[^4..];
    }

    // A list of what may be written, so that a new field is left out until somebody decides otherwise.
    private static string Redact(SpinAnswer a)
    {
        (string Name, string? Value)[] fields =
        [
            ("code", a.ResultCode), ("message", a.Message), ("host", a.ResponseMessage), ("ref", a.RefId),
            ("auth", a.AuthCode), ("type", a.PaymentType), ("brand", a.CardBrand), ("last4", a.Last4),
            ("entry", a.EntryType), ("batch", a.BatchNumber), ("inv", a.InvoiceNumber), ("trans", a.TransactionNumber),
            ("pnref", a.HostReference), ("sn", a.SerialNumber),
            ("total", Dollars(a.Total)), ("base", Dollars(a.Base)), ("tip", Dollars(a.Tip)), ("fee", Dollars(a.Fee)),
            ("tax", Dollars(a.Tax)), ("discount", Dollars(a.Discount)),
            ("cashback", Dollars(a.Cashback)), ("approved", Dollars(a.ApprovedAmount)),
            ("voided", a.Voided ? "true" : null), ("lenient", a.ParsedLeniently ? "true" : null),
        ];
        return string.Join("; ", fields.Where(f => f.Value is not null).Select(f => f.Name + "=" + f.Value));
    }

    private static string? Dollars(decimal? amount) => amount is { } known ? SpinMoney.Format(known) : null;
}
