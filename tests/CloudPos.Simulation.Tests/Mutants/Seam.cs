using CloudPos.Application.Data;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Batches.Terminal;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Simulation.Tests.Engine;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Simulation.Tests.Mutants;

/// <summary>Puts the mutants between the application and its terminal, and around its requests. Without a mutant it changes nothing.</summary>
internal static class Seam
{
    public static void Place(IServiceCollection services, Server server)
    {
        services.AddSingleton(server);
        services.AddSingleton<ICardTerminal>(provider => new MutantTerminal(ActivatorUtilities.CreateInstance<SpinCardTerminal>(provider), server));
        services.AddSingleton<IBatchTerminal>(provider => new MutantBatchTerminal(ActivatorUtilities.CreateInstance<SpinBatchTerminal>(provider), server));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(MutantRequests<,>));
    }
}

/// <summary>The real terminal, or one that a careless programmer would have written.</summary>
internal sealed class MutantTerminal(ICardTerminal real, Server server) : ICardTerminal
{
    public async Task<TerminalAnswer> SendAsync(ChargeOrder order)
    {
        var answer = await real.SendAsync(order);
        var isSilence = answer.Signal == AttemptSignal.NoAnswer;
        switch (server.World.Mutant)
        {
            case Mutant.SendsTwice when isSilence:
                return await real.SendAsync(order);
            case Mutant.TakesNewRefIdAfterTimeout when isSilence:
                var again = new PaymentAttempt(AttemptId.New(), order.Sale!, order.Attempt.TerminalId, Guid.NewGuid().ToString("N"),
                    order.Attempt.Amount, order.Attempt.PerformedBy, order.Attempt.CreatedAt);
                return await real.SendAsync(order with { Attempt = again });
            case Mutant.BelievesDeclineOnContradiction when isSilence && answer.Reason == AttemptReason.Contradiction:
                return answer with { Signal = AttemptSignal.Declined, Reason = AttemptReason.DeclinedByHost };
            case Mutant.TakesSilenceForNotStarted when isSilence:
                return answer with { Signal = AttemptSignal.NotStarted };
            case Mutant.BooksWhatWasAsked when answer.Signal == AttemptSignal.PartiallyApproved:
                return answer with { Signal = AttemptSignal.Approved, Result = answer.Result! with { Charged = order.Attempt.Amount } };
            case Mutant.DropsApprovalAfterCancel when await IsToStopAsync(order.Attempt.Id):
                return answer with { Signal = AttemptSignal.Cancelled, Reason = AttemptReason.StoppedByCashier, Result = null };
            case Mutant.RecordsAfterSending:
                await InDatabaseAsync(order.Attempt, async db =>
                {
                    var late = await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == order.Attempt.Id);
                    late.Record(AttemptSignal.Sent, AttemptReason.None, null, order.Attempt.SentAt!.Value);
                    await db.SaveChangesAsync();
                });
                return answer;
            default:
                return answer;
        }
    }

    public async Task<TerminalAnswer> AskStatusAsync(StatusQuestion question)
    {
        var answer = await real.AskStatusAsync(question);
        switch (server.World.Mutant)
        {
            case Mutant.BelievesNotFoundAtOnce when answer.IsNotFound:
                return answer with { Signal = AttemptSignal.Cancelled };
            case Mutant.ResendsAfterUnknown when answer.IsNotFound:
                await InDatabaseAsync(question.Attempt, async db => answer = await real.SendAsync(await ChargeOrders.ReadAsync(db, question.Attempt, CancellationToken.None)));
                return answer;
            default:
                return answer;
        }
    }

    public Task<BalanceAnswer> AskBalanceAsync(Domain.Terminals.Terminal terminal, PayMethod method, CancellationToken cancel) =>
        real.AskBalanceAsync(terminal, method, cancel);

    public void AskToStop(PaymentAttempt attempt, Domain.Terminals.Terminal terminal) => real.AskToStop(attempt, terminal);

    public Task<PrintAnswer> PrintAsync(Domain.Terminals.Terminal terminal, IReadOnlyList<Spin.SpinPrintout> parts) => real.PrintAsync(terminal, parts);

    public string? Describe(ChargeOrder order) => real.Describe(order);

    public Task<bool?> IsOnlineAsync(Domain.Terminals.Terminal terminal, CancellationToken cancel) => real.IsOnlineAsync(terminal, cancel);

    public Task<bool> IsKeyRefusedAsync(Domain.Terminals.Terminal terminal, CancellationToken cancel) => real.IsKeyRefusedAsync(terminal, cancel);

    private async Task<bool> IsToStopAsync(AttemptId id)
    {
        var asked = false;
        await InDatabaseAsync(null, async db => asked = await db.Attempts.AnyAsync(a => a.Id == id && a.CancelRequestedAt != null));
        return asked;
    }

    private async Task InDatabaseAsync(PaymentAttempt? attempt, Func<AppDbContext, Task> work)
    {
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Enter(attempt is null ? Runner.Cashier : Actor.System(attempt.IsoId, attempt.MerchantId));
        await work(scope.ServiceProvider.GetRequiredService<AppDbContext>());
    }
}

