using System.Text.Json;
using CloudPos.SpinSimulator.Printing;
using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Rest;

/// <summary>Reads a JSON request of one operation: an unknown field, a missing one or a wrong type is a 2201 with its name.</summary>
internal static class RestReader
{
    /// <exception cref="FormatException">It is not what the operation takes.</exception>
    public static SpinRequest Read(RestOperation operation, JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("The request is not a JSON object.");
        }

        var fields = new RestFields(body);
        fields.Only([.. RestOperation.Common, .. operation.Required, .. operation.Optional]);
        foreach (var name in operation.Required)
        {
            fields.Require(name);
        }

        var (tpn, register) = (fields.Text("Tpn", 10, 12), fields.Text("RegisterId", 2, 50));
        if (tpn is null && register is null)
        {
            throw new FormatException("Tpn is missing.");
        }

        var paymentType = fields.Text("PaymentType", 1, 20) is { } type ? PaymentTypeOf(type) : operation.PaymentType ?? "";
        return new SpinRequest
        {
            IsRest = true,
            TransType = operation.TransType,
            PaymentType = paymentType,
            RefId = fields.Text("ReferenceId", 1, 50) ?? "",
            Tpn = tpn,
            RegisterId = register,
            AuthKey = fields.Text("Authkey", 1, 25) ?? "",
            Amount = fields.Money("Amount"),
            Tip = fields.Money("TipAmount"),
            CustomFee = fields.Money("CustomFee"),
            Cashback = fields.Money("CashbackAmount"),
            MerchantId = fields.Number("MerchantNumber", 1, 5),
            AuthCode = fields.Text("AuthCode", 1, 50),
            AcntLast4 = fields.Text("CardLast4", 4, 4),
            InvoiceNumber = fields.Text("InvoiceNumber", 1, 50),
            ReportType = operation.ReportType,
            Force = fields.OneOf("SettlementType", "Close", "Force") == "Force",
            CapturesSignature = fields.Flag("CaptureSignature") ?? false,
            PrintReceipt = fields.OneOf("PrintReceipt", "No", "Both", "Merchant", "Customer") ?? "No",
            WantsReceipt = fields.Flag("GetReceipt") ?? fields.OneOf("GetReceipt", "No", "Both", "Merchant", "Customer") is not (null or "No"),
            WantsExtendedData = fields.Flag("GetExtendedData") ?? false,
            OperationalTimeout = fields.Number("SPInProxyTimeout", 1, 720) is { } seconds ? TimeSpan.FromSeconds(seconds)
                : operation.TransType == "Settle" ? SpinRequest.SettleTimeout : SpinRequest.DefaultTimeout,
            WantsStages = fields.Flag("IsReadyForIS") ?? false,
            CallbackUrl = CallbackOf(fields),
            Cart = RestCart.Read(fields.Get("Cart")),
            Prompt = PromptOf(operation, fields),
            Print = fields.Text("Printer", 1, 256 * 1024) is { } markup ? MarkupReader.Read(markup) : null,
            ListFrom = fields.Number("TransactionFromIndex", 1, int.MaxValue) ?? 0,
            ListTo = fields.Number("TransactionToIndex", 1, int.MaxValue) ?? int.MaxValue,
        };
    }

    private static string PaymentTypeOf(string text) => text.ToUpperInvariant() switch
    {
        "CREDIT" => "Credit",
        "DEBIT" => "Debit",
        "EBT_FOOD" => "EBT_Food",
        "EBT_CASH" => "EBT_Cash",
        "CARD" => "Card",
        "CASH" => "Cash",
        "CHECK" => "Check",
        "GIFT" => "Gift",
        "USERCHOICE" => "userChoice",
        _ => throw new FormatException($"PaymentType {text} is unknown."),
    };

    private static string? CallbackOf(RestFields fields)
    {
        if (fields.Get("CallbackInfo") is not { } info)
        {
            return null;
        }

        if (info.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("CallbackInfo is not an object.");
        }

        var inner = new RestFields(info);
        inner.Only(["Url"]);
        return inner.Text("Url", 1, 2000) is not { } url ? null
            : Uri.TryCreate(url, UriKind.Absolute, out var to) && to.Scheme is "http" or "https" ? url
            : throw new FormatException("CallbackInfo.Url is not an http address.");
    }

    private static Prompt? PromptOf(RestOperation operation, RestFields fields)
    {
        var title = fields.Text("Title", 1, 250) ?? "";
        var wait = fields.Number("Timeout", 1, 720) is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        switch (operation.TransType)
        {
            case "UserChoice":
                var choices = fields.Texts("ChoiceOptions");
                return new Prompt("choice", title) { Choices = choices, MaxLength = choices.Count, Timeout = wait };
            case "UserInput":
                return new Prompt("input", title)
                {
                    InputType = fields.OneOf("Type", "Number", "Letters", "NumberAndLetters", "Currency", "InfoOnly") switch
                    {
                        "Number" => "n",
                        "Letters" => "a",
                        "NumberAndLetters" => "an",
                        "Currency" => "$n",
                        _ => "i",
                    },
                    MaxLength = fields.Number("MaxLength", 1, 255) ?? 40,
                    Hidden = fields.Flag("HiddenInput") ?? false,
                    Timeout = wait,
                };
            case "GetSign":
                return new Prompt("sign", "Please sign");
            case "Disclaimer":
                return new Prompt("disclaimer", title) { Timeout = wait };
            case "GetCard":
                return new Prompt("card", "Present a card");
            default:
                return null;
        }
    }
}
