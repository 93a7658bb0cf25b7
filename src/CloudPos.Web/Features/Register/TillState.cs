using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Features.Payments;

namespace CloudPos.Web.Features.Register;

/// <summary>What lies over the grid. The cart is never covered.</summary>
public enum FloorPanel
{
    None,
    Card,
    Cash,
    CashTaken,
    LastReceipt,
    Discount,
    Gift,
    Keys,
    Shift,
    Split,
    Parked,
    Hold,
}

/// <summary>A strip in the cart: what came of the last scan.</summary>
public sealed record CartStrip(StripKind Kind, string Text)
{
    public string Look => Kind switch
    {
        StripKind.NotFound => "is-not-found",
        StripKind.Refused => "is-refused",
        StripKind.Hint => "is-hint",
    };
}

public enum StripKind
{
    NotFound,
    Refused,
    Hint,
}

/// <summary>What can be brought back for ten seconds; the line is null where the whole cart was cleared.</summary>
public sealed record Undoable(SaleId SaleId, SaleLineId? LineId, string Text);

/// <summary>What a till shows at one moment. The page fills it from results; nothing here asks or computes money.</summary>
public sealed class TillState
{
    public TillView? View { get; private set; }
    public SaleView? Sale { get; private set; }
    public PaymentView? Payment { get; private set; }

    /// <summary>What the PIN pad is busy with: the payment on this screen is known sooner than the next look at the PIN pad.</summary>
    public string? PinPadBusy => IsPaying && Payment is { } payment && payment.TerminalLabel == View?.Terminal?.Label ? payment.Phase switch
    {
        PaymentPhase.Queued when payment.Serving is { } serving => $"Serving {serving}",
        PaymentPhase.Queued or PaymentPhase.Unknown => "Checking a payment",
        PaymentPhase.GivingBack => "Serving this register",
        _ => "Customer is paying",
    }
    : View?.Terminal?.BusyWith;

    public CashPaid? Cash { get; private set; }
    public Receipt? Receipt { get; private set; }
    public FloorPanel Panel { get; private set; }
    public SaleLineId? Selected { get; private set; }
    public SaleLineId? DiscountLine { get; private set; }
    public CartStrip? Strip { get; private set; }
    public Undoable? Undo { get; set; }

    /// <summary>Refused in the open panel; the strip is for what has no panel.</summary>
    public Refusal? PanelRefusal { get; set; }

    /// <summary>Counts what was rung up, so that a line that was touched twice flashes twice.</summary>
    public int Touches { get; private set; }

    /// <summary>The id of the next card attempt: made when Pay is offered, kept until that attempt is final.</summary>
    public AttemptId NextAttempt { get; private set; } = AttemptId.New();

    /// <summary>The id of the next cash tender: made when the cash panel opens.</summary>
    public TenderId NextTender { get; private set; } = TenderId.New();

    /// <summary>The id of the next void or return of a tender: made when giving back is offered, kept until it is final.</summary>
    public AttemptId NextGiveBack { get; private set; } = AttemptId.New();

    /// <summary>The tenders so far and the parts that are offered next, while the sale is split.</summary>
    public SplitView? Split { get; private set; }

    /// <summary>Which of the offered parts is chosen; a typed amount goes before it.</summary>
    public int QuickPart { get; private set; }

    /// <summary>What the next tender takes, at both prices.</summary>
    public DualPrice? NextPart => _isPartWrong || _isCashBackWrong ? null : Split?.Typed ?? Split?.Quick.ElementAtOrDefault(QuickPart)?.Amount;

    /// <summary>The cashier leaves a sale of which money is taken: he has to say what becomes of it.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>What the cash panel takes where it takes a part; null = all that is left.</summary>
    public Money? CashPart { get; private set; }

    public IReadOnlyList<ParkedCart> Parked { get; private set; } = [];

    /// <summary>What happened to the money of carts that this register had set aside, until it is seen.</summary>
    public IEnumerable<ParkedCart> News => Parked.Where(p => p is { IsOwn: true, IsNews: true } && !_seen.Contains((p.SaleId, p.Payment)));

    private readonly HashSet<(SaleId, ParkedPayment)> _seen = [];
    private bool _isPartWrong;
    private bool _isCashBackWrong;

    /// <summary>Cash that the next debit or EBT cash card is charged for on top of its part.</summary>
    public Money CashBack { get; private set; }

