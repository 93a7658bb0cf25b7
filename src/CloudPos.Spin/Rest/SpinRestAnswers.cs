using CloudPos.Spin.Wire;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Rest;

/// <summary>Makes the public payment answer of what came over the wire, or of nothing.</summary>
internal static class SpinRestAnswers
{
    public static SpinAnswer From(SpinDelivered delivered, SpinRestAsked asked, SpinRestKeeping keeping) =>
        delivered.Delivery switch
        {
            // A question that could not be asked leaves the payment as unknown as it was.
            SpinDelivery.NotSent => Without(
                asked.IsStatus ? SpinOutcome.Unknown : SpinOutcome.NotStarted, SpinReason.TerminalOffline,
                "The payment server could not be reached; nothing was sent."),
            SpinDelivery.NoAnswer => Without(SpinOutcome.Unknown, SpinReason.NoAnswer, "No answer came back."),
            SpinDelivery.TooLong => Without(
                SpinOutcome.Unknown, SpinReason.Unreadable, "The answer was too long to be one."),
            SpinDelivery.Answered => From(SpinRestReply.Read(delivered.Answer), asked, delivered.IsSuccess, keeping),
        };

    public static SpinAnswer From(SpinRestReply? reply, SpinRestAsked asked, bool isSuccess, SpinRestKeeping keeping)
    {
        var (outcome, reason) = SpinRestVerdicts.Judge(asked, reply, isSuccess);
        if (reply is null)
            return Without(outcome, reason, "The answer could not be read.");
        var root = reply.Root;
        // A refusal may carry the amounts that were asked for; they were never charged.
        var charged = reply.ResultCode == "0";
        var amounts = charged ? root.Object("Amounts") : null;
        var extended = SpinRestExtended.Of(root);
        var card = root.Object("CardData");
        var answer = new SpinAnswer
        {
            Outcome = outcome,
            Reason = reason,
            RetryAfter = reply.RetryAfter,
            RefId = keeping.Field(root.Raw("ReferenceId")),
            ResultCode = reply.ResultCode,
            StatusCode = reply.StatusCode,
            Message = keeping.Shown(reply.Message),
            ResponseMessage = keeping.Shown(Told(reply)),
            AuthCode = keeping.Field(root.Raw("AuthCode")),
            PaymentType = keeping.Field(root.Raw("PaymentType")),
            CardBrand = keeping.Field(card?.Raw("CardType") ?? card?.Raw("CardBrand")),
            Last4 = SpinRestKeeping.Last4(card?.Raw("Last4")),
            EntryType = keeping.Field(card?.Raw("EntryType")),
            BatchNumber = keeping.Field(root.Raw("BatchNumber")),
            InvoiceNumber = keeping.Field(root.Raw("InvoiceNumber")),
            TransactionNumber = keeping.Field(root.Raw("TransactionNumber")),
            HostReference = keeping.Field(root.Raw("PNReferenceId") ?? root.Raw("RRN")),
            SerialNumber = keeping.Field(root.Raw("SerialNumber")),
            Total = SpinMoney.Said(amounts?.Money("TotalAmount")),
            Base = charged ? extended.Money("BaseAmount") : null,
            Tip = amounts?.Money("TipAmount"),
            Fee = amounts?.Money("FeeAmount"),
            Tax = amounts?.Money("TaxAmount"),
            Discount = charged ? extended.Discount : null,
            Cashback = charged ? extended.Money("CashBack") : null,
            ApprovedAmount = charged ? SpinMoney.Said(extended.Approved) : null,
            Details = extended.Details(charged, reply, keeping.Field),
            Emv = Emv(root.Object("EMVData"), keeping),
            Token = keeping.Token(root),
            Signature = keeping.Signature(root),
            Receipt = keeping.Receipt(root.Object("Receipts")),
            Voided = string.Equals(root.Raw("Voided"), "true", StringComparison.OrdinalIgnoreCase),
        };
        return answer with { Redacted = Redact(answer) };
    }

    public static SpinAnswer NotSent(string problem, SpinOutcome outcome) =>
        SpinAnswers.NotSent(problem) with { Outcome = outcome };

    /// <summary>The detail tells what happened where the message says "Error"; the host's words go with it.</summary>
    public static string? Told(SpinRestReply reply)
    {
        var told = new[] { reply.DetailedMessage, reply.HostMessage }.OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase);
        return string.Join(" / ", told) is { Length: > 0 } text ? text : null;
    }

    private static SpinEmv? Emv(SpinJson? emv, SpinRestKeeping keeping) => emv is null ? null : new SpinEmv
    {
        Aid = keeping.Field(emv.Raw("AID")),
        ApplicationName = keeping.Field(emv.Raw("ApplicationName")),
        Tvr = keeping.Field(emv.Raw("TVR")),
        Tsi = keeping.Field(emv.Raw("TSI")),
        Iad = keeping.Field(emv.Raw("IAD")),
        Arc = keeping.Field(emv.Raw("ARC")),
    };

    private static SpinAnswer Without(SpinOutcome outcome, SpinReason reason, string message) =>
        new() { Outcome = outcome, Reason = reason, Message = message, Redacted = "no answer: " + message };

    // A list of what may be written, so that a new field is left out until somebody decides otherwise.
    private static string Redact(SpinAnswer a)
    {
        (string Name, string? Value)[] fields =
        [
            ("code", a.ResultCode), ("status", a.StatusCode), ("message", a.Message), ("host", a.ResponseMessage),
            ("ref", a.RefId), ("auth", a.AuthCode), ("type", a.PaymentType), ("brand", a.CardBrand), ("last4", a.Last4),
            ("entry", a.EntryType), ("batch", a.BatchNumber), ("inv", a.InvoiceNumber), ("trans", a.TransactionNumber),
            ("pnref", a.HostReference), ("sn", a.SerialNumber),
            ("total", Dollars(a.Total)), ("base", Dollars(a.Base)), ("tip", Dollars(a.Tip)), ("fee", Dollars(a.Fee)),
            ("tax", Dollars(a.Tax)), ("discount", Dollars(a.Discount)), ("cashback", Dollars(a.Cashback)), ("approved", Dollars(a.ApprovedAmount)),
            ("voided", a.Voided ? "true" : null),
        ];
        return string.Join("; ", fields.Where(f => f.Value is not null).Select(f => f.Name + "=" + f.Value));
    }

    private static string? Dollars(decimal? amount) => amount is { } known ? SpinMoney.Format(known) : null;
}
