using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Payments;

/// <summary>Closes what a stopped server left open: what had not been sent is given up, what had been sent becomes unknown.</summary>
/// <remarks>Nothing is ever sent from here; the unknown is resolved by Status like any other.</remarks>
[SystemOnly]
public sealed record SweepAttempt(AttemptId AttemptId) : IRequest<Result<AttemptState>>;

internal sealed class SweepAttemptHandler(AppDbContext db, AnswerBooking booking) : IRequestHandler<SweepAttempt, Result<AttemptState>>
{
    private static readonly Terminal.TerminalAnswer LeftOpen =
        new(null, AttemptReason.Interrupted, null, false, null, "The server that held this payment stopped.");

    public async Task<Result<AttemptState>> Handle(SweepAttempt request, CancellationToken cancel)
    {
        var attempt = await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == request.AttemptId, cancel);
        AttemptSignal? signal = attempt.State switch
        {
            AttemptState.Created => AttemptSignal.NotStarted,
            AttemptState.Sent => AttemptSignal.NoAnswer,
            _ => null,
        };
        if (signal is { } left)
            await booking.BookAsync(attempt, left, LeftOpen, cancel);

        return attempt.State;
    }
}
