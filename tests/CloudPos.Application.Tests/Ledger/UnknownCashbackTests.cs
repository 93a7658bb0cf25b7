using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Features.Stores;
using CloudPos.Application.Tests.Batches;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Spin;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Ledger;

/// <summary>Nobody knows what became of a payment with cash back: it is looked for, decided and booked under all that was asked for.</summary>
public sealed class UnknownCashbackTests(NoWorkerFixture app) : IClassFixture<NoWorkerFixture>
{
    private ShiftId _shift;

    private static readonly TenderRules All = new(true, TenderKind.Card, true, true, true, false);

    [Fact]
    public async Task A_decision_asks_for_what_the_PIN_pad_charged_cash_back_included_and_books_it()
    {
        var (till, id, sale) = await UnknownAsync(new Money(2_000));
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(AttemptState.NeedsReview, Till.Must(await app.SendAs(till.Store.System, new ResolveAttempt(id))));

        var story = Till.Must(await app.SendAs(till.Store.Manager, new GetPaymentStory(id)));
        Till.Must(await app.SendAs(till.Store.Manager, new JudgeReview(id, true, ReviewEvidence.Slip, "02217K", "4821", "The customer showed it.")));

        var attempt = await till.AttemptAsync(id);
        var tender = (await till.SaleAsync(sale)).Tenders.Single();
        Assert.Equal(("Was the card charged $31.96?", new Money(3_196), new Money(1_196), new Money(2_000)), (story.Question, attempt.Charged, tender.Amount, tender.Cashback));
    }

    [Fact]
    public async Task The_comparison_ties_an_unknown_payment_with_cash_back_to_its_line()
    {
        var (till, id, _) = await UnknownAsync(new Money(2_000));
        var attempt = await till.AttemptAsync(id);
        await SellByHandAsync(till, attempt.RefId, 31.96m, SpinPaymentType.Debit, 20m);
        app.Clock.Advance(TimeSpan.FromMinutes(11)); // the PIN pad is free again

        var compared = Till.Must(await app.SendAs(till.Store.Manager, new ReconcileBatch(till.Store.TerminalId)));

        Assert.Equal([DifferenceKind.Unknown], compared.Differences.Select(d => d.Kind));
    }

    [Fact]
    public async Task The_comparison_ties_an_unknown_payment_without_cash_back_to_its_line()
    {
        var (till, id, _) = await UnknownAsync(Money.Zero);
        var attempt = await till.AttemptAsync(id);
        await SellByHandAsync(till, attempt.RefId, 11.96m, SpinPaymentType.Debit, null);
        app.Clock.Advance(TimeSpan.FromMinutes(11));

        var compared = Till.Must(await app.SendAs(till.Store.Manager, new ReconcileBatch(till.Store.TerminalId)));

        Assert.Equal([DifferenceKind.Unknown], compared.Differences.Select(d => d.Kind));
    }

    [Fact]
    public async Task An_approval_that_was_taken_into_the_books_from_the_report_is_not_booked_again_when_its_payment_is_found()
    {
        var (till, id, sale) = await UnknownAsync(new Money(2_000));
        await SellByHandAsync(till, (await till.AttemptAsync(id)).RefId, 31.96m, SpinPaymentType.Debit, 20m);
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        var compared = Till.Must(await app.SendAs(till.Store.Manager, new ReconcileBatch(till.Store.TerminalId)));
        if (compared.Differences.FirstOrDefault(d => d.Kind == DifferenceKind.TerminalOnly) is { } line)
            await app.SendAs(till.Store.Manager, new AdoptLine(compared.Id, line.Number, AttemptId.New(), till.Register, null));

        await app.SendAs(till.Store.System, new ResolveAttempt(id)); // Status finds it
        Assert.Equal(AttemptState.Approved, (await till.AttemptAsync(id)).State);

        var booked = await app.InDatabaseAsync(till.Store.System, db => db.Attempts.AsNoTracking()
            .Where(a => a.TerminalId == till.Store.TerminalId && (a.State == AttemptState.Approved || a.State == AttemptState.PartiallyApproved)).ToListAsync());
        Assert.Equal(31.96m, booked.Sum(a => a.Charged!.Value.Cents) / 100m); // one approval of the host, one in the books
    }

    [Fact]
    public async Task End_of_day_names_all_that_the_PIN_pad_was_asked_for()
    {
        var (till, id, _) = await UnknownAsync(new Money(2_000));

        var day = Till.Must(await app.SendAs(till.Store.Manager, new GetEndOfDay(till.Store.StoreId)));

        Assert.Equal(new Money(3_196), day.Items.Single(i => i.AttemptId == id).Amount);
    }

    private async Task<Till> OpenAsync()
    {
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        await till.CustomerAsync("approve");
        Till.Must(await app.SendAs(till.Store.Manager, new SaveTenderRules(till.Store.StoreId, All)));
        Till.Must(await app.SendAs(till.Store.Manager, new SaveShiftRules(till.Store.StoreId, true, Money.Zero, 0)));
        _shift = ShiftId.New();
        Till.Must(await app.SendAs(till.Store.Cashier, new OpenShift(_shift, till.Register, CountedCash.Of(new Money(10_000)))));
        return till;
    }

    private async Task<(Till Till, AttemptId Id, SaleId Sale)> UnknownAsync(Money cashback)
    {
        var till = await OpenAsync();
        var sale = await till.RingUpAsync();
        var begun = Till.Must(await app.SendAs(till.Store.Cashier, new PayByCard(sale.Id, AttemptId.New(), Method: PayMethod.Debit, Cashback: cashback)));
        Till.Must(await app.SendAs(till.Store.System, new DispatchAttempt(begun.AttemptId)));
        await app.SendAs(till.Store.System, new SweepAttempt(begun.AttemptId));
        Assert.Equal(AttemptState.Unknown, (await till.AttemptAsync(begun.AttemptId)).State);
        return (till, begun.AttemptId, sale.Id);
    }

    private (SpinEndpoint, SpinIdentity) PinPad(Till till) => (new SpinEndpoint(new Uri(app.Simulator.Url)), new SpinIdentity("7104411", till.Store.Tpn, till.Store.AuthKey));

    private async Task SellByHandAsync(Till till, string refId, decimal amount, SpinPaymentType type, decimal? cashback)
    {
        using var client = new SpinClient();
        var (endpoint, identity) = PinPad(till);
        var answer = await client.SellAsync(endpoint, identity, new SpinSale
        {
            PaymentType = type,
            Amount = amount,
            CashbackAmount = cashback,
            RefId = refId,
            PerformedBy = "device",
            OperationalTimeoutSeconds = 30,
        }, CancellationToken.None);
        Assert.Equal(SpinOutcome.Approved, answer.Outcome);
    }
}
