using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Receipts;

/// <summary>The receipt of a paid sale.</summary>
[Needs(Permission.Sell)]
public sealed record GetReceipt(SaleId SaleId) : IRequest<Result<Receipt>>;
