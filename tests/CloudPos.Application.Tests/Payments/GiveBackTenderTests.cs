using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Stores;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Payments;

public sealed class GiveBackTenderTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    private const int Clicks = 6;

    [Fact]
    public async Task Cash_goes_out_of_the_drawer_at_once_and_only_once()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var sale = await till.RingUpAsync();
        await till.PayPartInCashAsync(sale.Id, 500);
        var tender = (await till.SplitAsync(sale.Id)).Tenders.Single();

        var answers = await Task.WhenAll(Enumerable.Range(0, Clicks).Select(_ => Task.Run(() => till.GiveBackAsync(sale.Id, tender.Id))));

        Assert.All(answers, a => Assert.True(Till.Must(a) is { IsDone: true, Amount.Cents: 500, Payment: null }));
        var booked = await till.SaleAsync(sale.Id);
        Assert.Equal((booked.Total, Money.Zero, true), (booked.Left, booked.Paid, booked.CanChange));
    }

    [Fact]
    public async Task A_card_is_voided_at_the_PIN_pad_and_the_other_tender_stays_paid()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        var sale = await till.RingUpAsync();
        await till.PayPartInCashAsync(sale.Id, 500);
        var card = await till.PayPartByCardAsync(sale.Id, 300);
        var id = AttemptId.New();

        var answers = await Task.WhenAll(Enumerable.Range(0, Clicks).Select(_ => Task.Run(() => till.GiveBackAsync(sale.Id, card.TenderId!.Value, id))));

        Assert.All(answers, a => Assert.Equal(id, Till.Must(a).Payment?.AttemptId));
        var done = await till.UntilAsync(id, PaymentPhase.GivenBack);
        Assert.Equal(DualPrice.Amounts(new Money(650), new Money(676)), done.LeftToPay);
        Assert.Equal("Voided", Assert.Single(await till.LedgerAsync()).State, ignoreCase: true);
        Assert.Equal(1, await app.Simulator.CountAsync(till.Store.Tpn, "Void"));
        Assert.Equal(AttemptState.Voided, (await till.AttemptAsync(card.AttemptId)).State);
        // a late press with another id finds it done
        Assert.True(Till.Must(await till.GiveBackAsync(sale.Id, card.TenderId!.Value)) is { IsDone: true });
        Assert.Equal(1, await app.Simulator.CountAsync(till.Store.Tpn, "Void"));
        Till.Must(await till.PayCashAsync(sale.Id, 650));
    }

    [Fact]
    public async Task What_a_card_held_of_the_sale_is_given_back_whole()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("partial");
        var sale = await till.RingUpAsync();
        var part = await till.UntilAsync((await till.PayByCardAsync(sale.Id)).AttemptId, PaymentPhase.Partial);

        var back = Till.Must(await till.GiveBackAsync(sale.Id, part.TenderId!.Value));
        await till.UntilAsync(back.Payment!.AttemptId, PaymentPhase.GivenBack);

        var booked = await till.SaleAsync(sale.Id);
        Assert.Equal((booked.Total, true), (booked.Left, booked.CanChange));
        Assert.Equal("Voided", Assert.Single(await till.LedgerAsync()).State, ignoreCase: true);
    }

    [Fact]
    public async Task While_it_goes_back_or_is_not_known_nothing_pays_and_nothing_else_goes_back()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1);
        await till.CustomerAsync("approve");
        var sale = await till.RingUpAsync();
        await till.PayPartInCashAsync(sale.Id, 500);
        var card = await till.PayPartByCardAsync(sale.Id, 300);
        await app.Simulator.OnlineAsync(till.Store.Tpn, false);
        var back = Till.Must(await till.GiveBackAsync(sale.Id, card.TenderId!.Value));
        var failed = await till.UntilAsync(back.Payment!.AttemptId, PaymentPhase.NotGivenBack);

        Assert.True(failed is { CanSendAgain: true, CanPayCash: false, CanTryAnother: false });
        Assert.Contains("offline", failed.Detail, StringComparison.Ordinal);
        Assert.True((await till.SaleAsync(sale.Id)).Tenders.TrueForAll(t => t.Counts));

        await app.Simulator.SetAsync(till.Store.Tpn, new { online = true, faults = new[] { new { fault = "approve-then-drop", transType = "Void" } } });
        await app.Simulator.FaultAsync(till.Store, "proxy:Communication error", "Status", times: 1_000); // it is not known until we have looked
        await till.SendAgainAsync(failed.AttemptId);
        Assert.Equal("sale.paying", (await till.PayCashAsync(sale.Id, 2_000)).Refusal?.Code);
        var cash = (await till.SplitAsync(sale.Id)).Tenders.Single(t => t.Kind == TenderKind.Cash);
        Assert.Equal("sale.paying", (await till.GiveBackAsync(sale.Id, cash.Id)).Refusal?.Code);
        await app.Simulator.SetAsync(till.Store.Tpn, new { faults = Array.Empty<object>() });
        await till.UntilAsync(failed.AttemptId, PaymentPhase.GivenBack);
        Assert.Equal("Voided", Assert.Single(await till.LedgerAsync()).State, ignoreCase: true);
        Till.Must(await till.PayCashAsync(sale.Id, 650));
    }

    [Fact]
    public async Task A_charge_whose_batch_is_settled_is_returned_to_the_card_instead()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        var sale = await till.RingUpAsync();
        var card = await till.PayPartByCardAsync(sale.Id, 300);
        await app.InDatabaseAsync(till.Store.System, async db =>
        {
            (await db.Attempts.Include(a => a.Entries).SingleAsync(a => a.Id == card.AttemptId)).Record(AttemptSignal.Settled, AttemptReason.None, null, app.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });

        var refused = (await till.GiveBackAsync(sale.Id, card.TenderId!.Value)).Refusal;
        Assert.Equal("batch.settled", refused?.Code);
        Assert.Contains("Return the money", refused!.Message, StringComparison.Ordinal);
        var back = Till.Must(await till.GiveBackAsync(sale.Id, card.TenderId!.Value, byReturn: true));
        await till.UntilAsync(back.Payment!.AttemptId, PaymentPhase.GivenBack);

        Assert.Equal(1, await app.Simulator.CountAsync(till.Store.Tpn, "Return"));
        Assert.NotEqual((await till.AttemptAsync(card.AttemptId)).RefId, (await till.AttemptAsync(back.Payment.AttemptId)).RefId);
        var booked = await till.SaleAsync(sale.Id);
        Assert.Equal((booked.Total, (AttemptId?)null), (booked.Left, booked.OpenAttemptId));
    }

    [Fact]
    public async Task A_void_that_the_PIN_pad_does_not_know_offers_a_return()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        var sale = await till.RingUpAsync();
        var card = await till.PayPartByCardAsync(sale.Id, 300);
        (await app.Simulator.Http.DeleteAsync("/control/state")).EnsureSuccessStatusCode(); // as after a settlement at the PIN pad
        await till.CustomerAsync("approve");

        var back = Till.Must(await till.GiveBackAsync(sale.Id, card.TenderId!.Value));
        var refused = await till.UntilAsync(back.Payment!.AttemptId, PaymentPhase.NotGivenBack);

        Assert.True(refused.CanReturn);
        Assert.Contains("stays paid", refused.Detail, StringComparison.Ordinal);
        Assert.Null((await till.SaleAsync(sale.Id)).OpenAttemptId);
    }

    [Fact]
    public async Task A_paid_sale_is_not_undone_tender_by_tender()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        var paid = await till.SellAsync(PaymentPhase.Approved);

        Assert.Equal("sale.paid", (await till.GiveBackAsync(paid.SaleId, paid.TenderId!.Value)).Refusal?.Code);
        Assert.Equal("tender.unknown", (await till.GiveBackAsync(paid.SaleId, TenderId.New())).Refusal?.Code);
        Assert.Equal(SaleState.Paid, (await till.SaleAsync(paid.SaleId)).State);
    }

    [Theory]
    [InlineData("Debit")]
    [InlineData("Credit")]
    public async Task A_tender_that_goes_back_by_a_return_names_the_card_that_was_used(string used)
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        Till.Must(await app.SendAs(till.Store.Manager, new SaveTenderRules(till.Store.StoreId, new TenderRules(false, TenderKind.Card, false, false, false, CustomerChoosesCardType: true))));
        await till.CustomerAsync("approve");
        var sale = await till.RingUpAsync();
        var part = await till.PayPartByCardAsync(sale.Id, 500);
        await app.InDatabaseAsync(till.Store.System, db => db.Attempts.Where(a => a.Id == part.AttemptId)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.PaymentType, used).SetProperty(a => a.State, AttemptState.Settled)));

        var tender = (await till.SaleAsync(sale.Id)).Tenders.Single();
        var back = AttemptId.New();
        Till.Must(await till.GiveBackAsync(sale.Id, tender.Id, back, byReturn: true));
        await till.AttemptAsync(back, a => a.State != AttemptState.Created && a.State != AttemptState.Sent);

        var wire = (await app.Simulator.WireAsync(till.Store.Tpn)).Select(w => System.Xml.Linq.XElement.Parse(w.Xml)).Last(x => (string?)x.Element("TransType") == "Return");
        Assert.Equal(used, (string?)wire.Element("PaymentType"));
    }
}
