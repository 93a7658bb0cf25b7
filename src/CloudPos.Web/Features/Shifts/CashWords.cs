using CloudPos.Domain.Shifts;

namespace CloudPos.Web.Features.Shifts;

/// <summary>Cash movements as the till says them.</summary>
internal static class CashWords
{
    public static readonly IReadOnlyList<CashMovementKind> Kinds = [CashMovementKind.In, CashMovementKind.Out, CashMovementKind.Drop];

    public static string IconOf(CashMovementKind kind) => kind switch
    {
        CashMovementKind.In => "plus",
        CashMovementKind.Out => "minus",
        CashMovementKind.Drop => "safe",
    };

    public static string AmountOf(CashMovementKind kind) => kind switch
    {
        CashMovementKind.In => "Into the drawer",
        CashMovementKind.Out => "Out of the drawer",
        CashMovementKind.Drop => "To the safe",
    };

    public static string VerbOf(CashMovementKind kind) => kind switch
    {
        CashMovementKind.In => "Put in",
        CashMovementKind.Out => "Pay out",
        CashMovementKind.Drop => "Drop to the safe",
    };

    public static string Went(CashMovementKind kind) => kind switch
    {
        CashMovementKind.In => "went into the drawer",
        CashMovementKind.Out => "went out of the drawer",
        CashMovementKind.Drop => "went to the safe",
    };

    public static IReadOnlyList<string> ReasonsFor(CashMovementKind kind) => kind switch
    {
        CashMovementKind.In => ["Change from the bank", "Float topped up"],
        CashMovementKind.Out => ["Delivery", "Supplies", "Tips paid out"],
        CashMovementKind.Drop => ["Too much in the drawer", "Change of cashier"],
    };
}
