using System.Globalization;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Rest;

/// <summary>
/// What is checked before anything is sent: the limits of every field, and what this form cannot carry. Null is "fine",
/// a text is what to tell.
/// </summary>
internal static class SpinRestFields
{
    private const int MerchantMax = 5;
    private const int TitleLengthMax = 250;
    private const int IndexMax = 5000;
    private const int InvoiceLengthMax = 50;
    private const int ChoicesMax = 20;
    private const int ChoiceLengthMax = 50;
    private const int InputLengthMax = 100;

    public static string? Problem(SpinSale sale, SpinLimits limits)
    {
        if (SpinFields.Problem(sale, limits) is { } problem)
            return problem;
        if (sale.DualPricing is not null || sale.Health is not null || sale.Level3 is not null)
            return "This connection cannot carry dual pricing, health care or purchase details.";
        // Cash that the terminal does not know of would be charged and never handed out.
        if (sale.CashbackAmount is not (null or 0))
            return "This connection cannot carry cashback.";
        if (sale.CustomFee is > 0 && sale.PaymentType is SpinPaymentType.EbtFood or SpinPaymentType.EbtCash)
            return "An EBT payment carries no fee.";
        return Rest(sale, limits) ?? (sale.Cart is { } cart ? Problem(cart) : null);
    }

    public static string? Problem(SpinReturn refund, SpinLimits limits) => Charge(refund, limits);

    public static string? Problem(SpinAuth auth, SpinLimits limits) => Charge(auth, limits);

    public static string? Problem(SpinCapture capture, SpinLimits limits) =>
        FollowUp(capture, limits) ?? ProblemOfTip(capture.Tip ?? 0m)
        ?? (capture.Tip > capture.Amount ? "The tip exceeds the amount." : null)
        ?? (string.IsNullOrWhiteSpace(capture.AuthCode)
            ? "This connection captures only with the approval code of the authorization."
            : null);

    public static string? Problem(SpinVoid taken, SpinLimits limits) => FollowUp(taken, limits);

    public static string? Problem(SpinTipAdjust adjustment, SpinLimits limits) =>
        FollowUp(adjustment, limits) ?? ProblemOfTip(adjustment.Tip)
        ?? (adjustment.Last4 is { Length: 4 } last4 && last4.All(char.IsAsciiDigit)
            ? null
            : "This connection adjusts a tip only with the last four digits of the card.");

    public static string? Problem(SpinGift gift, SpinLimits limits)
    {
        if (!Enum.IsDefined(gift.Operation))
            return "The gift operation is not a known one.";
        var hasAmount = gift.Operation is SpinGiftOperation.Activate or SpinGiftOperation.Redeem
            or SpinGiftOperation.Refund or SpinGiftOperation.Reload or SpinGiftOperation.Void;
        if (hasAmount != gift.Amount is not null)
            return hasAmount ? "This gift operation needs an amount." : "This gift operation carries no amount.";
        return ProblemOfRefId(gift.RefId) ?? (gift.Amount is { } amount ? ProblemOfAmount(amount) : null)
            ?? ProblemOfMerchant(gift.MerchantId) ?? ProblemOfTimeout(gift.OperationalTimeoutSeconds, limits);
    }

    public static string? Problem(SpinBalance question, SpinLimits limits) =>
        ProblemOfRefId(question.RefId) ?? ProblemOfTimeout(question.OperationalTimeoutSeconds, limits)
        ?? (question.PaymentType is SpinPaymentType.EbtFood or SpinPaymentType.EbtCash or SpinPaymentType.Gift
            ? null
            : "Only EBT and gift cards have a balance.");

    public static string? Problem(SpinSettle settle, SpinLimits limits) =>
        ProblemOfRefId(settle.RefId) ?? ProblemOfMerchant(settle.MerchantId)
        ?? ProblemOfTimeout(settle.OperationalTimeoutSeconds, limits)
        ?? (Enum.IsDefined(settle.Kind) ? null : "The kind of settlement is not a known one.");

    public static string? Problem(SpinReportRequest request) =>
        Enum.IsDefined(request.Kind) ? null : "The report is not a known one.";

    public static string? Problem(SpinPrintout printout) =>
        printout.Parts.Count > 0 && Enum.IsDefined(printout.Width) ? null : "There is nothing to print.";

