using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Refunds;

/// <summary>Finds the sale that somebody brings back: by the receipt's number or code, by the card's last four (and the day), else the last ones of the register.</summary>
/// <param name="Text">A sale number, also as scanned from the receipt; null = not asked.</param>
/// <param name="Last4">The card that paid.</param>
/// <param name="Day">The business day on which the card paid; null = the last ones.</param>
[Needs(Permission.Refund)]
public sealed record FindSales(RegisterId RegisterId, string? Text, string? Last4 = null, DateOnly? Day = null) : IRequest<Result<FoundSales>>;

/// <summary>Sales of the register's store, newest first.</summary>
public sealed record FoundSales(IReadOnlyList<FoundSale> Sales);

/// <summary>A paid sale.</summary>
public sealed record FoundSale(SaleId SaleId, int Number, DateTimeOffset PaidAtLocal, Money Paid, Money Refunded, string TenderText);

internal sealed class FindSalesValidator : AbstractValidator<FindSales>
{
    public FindSalesValidator() => RuleFor(r => r.Last4)
        .Must(last4 => last4 is null || (last4.Length == 4 && last4.All(char.IsAsciiDigit)))
        .Says("Type the last four digits of the card, like 1111.");
}

internal sealed class FindSalesHandler(AppDbContext db) : IRequestHandler<FindSales, Result<FoundSales>>
{
    private const int FoundMax = 20;

    public async Task<Result<FoundSales>> Handle(FindSales request, CancellationToken cancel)
    {
        var register = await db.Registers.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.RegisterId, cancel);
        if (register is null)
            return new Refusal("register.unknown", "That register does not exist.");
        var sales = db.Sales.AsNoTracking().Where(s => s.StoreId == register.StoreId && s.State == SaleState.Paid);
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            if (SaleCode.Read(text) is not { } number)
                return new Refusal("sale.code", $"“{text}” is not a receipt. Scan the code on the receipt, or type the sale's number.");
            sales = sales.Where(s => s.Number == number);
        }
        else if (request.Last4 is { } last4)
        {
            sales = sales.Where(s => (request.Day == null || s.BusinessDate == request.Day)
                && s.Tenders.Any(t => db.Attempts.Any(a => a.Id == t.AttemptId && a.Last4 == last4)));
        }
        else
        {
            sales = sales.Where(s => s.RegisterId == register.Id);
        }

        var found = await sales.Include(s => s.Tenders).OrderByDescending(s => s.PaidAt).Take(FoundMax).ToListAsync(cancel);
        var ids = found.SelectMany(s => s.Tenders).Where(t => t.AttemptId is not null).Select(t => t.AttemptId!.Value).ToArray();
        var attempts = await db.Attempts.AsNoTracking().Where(a => ids.Contains(a.Id)).ToListAsync(cancel);
        var clock = (await db.Stores.AsNoTracking().SingleAsync(s => s.Id == register.StoreId, cancel)).Clock;
        return new FoundSales([.. found.Select(s => new FoundSale(s.Id, s.Number, clock.Local(s.PaidAt ?? s.ChangedAt), s.Paid + s.Tip, s.Refunded,
            string.Join(" + ", s.Tenders.Where(t => t.Counts).OrderBy(t => t.At).Select(t => TenderNames.Of(t, attempts.Find(a => a.Id == t.AttemptId))))))]);
    }
}

/// <summary>The sale's number as it stands in the code on the receipt: told apart from a product's code by its letters.</summary>
public static class SaleCode
{
    private const string Prefix = "SALE";

    public static string Of(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Prefix}{number}");

    public static int? Read(string text)
    {
        text = text.Trim().TrimStart('#');
        if (text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            text = text[Prefix.Length..].TrimStart('-', ' ');
        return int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
