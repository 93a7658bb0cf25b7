using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Features.Tips;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using CloudPos.Domain.Tenancy;
using CloudPos.Simulation.Tests.Engine;
using MediatR;

namespace CloudPos.Simulation.Tests.Shop;

/// <summary>Stands at a register and sells, as people do: clicks twice, has two tabs, gives up waiting, closes the tab, tries what is forbidden.</summary>
/// <remarks>Without dice (enumerated worlds) the calmest cashier there is. A further habit is a line in <see cref="MischiefAsync"/>.</remarks>
internal sealed class Cashier(World world, int number, Dice? dice)
{
    private static readonly string[] Goods = ["COFFEE", "BEANS", "MUFFIN"];
    private static readonly TimeSpan FirstPress = TimeSpan.FromSeconds(1); // enumerated: both servers have started, both carts are full
    private static readonly TimeSpan PatienceMax = TimeSpan.FromMinutes(25);
    private static readonly TimeSpan ReviewPatienceMax = TimeSpan.FromMinutes(2);

    private readonly Queue<SaleId> _parked = [];
    private RegisterId _register;
    private int _registerNumber = -1;
    private int _failures;
    private AttemptId _watching;
    private DateTimeOffset _watchingSince;

    public bool IsDone { get; private set; }

    private string Who => $"cashier {number}";

    public async Task WorkAsync()
    {
        try
        {
            MoveOn();
            while (_registerNumber >= 0 && world.WantsMore && (dice is not null || world.Payments < number))
            {
                if (world.Time.Now < world.QuietUntil && !Chance(100))
                    await PauseAsync(5, 15);
                else
                    await SellAsync();
            }
        }
        catch (Exception failure)
        {
            world.Break($"{Who} does not know what to do with {failure}");
        }

        IsDone = true;
    }

    /// <summary>To a register of his own; the one before is blocked by a payment that only a person can settle.</summary>
    private void MoveOn()
    {
        _registerNumber = world.NextRegister();
        if (_registerNumber >= 0)
            _register = Runner.Register(_registerNumber);
    }

    private async Task SellAsync()
    {
        var till = Chance(30) ? await TillAsync() : null;
        if (till is { Sale: null, Payment: null } && _parked.TryDequeue(out var parked) && (await AskAsync(Runner.Cashier, new TakeUpSale(parked, _register)))?.Value is not null)
        {
            await RecoverAsync();
            return;
        }

        if (till?.Payment is { } open && !open.SaleIsPaid)
        {
            await WatchAsync(open.AttemptId, open.SaleId, open);
            return;
        }

        var sale = till?.Sale ?? await RingUpAsync();
        if (sale is null)
            return;
        if (dice is null && world.Time.Passed < FirstPress)
            await PauseAsync((FirstPress - world.Time.Passed).TotalSeconds + (0.1 * number), 0);
        else if (dice is not null && Chance(60))
            sale = await ChangeAsync(sale) ?? sale;
        await PayAsync(sale);
    }

    private async Task<SaleView?> RingUpAsync()
    {
        SaleView? sale = null;
        for (var items = dice is null ? 1 : 1 + dice.Below(2); items > 0; items--)
        {
            var code = dice is null ? Goods[0] : dice.Of(Goods);
            var scanned = await AskAsync(Runner.Cashier, new ScanCode(_register, code, Quantity.One));
            if (scanned is null)
                continue;
            if (scanned.Value.Value is { } view)
            {
                sale = view;
                continue;
            }

            // something of before is still in the way: look at the till and deal with it
            await RecoverAsync();
            return null;
        }

        return sale;
    }

    private async Task<SaleView?> ChangeAsync(SaleView sale) => dice!.Below(4) switch
    {
        0 => (await AskAsync(Runner.Manager, new ApplyDiscount(sale.Id, null, Discount.Of(new Rate(100_000)))))?.Value,
        1 => (await AskAsync(Runner.Manager, new ApplyDiscount(sale.Id, sale.Lines[0].Id, Discount.Of(new Money(50)))))?.Value,
        2 when sale.Lines.Count > 1 => (await AskAsync(Runner.Cashier, new RemoveLine(sale.Id, sale.Lines[0].Id, true)))?.Value,
        _ => (await AskAsync(Runner.Cashier, new ChangeLine(sale.Id, sale.Lines[0].Id, new Quantity(2_000))))?.Value,
    };

