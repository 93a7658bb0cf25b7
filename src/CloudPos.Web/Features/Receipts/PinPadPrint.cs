using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Web.Features.Receipts;

/// <summary>One receipt on its way to the PIN pad's printer, and what came of it.</summary>
public sealed class PinPadPrint
{
    private SaleId? _sale;

    public bool IsPrinting { get; private set; }

    public string? Words { get; private set; }

    public bool IsRefused { get; private set; }

    /// <summary>False where a receipt is being printed already.</summary>
    public bool Begin(SaleId sale)
    {
        if (IsPrinting)
            return false;
        (_sale, IsPrinting, Words) = (sale, true, null);
        return true;
    }

    public void End(Result<SlipPrinted> result) =>
        (IsPrinting, Words, IsRefused) = (false, result.Refusal?.Message ?? result.Value?.Words, result.Refusal is not null);

    /// <summary>The words belong to one receipt; beside another they would be a lie.</summary>
    public string? WordsFor(SaleId sale) => _sale == sale ? Words : null;
}
