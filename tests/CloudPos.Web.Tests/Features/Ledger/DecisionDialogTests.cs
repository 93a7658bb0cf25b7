using Bunit;
using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Sales;
using CloudPos.Application.Features.Staff;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Ledger;

namespace CloudPos.Web.Tests.Features.Ledger;

public sealed class DecisionDialogTests : BunitContext
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 10, 12, 4, TimeSpan.FromHours(-5));

    private readonly Answers _answers = new();
    private readonly AttemptId _id = AttemptId.New();
    private bool? _closed;

    public DecisionDialogTests() => _answers.Behind(this);

    [Fact]
    public void Nothing_can_be_recorded_before_something_is_chosen()
    {
        var dialog = Show(AttemptKind.Sale);
        Assert.True(dialog.Find("[data-testid=judge-confirm]").HasAttribute("disabled"));
        Assert.Contains("One request sent to the PIN pad.", dialog.Find("[data-testid=proof]").TextContent, StringComparison.Ordinal);
        Assert.Contains("10:12:04 AM", dialog.Find("[data-testid=proof]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Not_charged_sends_its_evidence_and_reason_and_says_what_a_late_approval_becomes()
    {
        _answers.To<JudgeReview, Done>(_ => default(Done));
        var dialog = Show(AttemptKind.Sale);
        dialog.Find("[data-testid=judge-not-charged]").Change(true);
        Assert.Contains("void to do at once", dialog.Markup, StringComparison.Ordinal);
        dialog.Find("[data-testid=judge-reason]").Change("Report read line by line.");
        dialog.Find("[data-testid=judge-confirm]").Click();

        Assert.Equal(new JudgeReview(_id, false, ReviewEvidence.NotOnReport, null, null, "Report read line by line."), _answers.Asked[^1]);
        Assert.True(_closed);
    }

    [Fact]
    public void Charged_asks_for_auth_code_and_last_four_and_keeps_what_was_typed_when_it_is_refused()
    {
        _answers.To<JudgeReview, Done>(_ => new Refusal("input.invalid", "No.", new Dictionary<string, string> { ["Last4"] = "Four digits: the last ones of the card." }));
        var dialog = Show(AttemptKind.Sale);
        dialog.Find("[data-testid=judge-charged]").Change(true);
        dialog.Find("[data-testid=judge-auth]").Change("02217K");
        dialog.Find("[data-testid=judge-last4]").Change("48");
        dialog.Find("[data-testid=judge-reason]").Change("On the slip.");
        dialog.Find("[data-testid=judge-confirm]").Click();

        Assert.Equal(new JudgeReview(_id, true, ReviewEvidence.Slip, "02217K", "48", "On the slip."), _answers.Asked[^1]);
        Assert.Equal("Four digits: the last ones of the card.", dialog.Find("#last4-x").TextContent);
        Assert.Equal("02217K", dialog.Find("[data-testid=judge-auth]").GetAttribute("value"));
        Assert.Null(_closed);
    }

    [Fact]
    public void A_void_needs_no_card_and_is_asked_about_in_its_own_words()
    {
        _answers.To<JudgeReview, Done>(_ => default(Done));
        var dialog = Show(AttemptKind.Void);
        dialog.Find("[data-testid=judge-charged]").Change(true);
        Assert.Empty(dialog.FindAll("[data-testid=judge-auth]"));
        Assert.Equal("Record “voided”", dialog.Find("[data-testid=judge-confirm]").TextContent);
    }

    [Fact]
    public void That_another_manager_was_first_is_said_in_the_dialog()
    {
        _answers.To<JudgeReview, Done>(_ => new Refusal("review.decided", "owner@example.test has decided this already: it was charged. Yours was not recorded."));
        var dialog = Show(AttemptKind.Sale);
        dialog.Find("[data-testid=judge-not-charged]").Change(true);
        dialog.Find("[data-testid=judge-reason]").Change("Report read.");
        dialog.Find("[data-testid=judge-confirm]").Click();
        Assert.Contains("has decided this already", dialog.Find("[data-testid=refusal]").TextContent, StringComparison.Ordinal);
        Assert.Null(_closed);
    }

    [Fact]
    public void At_the_till_of_a_cashier_the_manager_signs_it_and_signs_anew_after_a_wrong_try()
    {
        _answers.To<JudgeReview, Done>(_ => new Refusal("approval.wrong", "E-mail or password is not right."));
        var dialog = Show(AttemptKind.Sale, needsApproval: true);
        Assert.Empty(dialog.FindAll("[data-testid=approve-email]"));
        dialog.Find("[data-testid=judge-not-charged]").Change(true);
        dialog.Find("[data-testid=judge-reason]").Change("Report read.");
        dialog.Find("[data-testid=approve-email]").Change("manager@example.test");
        dialog.Find("[data-testid=approve-password]").Change("not it");
        dialog.Find("[data-testid=judge-confirm]").Click();

        Assert.Equal(new Approval("manager@example.test", "not it"), Assert.IsType<JudgeReview>(_answers.Asked[^1]).Approval);
        Assert.Contains("not right", dialog.Find("[data-testid=refusal]").TextContent, StringComparison.Ordinal);
        Assert.Equal("manager@example.test", dialog.Find("[data-testid=approve-email]").GetAttribute("value"));
        Assert.True(string.IsNullOrEmpty(dialog.Find("[data-testid=approve-password]").GetAttribute("value")));
        Assert.Null(_closed);
    }

    private IRenderedComponent<DecisionDialog> Show(AttemptKind kind, bool needsApproval = false)
    {
        var needsCard = kind == AttemptKind.Sale;
        var story = new AttemptStory(_id, "REF1", AttemptState.NeedsReview, "PIN pad 1", "220326704411", new Money(4_118), "cashier",
            [new JournalLine(1, At, AttemptState.Created, AttemptState.Sent, "One request sent to the PIN pad.", null)], kind);
        _answers.To<GetPaymentStory, PaymentStory>(_ => new PaymentStory(_id, kind, AttemptState.NeedsReview, "Sale 1031", new Money(4_118), null, false, true, needsCard,
            "Was the card charged $41.18?", needsCard ? "charged" : "voided", "It is booked", "The sale opens again", [story]));
        return Render<DecisionDialog>(p => p.Add(d => d.AttemptId, _id).Add(d => d.NeedsApproval, needsApproval).Add(d => d.OnClose, recorded => _closed = recorded));
    }
}
