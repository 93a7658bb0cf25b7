using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Terminals;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Terminals;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Tests.Payments;

/// <summary>"Not found" proves something only where the payment was sent. What is found is found anywhere.</summary>
public sealed class OtherAddressTests : IAsyncLifetime
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(31);

    private readonly ScriptedFixture _app = new();
    private readonly ScriptedProxy _other = new() { Status = r => ScriptedProxy.Says(r, "1", "Not Found") };

    public async Task InitializeAsync()
    {
        await _other.StartAsync();
        await _app.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task Not_found_at_another_address_than_the_payment_was_sent_to_proves_nothing()
    {
        var till = await Till.OpenAsync(_app, _app.Tenants.Coffee, timeoutSeconds: 1);
        var unknown = await LoseAsync(till);

        await PairAsync(till, Local(_other));
        await AskedTwiceAsync(till, unknown);

        var attempt = await till.AttemptAsync(unknown);
        Assert.Equal((AttemptState.Unknown, null, false), (attempt.State, attempt.NotFoundSince, attempt.CanSendAgain));
    }

    [Fact]
    public async Task A_PIN_pad_that_came_back_with_another_address_is_asked_there_and_believed()
    {
        var till = await Till.OpenAsync(_app, _app.Tenants.Coffee, timeoutSeconds: 1);
        var unknown = await LoseAsync(till);
        _other.Status = r => ScriptedProxy.Says(r, "0", "Approved", "TotalAmt=11.96,AcntLast4=1111", "<AuthCode>123456</AuthCode>");

        await PairAsync(till, Local(_other));

        await till.AttemptAsync(unknown, a => a.State == AttemptState.Approved);
    }

    [Fact]
    public async Task A_charge_that_was_sent_to_the_same_place_and_is_found_at_the_new_address_says_that_it_is_the_same_PIN_pad()
    {
        var till = await Till.OpenAsync(_app, _app.Tenants.Coffee, timeoutSeconds: 1);
        _app.Proxy.Sale = r => ScriptedProxy.Says(r, "0", "Approved", "TotalAmt=11.96,AcntLast4=1111", "<AuthCode>123456</AuthCode>");
        var before = await till.AttemptAsync((await till.SellAsync(PaymentPhase.Approved)).AttemptId);
        var unknown = await LoseAsync(await Till.AddAsync(_app, till.Store, "Register 3"));
        _other.Status = r => (string?)r.Element("RefId") == before.RefId
            ? ScriptedProxy.Says(r, "0", "Approved", "TotalAmt=11.96,AcntLast4=1111", "<AuthCode>123456</AuthCode>")
            : ScriptedProxy.Says(r, "1", "Not Found");

        await PairAsync(till, Local(_other));
        await till.AttemptAsync(unknown, a => a.NotFoundSince is not null);
        _app.Clock.Advance(Gap);

        await till.AttemptAsync(unknown, a => a.State == AttemptState.NotProcessed);
    }

    [Fact]
    public async Task A_charge_that_only_the_new_address_knows_says_nothing_of_the_old_one()
    {
        var till = await Till.OpenAsync(_app, _app.Tenants.Coffee, timeoutSeconds: 1);
        var unknown = await LoseAsync(till);
        _other.Sale = r => ScriptedProxy.Says(r, "0", "Approved", "TotalAmt=11.96,AcntLast4=1111", "<AuthCode>123456</AuthCode>");
        await PairAsync(till, Local(_other));
        var after = await till.AttemptAsync((await (await Till.AddAsync(_app, till.Store, "Register 3")).SellAsync(PaymentPhase.Approved)).AttemptId);
        _other.Status = r => (string?)r.Element("RefId") == after.RefId
            ? ScriptedProxy.Says(r, "0", "Approved", "TotalAmt=11.96,AcntLast4=1111", "<AuthCode>123456</AuthCode>")
            : ScriptedProxy.Says(r, "1", "Not Found");

        await AskedTwiceAsync(till, unknown);

        Assert.Equal(AttemptState.Unknown, (await till.AttemptAsync(unknown)).State);
    }

    [Fact]
    public async Task A_new_AuthKey_is_the_same_place()
    {
        var till = await Till.OpenAsync(_app, _app.Tenants.Coffee, timeoutSeconds: 1);
        var unknown = await LoseAsync(till);

        await PairAsync(till, TerminalWire.Usual, "NewKey-12345");
        _app.Proxy.Status = r => ScriptedProxy.Says(r, "1", "Not Found");
        await till.AttemptAsync(unknown, a => a.NotFoundSince is not null);
        _app.Clock.Advance(Gap);

        await till.AttemptAsync(unknown, a => a.State == AttemptState.NotProcessed);
    }

    private static TerminalWire Local(ScriptedProxy at) => new(SpinProtocol.Xml, TerminalConnection.Local, "127.0.0.1", at.Url.Port, false);

    /// <summary>A payment that left, and whose answer nobody has seen.</summary>
    private async Task<Domain.Tenancy.AttemptId> LoseAsync(Till till)
    {
        _app.Proxy.Sale = _ => null;
        _app.Proxy.Status = r => ScriptedProxy.Says(r, "1", "Service busy");
        return (await till.SellAsync(PaymentPhase.Unknown)).AttemptId;
    }

    private async Task PairAsync(Till till, TerminalWire wire, string? key = null)
    {
        var pad = await _app.InDatabaseAsync(till.Store.System, db => db.Terminals.AsNoTracking().SingleAsync(t => t.Id == till.Store.TerminalId));
        Till.Must(await _app.SendAs(till.Store.IsoAdmin, new PairTerminal(pad.Id, pad.StoreId, pad.Version, pad.Tpn, pad.SpinRegisterId, key, pad.Label, pad.Model,
            pad.Endpoint, pad.AmountHolds, pad.FeeAndTaxBy, 30, false, wire)));
    }

    private async Task AskedTwiceAsync(Till till, Domain.Tenancy.AttemptId unknown)
    {
        for (var times = 0; times < 3; times++)
        {
            var asked = (await till.AttemptAsync(unknown)).Checks;
            _app.Clock.Advance(Gap);
            await till.AttemptAsync(unknown, a => a.Checks > asked + 1);
        }
    }
}
