using CloudPos.Application.Data;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Register;

/// <summary>What every change of a cart has in common: find it or open one, change it, save it, show it.</summary>
internal sealed class CartDesk(AppDbContext db, RequestContext context, TimeProvider clock)
{
    /// <summary>More than the tabs and colleagues that ever scan into one cart at the same moment.</summary>
    private const int AddTriesMax = 10;
    private const int AddPauseMillisecondsMax = 40;

    public static readonly Refusal UnknownRegister = new("register.unknown", "That register does not exist.");
    public static readonly Refusal UnknownSale = new("sale.unknown", "That sale does not exist.");
    private static readonly Refusal Moved = new("sale.moved", "This cart has just been changed elsewhere. Look at it, then do that again.");
    private static readonly Refusal Locked = new("sale.locked", "A payment of this sale is under way. The cart can be changed once it has ended.");
    private static readonly Refusal PartlyPaid = new("sale.partly.paid", "A part of this sale is already paid. Take the rest before anything else is rung up.");
    private static readonly Refusal Cleared = new("sale.cleared", "This cart was cleared. Take it back first (Undo), then change it.");
    private static readonly Refusal UnknownLine = new("line.unknown", "That line is not in this cart any more.");
    private static readonly Refusal TooMany = new("quantity.invalid", "One line takes more than 0 and at most 9,999 pieces.");
    private static readonly Refusal Full = new("sale.full", "This sale is full: 500 lines. Take the payment and go on in a new sale.");

    /// <summary>Rings an item up in the register's open cart, which is opened where there is none.</summary>
    /// <remarks>Two scans that meet are both wanted: the second one reads the cart again and is added to what the first one left.</remarks>
    public async Task<Result<SaleView>> AddAsync(RegisterId registerId, Product product, Quantity quantity, CancellationToken cancel)
    {
        if (!quantity.IsSellable)
            return TooMany;
        var register = await db.Registers.AsNoTracking().SingleOrDefaultAsync(r => r.Id == registerId, cancel);
        return register is null ? UnknownRegister : await AddAsync(register, await SoldItemAsync(product, cancel), quantity, cancel);
    }

    /// <summary>Rings up something that is not in the catalog, such as value on a gift card.</summary>
    public async Task<Result<SaleView>> AddAsync(Domain.Terminals.Register register, SoldItem item, Quantity quantity, CancellationToken cancel)
    {
        if (await ShiftRefusals.IsShutAsync(db, register.Id, register.StoreId, cancel))
            return ShiftRefusals.Closed;
        var registerId = register.Id;
        for (var tries = 1; ; tries++)
        {
            var sale = await OpenSaleAsync(registerId, cancel);
            var result = sale is null
                ? await AddToNewAsync(register, item, quantity, cancel)
                : await ChangeAsync(sale, at => sale.Add(item, quantity, at).Id, cancel);
            if (result.Refusal != Moved || tries == AddTriesMax)
                return result;
            db.ChangeTracker.Clear();
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, AddPauseMillisecondsMax)), clock, cancel);
        }
    }

    /// <summary>Changes a cart that is there; <paramref name="lineId"/> is the line it is about, if it is about one.</summary>
    public async Task<Result<SaleView>> ChangeAsync(
        SaleId saleId, SaleLineId? lineId, Func<Sale, DateTimeOffset, SaleLineId?> change, CancellationToken cancel)
    {
        var sale = await Whole(db.Sales.Where(s => s.Id == saleId)).SingleOrDefaultAsync(cancel);
        if (sale is null)
            return UnknownSale;
        return lineId is { } line && !sale.Lines.Exists(l => l.Id == line) ? UnknownLine : await ChangeAsync(sale, at => change(sale, at), cancel);
    }

    public static IQueryable<Sale> Whole(IQueryable<Sale> sales) =>
        sales.Include(s => s.Lines).Include(s => s.Taxes).Include(s => s.Tenders).AsSplitQuery();

    /// <summary>The register's cart. There is at most one.</summary>
    public Task<Sale?> OpenSaleAsync(RegisterId registerId, CancellationToken cancel) =>
        Whole(db.Sales.Where(s => s.RegisterId == registerId && s.State == SaleState.Open && s.ParkedAt == null))
            .OrderByDescending(s => s.ChangedAt).FirstOrDefaultAsync(cancel);

    private async Task<Result<SaleView>> ChangeAsync(Sale sale, Func<DateTimeOffset, SaleLineId?> change, CancellationToken cancel)
    {
        if (Refuse(sale) is { } refusal)
            return refusal;
        SaleLineId? touched;
        try
        {
            touched = change(clock.GetUtcNow());
        }
        catch (InvalidOperationException)
        {
            return sale.State == SaleState.Cleared ? Cleared : sale.Lines.Count >= Sale.LinesMax ? Full : TooMany;
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || UniqueViolation.Is(failure))
        {
            return Moved;
        }

        return SaleViews.Of(sale, touched);
    }

    private static Refusal? Refuse(Sale sale) => sale.State switch
    {
        SaleState.Paid => new Refusal("sale.paid", "This sale is already paid."),
        SaleState.Cleared => null,
        SaleState.Open when sale.ParkedAt is not null => Payments.SaleRefusals.Parked,
        SaleState.Open when sale.OpenAttemptId is not null => Locked,
        SaleState.Open when sale.Tenders.Exists(t => t.Counts) => PartlyPaid,
        SaleState.Open => null,
    };

    /// <summary>Opens a cart with its first item. The store's counter is locked meanwhile, so no two carts of a register are opened at once.</summary>
    private async Task<Result<SaleView>> AddToNewAsync(Domain.Terminals.Register register, SoldItem item, Quantity quantity, CancellationToken cancel)
    {
        await SaleNumbers.PrepareAsync(db, register, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var number = await SaleNumbers.NextAsync(db, register, cancel);
        if (await db.Sales.AnyAsync(s => s.RegisterId == register.Id && s.State == SaleState.Open && s.ParkedAt == null, cancel))
            return Moved; // another scan has just opened one; the number goes back with the transaction
        var sale = new Sale(SaleId.New(), register.IsoId, register.MerchantId, register.StoreId, register.Id, number,
            context.Actor.Email, clock.GetUtcNow());
        db.Sales.Add(sale);
        var result = await ChangeAsync(sale, at => sale.Add(item, quantity, at).Id, cancel);
        if (!result.IsRefused)
            await transaction.CommitAsync(cancel);
        return result;
    }

    private async Task<SoldItem> SoldItemAsync(Product product, CancellationToken cancel)
    {
        var markup = await db.Merchants.Where(m => m.Id == product.MerchantId).Select(m => m.Markup).SingleAsync(cancel);
        var ids = product.Taxes.Select(t => t.TaxId).ToArray();
        var taxes = ids.Length == 0 ? [] : await db.Taxes.Where(t => ids.Contains(t.Id)).OrderBy(t => t.Kind).ThenBy(t => t.Name)
            .Select(t => new AppliedTax(t.Id, t.Name, t.Rate, t.Kind)).ToListAsync(cancel);
        return new SoldItem(product.Id, product.Sku, product.Name, product.Unit, product.PriceAt(markup), taxes) { Traits = product.Traits };
    }
}
