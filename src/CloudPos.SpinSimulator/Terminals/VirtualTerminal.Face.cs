using CloudPos.SpinSimulator.Printing;
using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>What hands and eyes meet: keys, screen, paper, settings, and the way back to the beginning.</summary>
internal sealed partial class VirtualTerminal
{
    private const int RollMax = 600;

    private readonly List<PrintedRow> roll = [];
    private int rollNumber;

    /// <summary>A consistent picture for the pages and the control API.</summary>
    public TerminalPicture Picture
    {
        get
        {
            lock (gate)
            {
                var busy = call is not null || session is not null || clock.GetUtcNow() < busyUntil;
                return new TerminalPicture(
                    Definition, online, busy, autopilot, tips, busyAfterSaleMs, ledger.Batch, screen, ledger.Last,
                    parameters, [.. faults], accounts, rollNumber);
            }
        }
    }

    /// <summary>The payment at the screen and the name of the screen; null when nobody pays.</summary>
    public (SpinRequest Request, string Screen)? Running
    {
        get
        {
            lock (gate)
            {
                return session is PaymentSession paying ? (paying.Request, screen.Name) : null;
            }
        }
    }

    public IReadOnlyList<LedgerLine> Lines
    {
        get
        {
            lock (gate)
            {
                return ledger.All;
            }
        }
    }

    /// <summary>The paper that hangs out.</summary>
    public IReadOnlyList<PrintedRow> Roll
    {
        get
        {
            lock (gate)
            {
                return [.. roll];
            }
        }
    }

    public TerminalParameters Parameters
    {
        get
        {
            lock (gate)
            {
                return parameters;
            }
        }
    }

    public TerminalState State
    {
        get
        {
            lock (gate)
            {
                return new TerminalState
                {
                    Definition = Definition,
                    Autopilot = autopilot,
                    Tips = tips,
                    BusyAfterSaleMs = busyAfterSaleMs,
                    Batch = ledger.Batch,
                    OtherBatches = ledger.OtherBatches,
                    Parameters = parameters,
                    Accounts = accounts,
                    Ledger = ledger.All,
                };
            }
        }
    }

    public void TearOff()
    {
        lock (gate)
        {
            roll.Clear();
            rollNumber++;
        }

        Announce();
    }

    /// <summary>False when the key does nothing on the screen that stands now.</summary>
    public bool Press(PressedKey key)
    {
        lock (gate)
        {
            if (session is null && screen.Name == "idle" && DeviceMenu.First(key.Name) is { } first)
            {
                SetScreen(first);
            }
            else if (!screen.Keys.Contains(key.Name))
            {
                return false;
            }
            else if (session is not null)
            {
                session.Press(key);
            }
            else
            {
                SetScreen(DeviceMenu.Next(screen, key.Name, Definition) ?? ScreenView.Idle);
            }
        }

        Announce();
        return true;
    }

    /// <summary>The register's AbortTransaction: null when nothing is going on, false when it cannot be stopped any more.</summary>
    public bool? Abort(string? refId)
    {
        lock (gate)
        {
            return session is null || (refId is { Length: > 0 } && session.Request.RefId != refId) ? null : session.Abort();
        }
    }

    public void Set(TerminalSettings settings)
    {
        OpenCall? cutOff = null;
        lock (gate)
        {
            if (settings.Online == true && !online)
            {
                // the line came back while a register still waited: the proxy knows no more than that
                cutOff = call;
            }

            online = settings.Online ?? online;
            autopilot = settings.Autopilot ?? autopilot;
            tips = settings.Tips ?? tips;
            busyAfterSaleMs = settings.BusyAfterSaleMs ?? busyAfterSaleMs;
            if (settings.Batch is { } number)
            {
                ledger.SetBatch(number);
            }

            if (settings.Faults is { } fresh)
            {
                faults.Clear();
                faults.AddRange(fresh);
            }

            if (settings.Parameters is { } parametersNow)
            {
                parameters = parametersNow;
                if (!parameters.StoreAndForward)
                {
                    ledger.Upload();
                }
            }
        }

        cutOff?.Answer(Reply.Reconnected);
        ScheduleAutoSettle();
        save();
        Announce();
    }

    /// <summary>Back to the beginning: empty, online, by hand; what is in progress ends as cancelled and leaves no trace.</summary>
    public void Reset()
    {
        OpenCall? open;
        ScreenSession? running;
        lock (gate)
        {
            (open, call) = (call, null);
            (running, session) = (session, null);
            ledger.Clear();
            faults.Clear();
            roll.Clear();
            (online, autopilot, tips, busyAfterSaleMs) = (true, Autopilot.ByHand, false, 0);
            (parameters, accounts, rollNumber) = (TerminalParameters.Default, CardAccounts.AtFirst, 0);
            busyUntil = DateTimeOffset.MinValue;
            SetScreen(ScreenView.Idle);
        }

        open?.Answer(Reply.Cancelled(open.Request));
        running?.End();
        ScheduleAutoSettle();
        Announce();
    }

    private void Show(ScreenSession by, ScreenView view)
    {
        lock (gate)
        {
            if (session != by)
            {
                return;
            }

            SetScreen(view);
        }

        Announce();
    }

    private void SetScreen(ScreenView view)
    {
        screen = view;
        if (view.Name is "approved" or "declined" or "cancelled")
        {
            _ = BackToIdleAsync(view, OutcomeTime);
        }
        else if (view.Name is "device-info")
        {
            _ = BackToIdleAsync(view, DeviceMenu.ShownFor);
        }
    }

    private async Task BackToIdleAsync(ScreenView shown, TimeSpan after)
    {
        await Task.Delay(after, clock);
        lock (gate)
        {
            if (!ReferenceEquals(screen, shown))
            {
                return;
            }

            screen = ScreenView.Idle;
        }

        Announce();
    }

    private void Announce()
    {
        Changes.Raise();
        changed();
    }
}

internal sealed record TerminalPicture(
    TerminalDefinition Definition,
    bool Online,
    bool Busy,
    Autopilot Autopilot,
    bool Tips,
    int BusyAfterSaleMs,
    int Batch,
    ScreenView Screen,
    LedgerLine? Last,
    TerminalParameters Parameters,
    IReadOnlyList<Fault> Faults,
    CardAccounts Accounts,
    int RollNumber);

/// <summary>What the control API changes; what is null stays.</summary>
internal sealed record TerminalSettings
{
    public bool? Online { get; init; }
    public Autopilot? Autopilot { get; init; }
    public bool? Tips { get; init; }
    public int? BusyAfterSaleMs { get; init; }
    public int? Batch { get; init; }
    public TerminalParameters? Parameters { get; init; }
    public IReadOnlyList<Fault>? Faults { get; init; }
}
