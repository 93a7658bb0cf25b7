using System.Text;
using CloudPos.Spin.Rest;
using CloudPos.Spin.Wire;

namespace CloudPos.Spin.Tests.Rest;

/// <summary>Ordinary requests and answers of the REST form, so that a test states only what it is about.</summary>
internal static class R
{
    public static readonly SpinReturn Return = new()
    {
        PaymentType = SpinPaymentType.Credit, Amount = 4.00m, RefId = A.RefId, PerformedBy = "clerk@example.com",
    };

    public static readonly SpinAuth Auth = new()
    {
        PaymentType = SpinPaymentType.Credit, Amount = 50.00m, RefId = A.RefId, PerformedBy = "clerk@example.com",
    };

    public static readonly SpinCapture Capture = new()
    {
        RefId = A.RefId, Amount = 55.00m, Tip = 5.00m, AuthCode = "VTLMC1", Last4 = "4111",
    };

    public static readonly SpinVoid Void = new() { RefId = A.RefId, Amount = 10.50m };

    public static readonly SpinTipAdjust TipAdjust = new() { RefId = A.RefId, Amount = 10.50m, Tip = 2.00m, Last4 = "4111" };

    public static readonly SpinGift Redeem = new()
    {
        Operation = SpinGiftOperation.Redeem, Amount = 5.00m, RefId = A.RefId, PerformedBy = "clerk@example.com",
    };

    public static readonly SpinSettle Settle = new() { RefId = A.RefId };

    // The specification's own approval, with a request's numbers.
    public const string Approval =
        """
        { "Amounts": { "TotalAmount": 10.50, "Amount": 10.5, "TipAmount": null, "FeeAmount": 0.30, "TaxAmount": 0.20 },
          "GeneralResponse": { "HostResponseCode": "00", "HostResponseMessage": "APPROVAL VTLMC1 ", "ResultCode": "0",
            "StatusCode": "0000", "Message": "Approved", "DetailedMessage": "APPROVAL VTLMC1", "DelayBeforeNextRequest": null },
          "PaymentType": "Credit", "TransactionType": "Sale", "AuthCode": "VTLMC1",
          "ReferenceId": "0198f2c5a7b34d0e9c1a2b3c4d5e6f70", "InvoiceNumber": "1", "SerialNumber": "WP20231Q40000412",
          "BatchNumber": "103", "TransactionNumber": "1", "Voided": false,
          "CardData": { "CardType": "Mastercard", "EntryType": "ChipContactless", "Last4": "4111", "First4": "5413",
            "BIN": "541333", "Name": "JANE DOE", "ExpirationDate": "1229" },
          "EMVData": { "ApplicationName": "Mastercard", "AID": "A0000000041010", "TVR": "0000008001", "TSI": "2000",
            "IAD": "0102030405060708", "ARC": "" } }
        """;

    public static string Refusal(string code, string? result = null, string more = "") =>
        $$"""
        { "GeneralResponse": { "ResultCode": "{{result ?? code[..1]}}", "StatusCode": "{{code}}", "Message": "Error",
            "DetailedMessage": "something" }, "PaymentType": "Credit", "TransactionType": "Sale",
          "ReferenceId": "{{A.RefId}}"{{more}} }
        """;

    public static SpinAnswer Read(
        string body, SpinRestAsked? asked = null, bool isSuccess = true, SpinRestOptions? options = null, string authKey = A.AuthKey) =>
        Read(Encoding.UTF8.GetBytes(body), asked, isSuccess, options, authKey);

    public static SpinAnswer Read(
        byte[] body, SpinRestAsked? asked = null, bool isSuccess = true, SpinRestOptions? options = null, string authKey = A.AuthKey) =>
        SpinRestAnswers.From(
            new SpinDelivered(SpinDelivery.Answered, body) { IsSuccess = isSuccess }, asked ?? SpinRestAsked.For(A.Sale),
            new SpinRestKeeping(authKey, options ?? new SpinRestOptions()));

    public static string Replace(string body, string old, string with)
    {
        Assert.Contains(old, body, StringComparison.Ordinal);
        return body.Replace(old, with, StringComparison.Ordinal);
    }
}
