using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Refunds;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Shifts;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Shifts;

/// <summary>Adds up what is in a shift, and reads what was stored of one that is closed.</summary>
internal sealed class ShiftReader(AppDbContext db, TimeProvider clock)
{
    /// <summary>The terms of the expected sum, from what is booked in the shift.</summary>
    public async Task<ShiftCash> CashAsync(Shift shift, CancellationToken cancel)
    {
        var moved = (await db.CashMovements.Where(m => m.ShiftId == shift.Id).GroupBy(m => m.Kind)
            .Select(g => new { g.Key, Cents = g.Sum(m => m.Amount.Cents) }).ToListAsync(cancel)).ToDictionary(g => g.Key, g => new Money(g.Cents));
        return new ShiftCash
        {
            Float = shift.Float,
            Sales = new Money(await db.Set<Tender>().Where(t => t.ShiftId == shift.Id && t.Kind == TenderKind.Cash).SumAsync(t => t.Amount.Cents, cancel)),
            Refunds = await GivenBackAsync(shift.Id, cancel),
            // as Tender.HandedOut says it
            Cashback = new Money(await db.Set<Tender>().Where(t => t.ShiftId == shift.Id && t.Kind == TenderKind.Card && (t.Covers.Cash.Cents != 0 || t.Covers.Card.Cents != 0))
                .SumAsync(t => t.Cashback.Cents, cancel)),
            In = moved.GetValueOrDefault(CashMovementKind.In),
            Out = moved.GetValueOrDefault(CashMovementKind.Out),
            Drops = moved.GetValueOrDefault(CashMovementKind.Drop),
        };
    }

    /// <summary>Cash that left the drawer again: refunds, and tenders given back.</summary>
    private async Task<Money> GivenBackAsync(ShiftId shift, CancellationToken cancel)
    {
        var refunds = await db.Set<RefundTender>().Where(t => t.ShiftId == shift && t.Kind == TenderKind.Cash).SumAsync(t => t.GivenBack.Cents + t.Tip.Cents, cancel);
        var tenders = await db.Set<Tender>().Where(t => t.GivenBackShiftId == shift && t.Kind == TenderKind.Cash).SumAsync(t => t.Amount.Cents, cancel);
        return new Money(refunds + tenders);
    }

    /// <summary>The figures beside the cash.</summary>
    public async Task<ShiftFigures> FiguresAsync(ShiftId shift, CancellationToken cancel)
    {
        var paid = await db.Sales.AsNoTracking().Where(s => s.ShiftId == shift).Select(s => new
        {
            s.Id,
            s.Number,
            s.PaidBy,
            s.Gross,
            s.Discounted,
            s.Tax,
            s.Total,
            s.Paid,
            s.Tip,
            IsCash = s.Tenders.All(t => t.GivenBackAt != null || t.PricedAt == TenderKind.Cash || (t.Covers.Cash.Cents == 0 && t.Covers.Card.Cents == 0)),
        }).ToListAsync(cancel);
        var taxes = await db.Sales.AsNoTracking().Where(s => s.ShiftId == shift).SelectMany(s => s.Taxes)
            .Select(t => new { t.SaleId, t.Name, t.Rate, t.Amount }).ToListAsync(cancel);
        var people = paid.Select(s => s.PaidBy).Distinct().ToArray();
        var names = await db.Users.Where(u => people.Contains(u.Email) && u.FullName != "").ToDictionaryAsync(u => u.Email!, u => u.FullName, cancel);
        // as Sale.ShownAt says it
        var kinds = paid.ToDictionary(s => s.Id, s => s.IsCash ? TenderKind.Cash : TenderKind.Card);
        return ShiftFigures.Of(
            [.. paid.Select(s => new FigureSale(s.Number, names.GetValueOrDefault(s.PaidBy ?? "", s.PaidBy ?? ""), s.Gross.For(kinds[s.Id]),
                s.Discounted.For(kinds[s.Id]), s.Tax.For(kinds[s.Id]), s.Total.For(kinds[s.Id]), s.Paid, s.Tip))],
            taxes.Select(t => new FigureTax($"{t.Name} {Percent(t.Rate)}", t.Amount.For(kinds[t.SaleId]))).Where(t => !t.Amount.IsZero),
            await TendersAsync(shift, cancel), await UndoneAsync(shift, cancel));
    }

