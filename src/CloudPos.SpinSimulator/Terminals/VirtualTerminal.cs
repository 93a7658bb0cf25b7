using System.Threading.Channels;
using CloudPos.SpinSimulator.Printing;
using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>
/// One PIN pad and its line to the proxy. Two things can be open at once and end apart from each other:
/// the call the register waits on, and the session of the person at the screen.
/// </summary>
internal sealed partial class VirtualTerminal : IDisposable
{
    private static readonly TimeSpan OutcomeTime = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    private readonly Action changed;
    private readonly Action save;
    private readonly Ledger ledger;
    private bool online = true;
    private Autopilot autopilot;
    private bool tips;
    private int busyAfterSaleMs;
    private TerminalParameters parameters;
    private CardAccounts accounts;
    private DateTimeOffset busyUntil = DateTimeOffset.MinValue;
    private OpenCall? call;
    private ScreenSession? session;
    private ScreenView screen = ScreenView.Idle;

    public VirtualTerminal(TerminalState state, TimeProvider clock, Action changed, Action save)
    {
        Definition = state.Definition;
        ledger = new Ledger(state.Batch, state.OtherBatches, state.Ledger);
        autopilot = state.Autopilot;
        tips = state.Tips;
        busyAfterSaleMs = state.BusyAfterSaleMs;
        parameters = state.Parameters;
        accounts = state.Accounts;
        (this.clock, this.changed, this.save) = (clock, changed, save);
        ScheduleAutoSettle();
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

    /// <summary>What the device's own clock says; it may be wrong.</summary>
    private DateTimeOffset Now => clock.GetUtcNow().AddMinutes(parameters.ClockOffsetMinutes);

    public void Dispose()
    {
        lock (gate)
        {
            autoSettle?.Dispose();
        }
    }

    /// <summary>Takes a request off the proxy. The answer may come late, or never: the proxy has the patience, not we.</summary>
    public OpenCall Receive(SpinRequest request)
    {
        OpenCall fresh;
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (session is not null && request.TransType == "Status")
            {
                return OpenCall.Answered(request, Reply.Busy(request, TimeSpan.Zero));
            }

            if (call is not null)
            {
                return OpenCall.Answered(request, Reply.InUse(call.Until - now));
            }

            if (session is not null || now < busyUntil)
            {
                return OpenCall.Answered(request, Reply.Busy(request, busyUntil - now));
            }

            if (request.Prompt is { } prompt)
            {
                if (PromptSession.Fault(prompt) is not null)
                {
                    return OpenCall.Answered(request, Reply.Failure(request, "1013", "Bad request"));
                }

                fresh = call = new OpenCall(request, now + request.OperationalTimeout);
                var asked = new PromptSession(request, autopilot, clock, Show);
                session = asked;
                _ = ServeAsync(asked, fresh);
                return fresh;
            }

            if (!NeedsCustomer(request))
            {
                fresh = OpenCall.Answered(request, AnswerAtOnce(request));
            }
            else if (ledger.Find(request.RefId) is not null)
            {
                return OpenCall.Answered(request, Reply.DuplicatedRefId);
            }
            else if (RequestRules.Refusal(request, parameters, tips) is { } refusal)
            {
                return OpenCall.Answered(request, refusal);
            }
            else if (request.PaymentType is "Cash" or "Check")
            {
                fresh = OpenCall.Answered(request, BookAlternative(request));
            }
            else
            {
                fresh = call = new OpenCall(request, now + request.OperationalTimeout);
                var paying = new PaymentSession(request, autopilot, tips, parameters, clock, Show);
                session = paying;
                _ = ServeAsync(paying, fresh);
                return fresh;
            }
        }

        if (request.TransType is not ("Status" or "StatusList" or "Report"))
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

    private static bool NeedsCustomer(SpinRequest request) =>
        request.TransType is "Sale" or "Auth" or "Return" or "CashAdvance" or "Verification" or "Conversion"
        || RequestGrammar.GiftTypes.Contains(request.TransType);

    private async Task ServeAsync(PaymentSession served, OpenCall open)
    {
        try
        {
            await Task.Yield();   // the first screen is shown outside the gate
            Conclude(served, open, await served.RunAsync());
        }
        catch (ChannelClosedException)
        {
            // back to the beginning was asked for; whoever asked has answered the call
        }
    }

    private async Task ServeAsync(PromptSession served, OpenCall open)
    {
        try
        {
            await Task.Yield();
            var reply = await served.RunAsync();
            lock (gate)
            {
                if (session != served)
                {
                    return;
                }

                session = null;
                SetScreen(ScreenView.Idle);
            }

            if (reply is not null && served.Mode != AutopilotMode.NeverAnswer && IsOnline)
            {
                open.Answer(reply);
            }

            Announce();
        }
        catch (ChannelClosedException)
        {
            // as above
        }
    }

    private void Conclude(PaymentSession served, OpenCall open, CustomerDecision decision)
    {
        Reply? answer = null;
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
                var request = served.Request;
                var partial = request.PartialOnly || served.Mode == AutopilotMode.Partial || RequestRules.IsMagicPartial(request, parameters);
                (var line, accounts) = new HostDesk(ledger, parameters, Now).Book(request with { PartialOnly = partial }, decision, accounts);
                ledger.Add(line);
                answer = Reply.Outcome(line) with { Request = request };
                PrintReceipts(line, request.PrintReceipt);
                SetScreen(Outcome(line));
                if (request.RestartFor is { } gone && line.IsHeld)
                {
                    online = false;
                    screen = ScreenView.Idle;
                    _ = ComeBackAsync(gone);
                }
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

    private Reply BookAlternative(SpinRequest request)
    {
        var decision = new CustomerDecision(request.PaymentType == "Cash" ? DecisionKind.Cash : DecisionKind.Paid);
        (var line, accounts) = new HostDesk(ledger, parameters, Now).Book(request with { Dual = null }, decision, accounts);
        ledger.Add(line);
        PrintReceipts(line, request.PrintReceipt);
        return Reply.Outcome(line) with { Request = request };
    }

    private async Task ComeBackAsync(TimeSpan gone)
    {
        await Task.Delay(gone, clock);
        Set(new TerminalSettings { Online = true });
    }

    private void PrintReceipts(LedgerLine line, string copies)
    {
        if (!line.IsHeld || !parameters.Paper)
        {
            return;
        }

        foreach (var copy in copies switch { "Both" => ["Merchant", "Customer"], "No" => Array.Empty<string>(), _ => [copies] })
        {
            Print(Receipts.Rows(line, Definition, copy));
        }
    }

    private static ScreenView Outcome(LedgerLine line) => new(line.State switch
    {
        LineState.Approved => "approved",
        LineState.Declined => "declined",
        _ => "cancelled",
    })
    {
        Amount = Dollars.Shown(line.TransType == "Inquire" ? line.GiftBalance ?? line.EbtFoodBalance ?? 0 : line.Total),
        TransType = line.AskedType,
        Reason = line.IsCash ? "cash" : line.IsPartial ? "partial" : null,
        Note = line.IsPartial ? $"{Dollars.Shown(line.Due)} is still to be paid."
            : line.GiftBalance is { } gift ? $"Balance {Dollars.Shown(gift)}"
            : line.EbtCashBalance is not null ? $"Food {Dollars.Shown(line.EbtFoodBalance ?? 0)}, cash {Dollars.Shown(line.EbtCashBalance.Value)}"
            : line.State == LineState.Declined && line.RespMsg != TerminalTexts.Decline ? line.RespMsg
            : null,
        Keys = ["ok"],
    };
}
