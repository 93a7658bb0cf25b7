using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Payments.Terminal;

internal static class PinPadOfRegister
{
    private static readonly Refusal NoRest = new("terminal.no.rest",
        "This PIN pad adds fee and tax itself, so it cannot take the rest of a sale that is partly paid. Take the rest in cash.");

    /// <summary>A terminal that adds fee and tax itself would add them to a hold, whose amount has them inside.</summary>
    public static readonly Refusal NoHold = new("terminal.no.hold",
        "This PIN pad adds fee and tax itself, so it cannot hold an amount that has them inside. Park the cart, and take the payment when it is complete.");

    private static readonly Refusal NoPart = new("terminal.no.part",
        "This PIN pad adds fee and tax itself, so it cannot take a part of a sale. Take all of it by card, or the part in cash.");

    private static readonly Refusal NoCashback = new("terminal.no.cashback",
        "This PIN pad cannot hand out cash back: it adds fee and tax itself, or its connection (SPIn REST) does not carry it. Take the cash back off.");

    /// <summary>Cash on top: only where the register says what the whole charge comes to, over the form of the protocol that knows of it.</summary>
    public static bool CarriesCashback(this Domain.Terminals.Terminal terminal) =>
        terminal is { FeeAndTaxBy: ComputedBy.Register, Protocol: SpinProtocol.Xml };

    public static async Task<Refusal?> RefuseCashbackAsync(AppDbContext db, Money cashback, TerminalId terminal, CancellationToken cancel) =>
        cashback.IsZero || (await db.Terminals.AsNoTracking().SingleAsync(t => t.Id == terminal, cancel)).CarriesCashback() ? null : NoCashback;

    /// <summary>The PIN pads of a store, the one that a register sends cards to first: its own, else the first by name.</summary>
    public static IQueryable<Domain.Terminals.Terminal> InOrderFor(this IQueryable<Domain.Terminals.Terminal> terminals, StoreId store, TerminalId? chosen) =>
        terminals.Where(t => t.StoreId == store).OrderByDescending(t => t.Id == chosen).ThenBy(t => t.Label);

    /// <summary>The PIN pad that a register sends cards to; null where its store has none.</summary>
    public static async Task<Domain.Terminals.Terminal?> PinPadOfAsync(this AppDbContext db, RegisterId register, CancellationToken cancel)
    {
        var till = await db.Registers.Where(r => r.Id == register).Select(r => new { r.StoreId, r.TerminalId }).SingleAsync(cancel);
        return await db.Terminals.AsNoTracking().InOrderFor(till.StoreId, till.TerminalId).FirstOrDefaultAsync(cancel);
    }

    /// <summary>A terminal that adds fee and tax itself takes a sale whole: it would add them to a part as well.</summary>
    public static async Task<Refusal?> RefusePartAsync(AppDbContext db, Sale sale, Money amount, TerminalId terminal, CancellationToken cancel)
    {
        var isPaidInPart = sale.Tenders.Exists(t => t.Counts);
        if (!isPaidInPart && amount == sale.Total.Card)
            return null;
        var computes = await db.Terminals.AnyAsync(t => t.Id == terminal && t.FeeAndTaxBy == ComputedBy.Terminal, cancel);
        return !computes ? null : isPaidInPart ? NoRest : NoPart;
    }
}
