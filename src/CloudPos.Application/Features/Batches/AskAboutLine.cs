using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Staff;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Batches;

/// <summary>Asks the PIN pad what it holds of a line's payment, so that whoever marks the line has its word as the reason. Changes nothing.</summary>
[Needs(Permission.Settle)]
public sealed record AskAboutLine(ReconciliationId Id, int Line) : IRequest<Result<LineEvidence>>;

/// <summary>What the PIN pad said, as a sentence that may stand in the reason.</summary>
public sealed record LineEvidence(string Words);

internal sealed class AskAboutLineHandler(AppDbContext db, DifferenceDesk desk, StatusDesk status) : IRequestHandler<AskAboutLine, Result<LineEvidence>>
{
    public async Task<Result<LineEvidence>> Handle(AskAboutLine request, CancellationToken cancel)
    {
        var (open, refusal) = await desk.FindAsync(request.Id, request.Line, cancel);
        if (open is null)
            return refusal!;
        if (open.Line.AttemptId is not { } id)
            return new Refusal("difference.other", "The register knows nothing of this line, so there is nothing to ask about.");
        var attempt = await db.Attempts.AsNoTracking().SingleAsync(a => a.Id == id, cancel);
        var asked = await status.AskAsync(open.Terminal, attempt, cancel);
        return asked.Value is { } answer ? new LineEvidence($"{open.Terminal.Label}, asked about it, says: {StatusWords.Of(answer)}") : asked.Refusal!;
    }
}
