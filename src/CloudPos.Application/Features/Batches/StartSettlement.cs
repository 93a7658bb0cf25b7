using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Puts a settlement on record, if nothing stands in its way. A worker sends it; the screen only watches.</summary>
/// <param name="SettlementId">Made when the button is shown: a double click or a second tab is the same settlement.</param>
/// <param name="LetTipsGo">A manager settles sales that wait for a tip without one.</param>
[Needs(Permission.Settle)]
public sealed record StartSettlement(TerminalId TerminalId, SettlementId SettlementId, SettleKind Kind, bool LetTipsGo, string? Reason)
    : IRequest<Result<SettlementView>>;

internal sealed class StartSettlementValidator : AbstractValidator<StartSettlement>
{
    public StartSettlementValidator()
    {
        RuleFor(r => r.Reason).NotEmpty().When(r => r.Kind == SettleKind.Force).Says("Say why the PIN pad's totals shall be forced.");
        RuleFor(r => r.Reason).MaximumLength(Settlement.TextLengthMax).Says("The reason is longer than 500 characters.");
    }
}

internal sealed class StartSettlementHandler(
    AppDbContext db, RequestContext context, BatchBook book, SettleBlockers blockers, SettlementReader reader, SettlementNudge nudge, TimeProvider clock)
    : IRequestHandler<StartSettlement, Result<SettlementView>>
{
    public Task<Result<SettlementView>> Handle(StartSettlement request, CancellationToken cancel) =>
        Once.DoAsync(async () => await reader.FindAsync(request.SettlementId, cancel) is { } found && found.TerminalId == request.TerminalId ? found : null, () => StartAsync(request, cancel));

    private async Task<Result<SettlementView>> StartAsync(StartSettlement request, CancellationToken cancel)
    {
        var terminal = await db.Terminals.AsNoTracking().SingleOrDefaultAsync(t => t.Id == request.TerminalId, cancel);
        if (terminal is null)
            return BatchReports.Unknown;
        if (request.Kind == SettleKind.Force && !context.Actor.Permissions.Contains(Permission.ForceSettle))
            return new Refusal("not.allowed", "You may not force a settlement. Ask somebody who may.");
        var batch = await book.OpenAsync(terminal.Id, cancel);
        if (batch is null)
            return new Refusal("batch.none", $"{terminal.Label} has nothing that is known here. Fetch its report first.");
        if (await RunningAsync(batch.Id, cancel) is { } running)
            return running; // another tab was first: here is its settlement
        var (refusal, reconciliation) = await blockers.RefuseAsync(terminal, batch, request.LetTipsGo, cancel);
        if (refusal is not null)
            return refusal;

        var reason = request.Reason ?? (request.LetTipsGo ? "Settled without the missing tips." : null);
        var settlement = new Settlement(request.SettlementId, batch, request.Kind, reason, context.Actor.Email, reconciliation, clock.GetUtcNow());
        db.Settlements.Add(settlement);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (UniqueViolation.Is(failure))
        {
            db.ChangeTracker.Clear();
            return await RunningAsync(batch.Id, cancel) is { } other ? other
                : new Refusal("settlement.moved", "The batch has just been settled elsewhere. Look at it again.");
        }

        nudge.Give();
        return await reader.ViewAsync(settlement, cancel);
    }

    private async Task<SettlementView?> RunningAsync(BatchId batch, CancellationToken cancel)
    {
        var id = await db.Settlements.Where(s => s.BatchId == batch && s.State <= SettlementState.Unknown).Select(s => (SettlementId?)s.Id).FirstOrDefaultAsync(cancel);
        return id is { } running ? await reader.FindAsync(running, cancel) : null;
    }
}
