using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Sales;

/// <summary>Paid sales, newest first, found and paged on the server.</summary>
[Needs(Permission.ViewSales)]
public sealed record ListSales(SalesFilter Filter, int Skip, int Take) : IRequest<Result<SalePage>>;

/// <summary>Which sales. <paramref name="Text"/> is a sale number, auth code, last four, RefId, item name or SKU; dates are business dates.</summary>
public sealed record SalesFilter(string? Text, DateOnly? From, DateOnly? To, StoreId? StoreId, SaleTenderFilter Tender);

/// <summary>How a sale was paid; <see cref="Problem"/> = something about its payment wants a look.</summary>
public enum SaleTenderFilter
{
    Any,
    Card,
    Cash,
    Problem,
}

/// <summary>A page of sales, with the count and sum of all that match.</summary>
public sealed record SalePage(IReadOnlyList<SaleRow> Rows, int Total, Money Sum, IReadOnlyList<StoreRow> Stores);

/// <summary>A store to filter by.</summary>
public sealed record StoreRow(StoreId Id, string Name);

/// <summary>A sale in the list. <paramref name="Tender"/> is null where tenders were mixed.</summary>
public sealed record SaleRow(
    SaleId Id, int Number, string StoreName, string RegisterName, DateTimeOffset PaidAtLocal, DateOnly BusinessDate, int ItemCount,
    TenderKind? Tender, string TenderText, Money Paid, Money Tip, string Cashier, bool HasProblem);
