using System.Text.Json;
using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Sales;
using CloudPos.Application.Features.Terminals;
using CloudPos.Domain.Terminals;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Payments;

/// <summary>A canary fixture of its own: its log holds nothing of other tests.</summary>
public sealed class CanaryFixture : ScriptedFixture
{
    protected override void ConfigureServices(IServiceCollection services)
    {
        base.ConfigureServices(services);
        services.Configure<PaymentOptions>(options => options.StagePause = TimeSpan.FromMilliseconds(20));
    }
}

/// <summary>Payments over both protocols with marked values in every answer, and a search for them in all that the register wrote, kept or showed.</summary>
public sealed class CanaryTests(CanaryFixture app) : IClassFixture<CanaryFixture>
{
    private const string Key = "CANARYkey1";
    private const string Pan = "5500005555555559";

    private static readonly string[] Canaries =
        [Key, Pan, "CANARYNAME", "CANARYEXP", "CANARYBIN", "CANARYFIRST", "CANARYTOKEN", "CANARYWALLET", "CANARYSIGN", "CANARYRECEIPT", "TerminalTransaction"];

    [Theory]
    [InlineData(SpinProtocol.Xml)]
    [InlineData(SpinProtocol.Rest)]
    public async Task Neither_key_nor_name_nor_card_fields_stand_in_any_log_journal_receipt_row_or_screen(SpinProtocol protocol)
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, timeoutSeconds: 1, protocol, tellsStages: true);
        await app.InDatabaseAsync(till.Store.System, async db =>
        {
            var box = app.Services.GetRequiredService<SecretBox>();
            db.Terminals.Single(t => t.Id == till.Store.TerminalId).SetKey(box.Seal(till.Store.MerchantId, Key), "y1");
            return await db.SaveChangesAsync();
        });
        app.Proxy.RestGet = path => path.Contains("IntermediateStatus", StringComparison.Ordinal)
            ? $"{{\"StatusText\":\"Waiting for card {Pan} {Key}\",\"StatusCode\":\"{Key}\"}}" : "{\"TerminalStatus\":\"Online\"}";
        var keyArrived = 0;
        var shown = new List<string>();

        Answers("0", "0000", "Approved");
        var paid = await till.SellAsync(PaymentPhase.Approved);
        Answers("1", "1015", "DECLINE");
        var declined = await till.SellAsync(PaymentPhase.Declined);
        shown.Add(Show(await till.LookAsync(declined.AttemptId)));
        var status = 0;
        Answers(null, null, "", status: () => ++status > 1);
        var found = await till.PayByCardAsync(declined.SaleId);
        shown.Add(Show(await till.UntilAsync(found.AttemptId, PaymentPhase.Unknown)));
        found = await till.UntilAsync(found.AttemptId, PaymentPhase.Approved);
        Answers("0", "0000", "Approved", hold: TimeSpan.FromMilliseconds(600));
        var slow = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        await till.UntilAsync(slow.AttemptId, PaymentPhase.OnTerminal);
        shown.Add(Show(await till.AskToCancelAsync(slow.AttemptId)));
        slow = await till.UntilAsync(slow.AttemptId, PaymentPhase.Approved);
        shown.Add(Show(await app.SendAs(till.Store.Cashier, new PrintReceiptOnPinPad(slow.SaleId))));
        shown.Add(Show(await app.SendAs(till.Store.IsoAdmin, new CheckConnection(till.Store.TerminalId))));

        foreach (var view in new[] { paid, found, slow })
        {
            shown.Add(Show(view) + view);
            shown.Add(Show(await app.SendAs(till.Store.Cashier, new GetReceipt(view.SaleId))));
            shown.Add(Show(await app.SendAs(till.Store.Manager, new GetSale(view.SaleId))));
        }

        shown.Add(Show(await app.SendAs(till.Store.IsoAdmin, new ListTerminals())));
        Assert.True(keyArrived >= 4, "The key never went over the wire, so nothing was proved.");
        Assert.True(app.Log.Lines.Count > 20, "Nothing was logged, so nothing was looked through.");
        AreClean(app.Log.Lines);
        AreClean(shown);
        AreClean(await RowsAsync(till));

        void Answers(string? code, string? statusCode, string text, Func<bool>? status = null, TimeSpan hold = default)
        {
            app.Proxy.Sale = xml =>
            {
                Count((string?)xml.Element("AuthKey"));
                Thread.Sleep(hold);
                return code is null ? null : Xml(xml, code, text);
            };
            app.Proxy.Status = xml => status?.Invoke() == false ? Xml(xml, "2", "Communication error") : Xml(xml, "0", "Approved");
            app.Proxy.Rest = (operation, body) =>
            {
                Count((string?)body["Authkey"]);
                Thread.Sleep(operation == "Sale" ? hold : default);
                return operation switch
                {
                    "Status" => status?.Invoke() == false ? Json(body, "2", "2010", "Error") : Json(body, "0", "0000", "Approved"),
                    "Sale" => code is null ? null : Json(body, code, statusCode!, text),
                    _ => Json(body, "1", "1004", "Not allowed"),
                };
            };
        }

        void Count(string? key) => keyArrived += key == Key ? 1 : 0;
    }

    private static string Xml(System.Xml.Linq.XElement request, string code, string text) => ScriptedProxy.Says(request, code, text,
        $"TotalAmt=11.96,Name=CANARYNAME,AcntLast4=5559,AcntFirst4=CANARYFIRST,BIN=CANARYBIN,ExpDate=CANARYEXP,walletTxnData=CANARYWALLET,Rsp={Key} {Pan}",
        $"{(code == "0" ? "<AuthCode>123456</AuthCode>" : "")}<SN>{Key}</SN><iPOSToken>CANARYTOKEN</iPOSToken><Sign>CANARYSIGN</Sign><Receipt>Merchant=CANARYRECEIPT</Receipt>");

    private static string Json(System.Text.Json.Nodes.JsonNode body, string code, string statusCode, string text) => JsonSerializer.Serialize(new
    {
        GeneralResponse = new { ResultCode = code, StatusCode = statusCode, Message = text, DetailedMessage = $"{text} {Pan} {Key}", HostResponseMessage = $"{Pan} {Key}" },
        ReferenceId = (string?)body["ReferenceId"],
        TransactionType = "Sale",
        PaymentType = "Credit",
        AuthCode = code == "0" ? "123456" : "",
        Amounts = new { TotalAmount = 11.96m, Amount = 11.96m },
        SerialNumber = Key,
        IPosToken = "CANARYTOKEN",
        Token = "CANARYTOKEN",
        Signature = "CANARYSIGN",
        CardData = new { CardType = "Visa", EntryType = "Chip", Last4 = "5559", First4 = "CANARYFIRST", BIN = "CANARYBIN", Name = "CANARYNAME", ExpirationDate = "CANARYEXP" },
        Receipts = new { Merchant = "CANARYRECEIPT", Customer = "CANARYRECEIPT" },
        ExtendedDataByApplication = new { DvPayLite = new { Name = "CANARYNAME", BIN = "CANARYBIN", ExpDate = "CANARYEXP", AcntFirst4 = "CANARYFIRST", Rsp = $"{Key} {Pan}" } },
    });

    private Task<IReadOnlyList<string>> RowsAsync(Till till) => app.InDatabaseAsync<IReadOnlyList<string>>(till.Store.System, async db =>
    [
        .. (await db.Attempts.AsNoTracking().Include(a => a.Entries).ToListAsync()).Select(Show),
        .. (await db.Sales.AsNoTracking().Include(s => s.Tenders).ToListAsync()).Select(Show),
        .. (await db.Terminals.AsNoTracking().ToListAsync()).Select(Show),
    ]);

    private static string Show(object? value) => JsonSerializer.Serialize(value);

    private static void AreClean(IReadOnlyCollection<string> texts)
    {
        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.DoesNotContain(Canaries, canary => text.Contains(canary, StringComparison.OrdinalIgnoreCase)));
    }
}
