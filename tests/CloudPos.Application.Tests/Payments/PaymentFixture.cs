using CloudPos.Application.Features.Payments;
using CloudPos.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudPos.Application.Tests.Payments;

/// <summary>The application with short pauses between two Status questions. What counts in minutes stays as it is: tests set the clock ahead.</summary>
public class PaymentFixture : AppFixture
{
    protected override void ConfigureServices(IServiceCollection services)
    {
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace));
        services.Configure<PaymentOptions>(options =>
        {
            options.CheckPauses = [TimeSpan.Zero, TimeSpan.FromMilliseconds(300)];
            options.WindowMargin = TimeSpan.FromSeconds(1);
        });
    }
}
