using System.Security.Cryptography.X509Certificates;
using CloudPos.Application.Data;
using CloudPos.Application.Data.Identity;
using CloudPos.Application.Demo;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Features.Batches.Terminal;
using CloudPos.Application.Features.Catalog;
using CloudPos.Application.Features.Ledger;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Shifts;
using CloudPos.Application.Mail;
using CloudPos.Application.Pipeline;
using CloudPos.Application.Workers;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudPos.Application;

/// <summary>The only registration entry of the application.</summary>
public static class ApplicationServices
{
    public static IServiceCollection AddCloudPosApplication(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.Configure<PaymentOptions>(configuration.GetSection("Payments"));
        services.Configure<SettleOptions>(configuration.GetSection("Settlement"));
        services.Configure<MailOptions>(configuration.GetSection("Mail"));
        services.Configure<SpinOptions>(configuration.GetSection("Spin"));
        services.Configure<DemoOptions>(configuration.GetSection("Demo"));
        AddData(services, configuration);
        AddSecrets(services, configuration);
        AddPipeline(services);

        services.AddSingleton<SpinConnections>().AddSingleton<PaymentStages>().AddSingleton<PaymentSignatures>().AddSingleton<ICardTerminal, SpinCardTerminal>();
        services.AddSingleton<PaymentFeed>().AddSingleton<PaymentNudge>();
        services.AddSingleton<LeaseOwner>();
        services.AddScoped<TerminalLeases>().AddScoped<AnswerBooking>().AddScoped<OutcomeBooking>().AddScoped<PaymentReader>().AddScoped<TerminalQueue>();
        services.AddScoped<OpenBatchProof>().AddScoped<FollowUpDesk>().AddScoped<LedgerReader>();
        services.AddScoped<Features.Reports.FigureQueries>();
        services.AddScoped<CartDesk>().AddScoped<ParkedCarts>().AddScoped<Tiles>().AddScoped<ReceiptReader>();
        services.AddScoped<ShiftReader>().AddScoped<PinPadPrinter>();
        services.AddScoped<RefundParts>().AddScoped<RefundReader>().AddScoped<RefundDesk>().AddScoped<ReturnedItems>().AddScoped<Features.Staff.ApproveHere>();
        services.AddScoped<DemoHistory>().AddScoped<DemoData>().AddScoped<Features.Staff.FirstIsoAdmin>();
        services.AddSingleton<IBatchTerminal, SpinBatchTerminal>().AddSingleton<SettlementNudge>();
        services.AddScoped<BatchBook>().AddScoped<BookedLines>().AddScoped<ReconciliationReader>().AddScoped<DifferenceDesk>().AddScoped<DayDrawerReader>();
        services.AddScoped<OpenItems>().AddScoped<SettleBlockers>().AddScoped<SettlementReader>().AddScoped<SettlementBooking>();
        services.AddScoped<StandAloneDesk>().AddScoped<StatusDesk>().AddScoped<VoidBooking>().AddScoped<LateCharges>().AddScoped<BatchRowReader>().AddScoped<SettleMail>().AddSingleton<IMailbox, SmtpMailbox>();
        services.AddHostedService<TerminalWorker>().AddHostedService<SettlementWorker>().AddHostedService<AutoSettleWorker>();
        return services;
    }

    private static void AddData(IServiceCollection services, IConfiguration configuration)
    {
        var database = DatabaseSettings.Read(configuration);
        services.AddSingleton(database);
        services.AddSingleton(_ => new SqliteConnections(database.Connection));
        // the options are the same for every scope: made once, or they would cost more than most queries
        services.AddDbContext<AppDbContext>(
            (provider, options) => DatabaseProvider.Use(options, database.Kind, database.Connection, provider.GetRequiredService<SqliteConnections>()),
            optionsLifetime: ServiceLifetime.Singleton);
        services.AddIdentityCore<AppUser>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.Password.RequiredLength = 12;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            })
            .AddEntityFrameworkStores<AppDbContext>()
            .AddDefaultTokenProviders()
            .AddClaimsPrincipalFactory<StaffClaims>();
    }

    private static void AddSecrets(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<KeyRing>().AddSingleton<SecretBox>();
        var protection = services.AddDataProtection().SetApplicationName("CloudPos");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = provider.GetRequiredService<KeyRing>()));
        var wrapping = KeyWrapping.Read(configuration);
        services.AddSingleton(wrapping);
        if (wrapping.CertificatePath is { } path)
            protection.ProtectKeysWithCertificate(X509CertificateLoader.LoadPkcs12FromFile(path, wrapping.CertificatePassword));
        else if (wrapping.Key is { } key)
            services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(
                new ConfigureOptions<KeyManagementOptions>(options => options.XmlEncryptor = new KeyFileEncryptor(key)));
    }

    private static void AddPipeline(IServiceCollection services)
    {
        services.AddScoped<RequestContext>();
        services.AddSingleton<ScopedSender>();
        services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(LogRequest<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuthorizeRequest<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidateRequest<,>));
        services.AddScoped<PayByCardHandler>().AddScoped<CancelCardPaymentHandler>().AddScoped<KeepWaitingHandler>().AddScoped<CheckNowHandler>();
        foreach (var type in typeof(ApplicationServices).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false }))
        {
            foreach (var handled in type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)))
                services.AddScoped(handled, type);
        }

        foreach (var found in AssemblyScanner.FindValidatorsInAssembly(typeof(ApplicationServices).Assembly, includeInternalTypes: true))
            services.AddScoped(found.InterfaceType, found.ValidatorType);
    }
}
