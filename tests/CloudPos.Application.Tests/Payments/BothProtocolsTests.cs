using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Terminals;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Payments;

/// <summary>What may become of a card payment, over each form of the protocol and real HTTP: the register cannot tell them apart.</summary>
public sealed class BothProtocolsTests(PaymentFixture app) : IClassFixture<PaymentFixture>
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(31);

    public static TheoryData<SpinProtocol> Both => [SpinProtocol.Xml, SpinProtocol.Rest];

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Approved(SpinProtocol protocol)
    {
        var till = await OpenAsync(protocol);
        await till.CustomerAsync("approve");

        var paid = await till.SellAsync(PaymentPhase.Approved);

        var attempt = await till.AttemptAsync(paid.AttemptId);
        Assert.Equal([AttemptSignal.Sent, AttemptSignal.Approved], attempt.Entries.Select(e => e.Signal));
        Assert.Equal((new Money(1_196), "1111"), (attempt.Charged!.Value, attempt.Last4));
        Assert.Equal("VISA", attempt.CardBrand, ignoreCase: true);
        Assert.Matches("^[0-9]{6}$", attempt.AuthCode);
        Assert.True(attempt is { BatchNumber: not null, TransactionNumber: not null, EntryType: not null });
        Assert.Equal((attempt.RefId, 11.96m), (Assert.Single(await till.LedgerAsync()).RefId, (await till.LedgerAsync())[0].Total));
        Assert.Equal(attempt.RefId, Assert.Single(await till.WireAsync("Sale")).RefId);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Approved_with_a_tip_of_the_customers(SpinProtocol protocol)
    {
        var till = await OpenAsync(protocol);
        await app.Simulator.SetAsync(till.Store.Tpn, new { tips = true });
        await till.CustomerAsync("approve");

        var paid = await till.SellAsync(PaymentPhase.Approved);

        var tip = new Money((long)(Assert.Single(await till.LedgerAsync()).Tip * 100));
        Assert.True(tip.IsPositive);
        var sale = await till.SaleAsync(paid.SaleId);
        Assert.Equal((new Money(1_196), tip, (string?)null), (sale.Paid, sale.Tip, sale.AmountMismatch));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Approved_in_part(SpinProtocol protocol)
    {
        var till = await OpenAsync(protocol);
        await till.CustomerAsync("partial");

        var part = await till.SellAsync(PaymentPhase.Partial);

        var booked = new Money((long)(Assert.Single(await till.LedgerAsync()).Total * 100));
        Assert.Equal((booked, false), (part.Charged!.Value, part.SaleIsPaid));
        Assert.Equal(new Money(1_196) - booked, (await till.SaleAsync(part.SaleId)).Left.Card);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Declined(SpinProtocol protocol)
    {
        var till = await OpenAsync(protocol);
        await till.CustomerAsync("decline");

        var declined = await till.SellAsync(PaymentPhase.Declined);

        Assert.Equal((AttemptState.Declined, AttemptReason.DeclinedByHost), (declined.State, (await till.AttemptAsync(declined.AttemptId)).Reason));
        Assert.True(declined is { SaleIsPaid: false, CanTryAnother: true, CanPayCash: true, CanSendAgain: false });
        Assert.Empty(await till.LedgerAsync());
        Assert.Empty(await till.WireAsync("Status"));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Cancelled_on_the_PIN_pad(SpinProtocol protocol)
    {
        var till = await OpenAsync(protocol);
        await till.CustomerAsync("cancel");

        var ended = await till.SellAsync(PaymentPhase.NotCharged);

        // 1012 over REST does not say who stopped it, so Status is asked before anybody says "cancelled"
        Assert.Equal(AttemptState.Cancelled, ended.State);
        Assert.Empty(await till.LedgerAsync());
        Assert.Single(await till.WireAsync("Sale"));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Never_answered_then_found_approved(SpinProtocol protocol)
    {
        var till = await OpenAsync(protocol, timeoutSeconds: 1);
        await till.CustomerAsync("never-answer");

        var paid = await till.SellAsync(PaymentPhase.Approved);

        var attempt = await till.AttemptAsync(paid.AttemptId);
        Assert.Equal([AttemptSignal.Sent, AttemptSignal.NoAnswer, AttemptSignal.Approved], attempt.Entries.Select(e => e.Signal));
        Assert.Equal(AttemptReason.TimedOut, attempt.Entries[1].Reason);
        Assert.Single(await till.WireAsync("Sale"));
        Assert.NotEmpty(await till.WireAsync("Status"));
        Assert.Equal(new Money(1_196), Assert.Single((await till.SaleAsync(paid.SaleId)).Tenders).Amount);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Dropped_after_the_approval_then_found_approved(SpinProtocol protocol)
    {
        var till = await OpenAsync(protocol);
        await till.CustomerAsync("approve");
        await app.Simulator.SetAsync(till.Store.Tpn, new { faults = new[] { new { fault = "approve-then-drop" } } });

        var paid = await till.SellAsync(PaymentPhase.Approved);

        Assert.Equal(AttemptReason.NoAnswer, (await till.AttemptAsync(paid.AttemptId)).Entries[1].Reason);
        Assert.Single(await till.WireAsync("Sale"));
        Assert.Single(await till.LedgerAsync());
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Not_found_twice_is_believed_and_sent_again_under_its_own_reference(SpinProtocol protocol)
    {
        var till = await OpenAsync(protocol, timeoutSeconds: 1);
        await till.CustomerAsync("vanish");
        var unknown = await till.SellAsync(PaymentPhase.Unknown);
        await till.AttemptAsync(unknown.AttemptId, a => a.NotFoundSince is not null);

        app.Clock.Advance(Gap);
        var proven = await till.UntilAsync(unknown.AttemptId, PaymentPhase.NotCharged);
        Assert.Equal((AttemptState.NotProcessed, true), (proven.State, proven.CanSendAgain));
        await till.CustomerAsync("approve");
        await till.SendAgainAsync(unknown.AttemptId);
        await till.UntilAsync(unknown.AttemptId, PaymentPhase.Approved);

        Assert.Single((await till.WireAsync("Sale")).Select(r => r.RefId).Distinct());
        Assert.Single(await till.LedgerAsync());
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Offline(SpinProtocol protocol)
    {
        var till = await OpenAsync(protocol);
        await app.Simulator.OnlineAsync(till.Store.Tpn, false);

        var offline = await till.SellAsync(PaymentPhase.TerminalFault);

        Assert.Equal((AttemptState.NotStarted, AttemptReason.TerminalOffline), (offline.State, (await till.AttemptAsync(offline.AttemptId)).Reason));
        Assert.True(offline is { CanSendAgain: true, CanPayCash: true });
        await app.Simulator.OnlineAsync(till.Store.Tpn, true);
        await till.CustomerAsync("approve");
        await till.SendAgainAsync(offline.AttemptId);
        await till.UntilAsync(offline.AttemptId, PaymentPhase.Approved);
        Assert.Equal((await till.AttemptAsync(offline.AttemptId)).RefId, Assert.Single(await till.LedgerAsync()).RefId);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Busy_with_its_last_sale(SpinProtocol protocol)
    {
        var till = await OpenAsync(protocol);
        await till.CustomerAsync("approve");
        await app.Simulator.SetAsync(till.Store.Tpn, new { busyAfterSaleMs = 60_000 });
        await till.SellAsync(PaymentPhase.Approved);

        var busy = await till.SellAsync(PaymentPhase.TerminalFault);

        Assert.Equal((AttemptState.NotStarted, AttemptReason.TerminalBusy), (busy.State, (await till.AttemptAsync(busy.AttemptId)).Reason));
        Assert.True(busy.CanSendAgain);
        Assert.Single(await till.LedgerAsync());
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_wrong_key(SpinProtocol protocol)
    {
        var till = await OpenAsync(protocol);
        await app.Simulator.SetAsync(till.Store.Tpn, new { faults = new[] { new { fault = protocol == SpinProtocol.Rest ? "status:2002" : "proxy:Active AuthKey not found" } } });

        var fault = await till.SellAsync(PaymentPhase.TerminalFault);

        Assert.Equal((AttemptState.NotStarted, AttemptReason.WrongKey), (fault.State, (await till.AttemptAsync(fault.AttemptId)).Reason));
    }

    [Fact]
    public async Task Over_REST_the_total_at_the_Card_Price_is_sent_and_no_second_price()
    {
        var till = await OpenAsync(SpinProtocol.Rest);
        await till.CustomerAsync("approve");

        await till.SellAsync(PaymentPhase.Approved);

        var sent = Assert.Single(await app.Simulator.WireAsync(till.Store.Tpn)).Xml;
        Assert.StartsWith("POST /v2/Payment/Sale ", sent, StringComparison.Ordinal);
        Assert.Contains("\"Amount\":11.96", sent, StringComparison.Ordinal);
        Assert.Contains("\"SPInProxyTimeout\":120", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("11.5", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("IsReadyForIS", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Local_PIN_pad_is_asked_where_its_parameters_say()
    {
        var till = await OpenAsync(SpinProtocol.Xml);
        await till.CustomerAsync("approve");
        var port = new Uri(app.Simulator.Url).Port;
        await Till.WireAsync(app, till.Store, new TerminalWire(SpinProtocol.Xml, TerminalConnection.Local, "127.0.0.1", port, false));

        var paid = await till.SellAsync(PaymentPhase.Approved);

        Assert.Equal((await till.AttemptAsync(paid.AttemptId)).RefId, Assert.Single(await till.LedgerAsync()).RefId);
        await Till.WireAsync(app, till.Store, new TerminalWire(SpinProtocol.Xml, TerminalConnection.Local, "127.0.0.1", 9, false));
        var fault = await till.SellAsync(PaymentPhase.TerminalFault); // the discard port: nobody listens
        Assert.Equal(AttemptState.NotStarted, fault.State);
    }

    private Task<Till> OpenAsync(SpinProtocol protocol, int timeoutSeconds = 120) => Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds, protocol);
}
