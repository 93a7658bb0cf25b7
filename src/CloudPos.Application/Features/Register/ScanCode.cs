using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Register;

/// <summary>Rings up what a scanner read or a cashier typed: barcode first, then SKU.</summary>
[Needs(Permission.Sell)]
public sealed record ScanCode(RegisterId RegisterId, string Code, Quantity Quantity) : IRequest<Result<SaleView>>;

internal sealed class ScanCodeValidator : AbstractValidator<ScanCode>
{
    public ScanCodeValidator() => RuleFor(r => r.Code)
        .Must(code => !string.IsNullOrWhiteSpace(code) && code.Length <= Product.BarcodeLengthMax)
        .Says("A code has 1 to 40 characters.");
}

internal sealed class ScanCodeHandler(AppDbContext db, CartDesk desk) : IRequestHandler<ScanCode, Result<SaleView>>
{
    public async Task<Result<SaleView>> Handle(ScanCode request, CancellationToken cancel)
    {
        var merchant = await db.Registers.Where(r => r.Id == request.RegisterId).Select(r => (MerchantId?)r.MerchantId).SingleOrDefaultAsync(cancel);
        if (merchant is null)
            return CartDesk.UnknownRegister;
        var code = request.Code.Trim();
        var product = await ByBarcodeAsync(merchant.Value, code, cancel) ?? await BySkuAsync(merchant.Value, code, cancel);
        return product is null
            ? new Refusal("code.unknown", $"{code} not found")
            : await desk.AddAsync(request.RegisterId, product, request.Quantity, cancel);
    }

    private Task<Product?> ByBarcodeAsync(MerchantId merchant, string code, CancellationToken cancel)
    {
        // a scanner may read a UPC-A as an EAN-13 with a leading zero, or the other way round
        var other = code.Length == 12 ? "0" + code : code.Length == 13 && code[0] == '0' ? code[1..] : code;
        return db.Products.AsNoTracking().Include(p => p.Taxes)
            .Where(p => p.MerchantId == merchant && !p.IsArchived && (p.Barcode == code || p.Barcode == other))
            .OrderByDescending(p => p.Barcode == code).FirstOrDefaultAsync(cancel);
    }

    private Task<Product?> BySkuAsync(MerchantId merchant, string code, CancellationToken cancel)
    {
        var key = Product.Key(code);
        return db.Products.AsNoTracking().Include(p => p.Taxes)
            .FirstOrDefaultAsync(p => p.MerchantId == merchant && !p.IsArchived && p.SkuKey == key, cancel);
    }
}
