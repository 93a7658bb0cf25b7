using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Web.Features.Refunds;

/// <summary>What comes back without a receipt: items at today's price, or an amount.</summary>
public sealed partial class RefundBoard
{
    private readonly List<ReturnedItem> _returned = [];
    private ReturnPrice? _returnPrice;
    private TenderKind _returnTo;
    private Money _amountWithoutReceipt;

    private void StartWithoutReceipt()
    {
        _returned.Clear();
        (_returnPrice, _returnTo) = (null, default);
        _state.WithoutReceipt();
    }

    /// <summary>An item by its barcode or SKU; once more where it is there already.</summary>
    private async Task<bool> ReturnItemAsync(string code)
    {
        var result = await Sender.SendAsync(new FindItems(RegisterId, code));
        var found = result.Value ?? [];
        var item = found.FirstOrDefault(t => string.Equals(t.Sku, code, StringComparison.OrdinalIgnoreCase)) ?? (found.Count == 1 ? found[0] : null);
        if (item is null)
        {
            _state.Refusal = result.Refusal ?? new Refusal("code.unknown", found.Count == 0
                ? $"“{code}” was not found. Scan the item, or type its SKU."
                : $"“{code}” fits more than one item. Scan the item, or type its whole SKU.");
            return false;
        }

        var before = _returned.Find(i => i.ProductId == item.ProductId)?.Quantity ?? default;
        await ReturnQuantityAsync((item.ProductId, before + Quantity.One));
        return true;
    }

    /// <summary>How many of an item; zero takes it off.</summary>
    private async Task ReturnQuantityAsync((ProductId Product, Quantity Quantity) change)
    {
        var at = _returned.FindIndex(i => i.ProductId == change.Product);
        if (at < 0)
            _returned.Add(new ReturnedItem(change.Product, change.Quantity));
        else if (change.Quantity.Thousandths == 0)
            _returned.RemoveAt(at);
        else
            _returned[at] = new ReturnedItem(change.Product, change.Quantity);
        await PriceReturnAsync();
    }

    private Task ReturnToAsync(TenderKind to)
    {
        _returnTo = to;
        return PriceReturnAsync();
    }

    private async Task PriceReturnAsync()
    {
        var result = await Sender.SendAsync(new PriceReturn(RegisterId, [.. _returned], _returnTo));
        (_returnPrice, _state.Refusal) = (result.Value ?? _returnPrice, result.Refusal);
    }

    private Task WithoutReceiptAsync(NoReceiptForm.Entry entry)
    {
        Money? shown = entry.Amount is null ? _returnPrice?.Amount : null;
        (_state.Refusal, _amountWithoutReceipt) = (null, entry.Amount ?? shown ?? Money.Zero);
        var (id, to) = (_state.NextId, _returnTo);
        ReturnedItem[] items = entry.Amount is null ? [.. _returned] : [];
        return BeginAsync(needsApproval: true, approval => Sender.SendAsync(
            new RefundWithoutReceipt(id, RegisterId, items, entry.Amount, to, entry.Reason, approval, shown)));
    }
}
