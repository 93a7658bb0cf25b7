using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;

namespace CloudPos.Application.Features.Sales;

/// <summary>A sale with its receipt and the story of its payments.</summary>
[Needs(Permission.ViewSales)]
public sealed record GetSale(SaleId SaleId) : IRequest<Result<SaleDetail>>;

/// <summary>The receipt and every attempt to pay.</summary>
public sealed record SaleDetail(Receipt Receipt, IReadOnlyList<AttemptStory> Attempts);

/// <summary>One attempt with its journal.</summary>
public sealed record AttemptStory(
    AttemptId Id, string RefId, AttemptState State, string TerminalLabel, string Tpn, Money Amount, string PerformedBy,
    IReadOnlyList<JournalLine> Journal);

/// <summary>A line of the journal in plain words.</summary>
public sealed record JournalLine(int Number, DateTimeOffset AtLocal, AttemptState From, AttemptState To, string Words, string? Note);
