using CloudPos.Application.Pipeline;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Staff;
using FluentValidation;
using MediatR;

namespace CloudPos.Application.Features.Batches;

/// <summary>Lets a difference stay, for a reason that is kept with it.</summary>
[Needs(Permission.Settle)]
public sealed record MarkDifference(ReconciliationId Id, int Line, string Reason) : IRequest<Result<ReconciliationView>>;

internal sealed class MarkDifferenceValidator : AbstractValidator<MarkDifference>
{
    public MarkDifferenceValidator()
    {
        RuleFor(r => r.Reason).NotEmpty().Says("Say why the difference may stay.");
        RuleFor(r => r.Reason).MaximumLength(ReconciliationLine.ReasonLengthMax).Says("The reason is longer than 300 characters.");
    }
}

internal sealed class MarkDifferenceHandler(RequestContext context, DifferenceDesk desk, TimeProvider clock)
    : IRequestHandler<MarkDifference, Result<ReconciliationView>>
{
    public Task<Result<ReconciliationView>> Handle(MarkDifference request, CancellationToken cancel)
    {
        var reason = request.Reason.Trim();
        return desk.OnceAsync(request.Id, request.Line, DecisionKind.Marked, open => MarkAsync(open, reason, cancel), cancel, l => l.DecisionReason == reason);
    }

    private async Task<Result<ReconciliationView>> MarkAsync(OpenDifference open, string reason, CancellationToken cancel)
    {
        if (open.Line.Difference == DifferenceKind.Unknown)
            return new Refusal("difference.unknown", "An unknown payment cannot be marked away: it may have charged the card. Ask the PIN pad, or decide it under Payments.");
        open.Found.Decide(open.Line, DecisionKind.Marked, reason, context.Actor.Email, clock.GetUtcNow());
        return await desk.SaveAsync(open, cancel);
    }
}
