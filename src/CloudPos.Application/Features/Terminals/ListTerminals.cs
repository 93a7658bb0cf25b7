using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using MediatR;

namespace CloudPos.Application.Features.Terminals;

/// <summary>The ISO's merchants, their stores, their TPNs.</summary>
[Needs(Permission.ManageTerminals)]
public sealed record ListTerminals : IRequest<Result<TerminalTree>>;

/// <summary>Merchants of the ISO.</summary>
public sealed record TerminalTree(IReadOnlyList<MerchantNode> Merchants);

/// <summary>A merchant and its stores.</summary>
public sealed record MerchantNode(MerchantId Id, string Name, IReadOnlyList<StoreNode> Stores);

/// <summary>A store and its TPNs.</summary>
public sealed record StoreNode(StoreId Id, string Name, string TimeZoneId, IReadOnlyList<TerminalRow> Terminals);

/// <summary>A TPN. The AuthKey is masked.</summary>
public sealed record TerminalRow(
    TerminalId Id, string Label, string Tpn, string SpinRegisterId, string AuthKeyMasked, TerminalModel Model, TerminalEndpoint Endpoint,
    AmountHolds AmountHolds, ComputedBy FeeAndTaxBy, int OperationalTimeoutSeconds, bool CaptureSignature, bool? IsOnline,
    DateTimeOffset? CheckedAt, int Version);
