using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Takes a sale that only the PIN pad knows into the books, with its items if they were rung up, else with the amount alone.</summary>
/// <param name="AttemptId">Made when the list is shown: a double click is the same sale.</param>
/// <param name="Cart">An open cart that holds the items; null = the amount only.</param>
/// <param name="RegisterId">The register that it belongs to; null = the store's first.</param>
[Needs(Permission.Settle)]
public sealed record AdoptLine(ReconciliationId Id, int Line, AttemptId AttemptId, RegisterId? RegisterId, SaleId? Cart) : IRequest<Result<ReconciliationView>>;

internal sealed class AdoptLineHandler(AppDbContext db, RequestContext context, DifferenceDesk desk, StandAloneDesk standAlone, TimeProvider clock)
    : IRequestHandler<AdoptLine, Result<ReconciliationView>>
{
    public Task<Result<ReconciliationView>> Handle(AdoptLine request, CancellationToken cancel) =>
        desk.OnceAsync(request.Id, request.Line, DecisionKind.Adopted, open => AdoptAsync(open, request, cancel), cancel, _ => db.Attempts.Any(a => a.Id == request.AttemptId));

    private async Task<Result<ReconciliationView>> AdoptAsync(OpenDifference open, AdoptLine request, CancellationToken cancel)
    {
        if (open.Line is not { Difference: DifferenceKind.TerminalOnly, TerminalType: LineType.Sale, TerminalAmount: { } charged })
            return new Refusal("difference.other", "Only a sale that the PIN pad took by itself is taken into the books.");
        if (await db.Attempts.AnyAsync(a => a.TerminalId == open.Found.TerminalId && a.Kind == AttemptKind.Sale
            && (a.State == AttemptState.Sent || a.State == AttemptState.Unknown || a.State == AttemptState.NeedsReview), cancel))
            return new Refusal("payment.open", "A payment on this PIN pad is not known yet, and this line may be it. Let it become known, or decide it under Payments; then compare again.");
        var register = request.RegisterId ?? await db.Registers.Where(r => r.StoreId == open.Found.StoreId).OrderBy(r => r.Name).Select(r => (RegisterId?)r.Id).FirstOrDefaultAsync(cancel);
        if (register is not { } at || await db.Registers.AsNoTracking().SingleOrDefaultAsync(r => r.Id == at, cancel) is not { } found
            || found.StoreId != open.Found.StoreId)
            return new Refusal("register.unknown", "That register does not exist.");

        await SaleNumbers.PrepareAsync(db, found, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var sale = await standAlone.TakeAsync(
            new StandAlone(request.AttemptId, open.Found.TerminalId, at, charged, open.Line.Application, open.Line.TerminalNumber, request.Cart), cancel);
        if (sale.Value is not { } booked)
            return sale.Refusal!;
        open.Found.Decide(open.Line, DecisionKind.Adopted, $"Taken into the books as sale {booked.Number}.", context.Actor.Email, clock.GetUtcNow());
        var view = await desk.SaveAsync(open, cancel);
        if (!view.IsRefused)
            await transaction.CommitAsync(cancel);
        return view;
    }
}
