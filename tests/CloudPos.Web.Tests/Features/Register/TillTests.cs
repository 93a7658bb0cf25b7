using Bunit;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Register;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudPos.Web.Tests.Features.Register;

public sealed class TillTests : BunitContext
{
    private static readonly TimeSpan AFewPolls = TimeSpan.FromSeconds(15);

    private readonly Answers _answers = new();
    private readonly PaymentFeed _feed = new(NullLogger<PaymentFeed>.Instance);
    private readonly AttemptId _attempt = AttemptId.New();

    public TillTests()
    {
        Services.AddSingleton(_feed);
        var sale = Carts.Sale(Carts.Line("A", "Latte", 1, 450, 468));
        _answers.Behind(this)
            .To<GetTill, TillView>(_ => Carts.Till(sale, Carts.Payment(PaymentPhase.OnTerminal, _attempt)))
            .To<ListTiles, TilePage>(_ => new Refusal("none", "No tiles in this test."))
            .To<GetReceipt, Receipt>(_ => new Refusal("none", "No receipt in this test."));
    }

    [Fact]
    public void A_database_that_fails_once_does_not_freeze_the_payment_panel()
    {
        var asked = 0;
        _answers.To<GetPayment, PaymentView>(_ => ++asked == 1
            ? throw new TimeoutException("The database was away for a moment.")
            : Carts.Payment(PaymentPhase.Approved, _attempt));

        var till = Render<Till>(p => p.Add(t => t.RegisterId, RegisterId.New()));

        till.WaitForAssertion(() => Assert.NotEmpty(till.FindAll("[data-state=approved]")), AFewPolls);
        Assert.Equal(2, asked);
    }

    [Fact]
    public void Whoever_is_not_signed_in_any_more_is_told_so_while_a_payment_runs()
    {
        _answers.To<GetPayment, PaymentView>(_ => new Refusal("not.signed.in", "You are not signed in any more."));

        var till = Render<Till>(p => p.Add(t => t.RegisterId, RegisterId.New()));

        till.WaitForAssertion(() => Assert.Equal("Sign in again", till.Find("[data-code='not.signed.in'] a").TextContent), AFewPolls);
    }

    [Fact]
    public void An_outcome_that_another_servers_slow_clock_has_dated_earlier_is_shown()
    {
        _answers.To<GetPayment, PaymentView>(_ => Carts.Payment(PaymentPhase.Declined, _attempt) with { ChangedAt = Carts.Noon.AddMinutes(-5) });

        var till = Render<Till>(p => p.Add(t => t.RegisterId, RegisterId.New()));

        till.WaitForAssertion(() => Assert.NotEmpty(till.FindAll("[data-state=declined]")), AFewPolls);
    }

    [Fact]
    public void A_hold_that_was_made_stays_on_the_screen_until_it_is_read()
    {
        _answers.To<GetPayment, PaymentView>(_ => Carts.Payment(PaymentPhase.Approved, _attempt) with { Kind = AttemptKind.Auth, SaleIsPaid = false });

        var till = Render<Till>(p => p.Add(t => t.RegisterId, RegisterId.New()));

        till.WaitForAssertion(() => Assert.NotEmpty(till.FindAll("[data-state=approved] [data-testid=back-to-cart]")), AFewPolls);
    }

    [Fact]
    public void The_PIN_pads_chip_says_that_the_customer_is_paying_and_that_it_is_ready_again()
    {
        var phase = PaymentPhase.OnTerminal;
        _answers.To<GetPayment, PaymentView>(_ => Carts.Payment(phase, _attempt));
        var till = Render<Till>(p => p.Add(t => t.RegisterId, RegisterId.New()));
        Assert.Contains("Customer is paying", till.Find("[data-testid=terminal-chip]").TextContent, StringComparison.Ordinal);

        phase = PaymentPhase.Declined;

        till.WaitForAssertion(() => Assert.Contains("Ready", till.Find("[data-testid=terminal-chip]").TextContent, StringComparison.Ordinal), AFewPolls);
    }
}