    /// <summary>Cash of tenders that were given back: said until the cashier has handed it over.</summary>
    public Money ToHandOut { get; private set; }

    public void HandOut(Money cash) => ToHandOut += cash;

    public void HandedOut() => ToHandOut = Money.Zero;

    public bool IsDual => View?.HasDualPricing ?? true;

    public IEnumerable<SaleLineView> Lines => Sale?.Lines.Where(line => !line.IsRemoved) ?? [];

    public bool IsEmpty => !Lines.Any();

    public SaleLineView? SelectedLine => Lines.FirstOrDefault(line => line.Id == Selected);

    /// <summary>A card payment whose end is open: no other tender, no change to the cart.</summary>
    public bool IsPaying => Payment is { Phase: var phase } && PaymentPhases.IsRunning(phase);

    /// <summary>The sale on the screen is paid; the next scan begins another.</summary>
    public bool IsPaid => (Panel == FloorPanel.CashTaken && Cash is { SaleIsPaid: true }) || (Panel == FloorPanel.Card && Payment is { Phase: PaymentPhase.Approved, SaleIsPaid: true });

    public SaleId? PaidSaleId => Panel == FloorPanel.CashTaken ? (Cash is { SaleIsPaid: true } ? Cash.SaleId : null) : Payment is { SaleIsPaid: true } payment ? payment.SaleId : null;

    /// <summary>The store works with shifts and this register's is not open: nothing can be sold.</summary>
    public bool IsShut => View is { Shift: { OpenId: null } };

    public bool IsLocked => Panel is FloorPanel.Card or FloorPanel.Cash or FloorPanel.Split or FloorPanel.Shift || IsPaying || IsPaid || Sale is { CanChange: false };

    /// <summary>Everything read anew. A payment that runs, or has ended and needs a decision, opens its panel.</summary>
    public void Open(TillView view)
    {
        Renew(view);
        if (view.Payment is { } payment && Panel is not FloorPanel.Card and not FloorPanel.Cash and not FloorPanel.Split)
            Pay(payment);
        if (IsShut && Panel == FloorPanel.None)
            OpenPanel(FloorPanel.Shift);
        if (view.Undoable is { } cleared && Undo is null && IsEmpty)
            Undo = new Undoable(cleared, null, "Cart cleared");
    }

    /// <summary>The cart after a change. The touched line is selected, so that its actions are at hand.</summary>
    public void Show(SaleView sale)
    {
        Sale = sale;
        Strip = null;
        if (Undo is { LineId: null } && Undo.SaleId != sale.Id)
            Undo = null; // the register has another cart: the cleared one cannot come back beside it
        if (sale.Touched is { } touched && Lines.Any(line => line.Id == touched))
        {
            Selected = touched;
            Touches++;
        }
        else if (SelectedLine is null)
        {
            Selected = Lines.LastOrDefault()?.Id;
        }
    }

    public void Select(SaleLineId line) => Selected = line;

    /// <summary>Moves the selection up (−1) or down (+1), staying inside the cart.</summary>
    public void Move(int step)
    {
        var lines = Lines.ToArray();
        if (lines.Length == 0)
            return;
        var at = Array.FindIndex(lines, line => line.Id == Selected);
        Selected = lines[Math.Clamp(at < 0 ? lines.Length - 1 : at + step, 0, lines.Length - 1)].Id;
    }

    public void Say(StripKind kind, string text) => Strip = new CartStrip(kind, text);

    public void DismissStrip() => Strip = null;

    public void OpenPanel(FloorPanel panel, SaleLineId? discountLine = null)
    {
        if (panel == FloorPanel.Cash && Panel != FloorPanel.Cash)
            NextTender = TenderId.New();
        if (panel != Panel)
            PanelRefusal = null;
        if (panel != FloorPanel.Cash)
            CashPart = null;
        if (panel != FloorPanel.Split)
            IsLeaving = false;
        (Panel, DiscountLine) = (panel, discountLine);
    }

