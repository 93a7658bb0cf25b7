using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Register;

/// <summary>Everything that the till shows when it opens: cart, running payment, PIN pad, tile pages, last sale.</summary>
[Needs(Permission.Sell)]
public sealed record GetTill(RegisterId RegisterId) : IRequest<Result<TillView>>;
