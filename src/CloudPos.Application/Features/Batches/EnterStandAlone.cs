using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Enters a sale that the PIN pad took alone during an outage. The comparison ties it to the PIN pad's line later.</summary>
/// <param name="AttemptId">Made when the form opens: a double click is the same sale.</param>
/// <param name="Charged">What the PIN pad's slip says, tip included.</param>
/// <param name="Cart">An open cart that holds the items; null = the amount only.</param>
[Needs(Permission.Settle)]
public sealed record EnterStandAlone(AttemptId AttemptId, TerminalId TerminalId, RegisterId RegisterId, Money Charged, SaleId? Cart) : IRequest<Result<StandAloneEntered>>;

/// <summary>The sale that it became.</summary>
public sealed record StandAloneEntered(SaleId SaleId, int SaleNumber, Money Paid);

internal sealed class EnterStandAloneValidator : AbstractValidator<EnterStandAlone>
{
    public EnterStandAloneValidator() =>
        RuleFor(r => r.Charged).Must(m => m.IsPositive && m <= Domain.Catalog.Product.PriceMax).Says("Enter what the slip says, above $0.00.");
}

internal sealed class EnterStandAloneHandler(AppDbContext db, StandAloneDesk standAlone) : IRequestHandler<EnterStandAlone, Result<StandAloneEntered>>
{
    public Task<Result<StandAloneEntered>> Handle(EnterStandAlone request, CancellationToken cancel) => Once.DoAsync(
        () => (from a in db.Attempts where a.Id == request.AttemptId && a.TerminalId == request.TerminalId && a.Charged == request.Charged join s in db.Sales on a.SaleId equals s.Id select new StandAloneEntered(s.Id, s.Number, s.Paid))
            .FirstOrDefaultAsync(cancel),
        () => EnterAsync(request, cancel));

    private async Task<Result<StandAloneEntered>> EnterAsync(EnterStandAlone request, CancellationToken cancel)
    {
        var terminal = await db.Terminals.AsNoTracking().SingleOrDefaultAsync(t => t.Id == request.TerminalId, cancel);
        var register = await db.Registers.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.RegisterId, cancel);
        if (terminal is null || register is null || register.StoreId != terminal.StoreId)
            return new Refusal("register.unknown", "That register or PIN pad does not exist.");
        await SaleNumbers.PrepareAsync(db, register, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var sale = await standAlone.TakeAsync(
            new StandAlone(request.AttemptId, terminal.Id, register.Id, request.Charged, CardApplication.Credit, null, request.Cart), cancel);
        if (sale.Value is not { } booked)
            return sale.Refusal!;
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || UniqueViolation.Is(failure))
        {
            return new Refusal("sale.moved", "The cart has just been changed elsewhere. Look at it, then enter the payment again.");
        }

        await transaction.CommitAsync(cancel);
        return new StandAloneEntered(booked.Id, booked.Number, booked.Paid);
    }
}
