using CloudPos.Application.Data;
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
    public static readonly Refusal UnknownRegister = new("register.unknown", "That register does not exist.");
    public static readonly Refusal UnknownSale = new("sale.unknown", "That sale does not exist.");
    private static readonly Refusal Moved = new("sale.moved", "This cart has just been changed elsewhere. Look at it, then do that again.");
    private static readonly Refusal Locked = new("sale.locked", "A payment of this sale is under way. The cart can be changed once it has ended.");
    private static readonly Refusal PartlyPaid = new("sale.partly.paid", "A part of this sale is already paid. Take the rest before anything else is rung up.");
    private static readonly Refusal TooMany = new("quantity.invalid", "One line takes more than 0 and at most 9,999 pieces.");
    private static readonly Refusal Full = new("sale.full", "This sale is full: 500 lines. Take the payment and go on in a new sale.");

    /// <summary>Rings an item up in the register's open cart, which is opened where there is none.</summary>
    public async Task<Result<SaleView>> AddAsync(RegisterId registerId, Product product, Quantity quantity, CancellationToken cancel)
    {
        if (!quantity.IsSellable)
            return TooMany;
        var register = await db.Registers.SingleOrDefaultAsync(r => r.Id == registerId, cancel);
        if (register is null)
            return UnknownRegister;
        var item = await SoldItemAsync(product, cancel);
        var sale = await OpenSaleAsync(registerId, cancel) ?? await NewSaleAsync(register, cancel);
        return await ChangeAsync(sale, at =>
        {
            var before = sale.Lines.Count;
            return sale.Add(item, quantity, at) is { } line && before >= 0 ? line.Id : null;
        }, cancel);
    }

    /// <summary>Changes a cart that is there.</summary>
    public async Task<Result<SaleView>> ChangeAsync(SaleId saleId, Func<Sale, DateTimeOffset, SaleLineId?> change, CancellationToken cancel)
    {
        var sale = await Whole(db.Sales.Where(s => s.Id == saleId)).SingleOrDefaultAsync(cancel);
        return sale is null ? UnknownSale : await ChangeAsync(sale, at => change(sale, at), cancel);
    }

    public static IQueryable<Sale> Whole(IQueryable<Sale> sales) =>
        sales.Include(s => s.Lines).Include(s => s.Taxes).Include(s => s.Tenders).AsSplitQuery();

    /// <summary>The register's cart. There is at most one.</summary>
    public Task<Sale?> OpenSaleAsync(RegisterId registerId, CancellationToken cancel) =>
        Whole(db.Sales.Where(s => s.RegisterId == registerId && s.State == SaleState.Open))
            .OrderByDescending(s => s.ChangedAt).FirstOrDefaultAsync(cancel);

    private async Task<Result<SaleView>> ChangeAsync(Sale sale, Func<DateTimeOffset, SaleLineId?> change, CancellationToken cancel)
    {
        if (Refuse(sale) is { } refusal)
            return refusal;
        SaleLineId? touched;
        try
        {
            touched = change(clock.GetUtcNow());
            await db.SaveChangesAsync(cancel);
        }
        catch (InvalidOperationException) when (sale.Lines.Count >= Sale.LinesMax)
        {
            return Full;
        }
        catch (InvalidOperationException)
        {
            return TooMany;
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
        SaleState.Open when sale.OpenAttemptId is not null => Locked,
        SaleState.Open when sale.Tenders.Count > 0 => PartlyPaid,
        SaleState.Open => null,
    };

    private async Task<Sale> NewSaleAsync(Domain.Terminals.Register register, CancellationToken cancel)
    {
        var number = await SaleNumbers.NextAsync(db, register, cancel);
        var sale = new Sale(SaleId.New(), register.IsoId, register.MerchantId, register.StoreId, register.Id, number,
            context.Actor.Email, clock.GetUtcNow());
        db.Sales.Add(sale);
        return sale;
    }

    private async Task<SoldItem> SoldItemAsync(Product product, CancellationToken cancel)
    {
        var markup = await db.Merchants.Where(m => m.Id == product.MerchantId).Select(m => m.Markup).SingleAsync(cancel);
        var ids = product.Taxes.Select(t => t.TaxId).ToArray();
        var taxes = ids.Length == 0 ? [] : await db.Taxes.Where(t => ids.Contains(t.Id)).OrderBy(t => t.Kind).ThenBy(t => t.Name)
            .Select(t => new AppliedTax(t.Id, t.Name, t.Rate, t.Kind)).ToListAsync(cancel);
        return new SoldItem(product.Id, product.Sku, product.Name, product.Unit, product.PriceAt(markup), taxes);
    }
}