/// <summary>The real end of the day, or a careless one.</summary>
internal sealed class MutantBatchTerminal(IBatchTerminal real, Server server) : IBatchTerminal
{
    public Task<BatchReport> ReportAsync(Domain.Terminals.Terminal terminal, CancellationToken cancel) => real.ReportAsync(terminal, cancel);

    public async Task<SettleAnswer> SettleAsync(SettleOrder order)
    {
        var answer = await real.SettleAsync(order);
        return server.World.Mutant switch
        {
            Mutant.SettlesAgain when answer.Signal == SettlementSignal.NoAnswer => await real.SettleAsync(order),
            Mutant.TakesSilenceForSettled when answer.Signal == SettlementSignal.NoAnswer => answer with { Signal = SettlementSignal.Settled },
            _ => answer,
        };
    }
}

/// <summary>What a careless programmer would do before or after a request.</summary>
internal sealed class MutantRequests<TRequest, TResponse>(AppDbContext db, Server server, ICardTerminal terminal) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancel, RequestHandlerDelegate<TResponse> next)
    {
        switch (server.World.Mutant, request)
        {
            case (Mutant.IgnoresTheLease, DispatchAttempt):
                await db.TerminalLeases.ExecuteUpdateAsync(set => set.SetProperty(l => l.Owner, (string?)null), cancel);
                break;
            case (Mutant.RecordsAfterSending, DispatchAttempt):
                DatabaseSeam.SkipsSaves.Value = true;
                try
                {
                    return await next();
                }
                finally
                {
                    DatabaseSeam.SkipsSaves.Value = false;
                }

            case (Mutant.ResendsInTheSweep, SweepAttempt sweep):
                var left = await db.Attempts.AsNoTracking().SingleAsync(a => a.Id == sweep.AttemptId, cancel);
                if (left.State == AttemptState.Sent)
                    await terminal.SendAsync(await ChargeOrders.ReadAsync(db, left, cancel));
                break;
            case (Mutant.TakesCashWhileUnknown, PayCash cash):
                await db.Database.ExecuteSqlAsync($"UPDATE Sales SET OpenAttemptId = NULL WHERE Id = {cash.SaleId.Value}", cancel);
                break;
            case (Mutant.SettlesWhatWasNotCompared, StartSettlement or DispatchSettlement):
                await db.Database.ExecuteSqlAsync($"""UPDATE Reconciliations SET BooksVersion = (SELECT COALESCE(SUM(Version + 1), 0) FROM Attempts WHERE BatchId = Reconciliations.BatchId)""", cancel);
                break;
            default:
                break;
        }

        var response = await next();
        if (request is RecordAnswer { AttemptId: var id })
        {
            if (server.World.Mutant == Mutant.BooksTheTenderTwice)
                await TwiceAsync(id, cancel);
            else if (server.World.Mutant == Mutant.LosesAnEntry)
                await db.Database.ExecuteSqlAsync($"DELETE FROM AttemptEntry WHERE AttemptId = {id.Value} AND Number = 2", cancel);
            server.World.Touch(db.ChangeTracker.Entries<PaymentAttempt>().First().Entity.SaleId!.Value.Value);
        }

        return response;
    }

    private async Task TwiceAsync(AttemptId id, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlAsync($"CREATE TEMP TABLE Twin AS SELECT * FROM Tender WHERE AttemptId = {id.Value}", cancel);
        await db.Database.ExecuteSqlAsync($"UPDATE Twin SET Id = {Guid.NewGuid()}", cancel);
        await db.Database.ExecuteSqlAsync($"INSERT INTO Tender SELECT * FROM Twin", cancel);
        await db.Database.ExecuteSqlAsync($"DROP TABLE Twin", cancel);
        await transaction.CommitAsync(cancel);
    }
}