    public static string? Problem(SpinUserChoice question, SpinLimits limits)
    {
        if (ProblemOfTitle(question.Title) is { } problem)
            return problem;
        var choices = question.Choices.Select(SpinText.Clean).ToList();
        if (choices.Count is 0 or > ChoicesMax || choices.Exists(c => c.Length is 0 or > ChoiceLengthMax)
            || choices.Distinct(StringComparer.OrdinalIgnoreCase).Count() < choices.Count)
            return "There must be 1 to 20 different choices of 1 to 50 characters.";
        return ProblemOfTimeout(question.TimeoutSeconds, limits);
    }

    public static string? Problem(SpinUserInput question, SpinLimits limits) =>
        ProblemOfTitle(question.Title) ?? ProblemOfTimeout(question.TimeoutSeconds, limits)
        ?? (Enum.IsDefined(question.Type) && question.MaxLength is >= 1 and <= InputLengthMax
            ? null
            : "The answer must be of a known kind and at most 100 characters long.");

    public static string? Problem(SpinCart cart) =>
        cart.Items.All(i => !string.IsNullOrWhiteSpace(i.Name)) ? null : "Every item of the cart needs a name.";

    public static string? Problem(SpinStatusList question) =>
        question.From >= 1 && question.From <= question.To && question.To <= IndexMax
        && Enum.IsDefined(question.PaymentType)
            ? ProblemOfMerchant(question.MerchantId)
            : "The numbers must lie between 1 and 5000, the first not above the last.";

    public static string? ProblemOfTitle(string title) =>
        SpinText.Clean(title).Length is 0 or > TitleLengthMax ? "The title must have 1 to 250 characters." : null;

    public static string? ProblemOfRefId(string refId) =>
        SpinRefId.IsValid(refId) ? null : "The reference id must have 26 to 32 letters and digits.";

    private static string? Charge(SpinCharge charge, SpinLimits limits) =>
        ProblemOfRefId(charge.RefId) ?? ProblemOfPaymentType(charge.PaymentType) ?? ProblemOfAmount(charge.Amount)
        ?? Rest(charge, limits);

    private static string? Rest(SpinCharge charge, SpinLimits limits) =>
        new[] { charge.Tag1, charge.Tag2, charge.Tag3 }.Any(t => !string.IsNullOrWhiteSpace(t))
            ? "This connection cannot carry tags."
            : ProblemOfMerchant(charge.MerchantId) ?? ProblemOfTimeout(charge.OperationalTimeoutSeconds, limits)
                ?? (SpinText.Clean(charge.InvoiceNumber).Length > InvoiceLengthMax
                    ? "The invoice number is longer than 50 characters."
                    : null);

    private static string? FollowUp(SpinFollowUp followUp, SpinLimits limits) =>
        ProblemOfRefId(followUp.RefId) ?? ProblemOfPaymentType(followUp.PaymentType) ?? ProblemOfAmount(followUp.Amount)
        ?? ProblemOfMerchant(followUp.MerchantId) ?? ProblemOfTimeout(followUp.OperationalTimeoutSeconds, limits);

    private static string? ProblemOfPaymentType(SpinPaymentType type) =>
        Enum.IsDefined(type) ? null : "The payment type is not a known one.";

    private static string? ProblemOfAmount(decimal amount) =>
        amount is > 0 and <= SpinMoney.Max && SpinMoney.HasCentsOnly(amount)
            ? null
            : "The amount must be between 0.01 and 9999999.99, in whole cents.";

    private static string? ProblemOfTip(decimal tip) =>
        tip is >= 0 and <= SpinMoney.Max && SpinMoney.HasCentsOnly(tip)
            ? null
            : "The tip must not be negative, and in whole cents.";

    private static string? ProblemOfMerchant(int? number) =>
        number is null or (>= 1 and <= MerchantMax) ? null : "The merchant number must be 1 to 5.";

    private static string? ProblemOfTimeout(int? seconds, SpinLimits limits) =>
        seconds is null || (seconds >= 1 && seconds <= limits.OperationalTimeoutSecondsMax)
            ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"The time-out must be 1 to {limits.OperationalTimeoutSecondsMax} seconds.");
}
