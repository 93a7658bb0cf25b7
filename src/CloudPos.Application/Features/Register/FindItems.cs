using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Register;

/// <summary>Items by name, SKU or barcode: exact hits first, at most <see cref="Max"/>.</summary>
[Needs(Permission.Sell)]
public sealed record FindItems(RegisterId RegisterId, string Text) : IRequest<Result<IReadOnlyList<TileRow>>>
{
    public const int Max = 30;
}
