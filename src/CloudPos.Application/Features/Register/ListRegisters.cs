using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using MediatR;

namespace CloudPos.Application.Features.Register;

/// <summary>The registers that the actor may open.</summary>
[Needs(Permission.Sell)]
public sealed record ListRegisters : IRequest<Result<IReadOnlyList<RegisterRow>>>;
