using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using MediatR;
using Microsoft.EntityFrameworkCore;

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
    AmountHolds AmountHolds, ComputedBy FeeAndTaxBy, int OperationalTimeoutSeconds, bool CaptureSignature, TerminalWire Wire, bool? IsOnline,
    DateTimeOffset? CheckedAt, int Version);

internal sealed class ListTerminalsHandler(AppDbContext db) : IRequestHandler<ListTerminals, Result<TerminalTree>>
{
    public async Task<Result<TerminalTree>> Handle(ListTerminals request, CancellationToken cancel)
    {
        var merchants = await db.Merchants.AsNoTracking().OrderBy(m => m.Name).ToListAsync(cancel);
        var stores = (await db.Stores.AsNoTracking().OrderBy(s => s.Name).ToListAsync(cancel)).ToLookup(s => s.MerchantId);
        var terminals = (await db.Terminals.AsNoTracking().OrderBy(t => t.Label).ToListAsync(cancel)).ToLookup(t => t.StoreId);
        return new TerminalTree([.. merchants.Select(m => new MerchantNode(m.Id, m.Name,
            [.. stores[m.Id].Select(s => new StoreNode(s.Id, s.Name, s.TimeZoneId, [.. terminals[s.Id].Select(TerminalRows.Of)]))]))]);
    }
}
