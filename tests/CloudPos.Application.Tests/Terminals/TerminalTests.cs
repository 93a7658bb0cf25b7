using CloudPos.Application.Data;
using CloudPos.Application.Features.Terminals;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Terminals;

public sealed class TerminalTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    private static int _pairings;

    [Fact]
    public async Task A_paired_PIN_pad_is_listed_with_its_key_masked()
    {
        var shop = await app.NewShopAsync();
        var form = Form(shop);
        var row = (await app.SendAs(shop.IsoAdmin, form)).Value!;
        Assert.Equal("········8Z", row.AuthKeyMasked);
        var tree = (await app.SendAs(shop.IsoAdmin, new ListTerminals())).Value!;
        var listed = tree.Merchants.Single(m => m.Id == shop.MerchantId).Stores.Single().Terminals.Single(t => t.Id == form.Id);
        Assert.Equal(row, listed);
        Assert.Equal((form.Tpn, form.SpinRegisterId, form.Label, form.Model), (listed.Tpn, listed.SpinRegisterId, listed.Label, listed.Model));
        Assert.DoesNotContain(form.AuthKey!, System.Text.Json.JsonSerializer.Serialize(tree), StringComparison.Ordinal);
        Assert.Equal(form.AuthKey, await KeyAsync(shop, form.Id));
    }

    [Fact]
    public async Task An_empty_AuthKey_keeps_the_one_on_record()
    {
        var shop = await app.NewShopAsync();
        var form = Form(shop);
        var paired = (await app.SendAs(shop.IsoAdmin, form)).Value!;
        var changed = (await app.SendAs(shop.IsoAdmin, form with { Version = paired.Version, AuthKey = "", Label = "Counter" })).Value!;
        Assert.Equal(("Counter", paired.AuthKeyMasked), (changed.Label, changed.AuthKeyMasked));
        Assert.Equal(form.AuthKey, await KeyAsync(shop, form.Id));
        var rekeyed = (await app.SendAs(shop.IsoAdmin, form with { Version = changed.Version, AuthKey = "NewKey-12345" })).Value!;
        Assert.Equal("········45", rekeyed.AuthKeyMasked);
        Assert.Equal("NewKey-12345", await KeyAsync(shop, form.Id));
    }

    [Fact]
    public async Task A_form_filled_before_somebody_elses_change_is_refused()
    {
        var shop = await app.NewShopAsync();
        var form = Form(shop);
        var paired = (await app.SendAs(shop.IsoAdmin, form)).Value!;
        await app.SendAs(shop.IsoAdmin, form with { Version = paired.Version, Label = "First" });
        Assert.Equal("terminal.moved", (await app.SendAs(shop.IsoAdmin, form with { Version = paired.Version, Label = "Second" })).Refusal!.Code);
    }

    [Fact]
    public async Task A_TPN_is_paired_once_over_all_tenants_and_nobody_learns_whose_it_is()
    {
        var shop = await app.NewShopAsync();
        foreach (var taken in new[] { shop.Tpn, app.Tenants.Pharmacy.Tpn, app.Tenants.Foreign.Tpn, " " + shop.Tpn + " " })
        {
            var refusal = (await app.SendAs(shop.IsoAdmin, Form(shop) with { Tpn = taken })).Refusal!;
            Assert.Equal("tpn.taken", refusal.Code);
            Assert.Equal("This TPN is already paired. One TPN is one PIN pad: end the other pairing first.", refusal.Fields![nameof(PairTerminal.Tpn)]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_TPN_that_is_paired_already_is_refused_without_an_error_in_the_log(bool byAnotherIso)
    {
        var shop = await app.NewShopAsync();
        int Errors() => app.Log.Lines.Count(l => l.StartsWith("Error", StringComparison.Ordinal));
        var before = Errors();
        Assert.Equal("tpn.taken", (await app.SendAs(shop.IsoAdmin, Form(shop) with { Tpn = byAnotherIso ? app.Tenants.Foreign.Tpn : shop.Tpn })).Refusal!.Code);
        Assert.Equal(before, Errors());
    }

    [Fact]
    public async Task A_TPN_is_the_same_whatever_the_case()
    {
        var shop = await app.NewShopAsync();
        await app.SendAs(shop.IsoAdmin, Form(shop) with { Tpn = "abcdef123456" });
        Assert.Equal("tpn.taken", (await app.SendAs(shop.IsoAdmin, Form(shop) with { Tpn = "ABCDEF123456" })).Refusal!.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pairing_stays_with_its_TPN_and_its_store_also_where_the_form_says_new(bool asNew)
    {
        var (shop, other) = (await app.NewShopAsync(), await app.NewShopAsync());
        var form = Form(shop);
        var paired = (await app.SendAs(shop.IsoAdmin, form)).Value!;
        var again = form with { Version = asNew ? null : paired.Version };
        Assert.Equal("tpn.fixed", (await app.SendAs(shop.IsoAdmin, again with { Tpn = "110000000001" })).Refusal!.Code);
        Assert.Equal("store.fixed", (await app.SendAs(shop.IsoAdmin, again with { StoreId = other.StoreId, AuthKey = "Another-Key1" })).Refusal!.Code);
        Assert.Equal(form.AuthKey, await KeyAsync(shop, form.Id));
    }

    [Fact]
    public async Task A_store_of_another_ISO_does_not_exist()
    {
        var shop = await app.NewShopAsync();
        Assert.Equal("store.unknown", (await app.SendAs(shop.IsoAdmin, Form(app.Tenants.Foreign))).Refusal!.Code);
        Assert.Equal("not.allowed", (await app.SendAs(shop.Manager, Form(shop))).Refusal!.Code);
    }

    public static TheoryData<string, Func<PairTerminal, PairTerminal>, string> Slips => new()
    {
        { "short TPN", f => f with { Tpn = "123456789" }, nameof(PairTerminal.Tpn) },
        { "long TPN", f => f with { Tpn = "1234567890123" }, nameof(PairTerminal.Tpn) },
        { "sign in TPN", f => f with { Tpn = "12345-678901" }, nameof(PairTerminal.Tpn) },
        { "no RegisterId", f => f with { SpinRegisterId = " " }, nameof(PairTerminal.SpinRegisterId) },
        { "sign in RegisterId", f => f with { SpinRegisterId = "71<04" }, nameof(PairTerminal.SpinRegisterId) },
        { "no key", f => f with { AuthKey = "" }, nameof(PairTerminal.AuthKey) },
        { "short key", f => f with { AuthKey = "1234567" }, nameof(PairTerminal.AuthKey) },
        { "sign in key", f => f with { AuthKey = "12345678&" }, nameof(PairTerminal.AuthKey) },
        { "no label", f => f with { Label = "" }, nameof(PairTerminal.Label) },
        { "long label", f => f with { Label = new string('l', 41) }, nameof(PairTerminal.Label) },
        { "too hasty", f => f with { OperationalTimeoutSeconds = 29 }, nameof(PairTerminal.OperationalTimeoutSeconds) },
        { "too patient", f => f with { OperationalTimeoutSeconds = 721 }, nameof(PairTerminal.OperationalTimeoutSeconds) },
        { "REST in the local network", f => f with { Wire = Wire(SpinProtocol.Rest, TerminalConnection.Local, "192.168.1.20", 9000) }, "Wire.Protocol" },
        { "no host", f => f with { Wire = Wire(SpinProtocol.Xml, TerminalConnection.Local, " ", 9000) }, "Wire.LocalHost" },
        { "address in host", f => f with { Wire = Wire(SpinProtocol.Xml, TerminalConnection.Local, "http://192.168.1.20/", 9000) }, "Wire.LocalHost" },
        { "no port", f => f with { Wire = Wire(SpinProtocol.Xml, TerminalConnection.Local, "192.168.1.20", null) }, "Wire.LocalPort" },
        { "port beyond", f => f with { Wire = Wire(SpinProtocol.Xml, TerminalConnection.Local, "192.168.1.20", 65536) }, "Wire.LocalPort" },
        { "this server", f => f with { Endpoint = TerminalEndpoint.Test, Wire = Wire(SpinProtocol.Xml, TerminalConnection.Local, "127.0.0.1", 9000) }, "Wire.LocalHost" },
        { "this server by name", f => f with { Endpoint = TerminalEndpoint.Production, Wire = Wire(SpinProtocol.Xml, TerminalConnection.Local, "LocalHost.", 9000) }, "Wire.LocalHost" },
        { "the provider's own", f => f with { Endpoint = TerminalEndpoint.Test, Wire = Wire(SpinProtocol.Xml, TerminalConnection.Local, "169.254.169.254", 80) }, "Wire.LocalHost" },
        { "a second price over REST", f => f with { AmountHolds = AmountHolds.Base, Wire = Wire(SpinProtocol.Rest, TerminalConnection.Cloud, null, null) }, nameof(PairTerminal.AmountHolds) },
        { "no such protocol", f => f with { Wire = Wire((SpinProtocol)7, TerminalConnection.Cloud, null, null) }, "Wire.Protocol" },
        { "charged twice", f => f with { FeeAndTaxBy = ComputedBy.Terminal }, nameof(PairTerminal.FeeAndTaxBy) },
    };

    [Theory]
    [MemberData(nameof(Slips))]
    public async Task A_slip_is_named_beside_its_field(string slip, Func<PairTerminal, PairTerminal> change, string field)
    {
        var shop = app.Tenants.Coffee;
        var form = change(Form(shop));
        var refused = await app.SendAs(shop.IsoAdmin, form);
        Assert.True(refused.Refusal?.Fields?.ContainsKey(field), $"{slip}: {refused.Refusal}");
        Assert.False(await app.InDatabaseAsync(shop.System, db => db.Terminals.AnyAsync(t => t.Id == form.Id)));
    }

    [Fact]
    public async Task Protocol_and_connection_are_kept_and_what_does_not_belong_to_them_is_dropped()
    {
        var shop = await app.NewShopAsync();
        var form = Form(shop) with { Wire = Wire(SpinProtocol.Rest, TerminalConnection.Cloud, "192.168.1.20", 9000) with { TellsStages = true } };
        var rest = (await app.SendAs(shop.IsoAdmin, form)).Value!;
        Assert.Equal(new TerminalWire(SpinProtocol.Rest, TerminalConnection.Cloud, null, null, true), rest.Wire);

        var local = (await app.SendAs(shop.IsoAdmin, form with
        {
            Version = rest.Version,
            AuthKey = "",
            Wire = Wire(SpinProtocol.Xml, TerminalConnection.Local, " pinpad-1.store.lan ", 9000) with { TellsStages = true },
        })).Value!;

        Assert.Equal(new TerminalWire(SpinProtocol.Xml, TerminalConnection.Local, "pinpad-1.store.lan", 9000, false), local.Wire);
        Assert.Equal(form.AuthKey, await KeyAsync(shop, form.Id));
        var usual = (await app.SendAs(shop.IsoAdmin, Form(shop))).Value!;
        Assert.Equal(TerminalWire.Usual, usual.Wire);
    }

    [Fact]
    public async Task A_Local_PIN_pad_may_have_no_key_and_needs_one_before_it_goes_to_the_cloud()
    {
        var shop = await app.NewShopAsync();
        var form = Form(shop) with { AuthKey = "", Wire = Wire(SpinProtocol.Xml, TerminalConnection.Local, "192.168.1.20", 9000) };
        var local = (await app.SendAs(shop.IsoAdmin, form)).Value!;

        var refused = await app.SendAs(shop.IsoAdmin, form with { Version = local.Version, Wire = TerminalWire.Usual });

        Assert.Equal("key.missing", refused.Refusal?.Code);
        Assert.True(refused.Refusal!.Fields!.ContainsKey(nameof(PairTerminal.AuthKey)));
        Assert.Null((await app.SendAs(shop.IsoAdmin, form with { Version = local.Version, AuthKey = "Kq3wSecret8Z", Wire = TerminalWire.Usual })).Refusal);
    }

    private static TerminalWire Wire(SpinProtocol protocol, TerminalConnection connection, string? host, int? port) => new(protocol, connection, host, port, false);

    /// <summary>A PIN pad like no other: its own TPN, Register ID and name.</summary>
    private static PairTerminal Form(TestStore store)
    {
        var number = Interlocked.Increment(ref _pairings).ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
        return new PairTerminal(TerminalId.New(), store.StoreId, null, "880000" + number, "71" + number, "Kq3w-Secret8Z", "PIN pad " + number,
            TerminalModel.QD4, TerminalEndpoint.Simulator, AmountHolds.CardTotal, ComputedBy.Register, 120, false);
    }

    [Fact]
    public async Task Two_PIN_pads_of_a_store_have_two_names_and_two_Register_IDs()
    {
        var shop = await app.NewShopAsync();
        var first = Form(shop);
        Assert.Null((await app.SendAs(shop.IsoAdmin, first)).Refusal);
        Assert.Equal("label.taken", (await app.SendAs(shop.IsoAdmin, Form(shop) with { Label = first.Label })).Refusal?.Code);
        Assert.Equal("register.taken", (await app.SendAs(shop.IsoAdmin, Form(shop) with { SpinRegisterId = first.SpinRegisterId })).Refusal?.Code);
    }

    private async Task<string> KeyAsync(TestStore store, TerminalId id) => app.Services.GetRequiredService<SecretBox>().Open(store.MerchantId,
        await app.InDatabaseAsync(store.System, db => db.Terminals.Where(t => t.Id == id).Select(t => t.ProtectedAuthKey).SingleAsync()));
}

public sealed class CheckConnectionTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    [Fact]
    public async Task Online_and_offline_are_told_and_kept_and_a_silent_proxy_is_neither()
    {
        var store = app.Tenants.Coffee;
        var check = new CheckConnection(store.TerminalId);
        await app.Simulator.OnlineAsync(store.Tpn, true);
        Assert.True((await app.SendAs(store.IsoAdmin, check)).Value!.IsOnline);
        await app.Simulator.OnlineAsync(store.Tpn, false);
        var offline = (await app.SendAs(store.IsoAdmin, check)).Value!;
        Assert.False(offline.IsOnline);
        Assert.NotNull(offline.CheckedAt);
        await app.Simulator.DisposeAsync();
        var refusal = (await app.SendAs(store.IsoAdmin, check)).Refusal!;
        Assert.Equal("proxy.unreachable", refusal.Code);
        Assert.Contains("simulator proxy did not answer", refusal.Message, StringComparison.Ordinal);
        Assert.False(await app.InDatabaseAsync(store.System, db => db.Terminals.Where(t => t.Id == store.TerminalId).Select(t => t.IsOnline).SingleAsync()));
        Assert.Equal("terminal.unknown", (await app.SendAs(app.Tenants.Foreign.IsoAdmin, check)).Refusal!.Code);
    }
}

public sealed class CheckConnectionKeyTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    [Theory]
    [InlineData(SpinProtocol.Xml)]
    [InlineData(SpinProtocol.Rest)]
    public async Task A_PIN_pad_that_refuses_the_key_does_not_look_paired(SpinProtocol protocol)
    {
        var store = protocol == SpinProtocol.Xml ? app.Tenants.Coffee : app.Tenants.Pharmacy;
        await Payments.Till.WireAsync(app, store, new TerminalWire(protocol, TerminalConnection.Cloud, null, null, false));
        await app.Simulator.OnlineAsync(store.Tpn, true);
        var secrets = app.Services.GetRequiredService<SecretBox>();
        await KeyAsync("wrongkey12");

        var refusal = (await app.SendAs(store.IsoAdmin, new CheckConnection(store.TerminalId))).Refusal!;

        Assert.Equal("terminal.key", refusal.Code);
        Assert.DoesNotContain("wrongkey12", refusal.Message, StringComparison.Ordinal);
        Assert.False(await app.InDatabaseAsync(store.System, db => db.TerminalLeases.AnyAsync(l => l.Tpn == store.Tpn && l.AskedBy != null)));

        Task KeyAsync(string key) => app.InDatabaseAsync(store.System, async db =>
        {
            var terminal = await db.Terminals.SingleAsync(t => t.Id == store.TerminalId);
            terminal.SetKey(secrets.Seal(store.MerchantId, key), key[^2..]);
            return await db.SaveChangesAsync();
        });
    }
}

public sealed class CheckConnectionWayTests(QuietFixture app) : IClassFixture<QuietFixture>
{
    [Theory]
    [InlineData(SpinProtocol.Xml, TerminalConnection.Cloud)]
    [InlineData(SpinProtocol.Rest, TerminalConnection.Cloud)]
    [InlineData(SpinProtocol.Xml, TerminalConnection.Local)]
    public async Task The_check_goes_the_way_that_payments_go(SpinProtocol protocol, TerminalConnection connection)
    {
        var store = app.Tenants.Pharmacy;
        var port = new Uri(app.Simulator.Url).Port;
        await Payments.Till.WireAsync(app, store, new TerminalWire(protocol, connection, "127.0.0.1", port, false));
        var check = new CheckConnection(store.TerminalId);

        await app.Simulator.OnlineAsync(store.Tpn, false);
        Assert.False((await app.SendAs(store.IsoAdmin, check)).Value!.IsOnline);
        await app.Simulator.OnlineAsync(store.Tpn, true);
        Assert.True((await app.SendAs(store.IsoAdmin, check)).Value!.IsOnline);
    }

    [Fact]
    public async Task A_Local_PIN_pad_that_does_not_answer_is_named_by_its_address()
    {
        var store = app.Tenants.Foreign;
        await Payments.Till.WireAsync(app, store, new TerminalWire(SpinProtocol.Xml, TerminalConnection.Local, "127.0.0.1", 9, false)); // the discard port

        var refusal = (await app.SendAs(store.IsoAdmin, new CheckConnection(store.TerminalId))).Refusal!;

        Assert.Equal("terminal.unreachable", refusal.Code);
        Assert.StartsWith("Nothing answered at 127.0.0.1:9.", refusal.Message, StringComparison.Ordinal);
    }
}
