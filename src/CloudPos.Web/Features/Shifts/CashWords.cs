using CloudPos.Application.Features.Shifts;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Shifts;

namespace CloudPos.Web.Features.Shifts;

/// <summary>Cash movements as the till says them.</summary>
internal static class CashWords
{
    public static readonly IReadOnlyList<CashMovementKind> Kinds = [CashMovementKind.In, CashMovementKind.Out, CashMovementKind.Drop, CashMovementKind.NoSale];

    public static string IconOf(CashMovementKind kind) => kind switch
    {
        CashMovementKind.In => "plus",
        CashMovementKind.Out => "minus",
        CashMovementKind.Drop => "safe",
        CashMovementKind.NoSale => "cash",
    };

    public static string AmountOf(CashMovementKind kind) => kind switch
    {
        CashMovementKind.In => "Into the drawer",
        CashMovementKind.Out => "Out of the drawer",
        CashMovementKind.Drop => "To the safe",
        CashMovementKind.NoSale => "Nothing moves",
    };

    public static string VerbOf(CashMovementKind kind) => kind switch
    {
        CashMovementKind.In => "Put in",
        CashMovementKind.Out => "Pay out",
        CashMovementKind.Drop => "Drop to the safe",
        CashMovementKind.NoSale => "Note it",
    };

    public static string Told(CashMoved moved) => moved.Kind switch
    {
        CashMovementKind.In => MoneyText.Show(moved.Amount) + " went into the drawer",
        CashMovementKind.Out => MoneyText.Show(moved.Amount) + " went out of the drawer",
        CashMovementKind.Drop => MoneyText.Show(moved.Amount) + " went to the safe",
        CashMovementKind.NoSale => "The drawer was opened, nothing moved",
    };

    public static IReadOnlyList<string> ReasonsFor(CashMovementKind kind) => kind switch
    {
        CashMovementKind.In => ["Change from the bank", "Float topped up"],
        CashMovementKind.Out => ["Delivery", "Supplies", "Tips paid out"],
        CashMovementKind.Drop => ["Too much in the drawer", "Change of cashier"],
        CashMovementKind.NoSale => ["Change for a customer", "Drawer was stuck", "A look"],
    };
}
