using System.Data.Common;
using CloudPos.Application.Data;
using CloudPos.Application.Tests.Payments;
using CloudPos.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Tests.Reports;

/// <summary>Bookings of several registers take the rows of a day in one order, or two of them would wait for each other.</summary>
public sealed class FigureOrderTests(FigureOrderFixture app) : IClassFixture<FigureOrderFixture>
{
    [Fact]
    public async Task The_first_rows_of_a_day_are_made_in_the_order_in_which_they_are_raised_whatever_the_order_of_the_cart()
    {
        var store = await app.NewShopAsync();
        await app.SaveAsync(store, TestShop.NewProduct("APPLE", 100) with { Category = "Fruit" });
        await app.SaveAsync(store, TestShop.NewProduct("BREAD", 250) with { Category = "Bakery" });
        await app.ScanAsync(store, "BREAD");
        var sale = (await app.ScanAsync(store, "APPLE")).Value!;

        await app.PayCashAsync(store, sale);

        Assert.Contains("APPLE", app.Made.Select(m => m.Key));
        Assert.Equal(app.Raised, app.Made);
    }
}

/// <summary>Notes which rows of the day's figures are made and raised.</summary>
public sealed class FigureOrderFixture : PaymentFixture
{
    public List<(int Kind, string Key)> Made { get; } = [];

    public List<(int Kind, string Key)> Raised { get; } = [];

    protected override void ConfigureServices(IServiceCollection services)
    {
        base.ConfigureServices(services);
        services.ConfigureDbContext<AppDbContext>(options => options.AddInterceptors(new Notes(this)));
    }

    private sealed class Notes(FigureOrderFixture app) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.StartsWith("INSERT INTO DayFigures", StringComparison.Ordinal))
                app.Made.Add(RowOf(command));
            else if (command.CommandText.StartsWith("UPDATE DayFigures", StringComparison.Ordinal))
                app.Raised.Add(RowOf(command));
            return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
        }

        /// <summary>Both statements end with the row that they are about.</summary>
        private static (int Kind, string Key) RowOf(DbCommand command) => (
            Convert.ToInt32(command.Parameters[command.Parameters.Count - 2].Value, System.Globalization.CultureInfo.InvariantCulture), (string)command.Parameters[command.Parameters.Count - 1].Value!);
    }
}
