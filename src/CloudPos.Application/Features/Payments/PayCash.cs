using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Payments;

/// <summary>Takes cash for all that is left, at the Cash Price.</summary>
/// <remarks>The tender's id is made when the cash panel opens: a double click is the same tender and gives the same answer.</remarks>
[Needs(Permission.Sell)]
public sealed record PayCash(SaleId SaleId, TenderId TenderId, Money Received) : IRequest<Result<CashPaid>>;

/// <summary>What was due, given and given back.</summary>
public sealed record CashPaid(SaleId SaleId, int SaleNumber, Money Due, Money Received, Money Change);
