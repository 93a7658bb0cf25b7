using System.Globalization;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin;

/// <summary>
/// The specification's field limits, checked before anything is sent. Null is "fine", a text is what to tell.
/// </summary>
internal static partial class SpinFields
{
    private const int PerformedByLengthMax = 100;
    private const int RegisterIdLengthMax = 50;
    private const int TpnLengthMax = 12;
    private const int AuthKeyLengthMax = 25;
    private const int InvoiceLengthMax = 50;
    private const int TagLengthMax = 8;
    private const int MerchantIdMax = 5;

    public static string? Problem(SpinIdentity identity, bool keyIsOptional = false)
    {
        if (string.IsNullOrWhiteSpace(identity.RegisterId) && string.IsNullOrWhiteSpace(identity.Tpn))
            return "The terminal has neither a TPN nor a register id.";
        if (SpinText.Clean(identity.RegisterId).Length > RegisterIdLengthMax)
            return "The register id is longer than 50 characters.";
        var tpn = SpinText.Clean(identity.Tpn);
        if (tpn.Length > TpnLengthMax || !tpn.All(char.IsAsciiLetterOrDigit))
            return "A TPN has at most 12 letters and digits.";
        var authKey = SpinText.Clean(identity.AuthKey);
        if (authKey.Length == 0 && keyIsOptional)
            return null;
        return authKey.Length is 0 or > AuthKeyLengthMax ? "The terminal's auth key must have 1 to 25 characters." : null;
    }

    public static string? Problem(SpinStatus status) =>
        ProblemOfRefId(status.RefId) ?? ProblemOfPaymentType(status.PaymentType)
        ?? ProblemOfPrint(status.PrintReceipt);

    public static string? Problem(SpinSale sale, SpinLimits limits)
    {
        if (ProblemOfCharge(sale, limits) is { } problem)
            return problem;
        var (tip, fee, cashback) = (sale.Tip ?? 0m, sale.CustomFee ?? 0m, sale.CashbackAmount ?? 0m);
        if (!IsPart(tip) || !IsPart(fee) || !IsPart(cashback))
            return "Tip, custom fee and cashback must not be negative, and in whole cents.";
        // The terminal takes them out of the amount; more than the amount would leave a negative base.
        if (tip + fee + cashback > sale.Amount)
            return "Tip, custom fee and cashback together exceed the amount.";
        if (fee > 0 && sale.PaymentType is SpinPaymentType.EbtFood or SpinPaymentType.EbtCash)
            return "EBT takes no custom fee.";
        if (cashback > 0 && sale.PaymentType is not (SpinPaymentType.Debit or SpinPaymentType.EbtCash))
            return "Cashback goes with debit and EBT cash only.";
        if (sale.Health is { } health && Problem(health, sale) is { } healthProblem)
            return healthProblem;
        if (sale.Level3 is { } level3 && Problem(level3, sale.Amount - tip - fee - cashback) is { } level3Problem)
            return level3Problem;
        return sale.DualPricing is { } dual ? Problem(dual) : null;
    }

    public static string? Problem(SpinReturn refund, SpinLimits limits) => ProblemOfCharge(refund, limits);

    public static string? Problem(SpinAuth auth, SpinLimits limits) =>
        ProblemOfCharge(auth, limits)
        ?? (auth.PaymentType is SpinPaymentType.Credit or SpinPaymentType.Card ? null : "Only credit can be held.");

    private static string? ProblemOfCharge(SpinCharge charge, SpinLimits limits)
    {
        if ((ProblemOfRefId(charge.RefId) ?? ProblemOfPaymentType(charge.PaymentType) ?? ProblemOfAmount(charge.Amount)
                ?? ProblemOfUser(charge.PerformedBy) ?? ProblemOfTimeout(charge.OperationalTimeoutSeconds, limits)
                ?? ProblemOfMerchant(charge.MerchantId)) is { } problem)
            return problem;
        if (charge.PaymentType == SpinPaymentType.Gift)
            return "A gift card is loaded and redeemed by its own operations.";
        if (!Enum.IsDefined(charge.PrintReceipt) || charge.IsvId < 0)
            return "The receipt choice or the ISV id is not a known one.";
        if (SpinText.Clean(charge.InvoiceNumber).Length > InvoiceLengthMax)
            return "The invoice number is longer than 50 characters.";
        string?[] tags = [charge.Tag1, charge.Tag2, charge.Tag3];
        return tags.Any(tag => SpinText.Clean(tag).Length > TagLengthMax) ? "A tag has at most 8 characters." : null;
    }

