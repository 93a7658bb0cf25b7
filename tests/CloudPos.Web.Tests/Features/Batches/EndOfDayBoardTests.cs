using Bunit;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Pipeline;
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

    private static EndOfDayView Day(StoreChoice store) => new(store.Id, store.Name, [Pier, Depot], new DateOnly(2026, 3, 2), [], [],
        new SettlePlanView(null, false, BlockerPolicy.Wait, BlockerPolicy.Wait, BlockerPolicy.SettleAnyway, SuccessMail.None, [], null, null, null, false, 0, [], true),
        new DayDrawers(false, []));
}
