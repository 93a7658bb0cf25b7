using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>A card payment that the PIN pad took by itself.</summary>
/// <param name="Number">Its number in the PIN pad's list, where it is known.</param>
internal sealed record StandAlone(AttemptId Id, TerminalId Terminal, RegisterId Register, Money Charged, CardApplication Application, int? Number, SaleId? Cart);

/// <summary>Takes what the PIN pad did alone into the books: a paid sale with a payment that was never sent from here. Saves nothing.</summary>
internal sealed class StandAloneDesk(AppDbContext db, RequestContext context, BatchBook book, TimeProvider clock)
{
    public const string LineName = "Taken on the PIN pad";

    /// <summary>The paid sale, inside the caller's transaction.</summary>
    public async Task<Result<Sale>> TakeAsync(StandAlone taken, CancellationToken cancel)
    {
        var register = await db.Registers.SingleOrDefaultAsync(r => r.Id == taken.Register, cancel);
        if (register is null)
            return new Refusal("register.unknown", "That register does not exist.");
        var now = clock.GetUtcNow();
        var shift = await ShiftGate.EnterAsync(db, register.Id, cancel);
        var (sale, refusal) = taken.Cart is { } cart ? await CartAsync(cart, taken.Charged, register, now, cancel) : (await NewAsync(register, taken.Charged, now, cancel), null);
        if (sale is null)
            return refusal!;
        var attempt = PaymentAttempt.Of(taken.Id, new AttemptPlan(AttemptKind.Sale, MethodOf(taken.Application), TenderKind.Card, sale.Left.Card, sale, sale.Id),
            taken.Terminal, Guid.CreateVersion7().ToString("N"), context.Actor.Email, now);
        var number = taken.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        attempt.TakeStandAlone(
            new ChargeResult { Charged = taken.Charged, Tip = taken.Charged - sale.Left.Card, TransactionNumber = number, PaymentType = taken.Application.ToString() },
            $"{LineName} while the register was away; entered by {context.Actor.Email}", now);
        db.Attempts.Add(attempt);
        await book.AssignAsync(attempt, now, cancel);
        sale.BookCard(attempt, await book.ClockAsync(register.StoreId, cancel), now);
        if (shift is { } open && sale.RegisterId == register.Id)
            sale.BookedIn(open, now);
        sale.Finish(); // its customer has left long ago: no till shows it
        return sale;
    }

    /// <summary>A rung-up cart of the items, as a rule parked: what the card was charged beyond it is the tip.</summary>
    private async Task<(Sale? Sale, Refusal? Refusal)> CartAsync(SaleId id, Money charged, Domain.Terminals.Register register, DateTimeOffset now, CancellationToken cancel)
    {
        var sale = await db.Sales.Whole().SingleOrDefaultAsync(s => s.Id == id, cancel);
        if (sale is null || sale.StoreId != register.StoreId)
            return (null, new Refusal("sale.unknown", "That cart does not exist."));
        if (sale is { State: SaleState.Open, ParkedAt: not null })
            sale.TakeUp(register.Id, now);
        if (!sale.CanPayByCard)
            return (null, new Refusal("sale.not.payable", "This cart cannot be paid now. Open another one."));
        return sale.Left.Card > charged
            ? (null, new Refusal("standalone.short", $"The items come to {MoneyText.Show(sale.Left.Card)}, but the PIN pad charged {MoneyText.Show(charged)}. Look at the items again."))
            : (sale, null);
    }

    private async Task<Sale> NewAsync(Domain.Terminals.Register register, Money charged, DateTimeOffset now, CancellationToken cancel)
    {
        var number = await SaleNumbers.NextAsync(db, register, cancel);
        var sale = new Sale(SaleId.New(), register.IsoId, register.MerchantId, register.StoreId, register.Id, number, context.Actor.Email, now);
        sale.Add(new SoldItem(null, "", LineName, "ITM", DualPrice.Amounts(charged, charged), []), Quantity.One, now);
        db.Sales.Add(sale);
        return sale;
    }

    private static PayMethod MethodOf(CardApplication application) => application switch
    {
        CardApplication.Debit => PayMethod.Debit,
        CardApplication.Ebt => PayMethod.EbtCash,
        _ => PayMethod.Credit,
    };
}
