using CloudPos.Application.Features.Catalog;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Catalog;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Ui;
using MoneyText = CloudPos.Domain.Amounts.MoneyText;

namespace CloudPos.Web.Features.Catalog;

/// <summary>What a person has typed about a product. The text stays as typed until it is saved, whatever is wrong with it.</summary>
public sealed class ProductForm
{
    private readonly string _asOpened;

    /// <summary>A product that is not there yet.</summary>
    /// <remarks>It is taxed with everything until somebody says otherwise: untaxed by mistake is the dearer mistake.</remarks>
    public ProductForm(IEnumerable<TaxRow> taxes)
    {
        Id = ProductId.New();
        Taxes = [.. taxes.Select(t => t.Id)];
        _asOpened = Snapshot();
    }

    public ProductForm(ProductDetail product)
    {
        (Id, Version, IsArchived) = (product.Id, product.Version, product.IsArchived);
        (Sku, Barcode, Name, Category) = (product.Sku, product.Barcode ?? "", product.Name, product.Category ?? "");
        (CashPrice, CardPrice) = (MoneyText.Plain(product.CashPrice), product.CardPrice is { } card ? MoneyText.Plain(card) : "");
        (Unit, Description, IsFavourite) = (product.Unit, product.Description ?? "", product.IsFavourite);
        (IsEbtFood, Health, CommodityCode) = (product.Traits.IsEbtFood, product.Traits.Health, product.Traits.CommodityCode ?? "");
        Taxes = [.. product.Taxes];
        _asOpened = Snapshot();
    }

    public ProductId Id { get; }

    public int? Version { get; }

    public bool IsArchived { get; }

    public bool IsNew => Version is null;

    public string Sku { get; set; } = "";

    public string Barcode { get; set; } = "";

    public string Name { get; set; } = "";

    public string Category { get; set; } = "";

    public string CashPrice { get; set; } = "";

    public string CardPrice { get; set; } = "";

    public string Unit { get; set; } = "ITM";

    public string Description { get; set; } = "";

    public bool IsFavourite { get; set; }

    public bool IsEbtFood { get; set; }

    public HealthKind Health { get; set; }

    public string CommodityCode { get; set; } = "";

    public HashSet<TaxId> Taxes { get; }

    /// <summary>Per property of <see cref="SaveProduct"/>: the sentence beside its field.</summary>
    public IReadOnlyDictionary<string, string> Problems { get; private set; } = new Dictionary<string, string>();

    /// <summary>The sentence over the whole form.</summary>
    public string? Problem { get; private set; }

    /// <summary>Somebody else may have saved meanwhile: offered is a look at what is saved.</summary>
    public bool MayBeStale => !IsNew && Problem is not null && Problems.Count == 0;

    public bool IsChanged => Snapshot() != _asOpened;

    /// <summary>Somebody wants to leave what is typed and not saved: the form asks first.</summary>
    public bool AsksBeforeLeaving { get; private set; }

    /// <summary>True if nothing would be lost; else the form asks, in place.</summary>
    public bool MayLeave()
    {
        AsksBeforeLeaving = IsChanged;
        return !IsChanged;
    }

    public void Stay() => AsksBeforeLeaving = false;

    public string? ProblemOf(string property) => Problems.GetValueOrDefault(property);

    public void SetTax(TaxId tax, bool applies)
    {
        if (applies)
            Taxes.Add(tax);
        else
            Taxes.Remove(tax);
    }

    /// <summary>What stands in the empty Card Price: the price that the mark-up makes of the Cash Price.</summary>
    public string CardPlaceholder(Rate markup) =>
        MoneyText.TryRead(CashPrice, out var cash) ? MoneyText.Plain(DualPrice.FromCash(cash, markup).Card) : "";

    /// <summary>The sentence below the two prices: how they hang together now.</summary>
    public string PriceWords(Rate markup)
    {
        var byMarkup = $"the {RateText.Show(markup)} mark-up";
        if (CardPrice.Trim().Length > 0)
            return $"Set by hand. Empty the Card Price and {byMarkup} makes it.";
        return MoneyText.TryRead(CashPrice, out var cash)
            ? $"{MoneyText.Show(DualPrice.FromCash(cash, markup).Card)} by {byMarkup}. Type a Card Price to set it by hand."
            : $"Leave the Card Price empty and {byMarkup} makes it.";
    }

    /// <summary>The request, if both prices can be read; else the sentences stand beside them.</summary>
    public bool TryRead(out SaveProduct request)
    {
        var problems = new Dictionary<string, string>();
        Money? card = null;
        if (MoneyText.WhyNot(CashPrice, "4.75", out var cash) is { } cashProblem)
            problems[nameof(SaveProduct.CashPrice)] = CashPrice.Trim().Length == 0 ? "Write the Cash Price." : cashProblem;
        if (CardPrice.Trim().Length > 0)
        {
            if (MoneyText.WhyNot(CardPrice, "4.75", out var typed) is { } cardProblem)
                problems[nameof(SaveProduct.CardPrice)] = cardProblem;
            else
                card = typed;
        }

        request = new SaveProduct(Id, Version, Sku.Trim(), OrNull(Barcode), Name.Trim(), OrNull(Category), cash, card, Unit.Trim(), OrNull(Description),
            IsFavourite, [.. Taxes], new ProductTraits(IsEbtFood, Health, OrNull(CommodityCode)));
        FormWords.AddMissing(problems, request.Problems);
        (Problem, Problems) = (problems.Count == 0 ? null : FormWords.NothingSaved, problems);
        return problems.Count == 0;
    }

    /// <summary>Keeps everything as typed and puts the sentences where they belong.</summary>
    public void Refuse(Refusal refusal) => (Problem, Problems) = (FormWords.Over(refusal), refusal.Fields ?? new Dictionary<string, string>());

    private static string? OrNull(string text) => text.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    private string Snapshot() => string.Join('\n', Sku, Barcode, Name, Category, CashPrice, CardPrice, Unit, Description, IsFavourite, IsEbtFood, Health, CommodityCode,
        string.Join(',', Taxes.Select(t => t.Value).Order()));
}