    private async Task PayAsync(SaleView sale)
    {
        if (dice is not null && Chance(40))
        {
            await AskAsync(Runner.Cashier, new PayCash(sale.Id, TenderId.New(), sale.Left.Cash));
            return;
        }

        if (Chance(60))
            await AskAsync(Runner.Cashier, new PayCash(sale.Id, TenderId.New(), new Money(100), Part: new Money(100)));
        world.BeginPayment();
        await ByCardAsync(sale.Id, null, Chance(100) ? new Money(dice!.Below(150) + 50) : null);
    }

    /// <summary>Presses Pay, perhaps twice, perhaps in two tabs, perhaps with cash in the other hand; then watches.</summary>
    private async Task ByCardAsync(SaleId sale, Money? shown, Money? part = null)
    {
        var id = AttemptId.New();
        var clicks = new List<Task<Result<PaymentView>?>> { PressAsync(new PayByCard(sale, id, shown, part)) };
        if (dice is not null && Chance(120))
            clicks.Add(PressAsync(new PayByCard(sale, id, shown, part)));
        if (dice is not null && Chance(60))
            clicks.Add(PressAsync(new PayByCard(sale, AttemptId.New(), shown, part)));
        if (dice is not null && Chance(30))
            _ = AskAsync(Runner.Cashier, new PayCash(sale, TenderId.New(), new Money(100_000)));
        var answers = await Task.WhenAll(clicks);
        var view = answers.Select(a => a?.Value).FirstOrDefault(v => v is not null);
        if (view is null)
        {
            await RecoverAsync();
            return;
        }

        await WatchAsync(view.AttemptId, sale, view);
    }

    private Task<Result<PaymentView>?> PressAsync(PayByCard pay)
    {
        world.Tell(Who, () => $"presses Pay by card on register {_registerNumber + 1}");
        return AskAsync(Runner.Cashier, pay);
    }

    private async Task WatchAsync(AttemptId id, SaleId sale, PaymentView? shown)
    {
        // closing the tab and coming back does not make anybody more patient
        var since = _watching == id ? _watchingSince : world.Time.Now;
        (_watching, _watchingSince) = (id, since);
        while (world.Broken is null)
        {
            var view = shown ?? (await AskAsync(Runner.Cashier, new GetPayment(id)))?.Value;
            shown = null;
            if (view is null)
            {
                await PauseAsync(1, 3);
                continue;
            }

            world.Tell(Who, () => $"reads: {view.Headline} ({view.State})");
            if (view.SaleIsPaid)
            {
                _failures = 0;
                await AskAsync(Runner.Cashier, new FinishSale(sale));
                await AfterwardsAsync(view);
                return;
            }

            if (!IsWaiting(view.Phase))
            {
                await GoOnAsync(view);
                return;
            }

            if (world.Time.Now - since > (view.State == AttemptState.NeedsReview ? ReviewPatienceMax : PatienceMax))
            {
                world.Tell(Who, () => "leaves this register to a manager");
                MoveOn();
                return;
            }

            if (await MischiefAsync(view))
                return;
            await world.ChangedAsync(id.Value, dice?.Seconds(4, 60) ?? TimeSpan.FromSeconds(30));
        }
    }

    private static bool IsWaiting(PaymentPhase phase) => phase is PaymentPhase.Queued or PaymentPhase.Sending or PaymentPhase.OnTerminal
        or PaymentPhase.CancelRequested or PaymentPhase.Unknown or PaymentPhase.GivingBack;

    /// <summary>What people do while they wait. True where the tab is closed.</summary>
    private async Task<bool> MischiefAsync(PaymentView view)
    {
        if (dice is null)
            return false;
        switch (dice.Below(100))
        {
            case < 5 when view.CanAskToCancel:
                await AskAsync(Runner.Cashier, new CancelCardPayment(view.AttemptId));
                break;
            case < 5 when view.CanKeepWaiting:
                await AskAsync(Runner.Cashier, new KeepWaiting(view.AttemptId));
                break;
            case < 10:
                await AskAsync(Runner.Cashier, new PayCash(view.SaleId, TenderId.New(), new Money(100_000)));
                break;
            case < 14:
                await AskAsync(Runner.Cashier, new PayByCard(view.SaleId, AttemptId.New()));
                break;
            case < 17:
                await AskAsync(Runner.Cashier, new SendAgain(view.AttemptId));
                break;
            case < 25 when view.CanCheckNow:
                await AskAsync(Runner.Cashier, new CheckNow(view.AttemptId));
                break;
            case < 28:
                await AskAsync(Runner.Cashier, new ClearSale(view.SaleId, true));
                break;
            case < 40 when view.CanSetAside:
                if ((await AskAsync(Runner.Cashier, new ParkSale(view.SaleId)))?.Value is null)
                    break;
                world.Tell(Who, () => "sets the sale aside");
                _parked.Enqueue(view.SaleId);
                return true;
            case < 32:
                world.Tell(Who, () => "closes the tab");
                await PauseAsync(2, 90);
                await RecoverAsync();
                return true;
            default:
                break;
        }

        return false;
    }

