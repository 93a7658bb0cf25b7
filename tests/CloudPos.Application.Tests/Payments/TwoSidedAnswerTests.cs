using System.Text.Json;
using CloudPos.Application.Features.Payments;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Terminals;

namespace CloudPos.Application.Tests.Payments;

/// <summary>Answers that say two things, and what the register makes of them.</summary>
public sealed class TwoSidedAnswerTests(ScriptedFixture app) : IClassFixture<ScriptedFixture>
{
    private const string AuthCode = "<AuthCode>123456</AuthCode>";
    private const string Pan = "5500005555555559";

    [Fact]
    public async Task Over_REST_a_refused_question_that_says_voided_ends_no_payment()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, protocol: SpinProtocol.Rest);
        app.Proxy.Rest = (operation, body) => operation == "Sale" ? null
            : Refusal("1000", "Service Busy", null, "Sale", voided: true);

        var sale = await till.RingUpAsync();
        var begun = await till.PayByCardAsync(sale.Id);
        var attempt = await till.AttemptAsync(begun.AttemptId, a => a.Checks > 0 || a.State is AttemptState.Cancelled);

        Assert.Equal(AttemptState.Unknown, attempt.State);
    }

    [Fact]
    public async Task Over_REST_a_void_that_the_host_declined_leaves_the_charge()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, protocol: SpinProtocol.Rest);
        app.Proxy.Rest = (operation, body) => operation == "Sale" ? null
            : Refusal("1015", "Declined", (string?)body["ReferenceId"], "Void", voided: false);

        var sale = await till.RingUpAsync();
        var begun = await till.PayByCardAsync(sale.Id);
        var attempt = await till.AttemptAsync(begun.AttemptId, a => a.Checks > 0 || !a.IsOpen);

        Assert.Equal(AttemptState.Unknown, attempt.State);
    }

    [Fact]
    public async Task Over_XML_a_void_that_the_host_declined_leaves_the_charge()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        app.Proxy.Sale = _ => null;
        app.Proxy.Status = r => ScriptedProxy.Says(r, "1", "DECLINED").Replace("<TransType>Sale</TransType>", "<TransType>Void</TransType><Voided>false</Voided>", StringComparison.Ordinal);

        var sale = await till.RingUpAsync();
        var begun = await till.PayByCardAsync(sale.Id);
        var attempt = await till.AttemptAsync(begun.AttemptId, a => a.Checks > 0 || !a.IsOpen);

        Assert.Equal(AttemptState.Unknown, attempt.State);
    }

    [Fact]
    public async Task Over_REST_whoever_chose_cash_is_not_booked_as_a_card()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee, protocol: SpinProtocol.Rest);
        app.Proxy.Rest = (_, body) => JsonSerializer.Serialize(new
        {
            GeneralResponse = new { ResultCode = "0", StatusCode = "0000", Message = "Approved", DetailedMessage = "Approved" },
            ReferenceId = (string?)body["ReferenceId"],
            TransactionType = "Sale",
            PaymentType = "Cash",
            Amounts = new { TotalAmount = 11.50m, Amount = 11.50m },
            ExtendedDataByApplication = new { Cash = new { Amount = "11.96", approvedAmnt = "11.50", isPartialApprovalTxn = "false" } },
        });

        var sale = await till.RingUpAsync();
        var begun = await till.PayByCardAsync(sale.Id);
        var attempt = await till.AttemptAsync(begun.AttemptId, a => !a.IsOpen);

        Assert.Equal(AttemptState.CashChosen, attempt.State);
        Assert.Empty((await till.SaleAsync(sale.Id)).Tenders);
    }

    [Fact]
    public async Task No_card_number_is_kept_in_whatever_field_it_comes()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        app.Proxy.Sale = r => ScriptedProxy.Says(r, "0", "Approved", $"TotalAmt=11.96,AcntLast4=5559,CardType={Pan},EntryType={Pan},BatchNum=7", AuthCode
            + $"<SN>{Pan}</SN><InvNum>{Pan}</InvNum><TransNum>{Pan}</TransNum>");

        var paid = await till.SellAsync(PaymentPhase.Approved);

        var attempt = await till.AttemptAsync(paid.AttemptId);
        Assert.DoesNotContain(Pan, JsonSerializer.Serialize(attempt.Entries.Select(e => e.Note)), StringComparison.Ordinal);
        Assert.DoesNotContain(Pan, JsonSerializer.Serialize(new { attempt.CardBrand, attempt.EntryType, attempt.InvoiceNumber, attempt.TransactionNumber }), StringComparison.Ordinal);
    }

    private static string Refusal(string code, string text, string? refId, string kind, bool voided) => JsonSerializer.Serialize(new
    {
        GeneralResponse = new { ResultCode = code[..1], StatusCode = code, Message = "Error", DetailedMessage = text },
        ReferenceId = refId,
        TransactionType = kind,
        PaymentType = "Credit",
        Voided = voided,
    });
}
