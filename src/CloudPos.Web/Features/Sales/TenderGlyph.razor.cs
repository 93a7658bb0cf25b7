using CloudPos.Domain.Amounts;
using Microsoft.AspNetCore.Components;

namespace CloudPos.Web.Features.Sales;

/// <summary>What a sale was paid with; null = tenders were mixed.</summary>
public sealed partial class TenderGlyph
{
    [Parameter] public TenderKind? Tender { get; set; }

    [Parameter, EditorRequired] public required string Words { get; set; }

    private string Glyph => Tender switch
    {
        TenderKind.Card => "card",
        TenderKind.Cash => "cash",
        null => "split",
    };
}
