using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Tests.Batches;
using CloudPos.Application.Tests.Payments;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Testing;

namespace CloudPos.Application.Tests.Shifts;

/// <summary>What the end of the day books stands in the shift that is open, on X and on Z.</summary>
public sealed class EndOfDayBookingTests : IAsyncLifetime
{
    private readonly BatchFixture _app = new();

    private TestStore Store => _app.Tenants.Coffee;

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_void_that_is_booked_from_the_PIN_pads_report_is_a_void_of_the_open_shift()
    {
        var (till, pad) = await BeginAsync();
        var shift = await OpenAsync(till);
        await VoidAtThePadAsync(till, pad, (await till.SoldAsync()).AttemptId);

        var x = await LookAsync(shift);
        Assert.Equal((1, new Money(1_196)), (x.Figures.Undone.VoidCount, x.Figures.Undone.Voids));
        Assert.Equal(x.Figures.Undone, (await CloseAsync(shift)).Figures.Undone);
    }

    [Fact]
    public async Task A_void_that_is_booked_between_two_shifts_is_the_next_ones()
    {
        var (till, pad) = await BeginAsync();
        var first = await OpenAsync(till);
        var sold = (await till.SoldAsync()).AttemptId;
        Assert.Equal(0, (await CloseAsync(first)).Figures.Undone.VoidCount);
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        await VoidAtThePadAsync(till, pad, sold);
        _app.Clock.Advance(TimeSpan.FromSeconds(1));

        var next = await OpenAsync(till);
        Assert.Equal((1, new Money(1_196)), ((await LookAsync(next)).Figures.Undone.VoidCount, (await CloseAsync(next)).Figures.Undone.Voids));
    }

    [Fact]
    public async Task A_sale_that_is_taken_into_the_books_stands_on_the_X_report_as_on_the_Z_report()
    {
        var (till, pad) = await BeginAsync();
        var shift = await OpenAsync(till);
        await pad.SellAsync(new Money(1_420));
        var compared = await pad.ReconcileAsync();
        Till.Must(await _app.SendAs(Store.Manager, new AdoptLine(compared.Id, compared.Differences.Single().Number, AttemptId.New(), till.Register, null)));
        Till.Must(await _app.SendAs(Store.Manager, new EnterStandAlone(AttemptId.New(), Store.TerminalId, till.Register, new Money(500), null)));

        var x = await LookAsync(shift);
        Assert.Equal((2, new Money(1_920)), (x.Figures.SaleCount, x.Figures.Taken));
        var z = await CloseAsync(shift);
        Assert.Equal((2, new Money(1_920)), (z.Figures.SaleCount, z.Figures.Taken));
    }

    private async Task<(Till, PadBatch)> BeginAsync()
    {
        var till = await Till.OpenAsync(_app, Store);
        var pad = await PadBatch.OpenAsync(_app, Store);
        Till.Must(await _app.SendAs(Store.Manager, new SaveShiftRules(Store.StoreId, true, Money.Zero, 0)));
        return (till, pad);
    }

    private async Task VoidAtThePadAsync(Till till, PadBatch pad, AttemptId sold)
    {
        await pad.VoidAsync((await till.AttemptAsync(sold)).RefId, new Money(1_196));
        var compared = await pad.ReconcileAsync();
        Till.Must(await _app.SendAs(Store.Manager, new BookVoid(compared.Id, compared.Differences.Single().Number, RefundId.New())));
    }

    private async Task<ShiftId> OpenAsync(Till till)
    {
        var shift = ShiftId.New();
        Till.Must(await _app.SendAs(Store.Cashier, new OpenShift(shift, till.Register, CountedCash.Of(Money.Zero))));
        return shift;
    }

    private async Task<ShiftReport> LookAsync(ShiftId shift) => Till.Must(await _app.SendAs(Store.Manager, new GetShiftReport(shift)));

    private async Task<ShiftReport> CloseAsync(ShiftId shift)
    {
        var count = Till.Must(await _app.SendAs(Store.Cashier, new CountDrawer(CashCountId.New(), shift, CountedCash.Of((await LookAsync(shift)).Expected))));
        return Till.Must(await _app.SendAs(Store.Cashier, new CloseShift(shift, count.CountId, count.Expected, Money.Zero, null, null)));
    }
}
