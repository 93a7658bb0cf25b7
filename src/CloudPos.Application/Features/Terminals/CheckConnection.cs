using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Terminals;

/// <summary>Asks the proxy whether the PIN pad is connected, and keeps the answer.</summary>
[Needs(Permission.ManageTerminals)]
public sealed record CheckConnection(TerminalId Id) : IRequest<Result<TerminalRow>>;