    private static string? Problem(SpinHealthAmounts health, SpinSale sale)
    {
        if (sale.PaymentType is not (SpinPaymentType.Credit or SpinPaymentType.Debit or SpinPaymentType.UserChoice))
            return "Health amounts go with credit and debit only.";
        if (!IsPart(health.Total) || !IsPart(health.Prescription) || !IsPart(health.Clinic) || !IsPart(health.Dental))
            return "The health amounts must not be negative, and in whole cents.";
        if (health.Total == 0 || health.Prescription + health.Clinic + health.Dental != health.Total)
            return "The parts of the health amount do not add up to its total.";
        return health.Total > sale.Amount ? "The health amount exceeds the amount." : null;
    }

    private static string? Problem(SpinDualPricing dual)
    {
        decimal[] totals =
        [
            dual.TotalCardAmountWithoutDiscount, dual.TotalCashAmountWithoutDiscount, dual.TotalCardAmountWithDiscount,
            dual.TotalCashAmountWithDiscount, dual.FeeAmount, dual.Tax1Fee, dual.Tax2Fee,
            dual.Tax1CardAmount, dual.Tax1CashAmount, dual.Tax2CardAmount, dual.Tax2CashAmount,
            dual.TotalCardAmount, dual.TotalCardDiscount, dual.TotalCashAmount, dual.TotalCashDiscount,
        ];
        return totals.All(IsWritable) && dual.Lines.All(IsWritable)
            ? null
            : "An amount of the dual pricing is not in whole cents, or too large; a quantity has at most three decimals.";
    }

    private static bool IsWritable(SpinLineItem line) =>
        IsWritable(line.CardDiscountAmount) && IsWritable(line.CardTotal) && IsWritable(line.CashDiscountAmount)
        && IsWritable(line.CashTotal) && IsWritable(line.UnitCostCardPrice) && IsWritable(line.UnitCostCashPrice)
        && Math.Abs(line.Quantity) <= SpinMoney.Max && decimal.Round(line.Quantity, 3) == line.Quantity;

    private static bool IsWritable(decimal dollars) =>
        SpinMoney.HasCentsOnly(dollars) && Math.Abs(dollars) <= SpinMoney.Max;

    private static bool IsPart(decimal dollars) => dollars >= 0 && IsWritable(dollars);

    private static string? ProblemOfRefId(string refId) =>
        SpinRefId.IsValid(refId) ? null : "The reference id must have 26 to 32 letters and digits.";

    private static string? ProblemOfPaymentType(SpinPaymentType type) =>
        Enum.IsDefined(type) ? null : "The payment type is not a known one.";

    private static string? ProblemOfPrint(SpinPrintReceipt print) =>
        Enum.IsDefined(print) ? null : "The receipt choice is not a known one.";

    private static string? ProblemOfAmount(decimal amount) =>
        amount is > 0 and <= SpinMoney.Max && SpinMoney.HasCentsOnly(amount)
            ? null
            : "The amount must be between 0.01 and 9999999.99, in whole cents.";

    private static string? ProblemOfUser(string? performedBy) =>
        SpinText.Clean(performedBy).Length is > 0 and <= PerformedByLengthMax
            ? null
            : "The user who acts must be named, in at most 100 characters.";

    private static string? ProblemOfTimeout(int seconds, SpinLimits limits) =>
        seconds >= 1 && seconds <= limits.OperationalTimeoutSecondsMax
            ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"The time-out must be 1 to {limits.OperationalTimeoutSecondsMax} seconds.");

    private static string? ProblemOfMerchant(int? merchantId) =>
        merchantId is null or (>= 1 and <= MerchantIdMax) ? null : "A merchant number is 1 to 5.";
}