    /// <summary>No card was charged, or only for a part: again, otherwise, or not at all.</summary>
    private async Task GoOnAsync(PaymentView view)
    {
        await PauseAsync(dice is null ? 5 : 0.2, 8);
        switch (dice?.Below(100) ?? (_failures++ == 0 ? 0 : 75)) // the calmest cashier tries once more, and then takes cash
        {
            case < 15 when view is { CanGiveBack: true, TenderId: { } tender }:
                await AskAsync(Runner.Cashier, new GiveBackTender(view.SaleId, tender, AttemptId.New()));
                await RecoverAsync();
                break;
            case < 55 when view.CanSendAgain:
                world.BeginPayment();
                var again = (await AskAsync(Runner.Cashier, new SendAgain(view.AttemptId)))?.Value;
                await WatchAsync(again?.AttemptId ?? view.AttemptId, view.SaleId, again);
                break;
            case < 75 when view.CanTryAnother || view.CanSendAgain || view.Phase == PaymentPhase.Partial:
                world.BeginPayment();
                await ByCardAsync(view.SaleId, null);
                break;
            case < 90 when view.CanPayCash:
                await AskAsync(Runner.Cashier, new PayCash(view.SaleId, TenderId.New(), view.LeftToPay.Cash));
                break;
            default:
                await AskAsync(Runner.Cashier, new ClearSale(view.SaleId, true));
                break;
        }
    }

    /// <summary>The sale is paid and done; now and then it is taken back, or the tip is written in.</summary>
    private async Task AfterwardsAsync(PaymentView view)
    {
        if (Chance(60))
        {
            world.BeginPayment();
            var undo = new UndoPayment(RefundId.New(), view.SaleId, _register, "Wrong item");
            world.Tell(Who, () => "takes the payment back");
            var clicks = new[] { AskAsync(Runner.Cashier, undo), AskAsync(Runner.Cashier, undo) };
            await Task.WhenAll(clicks);
            for (var looks = 0; looks < 20 && (await AskAsync(Runner.Cashier, new GetRefund(undo.RefundId)))?.Value is { CanGiveUpRest: false, Phase: not (RefundPhase.Refunded or RefundPhase.Abandoned) }; looks++)
                await PauseAsync(5, 20);
        }
        else if (Chance(60))
        {
            world.Tell(Who, () => "writes the tip in");
            await AskAsync(Runner.Manager, new SendTips([new TipWanted(view.AttemptId, AttemptId.New(), new Money(100), true)]));
        }
    }

    private async Task RecoverAsync()
    {
        await PauseAsync(0.5, 2);
        if (await TillAsync() is not { } till)
            return;
        if (till.Payment is { SaleIsPaid: true } seen)
            await AskAsync(Runner.Cashier, new FinishSale(seen.SaleId));
        else if (till.Payment is { } open)
            await WatchAsync(open.AttemptId, open.SaleId, open);
        else if (till.Sale is { CanPayByCard: true } sale)
            await PayAsync(sale);
        else if (till.Sale is { CanPay: true } free)
            await AskAsync(Runner.Cashier, new PayCash(free.Id, TenderId.New(), free.Left.Cash));
    }

    private async Task<TillView?> TillAsync() => (await AskAsync(Runner.Cashier, new GetTill(_register)))?.Value;

    /// <summary>Null where the server is gone or fails: then the screen says so, and he tries something else.</summary>
    private async Task<Result<T>?> AskAsync<T>(Actor actor, IRequest<Result<T>> request)
    {
        if (world.AnyServer(dice) is not { } server)
        {
            await PauseAsync(0.5, 2);
            return null;
        }

        try
        {
            var result = await server.AskAsync(actor, request);
            if (request is PayByCard or SendAgain or CheckNow or UndoPayment or SendTips or GiveBackTender)
                server.Nudge();
            return result;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            await PauseAsync(0.5, 2);
            return null;
        }
    }

    private bool Chance(int permille) => dice?.Permille(permille) == true;

    private Task PauseAsync(double least, double most) => world.Time.PauseAsync(dice?.Seconds(least, most) ?? TimeSpan.FromSeconds(least));
}
