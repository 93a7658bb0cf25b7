using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Register;

/// <summary>The tiles of a category; of the favourites where it is null.</summary>
[Needs(Permission.Sell)]
public sealed record ListTiles(RegisterId RegisterId, CategoryId? CategoryId, int Skip, int Take) : IRequest<Result<TilePage>>;

/// <summary>A page of tiles out of <paramref name="Total"/>.</summary>
public sealed record TilePage(IReadOnlyList<TileRow> Tiles, int Total);
