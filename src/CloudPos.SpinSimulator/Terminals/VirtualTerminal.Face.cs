using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>What hands and eyes meet: keys, screen, settings, and the way back to the beginning.</summary>
internal sealed partial class VirtualTerminal
{
    /// <summary>A consistent picture for the pages and the control API.</summary>
    public TerminalPicture Picture
    {
        get
        {
            lock (gate)
            {
                var busy = call is not null || session is not null || clock.GetUtcNow() < busyUntil;
                var last = ledger.Last;
                return new TerminalPicture(Definition, online, busy, autopilot, tips, busyAfterSaleMs, ledger.Batch, screen, last);
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
                    Ledger = ledger.All,
                };
            }
        }
    }

    /// <summary>False when the key does nothing on the screen that stands now.</summary>
    public bool Press(string key)
    {
        var name = key.StartsWith("tip:", StringComparison.Ordinal) ? "tip" : key;
        lock (gate)
        {
            if (!screen.Keys.Contains(name))
            {
                return false;
            }

            if (session is null)
            {
                SetScreen(ScreenView.Idle);
            }
            else
            {
                session.Press(key);
            }
        }

        Announce();
        return true;
    }

    public void Set(bool? isOnline, Autopilot? pilot, bool? asksTips, int? busyMs)
    {
        OpenCall? cutOff = null;
        lock (gate)
        {
            if (isOnline == true && !online)
            {
                // the line came back while a register still waited: the proxy knows no more than that
                cutOff = call;
            }

            online = isOnline ?? online;
            autopilot = pilot ?? autopilot;
            tips = asksTips ?? tips;
            busyAfterSaleMs = busyMs ?? busyAfterSaleMs;
        }

        cutOff?.Answer(ProxyAnswers.Reconnected);
        save();
        Announce();
    }

    /// <summary>Back to the beginning: empty, online, by hand; what is in progress ends as cancelled and leaves no trace.</summary>
    public void Reset()
    {
        OpenCall? open;
        CustomerSession? running;
        lock (gate)
        {
            (open, call) = (call, null);
            (running, session) = (session, null);
            ledger.Clear();
            (online, autopilot, tips, busyAfterSaleMs) = (true, Autopilot.ByHand, false, 0);
            busyUntil = DateTimeOffset.MinValue;
            SetScreen(ScreenView.Idle);
        }

        open?.Answer(answers.Cancelled(open.Request));
        running?.End();
        Announce();
    }

    private void Show(CustomerSession by, ScreenView view)
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
            _ = BackToIdleAsync(view);
        }
    }

    private async Task BackToIdleAsync(ScreenView shown)
    {
        await Task.Delay(OutcomeTime, clock);
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
    LedgerLine? Last);
