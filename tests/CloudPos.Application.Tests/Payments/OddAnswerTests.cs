using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Sales;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;

namespace CloudPos.Application.Tests.Payments;

/// <summary>Answers that terminals give and the simulator does not: other amounts, parts, contradictions.</summary>
public sealed class OddAnswerTests(ScriptedFixture app) : IClassFixture<ScriptedFixture>
{
    private const string AuthCode = "<AuthCode>123456</AuthCode>";

    [Fact]
    public async Task Another_amount_than_asked_for_is_booked_as_charged_and_flagged()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        app.Proxy.Sale = r => ScriptedProxy.Says(r, "0", "Approved", "TotalAmt=12.50,AcntLast4=1111", AuthCode);

        var paid = await till.SellAsync(PaymentPhase.Approved);

        Assert.Equal(new Money(1_250), paid.Charged);
        var sale = await till.SaleAsync(paid.SaleId);
        Assert.Equal(SaleState.Paid, sale.State);
        Assert.Contains("$12.50", sale.AmountMismatch, StringComparison.Ordinal);
        Assert.Contains("$11.96", sale.AmountMismatch, StringComparison.Ordinal);
        var problems = Till.Must(await app.SendAs(till.Store.Manager, new ListSales(new SalesFilter(null, null, null, null, SaleTenderFilter.Problem), 0, 50)));
        Assert.Contains(problems.Rows, r => r.Id == paid.SaleId && r.HasProblem);
    }

    [Fact]
    public async Task A_fee_that_the_terminal_names_explains_the_difference()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        app.Proxy.Sale = r => ScriptedProxy.Says(r, "0", "Approved", "TotalAmt=12.32,Fee=0.36,AcntLast4=1111", AuthCode);

        var paid = await till.SellAsync(PaymentPhase.Approved);

        Assert.Null((await till.SaleAsync(paid.SaleId)).AmountMismatch);
    }

    [Fact]
    public async Task An_approval_without_an_amount_is_booked_as_asked_and_flagged()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        app.Proxy.Sale = r => ScriptedProxy.Says(r, "0", "Approved", "AcntLast4=1111", AuthCode);

        var paid = await till.SellAsync(PaymentPhase.Approved);

        var sale = await till.SaleAsync(paid.SaleId);
        Assert.Equal((SaleState.Paid, new Money(1_196)), (sale.State, sale.Paid));
        Assert.NotNull(sale.AmountMismatch);
    }

    [Fact]
    public async Task A_part_approved_leaves_the_right_rest_which_is_taken_in_cash()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        app.Proxy.Sale = r => ScriptedProxy.Says(r, "0", "Approved", "TotalAmt=5.98,approvedAmnt=5.98,isPartialApprovalTxn=true,AcntLast4=1111", AuthCode);
        var part = await till.SellAsync(PaymentPhase.Partial);

        Assert.False(part.SaleIsPaid);
        Assert.Equal((new Money(575), new Money(598)), (part.LeftToPay.Cash, part.LeftToPay.Card)); // half of both prices
        Assert.False((await till.SaleAsync(part.SaleId)).CanChange);
        var cash = Till.Must(await till.PayCashAsync(part.SaleId, 600));

        Assert.Equal((new Money(575), new Money(25)), (cash.Due, cash.Change));
        var sale = await till.SaleAsync(part.SaleId);
        Assert.Equal((SaleState.Paid, new Money(1_173), 2), (sale.State, sale.Paid, sale.Tenders.Count));
    }

    [Fact]
    public async Task The_rest_of_a_part_is_charged_to_a_second_card_under_its_own_reference()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        app.Proxy.Sale = r => ScriptedProxy.Says(r, "0", "Approved", "TotalAmt=5.00,approvedAmnt=5.00,isPartialApprovalTxn=true,AcntLast4=1111", AuthCode);
        var part = await till.SellAsync(PaymentPhase.Partial);
        string? asked = null;
        app.Proxy.Sale = r =>
        {
            asked = (string?)r.Element("Amount");
            return ScriptedProxy.Says(r, "0", "Approved", $"TotalAmt={asked},AcntLast4=0403", AuthCode);
        };

        var rest = await till.PayByCardAsync(part.SaleId);
        var paid = await till.UntilAsync(rest.AttemptId, PaymentPhase.Approved);

        Assert.Equal("6.96", asked);
        Assert.True(paid.SaleIsPaid);
        var sale = await till.SaleAsync(part.SaleId);
        Assert.Equal(new Money(1_196), sale.Paid);
        Assert.Equal(2, sale.Tenders.Select(t => t.AttemptId).Distinct().Count());
    }

    [Theory]
    [InlineData("1", "APPROVED", "")]
    [InlineData("0", "DECLINED", "")]
    [InlineData("1", "Canceled", AuthCode)]
    [InlineData("7", "Approved", AuthCode)]
    public async Task A_contradiction_is_neither_approved_nor_declined_but_asked_about(string code, string text, string more)
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        app.Proxy.Sale = r => ScriptedProxy.Says(r, code, text, "TotalAmt=11.96", more);
        app.Proxy.Status = r => ScriptedProxy.Says(r, "1", "Service busy");
        var sent = app.Proxy.Sales.Count;

        var unknown = await till.SellAsync(PaymentPhase.Unknown);

        Assert.Equal("sale.paying", (await till.PayCashAsync(unknown.SaleId, 2_000)).Refusal?.Code);
        app.Proxy.Status = r => ScriptedProxy.Says(r, "0", "Approved", "TotalAmt=11.96,AcntLast4=1111", AuthCode);
        await till.UntilAsync(unknown.AttemptId, PaymentPhase.Approved);
        Assert.Equal(sent + 1, app.Proxy.Sales.Count);
    }

    [Fact]
    public async Task An_answer_that_names_another_reference_is_not_ours()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        app.Proxy.Sale = r => ScriptedProxy.Says(r, "0", "Approved", "TotalAmt=11.96", AuthCode)
            .Replace((string)r.Element("RefId")!, "00000000000000000000000000000000", StringComparison.Ordinal);
        app.Proxy.Status = r => ScriptedProxy.Says(r, "1", "DECLINE");

        var sale = await till.RingUpAsync();
        var begun = await till.PayByCardAsync(sale.Id);
        var declined = await till.UntilAsync(begun.AttemptId, PaymentPhase.Declined);

        Assert.False(declined.SaleIsPaid);
        Assert.Contains((await till.AttemptAsync(begun.AttemptId)).Entries, e => e is { To: AttemptState.Unknown, Reason: AttemptReason.Contradiction });
    }

    [Fact]
    public async Task A_payment_voided_on_the_terminal_meanwhile_took_no_money()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        app.Proxy.Sale = _ => null;
        app.Proxy.Status = r => ScriptedProxy.Says(r, "0", "Approved", "TotalAmt=11.96", AuthCode + "<Voided>true</Voided>");

        var ended = await till.SellAsync(PaymentPhase.NotCharged);

        Assert.Equal(AttemptState.Cancelled, ended.State);
        Assert.Empty((await till.SaleAsync(ended.SaleId)).Tenders);
    }

    [Fact]
    public async Task Status_of_a_part_that_was_approved_books_the_part()
    {
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        app.Proxy.Sale = _ => null;
        app.Proxy.Status = r => ScriptedProxy.Says(r, "0", "Approved", "Amount=11.96,TotalAmt=5.98,approvedAmnt=5.98,AcntLast4=1111", AuthCode);

        var part = await till.SellAsync(PaymentPhase.Partial);

        Assert.Equal(new Money(598), part.LeftToPay.Card);
        Till.Must(await till.PayCashAsync(part.SaleId, 575));
    }
}
