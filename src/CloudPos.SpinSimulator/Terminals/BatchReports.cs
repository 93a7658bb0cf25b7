using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>The open batch by application: as a report, and as the rows of a settlement.</summary>
internal static class BatchReports
{
    public static bool IsEmpty(Ledger ledger) => !ledger.Open.Any(l => l.IsHeld);

    /// <summary>The answer to Report.</summary>
    public static Reply Report(SpinRequest request, Ledger ledger) => IsEmpty(ledger)
        ? new Reply(ReplyKind.EmptyReport, "1020") { Message = "Failure", Text = "There is no transaction in th batch", Request = request }
        : Reply.Success(request) with { Report = Of(ledger) };

    /// <summary>Closes what can be closed, and answers to Settle.</summary>
    public static Reply Settle(SpinRequest request, Ledger ledger, TerminalParameters parameters)
    {
        if (request.MerchantId is < 1 || request.MerchantId > Math.Max(1, parameters.Merchants.Count))
        {
            return Reply.Failure(request, "1017", "Incorrect Merchant ID");
        }

        var merchants = request.MerchantId is { } one ? [one] : Enumerable.Range(1, Math.Max(1, parameters.Merchants.Count));
        var rows = new List<SettledApp>();
        foreach (var merchant in merchants)
        {
            var mine = Settlement(ledger, merchant, parameters, request.Force);
            rows.AddRange(mine);
            if (mine.All(r => r.Result == 0) && ledger.Open.Any(l => l.IsHeld && l.Merchant == merchant))
            {
                ledger.Close(merchant);
            }
        }

        // one merchant that stays open makes the whole a failure, and the rows say which
        var failed = rows.FirstOrDefault(r => r.Result != 0);
        var reply = failed is null
            ? Reply.Success(request)
            : Reply.Failure(request, failed.Status, TerminalTexts.Of(failed.Status)) with { Kind = ReplyKind.Success };
        return reply with { Settled = rows };
    }

    /// <summary>Credit always, the others when something is in them.</summary>
    public static IReadOnlyList<BatchApp> Of(Ledger ledger)
    {
        var open = ledger.Open.Where(l => l.IsHeld).ToList();
        var counted = ledger.Counted.ToList();
        return [.. Enum.GetValues<CardApp>()
            .Where(app => app == CardApp.Credit || open.Any(l => l.App == app))
            .Select(app => new BatchApp(
                app,
                [.. counted.Where(l => l.App == app)],
                open.Where(l => l.App == app && l.State == LineState.Voided).Sum(l => l.Total),
                open.Where(l => l is { State: LineState.Approved, TransType: LedgerTypes.Auth } && l.App == app).Sum(l => l.Total)))];
    }

    /// <summary>One row per application of one merchant; read before the ledger is closed.</summary>
    public static IReadOnlyList<SettledApp> Settlement(Ledger ledger, int merchant, TerminalParameters parameters, bool force)
    {
        var mine = ledger.Counted.Where(l => l.Merchant == merchant).ToList();
        var name = parameters.Merchants.ElementAtOrDefault(merchant - 1);
        IReadOnlyList<LedgerLine> Of(params CardApp[] apps) => [.. mine.Where(l => apps.Contains(l.App))];
        var (result, status, words) = Obstacle(ledger, merchant, parameters, force);
        var credit = Of(CardApp.Credit, CardApp.Debit);
        var batch = ledger.BatchOf(merchant);
        var rows = new List<SettledApp>
        {
            new("DvCredit", name ?? "CREDIT", result, status, batch, words ?? Words(credit), credit),
        };
        foreach (var (app, lines) in new[] { ("DvEBT", Of(CardApp.Ebt)), ("DvPayLiteCashAlter", Of(CardApp.Cash)), ("DvGift", Of(CardApp.Gift)) })
        {
            if (lines.Count > 0)
            {
                rows.Add(new(app, name, 0, "0000", batch, Words(lines), lines));
            }
        }

        if (Of(CardApp.Check) is { Count: > 0 } checks)
        {
            // success, and yet nothing was settled: the vendor's own sample
            rows.Add(new("DvCheck", name, 0, "0000", 0, "Offline", checks) { IsOffline = true });
        }

        if (rows.All(r => r.App != "DvGift"))
        {
            rows.Add(new("DvGift", null, 0, "0000", 0, "Batch Already Settled", []) { IsBare = true });
        }

        return rows;
    }

    private static (int Result, string Status, string? Words) Obstacle(Ledger ledger, int merchant, TerminalParameters parameters, bool force)
    {
        var open = ledger.Open.Where(l => l.Merchant == merchant && l.State == LineState.Approved).ToList();
        if (open.Any(l => l.Stored))
        {
            return (2, "1021", "SNF Pending Transactions");   // not even Force may leave money behind
        }

        if (force || !parameters.Restaurant)
        {
            return parameters.HostRefusesSettlement && !force && open.Count > 0 ? (1, "1015", "HOST FAILED BATCH") : (0, "0000", null);
        }

        return open.Any(l => l.TransType == LedgerTypes.Auth) ? (4, "1023", "Open Tab")
            : open.Any(l => l is { TransType: LedgerTypes.Sale, App: CardApp.Credit, Tip: 0, TipAdjusted: false }) ? (3, "1022", "Untipped transactions")
            : (0, "0000", null);
    }

    private static string Words(IReadOnlyList<LedgerLine> lines) => lines.Count == 0 ? "BATCH NOT OPEN" : "BATCH  RELEASED";
}

/// <summary>One application of the open batch.</summary>
internal sealed record BatchApp(CardApp App, IReadOnlyList<LedgerLine> Counted, long Voided, long Held)
{
    public string Name => App switch
    {
        CardApp.Cash => "DvPayLiteCashAlter",
        CardApp.Ebt => "DvPayLiteEbt",
        _ => $"DvPayLite{App}",
    };

    public long Of(params string[] types) => Counted.Where(l => types.Contains(l.TransType)).Sum(l => l.Total);

    // a refund is listed with a positive amount and taken off the total
    public static long Net(IEnumerable<LedgerLine> lines) =>
        lines.Sum(l => l.TransType is LedgerTypes.Return or "Refund" ? -l.Total : l.Total);
}

/// <summary>One row of a settlement.</summary>
/// <param name="Result">0 closed, 1 host failed, 2 SNF pending, 3 untipped, 4 open tab.</param>
internal sealed record SettledApp(
    string App, string? Merchant, int Result, string Status, int Batch, string Words, IReadOnlyList<LedgerLine> Lines)
{
    /// <summary>Closed without the host: the rows name only count and total.</summary>
    public bool IsOffline { get; init; }

    /// <summary>There never was anything to close.</summary>
    public bool IsBare { get; init; }
}
