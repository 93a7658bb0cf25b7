using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Rest;

/// <summary>
/// What is checked before anything is sent, besides the limits of <see cref="SpinFields"/>: what this form cannot carry,
/// and what it needs more. Null is "fine", a text is what to tell.
/// </summary>
internal static class SpinRestFields
{
    private const int TitleLengthMax = 250;
    private const int IndexMax = 5000;
    private const int MerchantMax = 5;

    public static string? Problem(SpinEndpoint endpoint) =>
        endpoint.IsLocal ? "A terminal on the same network speaks the XML form only." : null;

    public static string? Problem(SpinSale sale, SpinLimits limits)
    {
        if (SpinFields.Problem(sale, limits) is { } problem)
            return problem;
        if (sale.DualPricing is not null || sale.Health is not null || sale.Level3 is not null)
            return "This connection cannot carry dual pricing, health care or purchase details.";
        // Cash that the terminal does not know of would be charged and never handed out.
        if (sale.CashbackAmount is not (null or 0))
            return "This connection cannot carry cashback.";
        return ProblemOfTags(sale) ?? (sale.Cart is { } cart ? Problem(cart) : null);
    }

    public static string? Problem(SpinReturn refund, SpinLimits limits) =>
        SpinFields.Problem(refund, limits) ?? ProblemOfTags(refund);

    public static string? Problem(SpinAuth auth, SpinLimits limits) =>
        SpinFields.Problem(auth, limits) ?? ProblemOfTags(auth);

    public static string? Problem(SpinCapture capture, SpinLimits limits) =>
        SpinFields.Problem(capture, limits) ?? (string.IsNullOrWhiteSpace(capture.AuthCode)
            ? "This connection captures only with the approval code of the authorization."
            : null);

    public static string? Problem(SpinTipAdjust adjustment, SpinLimits limits) =>
        SpinFields.Problem(adjustment, limits) ?? (adjustment.Last4 is null
            ? "This connection adjusts a tip only with the last four digits of the card."
            : null);

    public static string? Problem(SpinCart cart) =>
        cart.Items.All(i => !string.IsNullOrWhiteSpace(i.Name)) ? null : "Every item of the cart needs a name.";

    public static string? Problem(SpinStatusList question) =>
        question.From >= 1 && question.From <= question.To && question.To <= IndexMax
        && question.MerchantId is null or (>= 1 and <= MerchantMax) && Enum.IsDefined(question.PaymentType)
            ? null
            : "The numbers must lie between 1 and 5000, the first not above the last; a merchant number is 1 to 5.";

    public static string? ProblemOfTitle(string title) =>
        SpinText.Clean(title).Length is 0 or > TitleLengthMax ? "The title must have 1 to 250 characters." : null;

    public static string? ProblemOfRefId(string refId) =>
        SpinRefId.IsValid(refId) ? null : "The reference id must have 26 to 32 letters and digits.";

    private static string? ProblemOfTags(SpinCharge charge) =>
        new[] { charge.Tag1, charge.Tag2, charge.Tag3 }.Any(t => !string.IsNullOrWhiteSpace(t))
            ? "This connection cannot carry tags."
            : null;
}
