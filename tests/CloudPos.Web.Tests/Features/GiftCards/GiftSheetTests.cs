using Bunit;
using CloudPos.Application.Features.GiftCards;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.GiftCards;
using CloudPos.Web.Tests.Features.Register;

namespace CloudPos.Web.Tests.Features.GiftCards;

public sealed class GiftSheetTests : BunitContext
{
    private readonly Answers _answers = new();
    private GiftDesk _desk = new(true, false, []);
    private Func<int, GiftDesk>? _looks;
    private int _asked;

    public GiftSheetTests() => _answers.Behind(this).To<ListGiftLoads, GiftDesk>(_ => _looks?.Invoke(++_asked) ?? _desk);

    [Fact]
    public void A_database_that_fails_once_does_not_leave_a_loaded_card_under_way()
    {
        var row = new GiftLoadRow(SaleId.New(), SaleLineId.New(), 12, GiftLoad.Reload, new Money(2_500), Carts.Payment(PaymentPhase.OnTerminal));
        _looks = asked => asked switch
        {
            1 => _desk with { Waiting = [row] },
            2 => throw new TimeoutException("The database was away for a moment."),
            _ => _desk,
        };
        var sheet = Render<GiftSheet>(p => p.Add(x => x.RegisterId, RegisterId.New()));

        sheet.WaitForAssertion(() => Assert.Equal("$25.00 of sale 12 is on the gift card.", sheet.Find("[data-testid=gift-loaded]").TextContent), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void What_was_put_on_a_card_is_said_when_its_row_goes()
    {
        var row = new GiftLoadRow(SaleId.New(), SaleLineId.New(), 12, GiftLoad.Reload, new Money(2_500), null);
        _desk = _desk with { Waiting = [row] };
        _answers.To<LoadGiftCard, PaymentView>(_ =>
        {
            _desk = _desk with { Waiting = [] };
            return Carts.Payment(PaymentPhase.Approved);
        });
        var sheet = Render<GiftSheet>(p => p.Add(x => x.RegisterId, RegisterId.New()));
        sheet.Find("[data-testid=gift-load-start]").Click();

        Assert.Equal("$25.00 of sale 12 is on the gift card.", sheet.Find("[data-testid=gift-loaded]").TextContent);
    }

    [Fact]
    public void A_card_that_took_a_part_only_is_not_called_loaded()
    {
        var row = new GiftLoadRow(SaleId.New(), SaleLineId.New(), 12, GiftLoad.Reload, new Money(2_500), null);
        var part = Carts.Payment(PaymentPhase.Partial);
        _desk = _desk with { Waiting = [row] };
        _answers.To<LoadGiftCard, PaymentView>(_ =>
        {
            _desk = _desk with { Waiting = [], Followed = [part] };
            return part;
        });
        var sheet = Render<GiftSheet>(p => p.Add(x => x.RegisterId, RegisterId.New()));
        sheet.Find("[data-testid=gift-load-start]").Click();

        Assert.Equal("The headline. The detail", sheet.Find("[data-testid=gift-short]").TextContent);
        Assert.Empty(sheet.FindAll("[data-testid=gift-loaded]"));
        Assert.Equal([part.AttemptId], _answers.Asked.OfType<ListGiftLoads>().Last().Followed);
    }

    [Fact]
    public void Only_what_the_last_input_led_to_is_said()
    {
        _answers.To<SellGiftCard, SaleView>(_ => new Refusal("gift.limit", "A gift card takes from $0.01 to $2,000.00."));
        var sheet = Render<GiftSheet>(p => p.Add(x => x.RegisterId, RegisterId.New()));
        sheet.Find("[data-testid=gift-amount]").Change("5000");
        sheet.Find("form").Submit();
        Assert.Contains("$2,000.00", sheet.Markup, StringComparison.Ordinal);

        sheet.Find("[data-testid=gift-amount]").Change("abc");
        sheet.Find("form").Submit();
        Assert.Contains("“abc” is not an amount", sheet.Find("[data-testid=gift-error]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("$2,000.00", sheet.Markup, StringComparison.Ordinal);

        sheet.Find("[data-testid=gift-amount]").Change("5000");
        sheet.Find("form").Submit();
        Assert.Empty(sheet.FindAll("[data-testid=gift-error]"));
    }
}

public sealed class GiftSheetClosedTests : BunitContext
{
    [Fact]
    public async Task A_sheet_that_is_closed_before_it_was_read_hurts_nobody()
    {
        var late = new TaskCompletionSource<Result<GiftDesk>>();
        new Answers().ToLater<ListGiftLoads, GiftDesk>(_ => late.Task).Behind(this);
        Render<GiftSheet>(p => p.Add(x => x.RegisterId, RegisterId.New()));

        await DisposeComponentsAsync();
        late.SetResult(new GiftDesk(true, false, []));

        await Task.Delay(300);
        Assert.False(Renderer.UnhandledException.IsCompleted);
    }
}
