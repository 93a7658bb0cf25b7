using System.Globalization;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>The pairs of ExtData: those of the sample always, the others where they say something.</summary>
internal static class ExtendedData
{
    public static IReadOnlyList<(string Key, string Value)> Of(LedgerLine line)
    {
        var pairs = new List<(string Key, string Value)>
        {
            ("InvNum", line.Num.ToString(CultureInfo.InvariantCulture)),
            ("CardType", line.Card?.Brand ?? ""),
            ("BatchNum", line.Batch.ToString(CultureInfo.InvariantCulture)),
            ("Tip", Dollars.Plain(line.Tip)),
            ("CashBack", Dollars.Plain(line.Cashback)),
            ("Fee", Dollars.Plain(line.Fee)),
            ("AcntLast4", line.Card?.Last4 ?? ""),
            ("Name", line.Card?.Holder ?? ""),
            ("TotalAmt", Dollars.Plain(line.Total)),
            ("DISC", Dollars.Plain(line.Discount)),
            ("SHFee", "0.00"),
            ("EBTFSAvailBalance", line.EbtFoodBalance is { } food ? Dollars.Plain(food) : ""),
            ("EBTCashAvailBalance", line.EbtCashBalance is { } cash ? Dollars.Plain(cash) : ""),
            ("EntryType", line.Card?.EntryType ?? ""),
            ("TaxCity", Dollars.Plain(line.TaxCity)),
            ("TaxState", Dollars.Plain(line.TaxState)),
            ("Cust1", ""), ("Cust1Value", ""), ("Cust2", ""), ("Cust2Value", ""), ("Cust3", ""), ("Cust3Value", ""),
            ("AcntFirst4", line.Card?.First4 ?? ""),
            ("TaxAmount", Dollars.Plain(line.TaxCity + line.TaxState)),
        };
        if (line.Card is null)
        {
            pairs.RemoveAll(p => p.Key is "CardType" or "AcntLast4" or "AcntFirst4" or "Name" or "EntryType");
        }

        if (line.GiftBalance is { } balance)
        {
            pairs.Add(("isGiftMode", "true"));
            pairs.Add(("GiftBalAmount", Dollars.Plain(balance)));
        }

        if (line.FeeLabel is not null)
        {
            pairs.Add(("FeeLabel", line.FeeLabel));
            pairs.Add(("BaseAmount", Dollars.Plain(line.Amount)));
        }

        if (line.IsPartial)
        {
            pairs.Add(("Amount", Dollars.Plain(line.Total + line.Due)));
            pairs.Add(("isPartialApprovalTxn", "true"));
            pairs.Add(("approvedAmnt", Dollars.Plain(line.Total)));
            pairs.Add(("dueAmnt", Dollars.Plain(line.Due)));
        }

        return pairs;
    }
}
