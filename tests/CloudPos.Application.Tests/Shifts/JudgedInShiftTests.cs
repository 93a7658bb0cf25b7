using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;

namespace CloudPos.Application.Tests.Shifts;

public sealed class JudgedInShiftTests(NoWorkerFixture app) : IClassFixture<NoWorkerFixture>
{
    [Fact]
    public async Task What_a_manager_decides_stands_on_the_X_report_of_the_open_shift()
    {
        var at = await ShiftSteps.OpenAsync(app);
        var begun = await at.Till.PayByCardAsync((await at.Till.RingUpAsync()).Id);
        Till.Must(await app.SendAs(at.Store.System, new DispatchAttempt(begun.AttemptId)));
        await app.SendAs(at.Store.System, new SweepAttempt(begun.AttemptId));
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(AttemptState.NeedsReview, Till.Must(await app.SendAs(at.Store.System, new ResolveAttempt(begun.AttemptId))));

        Till.Must(await app.SendAs(at.Store.Manager, new JudgeReview(begun.AttemptId, true, ReviewEvidence.Slip, "02217K", "4821", "The customer showed it.")));

        var x = await at.LookAsync();
        Assert.Equal((1, new Money(1_196), Money.Zero), (x.Figures.SaleCount, x.Figures.Taken, x.Figures.Carried));
        Assert.NotNull((await at.Till.AttemptAsync(begun.AttemptId)).BatchId);
    }
}
