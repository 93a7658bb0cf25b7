using CloudPos.Application.Data;
using CloudPos.Application.Features.GiftCards;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Register;

/// <summary>Everything that the till shows when it opens: cart, running payment, PIN pad, tile pages, last sale.</summary>
[Needs(Permission.Sell)]
public sealed record GetTill(RegisterId RegisterId) : IRequest<Result<TillView>>;

internal sealed class GetTillHandler(AppDbContext db, CartDesk desk, PaymentReader payments, ParkedCarts parked, TerminalQueue queue) : IRequestHandler<GetTill, Result<TillView>>
{
    public async Task<Result<TillView>> Handle(GetTill request, CancellationToken cancel)
    {
        var register = await db.Registers.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.RegisterId, cancel);
        if (register is null)
            return CartDesk.UnknownRegister;
        var store = await db.Stores.AsNoTracking().SingleAsync(s => s.Id == register.StoreId, cancel);
        var merchant = await db.Merchants.AsNoTracking().SingleAsync(m => m.Id == register.MerchantId, cancel);
        var sale = await desk.OpenSaleAsync(register.Id, cancel);
        return new TillView(
            register.Id, register.Name, store.Id, store.Name, merchant.Name, HasDualPricing: merchant.Markup != Rate.Zero,
            await TerminalAsync(register, cancel), await CategoriesAsync(merchant.Id, cancel),
            sale is null ? null : SaleViews.Of(sale),
            sale is null ? await UnseenAsync(register.Id, cancel) : await PaymentAsync(sale, cancel),
            await LastSaleAsync(register.Id, cancel), await UndoableAsync(register.Id, sale, cancel),
            await ShiftAsync(register.Id, store, cancel))
        {
            Parked = await parked.OfAsync(register, cancel),
            Tenders = store.Tenders,
            GiftLoadsWaiting = store.TakesGift ? await db.WaitingGiftLoads(store.Id).CountAsync(cancel) : 0,
        };
    }

    private async Task<TillTerminal?> TerminalAsync(Domain.Terminals.Register register, CancellationToken cancel) =>
        await db.Terminals.InOrderFor(register.StoreId, register.TerminalId)
            .Select(t => new TillTerminal(t.Id, t.Label, t.Tpn, t.IsOnline, t.CheckedAt)).FirstOrDefaultAsync(cancel) is { } terminal
            ? terminal with { BusyWith = await queue.BusyWithAsync(register, terminal.Tpn, cancel) }
            : null;

    private async Task<IReadOnlyList<TileCategory>> CategoriesAsync(MerchantId merchant, CancellationToken cancel)
    {
        var categories = await db.Categories.Where(c => c.MerchantId == merchant).OrderBy(c => c.Position).ThenBy(c => c.Name).ToListAsync(cancel);
        return [new TileCategory(null, "Favourites", 0), .. categories.Select(c => new TileCategory(c.Id, c.Name, Tiles.Hue(c.Position)))];
    }

    /// <summary>A payment that is still open, or whose outcome the cashier has to act on before the cart goes on.</summary>
    private async Task<PaymentView?> PaymentAsync(Sale sale, CancellationToken cancel)
    {
        if (sale.OpenAttemptId is { } open)
            return await payments.FindAsync(open, cancel);
        if (!sale.Tenders.Exists(t => t.Counts))
            return null;
        // a part that was approved whole needs no decision: the tenders so far are shown instead
        var last = await db.Attempts.AsNoTracking().Where(a => a.SaleId == sale.Id)
            .OrderByDescending(a => a.CreatedAt).FirstOrDefaultAsync(cancel);
        return last is null or { Kind: AttemptKind.Sale, State: AttemptState.Approved } or { Kind: not AttemptKind.Sale } ? null : await payments.ViewAsync(last, cancel);
    }

    /// <summary>A card payment that went through while nobody watched: the tab was closed, the server restarted.</summary>
    private async Task<PaymentView?> UnseenAsync(RegisterId register, CancellationToken cancel)
    {
        var last = await db.Sales.AsNoTracking().Include(s => s.Tenders).Where(s => s.RegisterId == register && s.State == SaleState.Paid && s.ParkedAt == null)
            .OrderByDescending(s => s.PaidAt).FirstOrDefaultAsync(cancel);
        return last is { IsFinished: false } && last.Tenders.Where(t => t.Counts).OrderBy(t => t.At).LastOrDefault() is { Kind: TenderKind.Card, AttemptId: { } attempt }
            ? await payments.FindAsync(attempt, cancel)
            : null;
    }

    private async Task<TillShift?> ShiftAsync(RegisterId register, Domain.Tenancy.Store store, CancellationToken cancel)
    {
        var open = await db.Shifts.AsNoTracking().SingleOrDefaultAsync(s => s.RegisterId == register && s.ClosedAt == null, cancel);
        if (open is null && !store.UsesShifts)
            return null;
        var last = await db.Shifts.AsNoTracking().Where(s => s.RegisterId == register && s.ZNumber != null)
            .OrderByDescending(s => s.ZNumber).FirstOrDefaultAsync(cancel);
        return new TillShift(open?.Id, open is null ? null : store.Clock.Local(open.OpenedAt), open?.OpenedBy,
            last is null ? null : new LastClose(last.ZNumber!.Value, store.Clock.Local(last.ClosedAt!.Value), last.ClosedBy!, last.Counted, last.LeftInDrawer));
    }

    private async Task<LastSale?> LastSaleAsync(RegisterId register, CancellationToken cancel)
    {
        var sale = await db.Sales.AsNoTracking().Include(s => s.Tenders)
            .Where(s => s.RegisterId == register && s.State == SaleState.Paid)
            .OrderByDescending(s => s.PaidAt).FirstOrDefaultAsync(cancel); // and not by what was done to one since: a tip, a decision
        if (sale is null)
            return null;
        var tenders = sale.Tenders.Where(t => t.Counts).OrderBy(t => t.At).ToArray();
        return new LastSale(sale.Id, sale.Number, sale.Paid + sale.Tip, tenders.LastOrDefault()?.Kind ?? TenderKind.Cash,
            Money.Sum(tenders.Select(t => t.Change)), sale.PaidAt ?? sale.ChangedAt)
        { Tenders = tenders.Length };
    }

    private async Task<SaleId?> UndoableAsync(RegisterId register, Sale? open, CancellationToken cancel)
    {
        if (open is not null)
            return null;
        var last = await db.Sales.AsNoTracking().Where(s => s.RegisterId == register && s.ParkedAt == null)
            .OrderByDescending(s => s.ChangedAt).Select(s => new { s.Id, s.State }).FirstOrDefaultAsync(cancel);
        return last is { State: SaleState.Cleared } ? last.Id : null;
    }
}
