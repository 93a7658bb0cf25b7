using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Ledger;

/// <summary>Every payment that is not done, worst first and the oldest of a group first.</summary>
/// <param name="Groups">Empty = all.</param>
[Needs(Permission.ManagePayments)]
public sealed record ListPayments(IReadOnlyList<LedgerGroup> Groups, StoreId? Store, int Skip, int Take) : IRequest<Result<LedgerPage>>;

/// <summary>A page of the ledger.</summary>
/// <param name="Total">How many rows the chosen groups have.</param>
/// <param name="Sums">Of every group, chosen or not.</param>
/// <param name="ReadAtLocal">The first store's wall clock when it was read.</param>
public sealed record LedgerPage(IReadOnlyList<LedgerRow> Rows, int Total, IReadOnlyList<LedgerSum> Sums, IReadOnlyList<LedgerStore> Stores, DateTimeOffset ReadAtLocal)
{
    public LedgerSum Sum(params ReadOnlySpan<LedgerGroup> groups)
    {
        var (count, sum) = (0, Money.Zero);
        foreach (var one in Sums)
        {
            if (groups.Contains(one.Group))
                (count, sum) = (count + one.Count, sum + one.Sum);
        }

        return new LedgerSum(groups[0], count, sum);
    }
}

/// <summary>A store that the ledger can be narrowed to.</summary>
public sealed record LedgerStore(StoreId Id, string Name);

internal sealed class ListPaymentsHandler(AppDbContext db, RequestContext context, LedgerReader ledger, TimeProvider clock) : IRequestHandler<ListPayments, Result<LedgerPage>>
{
    public async Task<Result<LedgerPage>> Handle(ListPayments request, CancellationToken cancel)
    {
        var (now, sums) = (clock.GetUtcNow(), new List<LedgerSum>());
        foreach (var group in Enum.GetValues<LedgerGroup>())
            sums.Add(await SumAsync(group, request.Store, cancel));
        var chosen = sums.Where(s => request.Groups.Count == 0 || request.Groups.Contains(s.Group)).ToArray();
        var found = new List<(LedgerGroup, PaymentAttempt)>();
        var skip = request.Skip;
        foreach (var sum in chosen.Where(s => s.Count > 0))
        {
            if (skip < sum.Count && found.Count < request.Take)
                found.AddRange((await ledger.Of(sum.Group, request.Store).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id)
                    .Skip(skip).Take(request.Take - found.Count).ToListAsync(cancel)).Select(a => (sum.Group, a)));
            skip = Math.Max(0, skip - sum.Count);
        }

        var stores = await db.Stores.AsNoTracking().OfActorsMerchant(context).OrderBy(s => s.Name).ToListAsync(cancel);
        return new LedgerPage(await ledger.RowsAsync(found, now, cancel), chosen.Sum(s => s.Count), sums,
            [.. stores.Select(s => new LedgerStore(s.Id, s.Name))], stores.Count > 0 ? stores[0].Clock.Local(now) : now);
    }

    private async Task<LedgerSum> SumAsync(LedgerGroup group, StoreId? store, CancellationToken cancel)
    {
        var rows = ledger.Of(group, store);
        var count = await rows.CountAsync(cancel);
        return count == 0 ? new LedgerSum(group, 0, Money.Zero)
            : new LedgerSum(group, count, new Money(await rows.SumAsync(a => a.Charged != null ? a.Charged.Value.Cents : a.Amount.Cents + a.AskedCashback.Cents, cancel)));
    }
}

internal sealed class ListPaymentsValidator : AbstractValidator<ListPayments>
{
    public ListPaymentsValidator()
    {
        RuleFor(r => r.Skip).GreaterThanOrEqualTo(0).Says("A page begins at row 0 or later.");
        RuleFor(r => r.Take).InclusiveBetween(1, 100).Says("A page has 1 to 100 rows.");
    }
}
