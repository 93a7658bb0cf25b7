using System.Globalization;
using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>What a terminal refuses before it asks anybody: each row with the status code of the document.</summary>
internal static class RequestRules
{
    private const int LowBattery = 5;

    public static Reply? Refusal(SpinRequest request, TerminalParameters parameters, bool tips)
    {
        Reply No(string status, string text) => Reply.Failure(request, status, text);
        if (MagicStatus(request, parameters) is { } magic)
        {
            return TerminalTexts.Refuse(magic, request);
        }

        if (parameters.Battery < LowBattery)
        {
            return No("1005", "Low Battery");
        }

        if (parameters.IsMultiMerchant && request.MerchantId is null)
        {
            return Reply.Cancelled(request);   // nobody said for whom
        }

        if (request.MerchantId is < 1 || request.MerchantId > Math.Max(1, parameters.Merchants.Count))
        {
            return No("1017", "Incorrect Merchant ID");
        }

        if (request.TransType is "Verification" or "Conversion")
        {
            return No("1003", "Not Supported");
        }

        if (!Fits(request))
        {
            return No("1008", "Wrong Payment Or Transaction Type");
        }

        if ((request.TransType == LedgerTypes.Auth && (request.Tip > 0 || request.CustomFee > 0)) || (request.IsEbt && request.CustomFee > 0))
        {
            return No("1004", "Not Allowed");
        }

        if (IsBad(request, parameters, tips))
        {
            return No("1013", "Bad request");
        }

        return request.PaymentType == "Debit" && !parameters.DebitKeys ? No("1019", "No Debit Keys Loaded") : null;
    }

    /// <summary>The status codes of the sandbox's amounts, where they are switched on.</summary>
    private static string? MagicStatus(SpinRequest request, TerminalParameters parameters) =>
        parameters.MagicAmounts && request.TransType == LedgerTypes.Sale
            ? request.Amount switch
            {
                >= 1001 and <= 1024 and not 1018 => request.Amount.ToString(CultureInfo.InvariantCulture),
                >= 2001 and <= 2010 => request.Amount.ToString(CultureInfo.InvariantCulture),
                _ => null,
            }
            : null;

    public static bool IsMagicPartial(SpinRequest request, TerminalParameters parameters) =>
        parameters.MagicAmounts && request is { TransType: LedgerTypes.Sale, Amount: 52_00, Tip: 2_00 };

    private static bool Fits(SpinRequest request) => request.PaymentType switch
    {
        "Gift" => RequestGrammar.GiftTypes.Contains(request.TransType) || request.TransType is LedgerTypes.Sale or LedgerTypes.Return,
        "Debit" => request.TransType is LedgerTypes.Sale or LedgerTypes.Return,
        "EBT" or "EBT_Food" or "EBT_Cash" => request.TransType is LedgerTypes.Sale or LedgerTypes.Return or "Inquire",
        _ => !RequestGrammar.GiftTypes.Contains(request.TransType),
    };

    private static bool IsBad(SpinRequest request, TerminalParameters parameters, bool tips) =>
        (request.Amount == 0 && request.TransType is not ("Inquire" or "Deactivate" or "Reissue"))
        || (request.Tip > 0 && request.TransType == LedgerTypes.Sale && !tips && !IsMagicPartial(request, parameters))
        || request.CustomFee + request.Tip + request.Cashback > Math.Max(request.Amount, request.Dual?.CardTotal ?? 0)
        || (request.Cashback > 0 && request.PaymentType is not ("Debit" or "EBT_Cash" or "EBT" or "userChoice" or "Card"))
        || (request.Hsa is { } hsa && (hsa.Total != hsa.Parts || hsa.Total > request.Amount))
        || (request.HasTags && !parameters.Tags);
}
