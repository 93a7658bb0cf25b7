using System.Text;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Tests.Payments;
using CloudPos.Application.Tests.Pdf;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Batches;

/// <summary>What the batches page and the end of the day show of a day.</summary>
public sealed class BatchesPageTests : IAsyncLifetime
{
    private readonly BatchFixture _app = new();

    private TestStore Store => _app.Tenants.Coffee;

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_batch_adds_up_by_card_tender_user_and_register_to_the_same_sum_as_its_lines_and_its_file()
    {
        var till = await Till.OpenAsync(_app, Store);
        var pad = await PadBatch.OpenAsync(_app, Store);
        await till.SellAsync(PaymentPhase.Approved);
        var second = await Till.AddAsync(_app, Store, "Register 3");
        await second.SellAsync(PaymentPhase.Approved);
        await pad.ReconcileAsync();
        await pad.UntilAsync((await pad.SettleAsync()).Id, s => s.State == SettlementState.Settled);

        var page = Till.Must(await _app.SendAs(Store.Manager, new ListBatches(null, null, null, null, BatchFilter.Settled, 0, 50)));
        var row = Assert.Single(page.Rows);
        Assert.Equal((2, new Money(2_392), (int?)2, (int?)0), (row.Lines, row.Total, row.Matched, row.Decided));
        var batch = Till.Must(await _app.SendAs(Store.Manager, new GetBatch(row.Id)));
        foreach (var sums in new[] { batch.ByBrand, batch.ByTender, batch.ByUser, batch.ByRegister })
            Assert.Equal(batch.All.Total, Money.Sum(sums.Select(s => s.Total)));
        Assert.Equal((row.Total, 2), (batch.All.Total, batch.ByRegister.Count));
        Assert.Equal(new Money(92), batch.All.DualDifference); // twice 11.96 - 11.50
        Assert.Equal(new Money(312), batch.All.Tax); // twice 15 % of 10.40
        var file = Till.Must(await _app.SendAs(Store.Manager, new ExportBatches(row.Id, BatchFileKind.Csv)));
        var lines = Encoding.UTF8.GetString(file.Content).Trim('\uFEFF', '\r', '\n').Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.All(lines.Skip(1), line => Assert.Contains(",11.96,0.00,0.00,1.56,0.46", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_there_are_several_stores_a_PIN_pad_is_named_with_its_own_and_open_batches_are_counted_apart()
    {
        await _app.InDatabaseAsync(Store.System, db =>
        {
            db.Stores.Add(new Store(StoreId.New(), Store.IsoId, Store.MerchantId, "Branch", "America/New_York"));
            return db.SaveChangesAsync();
        });
        var till = await Till.OpenAsync(_app, Store);
        await PadBatch.OpenAsync(_app, Store);
        await till.SellAsync(PaymentPhase.Approved);

        var page = Till.Must(await _app.SendAs(Store.Manager, new ListBatches(null, null, null, null, BatchFilter.Any, 0, 50)));
        Assert.Equal((1, 1, Money.Zero), (page.Total, page.Open, page.Settled));
        var store = page.Stores.Single(s => s.Id == Store.StoreId).Name;
        Assert.EndsWith(", " + store, page.Pads.Single(p => p.Id == Store.TerminalId).Label, StringComparison.Ordinal);
        var tips = Till.Must(await _app.SendAs(Store.Manager, new Features.Tips.ListTips(null, null, 0, 50)));
        Assert.EndsWith(", " + store, tips.Terminals.Single(p => p.Id == Store.TerminalId).Label, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_PDF_of_a_batch_has_its_sums_its_differences_and_every_line()
    {
        var till = await Till.OpenAsync(_app, Store);
        var pad = await PadBatch.OpenAsync(_app, Store);
        for (var sale = 0; sale < 3; sale++)
            await till.SoldAsync();
        await pad.SellAsync(new Money(1_420));
        var compared = await pad.ReconcileAsync();
        Till.Must(await _app.SendAs(Store.Manager, new MarkDifference(compared.Id, 1, "Taken at the fair")));
        var row = Assert.Single(Till.Must(await _app.SendAs(Store.Manager, new ListBatches(null, null, null, null, BatchFilter.Open, 0, 50))).Rows);
        var file = Till.Must(await _app.SendAs(Store.Manager, new ExportBatches(row.Id, BatchFileKind.Pdf)));
        Assert.EndsWith(".pdf", file.Name, StringComparison.Ordinal);
        var pages = PdfWords.Read(file.Content);
        var words = pages.SelectMany(page => page).ToArray();
        foreach (var head in new[] { "By card", "By tender", "By user", "By register", "Lines, 3", "Register 2", "Credit", Store.Cashier.Email })
            Assert.Contains(head, words);
        Assert.Equal(3, words.Count(w => w == "11.96"));
        Assert.True(words.Count(w => w == "$35.88") >= 9); // in every sum of every table, and what the register says
        Assert.Contains("Taken at the fair", string.Join(' ', words), StringComparison.Ordinal);
        Assert.Contains($"Page {pages.Count} of {pages.Count}", pages[^1]);
    }

    [Fact]
    public async Task The_end_of_the_day_shows_what_is_open_and_how_far_it_has_come()
    {
        var till = await Till.OpenAsync(_app, Store);
        var pad = await PadBatch.OpenAsync(_app, Store);
        await till.SellAsync(PaymentPhase.Approved);
        var day = await DayAsync();
        Assert.True(Assert.Single(day.Pads) is { IsReady: false, IsDone: false, Lines: 1 });
        await pad.ReconcileAsync();
        Assert.True((await DayAsync()).Pads[0].IsReady);
        await pad.UntilAsync((await pad.SettleAsync()).Id, s => s.State == SettlementState.Settled);
        Assert.True((await DayAsync()).Pads[0] is { IsDone: true, Settlement.State: SettlementState.Settled });

        await Till.PatienceAsync(_app, Store, 1);
        await till.CustomerAsync("never-answer");
        var second = await Till.AddAsync(_app, Store, "Register 3");
        var begun = await second.PayByCardAsync((await second.RingUpAsync()).Id);
        await AppFixture.EventuallyAsync(till.LedgerAsync, rows => rows.Count == 2);
        await _app.Simulator.OnlineAsync(Store.Tpn, false);
        await second.UntilAsync(begun.AttemptId, PaymentPhase.Unknown);
        var item = Assert.Single((await DayAsync()).Items);
        Assert.Equal((OpenItemKind.UnknownPayment, true, (AttemptId?)begun.AttemptId), (item.Kind, item.Blocks, item.AttemptId));
    }

    private async Task<EndOfDayView> DayAsync() => Till.Must(await _app.SendAs(Store.Manager, new GetEndOfDay(null)));
}
