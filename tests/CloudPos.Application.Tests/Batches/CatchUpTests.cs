using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Batches;

/// <summary>Sales that the PIN pad took alone come into the books afterwards, with or without their items.</summary>
public sealed class CatchUpTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    private readonly TestStore _store = app.Tenants.Coffee;

    [Fact]
    public async Task A_line_that_only_the_PIN_pad_knows_becomes_a_paid_sale()
    {
        var pad = await PadBatch.OpenAsync(app, _store);
        await pad.SellAsync(new Money(1_420));
        var compared = await pad.ReconcileAsync();
        var id = AttemptId.New();
        var line = compared.Differences.Single(d => d.Kind == DifferenceKind.TerminalOnly);
        Till.Must(await app.SendAs(_store.Manager, new AdoptLine(compared.Id, line.Number, id, null, null)));
        Assert.Equal("difference.gone", (await app.SendAs(_store.Manager, new AdoptLine(compared.Id, line.Number, AttemptId.New(), null, null))).Refusal?.Code);
        var attempt = await app.InDatabaseAsync(_store.System, db => db.Attempts.SingleAsync(a => a.Id == id));
        Assert.True(attempt is { IsStandAlone: true, IsCharged: true, SentAt: null, BatchId: not null });
        var sale = await app.InDatabaseAsync(_store.System, db => db.Sales.Include(s => s.Tenders).SingleAsync(s => s.Id == attempt.SaleId));
        Assert.Equal((SaleState.Paid, new Money(1_420)), (sale.State, sale.Paid));
        Assert.Empty((await pad.ReconcileAsync()).Differences);
        await EndAsync();
    }

    [Fact]
    public async Task A_sale_entered_with_its_items_is_tied_by_the_comparison_and_the_rest_is_the_tip()
    {
        var pad = await PadBatch.OpenAsync(app, _store);
        await pad.SellAsync(new Money(1_396));
        var till = await Till.AddAsync(app, _store, "Catch-up");
        var cart = await till.RingUpAsync(); // 11.96 by card
        var entered = Till.Must(await app.SendAs(_store.Manager, new EnterStandAlone(AttemptId.New(), _store.TerminalId, till.Register, new Money(1_396), cart.Id)));
        Assert.Equal((cart.Id, new Money(1_196)), (entered.SaleId, entered.Paid));
        Assert.Equal(new Money(200), (await till.SaleAsync(cart.Id)).Tip);
        var compared = await pad.ReconcileAsync();
        Assert.Equal((1, 0), (compared.Matched, compared.Open));
        await EndAsync();
    }

    [Fact]
    public async Task Items_that_come_to_more_than_the_slip_are_refused()
    {
        var till = await Till.AddAsync(app, _store, "Catch-up 2");
        var cart = await till.RingUpAsync();
        Assert.Equal("standalone.short", (await app.SendAs(_store.Manager,
            new EnterStandAlone(AttemptId.New(), _store.TerminalId, till.Register, new Money(1_000), cart.Id))).Refusal?.Code);
    }

    [Fact]
    public async Task The_same_press_is_the_same_sale()
    {
        var id = AttemptId.New();
        var request = new EnterStandAlone(id, _store.TerminalId, _store.RegisterId, new Money(500), null);
        var first = Till.Must(await app.SendAs(_store.Manager, request));
        Assert.Equal(first.SaleId, Till.Must(await app.SendAs(_store.Manager, request)).SaleId);
        await EndAsync();
    }

    [Fact]
    public async Task The_press_that_was_another_slip_enters_nothing()
    {
        var request = new EnterStandAlone(AttemptId.New(), _store.TerminalId, _store.RegisterId, new Money(500), null);
        Till.Must(await app.SendAs(_store.Manager, request));

        Assert.True((await app.SendAs(_store.Manager, request with { Charged = new Money(700) })).IsRefused);
        await EndAsync();
    }

    /// <summary>Closes the batch, so that the next test begins with none.</summary>
    private Task EndAsync() => app.InDatabaseAsync(_store.System, async db =>
    {
        foreach (var batch in await db.Batches.Where(b => b.State == BatchState.Open).ToListAsync())
            batch.CloseElsewhere(new StoreClock("America/New_York", 4), app.Clock.GetUtcNow());
        return await db.SaveChangesAsync();
    });
}
