using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using MediatR;

namespace CloudPos.Application.Features.Terminals;

/// <summary>Pairs a TPN with a store, or changes a pairing. An empty AuthKey keeps the one on record.</summary>
[Needs(Permission.ManageTerminals)]
public sealed record PairTerminal(
    TerminalId Id, StoreId StoreId, int? Version, string Tpn, string SpinRegisterId, string? AuthKey, string Label, TerminalModel Model,
    TerminalEndpoint Endpoint, AmountHolds AmountHolds, ComputedBy FeeAndTaxBy, int OperationalTimeoutSeconds, bool CaptureSignature)
    : IRequest<Result<TerminalRow>>;