    /// <summary>Shows a payment's true state. Once its attempt is final, the next one gets a new id.</summary>
    public void Pay(PaymentView payment)
    {
        Payment = payment;
        if (Strip is { Kind: StripKind.Hint } && !PaymentPhases.IsRunning(payment.Phase))
            Strip = null;
        if (!PaymentPhases.IsRunning(payment.Phase) && payment.AttemptId == NextAttempt)
            NextAttempt = AttemptId.New();
        if (!PaymentPhases.IsRunning(payment.Phase) && payment.AttemptId == NextGiveBack)
            NextGiveBack = AttemptId.New();
        if (!PaymentPhases.IsRunning(payment.Phase) && View?.Terminal is { } terminal)
            Look(terminal with { BusyWith = null }); // what it was busy with has ended; whom it serves then, the next look tells
        Undo = null;
        OpenPanel(payment.CashChosen && payment.CanPayCash ? FloorPanel.Cash : FloorPanel.Card);
    }

    /// <summary>An answer on its way while the payment ended: it was running when the question was asked, its end is shown now, and this says "running".</summary>
    /// <remarks>An ended attempt may run again when it is sent again; then its end was on the screen already when that was asked.</remarks>
    public bool IsOvertaken(PaymentView answer, PaymentView? shownWhenAsked) =>
        PaymentPhases.IsRunning(answer.Phase)
        && Payment is { } shown && shown.AttemptId == answer.AttemptId && !PaymentPhases.IsRunning(shown.Phase)
        && shownWhenAsked is { } before && before.AttemptId == answer.AttemptId && PaymentPhases.IsRunning(before.Phase);

    public void TakeCash(CashPaid paid)
    {
        Undo = null;
        Cash = paid;
        OpenPanel(FloorPanel.CashTaken);
    }

    /// <summary>The tenders so far: the panel opens over the grid, or shows what has changed.</summary>
    public void Show(SplitView split)
    {
        Split = split;
        if (!split.CashbackMax.IsPositive)
            AskCashBack(Money.Zero); // its field is gone, and with it the way to take it back
        if (Panel == FloorPanel.Split)
            return;
        (QuickPart, Payment, _isPartWrong, _isCashBackWrong, CashBack) = (0, null, false, false, Money.Zero);
        OpenPanel(FloorPanel.Split);
    }

    public void ChoosePart(int index) => QuickPart = index;

    /// <summary>What was typed for the next tender is no amount, or more than is left: nothing is taken until it is mended.</summary>
    public void RefusePart(bool isWrong) => _isPartWrong = isWrong;

    /// <summary>Cash back for the next tender; null for what cannot be handed out: nothing is taken until it is mended.</summary>
    public void AskCashBack(Money? amount) => (CashBack, _isCashBackWrong) = (amount ?? Money.Zero, amount is null);

    /// <summary>Cash for a part: with its own words about what that pays.</summary>
    public void OpenCash(Money? part)
    {
        OpenPanel(FloorPanel.Cash);
        CashPart = part;
    }

    /// <summary>The parked carts as they are now.</summary>
    public void Park(IReadOnlyList<ParkedCart> parked) => Parked = parked;

    /// <summary>The cashier has read what happened to a cart that was set aside.</summary>
    public void See(ParkedCart news) => _seen.Add((news.SaleId, news.Payment));

    /// <summary>The sale was set aside: the till is free for the next customer.</summary>
    public void SetAside()
    {
        Next();
        IsLeaving = false;
    }

    public void Show(Receipt receipt) => Receipt = receipt;

    /// <summary>Closes what is open. A payment that runs cannot be closed away, and a paid sale is left by "next sale" alone.</summary>
    public bool ClosePanel()
    {
        if (Panel == FloorPanel.None || IsPaid || (Panel == FloorPanel.Card && IsPaying))
            return false;
        OpenPanel(FloorPanel.None);
        (Payment, Receipt) = (null, null);
        return true;
    }

    /// <summary>Everything read anew without opening a panel.</summary>
    public void Renew(TillView view)
    {
        (View, Sale, Parked) = (view, view.Sale, view.Parked);
        if (SelectedLine is null)
            Selected = Lines.LastOrDefault()?.Id;
    }

    /// <summary>What is known of the PIN pad now.</summary>
    public void Look(TillTerminal terminal) => View = View is null ? null : View with { Terminal = terminal };

    /// <summary>Leaves a cleared cart behind.</summary>
    public void Leave() => (Sale, Selected, Strip) = (null, null, null);

    /// <summary>Leaves a paid sale behind.</summary>
    public void Next()
    {
        OpenPanel(FloorPanel.None);
        (Sale, Payment, Cash, Receipt, Strip, Undo, Selected, Split) = (null, null, null, null, null, null, null, null);
        NextAttempt = AttemptId.New();
    }
}
