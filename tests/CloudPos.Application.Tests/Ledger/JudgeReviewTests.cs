using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;

namespace CloudPos.Application.Tests.Ledger;

public sealed class JudgeReviewTests(NoWorkerFixture app) : IClassFixture<NoWorkerFixture>
{
    private static readonly TimeSpan EarlierTestsOver = TimeSpan.FromMinutes(11); // their leases and their queue

    private static readonly TerminalAnswer Approved = new(AttemptSignal.Approved, AttemptReason.None,
        new ChargeResult { Charged = new Money(1_196), AuthCode = "123456", Last4 = "1111" }, false, "Approved", "code=0");

    [Fact]
    public async Task Charged_with_its_evidence_books_the_sale_and_says_who_and_why()
    {
        var (till, id, sale) = await NeedsReviewAsync();

        Till.Must(await JudgeAsync(till, Charged(id)));

        var (attempt, booked) = (await till.AttemptAsync(id), await till.SaleAsync(sale));
        Assert.Equal((AttemptState.Approved, "02217K", "4821"), (attempt.State, attempt.AuthCode, attempt.Last4));
        Assert.Equal((SaleState.Paid, new Money(1_196)), (booked.State, booked.Paid));
        var entry = attempt.Entries[^1];
        Assert.Equal((AttemptSignal.JudgedCharged, AttemptReason.ByManager, till.Store.Manager.Email), (entry.Signal, entry.Reason, entry.By));
        Assert.Contains("On the PIN pad's slip. The customer showed it.", entry.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_charged_opens_the_sale_again_for_cash()
    {
        var (till, id, sale) = await NeedsReviewAsync();

        Till.Must(await JudgeAsync(till, NotCharged(id)));

        Assert.Equal(AttemptState.NotProcessed, (await till.AttemptAsync(id)).State);
        Till.Must(await till.PayCashAsync(sale, 2_000));
        Assert.Contains("A manager has looked", (await till.LookAsync(id)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_after_not_charged_is_booked_and_is_to_be_voided_at_once_where_the_sale_was_paid_otherwise()
    {
        var (till, id, sale) = await NeedsReviewAsync();
        Till.Must(await JudgeAsync(till, NotCharged(id)));
        Till.Must(await till.PayCashAsync(sale, 2_000));

        Till.Must(await app.SendAs(till.Store.System, new RecordAnswer(id, Approved)));

        var late = await till.AttemptAsync(id);
        Assert.Equal((AttemptState.Approved, true), (late.State, late.ToVoidSince is not null));
        var row = Assert.Single((await ListAsync(till)).Rows, r => r.Id == id);
        Assert.Equal((LedgerGroup.ToVoid, LedgerAction.Void, new Money(1_196)), (row.Group, row.Action, row.Amount));
        Assert.Contains("paid twice", row.Known, StringComparison.Ordinal);
        Assert.Equal(new Money(1_150), (await till.SaleAsync(sale)).Tenders.Single(t => t.Kind == TenderKind.Cash).Amount);
    }

    [Fact]
    public async Task Of_two_managers_at_once_one_decides()
    {
        var (till, id, sale) = await NeedsReviewAsync();
        var other = Actor.User(till.Store.IsoId, till.Store.MerchantId, null, "owner@test.cloudpos.test", StaffRole.Manager);

        var answers = await Task.WhenAll(Task.Run(() => JudgeAsync(till, Charged(id))), Task.Run(() => app.SendAs(other, NotCharged(id))));

        Assert.Equal("review.decided", Assert.Single(answers, a => a.IsRefused).Refusal!.Code);
        var attempt = await till.AttemptAsync(id);
        Assert.Single(attempt.Entries, e => e.Reason == AttemptReason.ByManager);
        Assert.Equal(attempt.State == AttemptState.Approved ? 1 : 0, (await till.SaleAsync(sale)).Tenders.Count);
    }

    [Fact]
    public async Task The_same_decision_pressed_twice_is_one_decision()
    {
        var (till, id, _) = await NeedsReviewAsync();
        Till.Must(await JudgeAsync(till, NotCharged(id)));
        Till.Must(await JudgeAsync(till, NotCharged(id)));
        Assert.Single((await till.AttemptAsync(id)).Entries, e => e.Signal == AttemptSignal.JudgedNotCharged);
    }

    [Fact]
    public async Task What_the_PIN_pad_may_still_say_is_not_judged()
    {
        app.Clock.Advance(EarlierTestsOver);
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        Till.Must(await app.SendAs(till.Store.System, new DispatchAttempt(begun.AttemptId)));
        await app.SendAs(till.Store.System, new SweepAttempt(begun.AttemptId));
        Assert.Equal("review.known", (await JudgeAsync(till, NotCharged(begun.AttemptId))).Refusal?.Code);
    }

    [Theory]
    [InlineData(true, ReviewEvidence.Slip, null, "4821", "On the slip.", "review.card")]
    [InlineData(true, ReviewEvidence.Slip, "02217K", null, "On the slip.", "review.card")]
    [InlineData(true, ReviewEvidence.Slip, "02 17K", "4821", "On the slip.", "input.invalid")]
    [InlineData(true, ReviewEvidence.Slip, "02217K", "48211", "On the slip.", "input.invalid")]
    [InlineData(true, ReviewEvidence.NotOnReport, "02217K", "4821", "On the slip.", "input.invalid")]
    [InlineData(false, ReviewEvidence.Slip, null, null, "Not on the report.", "input.invalid")]
    [InlineData(false, ReviewEvidence.NotOnReport, null, null, " ", "input.invalid")]
    public async Task Without_evidence_and_reason_nothing_is_recorded(bool charged, ReviewEvidence evidence, string? code, string? last4, string reason, string refusal)
    {
        var (till, id, _) = await NeedsReviewAsync();
        Assert.Equal(refusal, (await JudgeAsync(till, new JudgeReview(id, charged, evidence, code, last4, reason))).Refusal?.Code);
        Assert.Equal(AttemptState.NeedsReview, (await till.AttemptAsync(id)).State);
    }

    [Fact]
    public async Task A_cashier_may_not_decide_but_a_manager_may_at_his_till()
    {
        var (till, id, _) = await NeedsReviewAsync();
        var manager = await app.PersonAsync(till.Store, StaffRole.Manager);
        var colleague = await app.PersonAsync(till.Store, StaffRole.Cashier);

        Assert.Equal("approval.needed", (await app.SendAs(till.Store.Cashier, NotCharged(id))).Refusal?.Code);
        Assert.Equal("approval.wrong", (await app.SendAs(till.Store.Cashier, NotCharged(id) with { Approval = manager with { Password = "not it" } })).Refusal?.Code);
        Assert.Equal("approval.wrong", (await app.SendAs(till.Store.Cashier, NotCharged(id) with { Approval = colleague })).Refusal?.Code);
        Assert.Equal(AttemptState.NeedsReview, (await till.AttemptAsync(id)).State);

        Till.Must(await app.SendAs(till.Store.Cashier, NotCharged(id) with { Approval = manager }));

        var entry = (await till.AttemptAsync(id)).Entries[^1];
        Assert.Equal((AttemptSignal.JudgedNotCharged, manager.Email), (entry.Signal, entry.By));
        Assert.Contains($"at the till of {till.Store.Cashier.Email}", entry.Note, StringComparison.Ordinal);
        Assert.DoesNotContain(manager.Password, entry.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_sells_reads_a_payments_story_only_while_it_is_to_be_decided_and_not_what_was_on_the_wire()
    {
        var (till, id, _) = await NeedsReviewAsync();
        var story = Till.Must(await app.SendAs(till.Store.Cashier, new GetPaymentStory(id)));
        Assert.Contains(story.Attempts[0].Journal, l => l.Words == "One request sent to the PIN pad.");
        Assert.All(story.Attempts.SelectMany(a => a.Journal), l => Assert.Null(l.Note));

        Till.Must(await JudgeAsync(till, NotCharged(id)));

        Assert.True((await app.SendAs(till.Store.Cashier, new GetPaymentStory(id))).IsRefused);
    }

    [Fact]
    public async Task What_is_known_is_listed_with_times_and_the_decision_stands_under_closed_today()
    {
        var (till, id, _) = await NeedsReviewAsync();
        var story = Till.Must(await app.SendAs(till.Store.Manager, new GetPaymentStory(id)));
        Assert.Equal((true, true, "Was the card charged $11.96?"), (story.CanDecide, story.NeedsCard, story.Question));
        Assert.Contains(story.Attempts[0].Journal, l => l.Words == "One request sent to the PIN pad." && l.Note!.Contains("Amount=11.96", StringComparison.Ordinal));
        Assert.Equal(LedgerAction.Decide, Assert.Single((await ListAsync(till)).Rows, r => r.Id == id).Action);

        Till.Must(await JudgeAsync(till, NotCharged(id)));

        var closed = Assert.Single(Till.Must(await app.SendAs(till.Store.Manager, new ListClosedPayments(null, 0, 50))).Rows, r => r.Id == id);
        Assert.Equal((LedgerGroup.NeedsReview, "Not charged", till.Store.Manager.Email), (closed.Was, closed.Became, closed.Who));
        Assert.True(closed.Took > TimeSpan.FromMinutes(15));
        Assert.DoesNotContain((await ListAsync(till)).Rows, r => r.Id == id);
    }

    private static JudgeReview Charged(AttemptId id) => new(id, true, ReviewEvidence.Slip, "02217K", "4821", "The customer showed it.");

    private static JudgeReview NotCharged(AttemptId id) => new(id, false, ReviewEvidence.NotOnReport, null, null, "Report read line by line.");

    private Task<Result<Done>> JudgeAsync(Till till, JudgeReview decision) => app.SendAs(till.Store.Manager, decision);

    private async Task<LedgerPage> ListAsync(Till till) => Till.Must(await app.SendAs(till.Store.Manager, new ListPayments([], null, 0, 100)));

    private async Task<(Till Till, AttemptId Id, SaleId Sale)> NeedsReviewAsync()
    {
        app.Clock.Advance(EarlierTestsOver);
        var till = await Till.OpenAsync(app, app.Tenants.Coffee);
        var begun = await till.PayByCardAsync((await till.RingUpAsync()).Id);
        Till.Must(await app.SendAs(till.Store.System, new DispatchAttempt(begun.AttemptId)));
        await app.SendAs(till.Store.System, new SweepAttempt(begun.AttemptId));
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(AttemptState.NeedsReview, Till.Must(await app.SendAs(till.Store.System, new ResolveAttempt(begun.AttemptId))));
        return (till, begun.AttemptId, begun.SaleId);
    }
}
