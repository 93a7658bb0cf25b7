using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Catalog;

/// <summary>Takes a product off the till, or puts it back.</summary>
[Needs(Permission.ManageInventory)]
public sealed record ArchiveProduct(ProductId Id, bool Archived) : IRequest<Result<Done>>;
