using System.Globalization;
using CloudPos.Spin.Xml;

namespace CloudPos.Spin;

// The limits of what is not a charge.
internal static partial class SpinFields
{
    private const int TitleLengthMax = 250;
    private const int ChoiceLengthMax = 50;
    private const int ChoicesMax = 20;
    private const int InputLengthMax = 100;
    private const int PartsMax = 1000;

    public static string? Problem(SpinFollowUp followUp, SpinLimits limits)
    {
        if ((ProblemOfRefId(followUp.RefId) ?? ProblemOfPaymentType(followUp.PaymentType)
                ?? ProblemOfAmount(followUp.Amount) ?? ProblemOfTimeout(followUp.OperationalTimeoutSeconds, limits)
                ?? ProblemOfMerchant(followUp.MerchantId)) is { } problem)
            return problem;
        if (SpinText.Clean(followUp.PerformedBy).Length > PerformedByLengthMax)
            return "The user who acts must be named in at most 100 characters.";
        if (followUp.Last4 is { } last4 && (last4.Length != 4 || !last4.All(char.IsAsciiDigit)))
            return "The last four digits are four digits.";
        return followUp switch
        {
            SpinCapture { Tip: { } tip } capture when !IsPart(tip) || tip > capture.Amount =>
                "The tip must not be negative, in whole cents, and not exceed the amount.",
            SpinTipAdjust adjustment when !IsPart(adjustment.Tip) => "The tip must not be negative, and in whole cents.",
            SpinVoid taken => ProblemOfPrint(taken.PrintReceipt),
            _ => null,
        };
    }

    public static string? Problem(SpinGift gift, SpinLimits limits)
    {
        if (!Enum.IsDefined(gift.Operation))
            return "The gift card operation is not a known one.";
        var moves = gift.Operation is SpinGiftOperation.Activate or SpinGiftOperation.Redeem or SpinGiftOperation.Refund
            or SpinGiftOperation.Reload or SpinGiftOperation.Void;
        if (moves != gift.Amount.HasValue)
            return moves ? "The gift card operation needs an amount." : "The gift card operation takes no amount.";
        return ProblemOfRefId(gift.RefId)
            ?? (gift.Amount is { } amount ? ProblemOfAmount(amount) : null)
            ?? ProblemOfUser(gift.PerformedBy)
            ?? ProblemOfPrint(gift.PrintReceipt)
            ?? ProblemOfTimeout(gift.OperationalTimeoutSeconds, limits)
            ?? ProblemOfMerchant(gift.MerchantId);
    }

    public static string? Problem(SpinBalance question, SpinLimits limits) =>
        ProblemOfRefId(question.RefId) ?? ProblemOfTimeout(question.OperationalTimeoutSeconds, limits)
        ?? (question.PaymentType is SpinPaymentType.EbtFood or SpinPaymentType.EbtCash or SpinPaymentType.Gift
            ? null
            : "Only EBT and gift cards tell a balance.");

    public static string? Problem(SpinSettle settle, SpinLimits limits) =>
        ProblemOfRefId(settle.RefId) ?? ProblemOfTimeout(settle.OperationalTimeoutSeconds, limits)
        ?? ProblemOfMerchant(settle.MerchantId)
        ?? (Enum.IsDefined(settle.Kind) ? null : "The kind of settlement is not a known one.");

    public static string? Problem(SpinReportRequest report) =>
        Enum.IsDefined(report.Kind) ? null : "The kind of report is not a known one.";

    public static string? Problem(SpinUserChoice question, SpinLimits limits)
    {
        if (ProblemOfTitle(question.Title) is { } problem)
            return problem;
        var choices = question.Choices.Select(SpinText.Clean).ToList();
        if (choices.Count is 0 or > ChoicesMax || choices.Any(choice => choice.Length is 0 or > ChoiceLengthMax))
            return "There must be 1 to 20 choices of 1 to 50 characters.";
        if (choices.Distinct(StringComparer.OrdinalIgnoreCase).Count() != choices.Count)
            return "Two choices are the same.";
        return question.TimeoutSeconds is { } seconds ? ProblemOfTimeout(seconds, limits) : null;
    }

    public static string? Problem(SpinUserInput question, SpinLimits limits) =>
        ProblemOfTitle(question.Title)
        ?? (Enum.IsDefined(question.Type) ? null : "The kind of input is not a known one.")
        ?? (question.MaxLength is >= 1 and <= InputLengthMax ? null : "An input has 1 to 100 characters.")
        ?? (question.TimeoutSeconds is { } seconds ? ProblemOfTimeout(seconds, limits) : null);

    public static string? Problem(SpinPrintout printout)
    {
        if (!Enum.IsDefined(printout.Width))
            return "A printout is 24 or 48 characters wide.";
        if (printout.Parts.Count is 0 or > PartsMax)
            return "A printout has 1 to 1000 parts.";
        if (printout.RefId is { } refId && (refId.Length is 0 or > 50 || !refId.All(char.IsAsciiLetterOrDigit)))
            return "The reference id of a printout must have 1 to 50 letters and digits.";
        var longest = Math.Min((int)printout.Width, SpinPrintoutBuilder.TextLengthMax);
        foreach (var part in printout.Parts)
        {
            if (part is SpinPrintText text && SpinText.Clean(text.Text).Length is var length && (length == 0 || length > longest))
                return string.Create(CultureInfo.InvariantCulture, $"A printed text has 1 to {longest} characters.");
            if (part is SpinPrintImage image && !image.Bmp.Span.StartsWith("BM"u8))
                return "A printed image must be a bitmap file.";
        }
        return null;
    }

    private static string? ProblemOfTitle(string title) =>
        SpinText.Clean(title).Length is > 0 and <= TitleLengthMax ? null : "The title must have 1 to 250 characters.";
}