    private async Task<ShiftUndone> UndoneAsync(ShiftId shift, CancellationToken cancel)
    {
        var back = await (
            from part in db.Set<RefundTender>().AsNoTracking()
            where part.ShiftId == shift
            join attempt in db.Attempts on part.AttemptId equals (AttemptId?)attempt.Id into attempts
            from attempt in attempts.DefaultIfEmpty()
            // by card without an attempt: it was voided on the PIN pad itself, and booked here afterwards
            select new
            {
                part.RefundId,
                Cents = part.GivenBack.Cents + part.Tip.Cents,
                IsVoid = attempt == null ? part.Kind == TenderKind.Card : attempt.Kind == AttemptKind.Void,
            }).ToListAsync(cancel);
        var undone = await db.Set<Tender>().AsNoTracking().Where(t => t.GivenBackShiftId == shift).Select(t => t.Amount.Cents + t.Tip.Cents).ToListAsync(cancel);
        var voids = back.Where(b => b.IsVoid).Select(b => b.Cents).Concat(undone).ToArray();
        var refunds = back.Where(b => !b.IsVoid).ToArray();
        return new ShiftUndone(refunds.Select(r => r.RefundId).Distinct().Count(), new Money(refunds.Sum(r => r.Cents)), voids.Length, new Money(voids.Sum()));
    }

    private async Task<IReadOnlyList<FigureTender>> TendersAsync(ShiftId shift, CancellationToken cancel)
    {
        var taken = await (
            from tender in db.Set<Tender>().AsNoTracking()
            where tender.ShiftId == shift
            join attempt in db.Attempts on tender.AttemptId equals (AttemptId?)attempt.Id into attempts
            from attempt in attempts.DefaultIfEmpty()
            select new
            {
                tender.Kind,
                tender.PricedAt,
                tender.Amount,
                tender.Tip,
                tender.Covers,
                tender.GivenBackAt,
                tender.GivenBackShiftId,
                Brand = attempt == null ? null : attempt.CardBrand,
            }).ToListAsync(cancel);
        return [.. taken.Select(t => new FigureTender(
            t.Kind, t.Kind == TenderKind.Cash ? "Cash" : PaymentSentences.BrandName(t.Brand), t.Amount, t.Tip,
            t.PricedAt == TenderKind.Cash && t.GivenBackAt is null ? t.Covers.Difference : Money.Zero, t.GivenBackShiftId == shift))];
    }

    private static string Percent(Rate rate) =>
        (rate.PartsPerMillion / 10_000m).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture) + " %";

    /// <summary>The report of a shift: worked out now while it is open, as it was stored once it is closed.</summary>
    public async Task<Result<ShiftReport>> ReadAsync(ShiftId id, CancellationToken cancel)
    {
        if (await db.Shifts.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancel) is not { } shift)
            return ShiftRefusals.Unknown;
        var store = await db.Stores.AsNoTracking().SingleAsync(s => s.Id == shift.StoreId, cancel);
        var merchant = await db.Merchants.Where(m => m.Id == shift.MerchantId).Select(m => m.Name).SingleAsync(cancel);
        var register = await db.Registers.Where(r => r.Id == shift.RegisterId).Select(r => r.Name).SingleAsync(cancel);
        var moved = await db.CashMovements.AsNoTracking().Where(m => m.ShiftId == id).OrderBy(m => m.At).ToListAsync(cancel);
        var figures = shift.IsOpen ? await FiguresAsync(id, cancel)
            : (await db.ZReports.AsNoTracking().Include(z => z.Lines).SingleAsync(z => z.ShiftId == id, cancel)).Figures;
        var cash = shift.IsOpen ? await CashAsync(shift, cancel) : shift.Cash;
        return new ShiftReport(
            id, shift.ZNumber, merchant, store.Name, register, shift.BusinessDate, store.Clock.Local(shift.OpenedAt), shift.OpenedBy,
            store.Clock.Local(shift.ClosedAt ?? clock.GetUtcNow()), shift.ClosedBy, figures, cash, cash.Expected,
            new ShiftFloat(shift.Float, shift.HasFloatExpected ? shift.FloatExpected : null, shift.FloatDifference),
            shift.IsOpen ? null
                : new ShiftClose(shift.Counted, shift.Difference, shift.DifferenceReason, shift.ApprovedBy, shift.LeftInDrawer, shift.DroppedAtClose),
            [.. moved.Select(m => new MovementRow(m.Kind, m.Amount, m.Reason, m.By, store.Clock.Local(m.At)))]);
    }
}
