using CloudPos.Application.Features.Register;

namespace CloudPos.Web.Features.Register;

/// <summary>How the payment of a parked cart looks: a word, a shape and a colour, never colour alone.</summary>
internal static class ParkedWords
{
    public static (string Words, string Class, string Icon)? Chip(ParkedPayment payment) => payment switch
    {
        ParkedPayment.None => null,
        ParkedPayment.Unknown => ("Payment not known yet", "chip-warn", "question"),
        ParkedPayment.NeedsReview => ("Call a manager", "chip-warn", "alert"),
        ParkedPayment.NotCharged => ("No charge was made", "chip-info", "shield"),
        ParkedPayment.ChargedPart => ("Charged in part", "chip-warn", "split"),
        ParkedPayment.GivingBackEnded => ("Known now, look at it", "chip-info", "undo"),
        ParkedPayment.Paid => ("Charged, paid", "chip-ok", "check"),
    };

    /// <summary>The edge of its tab in the top bar.</summary>
    public static string Look(ParkedPayment payment) => payment switch
    {
        ParkedPayment.None => "",
        ParkedPayment.Paid => "is-ok",
        ParkedPayment.Unknown or ParkedPayment.NeedsReview or ParkedPayment.NotCharged or ParkedPayment.ChargedPart or ParkedPayment.GivingBackEnded => "is-warn",
    };

    /// <summary>What wants to be seen first comes first.</summary>
    public static int Urgency(ParkedPayment payment) => payment switch
    {
        ParkedPayment.NeedsReview => 0,
        ParkedPayment.Unknown => 1,
        ParkedPayment.ChargedPart => 2,
        ParkedPayment.GivingBackEnded => 3,
        ParkedPayment.NotCharged => 4,
        ParkedPayment.Paid => 5,
        ParkedPayment.None => 6,
    };

    /// <summary>The small line of a tab in the top bar.</summary>
    public static string Tab(ParkedCart cart) => cart.Payment switch
    {
        ParkedPayment.None => cart.ItemCount == 1 ? "1 item" : $"{cart.ItemCount} items",
        ParkedPayment.Unknown => "Payment not known",
        ParkedPayment.NeedsReview => "Call a manager",
        ParkedPayment.NotCharged => "No charge made",
        ParkedPayment.ChargedPart => "Charged in part",
        ParkedPayment.GivingBackEnded => "Known now",
        ParkedPayment.Paid => "Paid",
    };

    /// <summary>What happened to the money, for the cashier who set the cart aside.</summary>
    public static string News(ParkedCart cart) => cart.Payment switch
    {
        ParkedPayment.Paid => $"Sale {cart.Number}: the card WAS charged, it is paid.",
        ParkedPayment.NotCharged => $"Sale {cart.Number}: no charge was made. Take it up again.",
        ParkedPayment.ChargedPart => $"Sale {cart.Number}: the card was charged for a part. Take it up again.",
        ParkedPayment.GivingBackEnded => $"Sale {cart.Number}: it is known now what went back. Take it up again.",
        ParkedPayment.None or ParkedPayment.Unknown or ParkedPayment.NeedsReview => "",
    };
}
