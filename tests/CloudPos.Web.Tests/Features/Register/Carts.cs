using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Web.Tests.Features.Register;

/// <summary>Views as the application answers them, for panels.</summary>
internal static class Carts
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static DualPrice Price(long cash, long card) => DualPrice.Amounts(new Money(cash), new Money(card));

    public static SaleLineView Line(string sku, string name, int pieces, long cash, long card) => new(
        SaleLineId.New(), sku, name, Quantity.Of(pieces), Price(cash, card), Price(cash * pieces, card * pieces), DualPrice.Zero,
        Price(cash * pieces, card * pieces), Discount.None, IsRemoved: false);

    public static SaleView Sale(params SaleLineView[] lines)
    {
        var total = DualPrice.Sum(lines.Where(line => !line.IsRemoved).Select(line => line.Net));
        return new SaleView(
            SaleId.New(), 1047, SaleState.Open, lines, [], total, DualPrice.Zero, total, total, Discount.None, lines.Length,
            CanChange: true, CanPay: lines.Length > 0, CanPayByCard: lines.Length > 0, CashChosenOnPinPad: false, Version: 1, lines.LastOrDefault()?.Id);
    }

    public static TillView Till(SaleView? sale = null, PaymentView? payment = null, bool isDual = true, bool hasTerminal = true, LastSale? last = null, SaleId? undoable = null) => new(
        RegisterId.New(), "Register 1", StoreId.New(), "Pier 4", "Harbor Lane Coffee", isDual,
        hasTerminal ? new TillTerminal(TerminalId.New(), "PIN pad 3", "220326704411", true, Noon) : null,
        [new TileCategory(null, "Favourites", 0)], sale, payment, last, undoable);

    public static PaymentView Payment(PaymentPhase phase, AttemptId? id = null) => new(
        id ?? AttemptId.New(), SaleId.New(), 1047, phase, AttemptState.Sent, new Money(5261), "PIN pad 3", "Register 1", Noon, Noon.AddSeconds(9),
        "The headline", "The detail", "Code 1015", null, null, null, Price(5059, 5261), SaleIsPaid: phase == PaymentPhase.Approved, null, 0,
        CanAskToCancel: false, CanSendAgain: false, CanTryAnother: false, CanPayCash: false, CanCheckNow: false, CashChosen: false);

    public static SplitView Split(params SplitTender[] tenders) => new(
        SaleId.New(), 1047, Price(5059, 5261), Price(2000, 2080), new Money(3181), tenders,
        [new SplitPart("All", Price(2000, 2080)), new SplitPart("½", Price(1000, 1040))], null, null, CanGiveBack: true);

    public static SplitTender Tender(TenderKind kind, long cents) => new(
        TenderId.New(), kind, kind == TenderKind.Cash ? PayMethod.Cash : PayMethod.Credit, kind == TenderKind.Cash ? "Cash" : "Visa ····4821", "The detail",
        new Money(cents), new Money(cents), Money.Zero);

    public static ParkedCart Parked(ParkedPayment payment) => new(
        SaleId.New(), 1049, "10:42 AM Latte", "Register 1", IsOwn: true, Noon, TimeSpan.FromMinutes(4), 3, Price(5059, 5261), Price(5059, 5261), Money.Zero, payment);
}
