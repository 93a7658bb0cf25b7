using System.Globalization;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin;

/// <summary>
/// The specification's field limits, checked before anything is sent. Null is "fine", a text is what to tell.
/// </summary>
internal static class SpinFields
{
    private const int PerformedByLengthMax = 100;
    private const int RegisterIdLengthMax = 50;
    private const int TpnLengthMax = 12;
    private const int AuthKeyLengthMax = 25;

    public static string? Problem(SpinIdentity identity)
    {
        if (string.IsNullOrWhiteSpace(identity.RegisterId) && string.IsNullOrWhiteSpace(identity.Tpn))
            return "The terminal has neither a TPN nor a register id.";
        if (SpinText.Clean(identity.RegisterId).Length > RegisterIdLengthMax)
            return "The register id is longer than 50 characters.";
        var tpn = SpinText.Clean(identity.Tpn);
        if (tpn.Length > TpnLengthMax || !tpn.All(char.IsAsciiLetterOrDigit))
            return "A TPN has at most 12 letters and digits.";
        var authKey = SpinText.Clean(identity.AuthKey);
        return authKey.Length is 0 or > AuthKeyLengthMax ? "The terminal's auth key must have 1 to 25 characters." : null;
    }

    public static string? Problem(SpinStatus status) =>
        ProblemOfRefId(status.RefId) ?? ProblemOfPaymentType(status.PaymentType);

    public static string? Problem(SpinSale sale, SpinLimits limits)
    {
        if ((ProblemOfRefId(sale.RefId) ?? ProblemOfPaymentType(sale.PaymentType)) is { } problem)
            return problem;
        if (sale.Amount is <= 0 or > SpinMoney.Max || !SpinMoney.HasCentsOnly(sale.Amount))
            return "The amount must be between 0.01 and 9999999.99, in whole cents.";
        var (tip, fee) = (sale.Tip ?? 0m, sale.CustomFee ?? 0m);
        if (tip < 0 || fee < 0 || !SpinMoney.HasCentsOnly(tip) || !SpinMoney.HasCentsOnly(fee))
            return "Tip and custom fee must not be negative, and in whole cents.";
        // The terminal takes both out of the amount; more than the amount would leave a negative base.
        if (tip > sale.Amount || fee > sale.Amount - tip)
            return "Tip and custom fee together exceed the amount.";
        if (SpinText.Clean(sale.PerformedBy).Length is 0 or > PerformedByLengthMax)
            return "The user who charges must be named, in at most 100 characters.";
        if (sale.OperationalTimeoutSeconds < 1 || sale.OperationalTimeoutSeconds > limits.OperationalTimeoutSecondsMax)
            return string.Create(CultureInfo.InvariantCulture,
                $"The time-out must be 1 to {limits.OperationalTimeoutSecondsMax} seconds.");
        if (!Enum.IsDefined(sale.PrintReceipt) || sale.IsvId < 0)
            return "The receipt choice or the ISV id is not a known one.";
        return sale.DualPricing is { } dual ? Problem(dual) : null;
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

    private static string? ProblemOfRefId(string refId) =>
        SpinRefId.IsValid(refId) ? null : "The reference id must have 26 to 32 letters and digits.";

    private static string? ProblemOfPaymentType(SpinPaymentType type) =>
        Enum.IsDefined(type) ? null : "The payment type is not a known one.";
}
