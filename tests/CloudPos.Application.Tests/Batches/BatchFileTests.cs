using System.Text;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Tests.Payments;

namespace CloudPos.Application.Tests.Batches;

public sealed class BatchFileTests(ScriptedFixture app) : IClassFixture<ScriptedFixture>
{
    [Fact]
    public async Task The_CSV_of_a_batch_holds_no_formula_of_a_PIN_pads()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        app.Proxy.Sale = r => ScriptedProxy.Says(r, "0", "Approved", "TotalAmt=11.96,AcntLast4=1111,BatchNum=7,CardType==HYPERLINK(1)", "<AuthCode>123456</AuthCode>");
        var sold = await till.SellAsync(PaymentPhase.Approved);
        var batch = (await till.AttemptAsync(sold.AttemptId, a => a.BatchId is not null)).BatchId!.Value;

        var file = Till.Must(await app.SendAs(till.Store.Manager, new ExportBatches(batch, BatchFileKind.Csv)));

        var cells = Encoding.UTF8.GetString(file.Content).Split(',', '\n');
        Assert.Contains("'=HYPERLINK(1)", cells);
        Assert.DoesNotContain(cells, c => c.TrimStart('"').StartsWith('='));
    }
}
