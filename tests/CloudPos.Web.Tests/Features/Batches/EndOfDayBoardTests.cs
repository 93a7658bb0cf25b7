using Bunit;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Batches;

namespace CloudPos.Web.Tests.Features.Batches;

public sealed class EndOfDayBoardTests : BunitContext
{
    private static readonly StoreChoice Pier = new(StoreId.New(), "Pier 4");
    private static readonly StoreChoice Depot = new(StoreId.New(), "Depot");

    [Fact]
    public void What_was_read_of_one_store_and_comes_late_does_not_take_back_the_choice_of_the_other()
    {
        var late = new TaskCompletionSource<Result<EndOfDayView>>();
        var isFirst = true;
        new Answers().ToLater<GetEndOfDay, EndOfDayView>(r =>
        {
            if (r.StoreId == Depot.Id)
                return Task.FromResult<Result<EndOfDayView>>(Day(Depot));
            return isFirst ? Task.FromResult<Result<EndOfDayView>>(Day(Pier)) : late.Task;
        }).Behind(this);
        var board = Render<EndOfDayBoard>(p => p.Add(b => b.At, 1));
        isFirst = false;

        board.Find("[data-testid=eod-next]").Click(); // reads the first store again, and is not answered yet
        board.Find(".page-head select").Change(Depot.Id.Value.ToString());
        board.WaitForAssertion(() => Assert.Contains("Depot", board.Find(".crumbs").TextContent, StringComparison.Ordinal));
        late.SetResult(Day(Pier));
        board.WaitForAssertion(() => Assert.Equal("2", board.Find("[aria-current=step]").GetAttribute("data-step")));

        Assert.Contains("Depot", board.Find(".crumbs").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_store_that_the_address_names_is_the_one_that_is_shown()
    {
        new Answers().To<GetEndOfDay, EndOfDayView>(r => Day(r.StoreId == Depot.Id ? Depot : Pier)).Behind(this);
        var board = Render<EndOfDayBoard>(p => p.Add(b => b.At, 1).Add(b => b.Of, Depot.Id));
        Assert.Contains("Depot", board.Find(".crumbs").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_fails_once_does_not_leave_what_has_ended_on_the_screen()
    {
        var running = new OpenItem(OpenItemKind.RunningPayment, true, "Sale 12 is at PIN pad 1", "", new Money(508), "Wait", null, AttemptId.New(), null);
        var asked = 0;
        new Answers().To<GetEndOfDay, EndOfDayView>(_ => ++asked switch
        {
            1 => Day(Pier) with { Items = [running] },
            2 => throw new TimeoutException("The database was away for a moment."),
            _ => Day(Pier),
        }).Behind(this);
        var board = Render<EndOfDayBoard>(p => p.Add(b => b.At, 1));
        Assert.Contains("Sale 12 is at PIN pad 1", board.Markup, StringComparison.Ordinal);

        board.WaitForAssertion(() => Assert.DoesNotContain("Sale 12 is at PIN pad 1", board.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(15));
        Assert.Equal(3, asked);
    }

    [Fact]
    public void A_PIN_pad_that_is_asked_about_a_line_and_says_nothing_is_said_to_have_said_nothing()
    {
        var board = AtStep4(new Refusal("status.no.answer", "PIN pad 1 was asked and said nothing that helps."), Line());
        board.Find("[data-testid=difference-fix]").Click();
        Assert.Contains("nothing that helps", board.Find("[data-testid=refusal]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_PIN_pad_that_is_asked_about_a_line_that_stays_has_its_word_in_the_reason_of_the_mark()
    {
        var board = AtStep4(new LineEvidence("PIN pad 1, asked about it, says: approved, $5.08."), Line());
        board.Find("[data-testid=difference-fix]").Click();
        Assert.Contains("approved", board.WaitForElement("[data-testid=difference-reason]").GetAttribute("value"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mark_without_a_reason_is_refused_at_its_field_and_Escape_leaves_it()
    {
        var board = AtStep4(new LineEvidence(""), Line());
        board.Find("[data-testid=difference-why]").Click();
        board.Find(".mark-form").Submit();
        Assert.Contains("Say why", board.Find(".mark-form [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(board.FindAll("[data-testid=refusal]"));

        board.Find(".mark-form").KeyDown("Escape");
        Assert.Empty(board.FindAll(".mark-form"));
        Assert.NotEmpty(board.FindAll("[data-testid=difference-why]"));
    }

    [Fact]
    public void The_way_to_settle_is_the_bright_one_only_when_every_PIN_pad_is_ready_or_done()
    {
        var waits = Render<ReconcileStep>(p => p.Add(s => s.Day, Day(Pier) with { Pads = [Pad(), Pad(Line())] }));
        Assert.DoesNotContain("btn-primary", waits.Find("[data-testid=eod-next]").ClassName, StringComparison.Ordinal);
        Assert.Contains("each of its differences", waits.Markup, StringComparison.Ordinal);
        var ready = Render<ReconcileStep>(p => p.Add(s => s.Day, Day(Pier) with { Pads = [Pad(), Pad()] }));
        Assert.Contains("btn-primary", ready.Find("[data-testid=eod-next]").ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public void A_PIN_pad_that_nobody_asked_is_not_called_settled_and_a_day_without_cards_is_not_called_settled_either()
    {
        var unasked = Pad() with { Lines = 0, Compared = null };
        Assert.Equal([(false, "1 PIN pad to compare"), (false, "0 of 1 PIN pad")], EndOfDayWords.Steps(Day(Pier) with { Pads = [unasked] })[3..].Select(s => (s.IsDone, s.Note)));
        var empty = Pad() with { Lines = 0 };
        Assert.Equal([(true, "Nothing taken"), (true, "Nothing taken")], EndOfDayWords.Steps(Day(Pier) with { Pads = [empty] })[3..].Select(s => (s.IsDone, s.Note)));
        Assert.Equal("settles at 9:24 AM", EndOfDayWords.Plan(Day(Pier).Plan with { SettleAt = "09:24" }));
        Assert.Equal("off", EndOfDayWords.Plan(Day(Pier).Plan));
    }

    private IRenderedComponent<EndOfDayBoard> AtStep4(Result<LineEvidence> asked, DifferenceLine line)
    {
        var pad = Pad(line);
        new Answers().To<GetEndOfDay, EndOfDayView>(_ => Day(Pier) with { Pads = [pad] }).To<AskAboutLine, LineEvidence>(_ => asked)
            .To<ReconcileBatch, ReconciliationView>(_ => pad.Compared!).Behind(this);
        return Render<EndOfDayBoard>(p => p.Add(b => b.At, 4));
    }

    private static DifferenceLine Line() => new(1, DifferenceKind.RegisterOnly, "Sale 12", "Booked here, but PIN pad 1 does not list it.", new Money(508), null,
        DifferenceFix.AskStatus, DifferenceFix.None, SaleId.New(), AttemptId.New(), DecisionKind.None, null, null, null);

    private static PadDay Pad(params DifferenceLine[] open) => Pad(TerminalId.New(), open);

    private static PadDay Pad(TerminalId id, DifferenceLine[] open) => new(id, "PIN pad 1", "220326704421", "1", 1, new Money(508), 0, new ReconciliationView(
        ReconciliationId.New(), id, "PIN pad 1", "220326704421", BatchId.New(), "1", new DateTimeOffset(2026, 3, 2, 21, 0, 0, TimeSpan.Zero), "manager@demo.cloudpos.test",
        1, new Money(508), 1, new Money(508), Money.Zero, 1 - open.Length, open.Length, open, IsFresh: true), null);

    private static EndOfDayView Day(StoreChoice store) => new(store.Id, store.Name, [Pier, Depot], new DateOnly(2026, 3, 2), [], [],
        new SettlePlanView(null, false, BlockerPolicy.Wait, BlockerPolicy.Wait, BlockerPolicy.SettleAnyway, SuccessMail.None, [], null, null, null, false, 0, [], true),
        new DayDrawers(false, []));
}
