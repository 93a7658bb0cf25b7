using System.Security.Cryptography;
using System.Threading.Channels;
using System.Xml.Linq;
using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>
/// One PIN pad and its line to the proxy. Two things can be open at once and end apart from each other:
/// the call the register waits on, and the session of the customer at the screen.
/// </summary>
internal sealed partial class VirtualTerminal
{
    private static readonly TimeSpan OutcomeTime = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    private readonly Action changed;
    private readonly Action save;
    private readonly TerminalAnswers answers;
    private readonly Ledger ledger;
    private bool online = true;
    private Autopilot autopilot;
    private bool tips;
    private int busyAfterSaleMs;
    private DateTimeOffset busyUntil = DateTimeOffset.MinValue;
    private OpenCall? call;
    private CustomerSession? session;
    private ScreenView screen = ScreenView.Idle;

    public VirtualTerminal(TerminalState state, TimeProvider clock, Action changed, Action save)
    {
        Definition = state.Definition;
        answers = new TerminalAnswers(Definition);
        ledger = new Ledger(state.Batch, state.Ledger);
        autopilot = state.Autopilot;
        tips = state.Tips;
        busyAfterSaleMs = state.BusyAfterSaleMs;
        (this.clock, this.changed, this.save) = (clock, changed, save);
    }

    public TerminalDefinition Definition { get; }

    public ChangeSignal Changes { get; } = new();

    public bool IsOnline
    {
        get
        {
            lock (gate)
            {
                return online;
            }
        }
    }

    /// <summary>Takes a request off the proxy. The answer may come late, or never: the proxy has the patience, not we.</summary>
    public OpenCall Receive(SpinRequest request)
    {
        OpenCall fresh;
        lock (gate)
        {
            if (session is not null && request.TransType == "Status")
            {
                return OpenCall.Answered(request, answers.Busy(request));
            }

            if (call is not null)
            {
                return OpenCall.Answered(request, ProxyAnswers.InUse);
            }

            if (session is not null || clock.GetUtcNow() < busyUntil)
            {
                return OpenCall.Answered(request, answers.Busy(request));
            }

            if (!NeedsCustomer(request.TransType))
            {
                fresh = OpenCall.Answered(request, AnswerAtOnce(request));
            }
            else if (ledger.Find(request.RefId) is not null)
            {
                return OpenCall.Answered(request, ProxyAnswers.DuplicatedRefId);
            }
            else if (request.Amount == 0)
            {
                return OpenCall.Answered(request, answers.Failure(request, "Bad request"));
            }
            else
            {
                fresh = call = new OpenCall(request);
                session = new CustomerSession(request, autopilot, tips, clock, Show);
                _ = ServeAsync(session, fresh);
                return fresh;
            }
        }

        if (request.TransType is not ("Status" or "Report"))
        {
            save();
            Announce();
        }

        return fresh;
    }

    /// <summary>The proxy stopped waiting. The customer may still be at it.</summary>
    public void HangUp(OpenCall ended)
    {
        lock (gate)
        {
            if (call != ended)
            {
                return;
            }

            call = null;
        }

        Announce();
    }

    private static bool NeedsCustomer(string transType) => transType is "Sale" or "Auth" or "Return";

    private async Task ServeAsync(CustomerSession served, OpenCall open)
    {
        try
        {
            await Task.Yield();   // the first screen is shown outside the gate
            var decision = await served.RunAsync();
            Conclude(served, open, decision);
        }
        catch (ChannelClosedException)
        {
            // back to the beginning was asked for; whoever asked has answered the call
        }
    }

    private void Conclude(CustomerSession served, OpenCall open, CustomerDecision decision)
    {
        XElement? answer = null;
        lock (gate)
        {
            if (session != served)
            {
                return;
            }

            session = null;
            busyUntil = clock.GetUtcNow().AddMilliseconds(busyAfterSaleMs);
            if (decision.Kind == DecisionKind.Vanished)
            {
                SetScreen(ScreenView.Idle);
            }
            else
            {
                var line = Booked(served.Request, decision);
                ledger.Add(line);
                answer = line.State == LineState.Approved ? answers.Approved(line) : answers.NotApproved(line);
                SetScreen(Outcome(line));
            }
        }

        // on disk before anybody is told: an approval that was answered is never forgotten
        save();
        if (answer is not null && served.Mode != AutopilotMode.NeverAnswer && IsOnline)
        {
            open.Answer(answer);
        }

        Announce();
    }

    private LedgerLine Booked(SpinRequest request, CustomerDecision decision)
    {
        var cash = decision.Kind == DecisionKind.Cash;
        var paid = cash || decision.Kind == DecisionKind.Paid;
        var price = cash ? request.Dual!.CashTotal : request.CardPrice;
        return new LedgerLine
        {
            Num = ledger.NextNum(cash),
            RefId = request.RefId,
            TransType = cash ? LedgerTypes.Cash : request.TransType,
            PaymentType = cash ? "Cash" : PaymentTypeOf(request, paid),
            Requested = request.Amount,
            Amount = cash ? price : price - request.Tip,
            Total = price + decision.Tip,
            Tip = cash ? 0 : request.Tip + decision.Tip,
            Cashback = request.Cashback,
            Fee = cash ? 0 : request.CustomFee,
            Discount = (cash ? request.Dual?.CashDiscount : request.Dual?.CardDiscount) ?? 0,
            TaxCity = (cash ? request.Dual?.Tax1Cash : request.Dual?.Tax1Card) ?? 0,
            TaxState = (cash ? request.Dual?.Tax2Cash : request.Dual?.Tax2Card) ?? 0,
            State = paid ? LineState.Approved
                : decision.Kind == DecisionKind.Declined ? LineState.Declined
                : LineState.Cancelled,
            Batch = ledger.Batch,
            At = clock.GetUtcNow(),
            AuthCode = decision.Kind == DecisionKind.Paid ? Digits(6) : null,
            PnRef = decision.Kind == DecisionKind.Paid ? Digits(7) : null,
            Card = decision.Card,
            Signed = decision.Kind == DecisionKind.Paid && request.CapturesSignature,
            RespMsg = decision.Kind switch
            {
                DecisionKind.Declined => TerminalAnswers.DeclineText,
                DecisionKind.Cancelled => TerminalAnswers.CancelText,
                DecisionKind.GaveUp => TerminalAnswers.GaveUpText,
                _ => null,
            },
        };
    }

    // the customer's choice comes back as what it became
    private static string PaymentTypeOf(SpinRequest request, bool paid) =>
        paid && request.PaymentType is "userChoice" or "Card" ? "Credit" : request.PaymentType;

    private static ScreenView Outcome(LedgerLine line) => new(line.State switch
    {
        LineState.Approved => "approved",
        LineState.Declined => "declined",
        _ => "cancelled",
    })
    {
        Amount = Dollars.Shown(line.Total),
        TransType = line.AskedType,
        Reason = line.IsCash ? "cash" : null,
        Keys = ["ok"],
    };

    private static string Digits(int count) => RandomNumberGenerator.GetString("0123456789", count);
}
