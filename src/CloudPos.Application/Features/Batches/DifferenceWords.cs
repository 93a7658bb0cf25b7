using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;

namespace CloudPos.Application.Features.Batches;

/// <summary>What is said of a difference, and which fix is the proper one.</summary>
internal static class DifferenceWords
{
    public static string Title(ReconciliationLine line)
    {
        var what = line.SaleNumber is { } sale ? $"Sale {sale}" : line.TerminalNumber is { } number ? $"Line {number} of the PIN pad" : "A payment";
        return line.Card is { Length: > 0 } card ? $"{what}, {card}" : $"{what}, {Name(line.Application)}";
    }

    /// <summary>One sentence, the proper fix, and another that is as right: which of the two sides is wrong, a person knows.</summary>
    public static (string Words, DifferenceFix Fix, DifferenceFix Also) Of(ReconciliationLine line, string pad) => line.Difference switch
    {
        DifferenceKind.RegisterOnly => ($"Booked here, but {pad} does not list it.", DifferenceFix.AskStatus, DifferenceFix.None),
        DifferenceKind.TerminalOnly when line.Application == CardApplication.Cash =>
            ($"{pad} lists cash that no sale here was paid with.", DifferenceFix.None, DifferenceFix.None),
        DifferenceKind.TerminalOnly when line.TerminalType != LineType.Sale =>
            ($"Done on {pad} by itself ({TypeName(line.TerminalType)}); the register knows nothing of it.", DifferenceFix.None, DifferenceFix.None),
        DifferenceKind.TerminalOnly =>
            ($"Taken on {pad} by itself; the register knows nothing of it.", DifferenceFix.Adopt, DifferenceFix.AdoptWithItems),
        DifferenceKind.Amount when line.BooksType is LineType.Sale or LineType.Capture or LineType.Redeem =>
            ($"{pad} charged {Apart(line)}.", DifferenceFix.BookAmount, DifferenceFix.None),
        DifferenceKind.Amount => ($"{pad} lists {Apart(line)}.", DifferenceFix.AskForReason, DifferenceFix.None),
        DifferenceKind.Tip => ($"{pad} holds {Apart(line)}, which is another tip.", DifferenceFix.BookTip, DifferenceFix.SendTip),
        DifferenceKind.Type => ($"Booked here as {TypeName(line.BooksType)}, listed on {pad} as {TypeName(line.TerminalType)}.", DifferenceFix.AskForReason, DifferenceFix.None),
        DifferenceKind.VoidedOnRegister => ($"Voided here, still alive on {pad}. The customer would be charged.", DifferenceFix.VoidOnTerminal, DifferenceFix.None),
        DifferenceKind.VoidedOnTerminal when line.BooksType == LineType.Return =>
            ($"This refund was voided on {pad}: the customer has not got the money. Give it back again without a receipt, then say so here.", DifferenceFix.AskForReason, DifferenceFix.None),
        DifferenceKind.VoidedOnTerminal => ($"Voided on {pad}, still paid here. The money will not come.", DifferenceFix.BookVoid, DifferenceFix.None),
        DifferenceKind.Unknown => ("It is not known whether the card was charged. Nothing is settled before it is.", DifferenceFix.AskStatus, DifferenceFix.None),
        // a line that we have no RefId of can be voided by nobody but a person at the device
        DifferenceKind.Duplicate when line.TerminalAmount is not null =>
            ($"{pad} lists the same transaction twice. Void one of them on the PIN pad itself, then compare again.", DifferenceFix.CompareAgain, DifferenceFix.None),
        DifferenceKind.Duplicate => ("The register has booked the same transaction twice.", DifferenceFix.TakeOffDouble, DifferenceFix.None),
        DifferenceKind.None => ("Both say the same.", DifferenceFix.None, DifferenceFix.None),
    };

    /// <summary>The chip's word.</summary>
    public static string Name(CardApplication application) => application switch
    {
        CardApplication.Credit => "credit card",
        CardApplication.Debit => "debit card",
        CardApplication.Ebt => "EBT card",
        CardApplication.Gift => "gift card",
        CardApplication.Check => "check",
        CardApplication.Cash => "cash",
        CardApplication.Other => "another application",
    };

    private static string Apart(ReconciliationLine line)
    {
        var more = (line.TerminalAmount ?? Money.Zero) - (line.BooksAmount ?? Money.Zero);
        return more.IsNegative ? $"{MoneyText.Show(-more)} less than is booked" : $"{MoneyText.Show(more)} more than is booked";
    }

    private static string TypeName(LineType? type) => type switch
    {
        LineType.Return => "a refund",
        LineType.Capture => "a capture",
        LineType.Cash => "cash",
        LineType.Redeem => "a gift card payment",
        LineType.Activate or LineType.Reload => "a gift card load",
        LineType.Sale => "a sale",
        LineType.Other or null => "something else",
    };
}
