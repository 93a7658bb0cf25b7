namespace CloudPos.SpinSimulator.Terminals;

/// <summary>Faults that wait for their request, and the settlement that comes by itself.</summary>
internal sealed partial class VirtualTerminal
{
    private readonly List<Fault> faults = [];
    private ITimer? autoSettle;
    private DateTimeOffset settledFor = DateTimeOffset.MinValue;
    private DateTimeOffset settlesAt = DateTimeOffset.MaxValue;

    /// <summary>The first fault that is meant for this kind of request; used up when it was the last time.</summary>
    public Fault? TakeFault(string transType)
    {
        Fault? taken;
        lock (gate)
        {
            var at = faults.FindIndex(f => f.TransType is null || f.TransType == transType);
            if (at < 0)
            {
                return null;
            }

            taken = faults[at];
            if (taken.Times > 1)
            {
                faults[at] = taken with { Times = taken.Times - 1 };
            }
            else
            {
                faults.RemoveAt(at);
            }
        }

        Announce();
        return taken;
    }

    public void AddFault(Fault fault)
    {
        lock (gate)
        {
            faults.Add(fault);
        }

        Announce();
    }

    public void BeBusyFor(TimeSpan time)
    {
        lock (gate)
        {
            busyUntil = clock.GetUtcNow() + time;
        }

        Announce();
    }

    private void ScheduleAutoSettle()
    {
        lock (gate)
        {
            autoSettle?.Dispose();
            autoSettle = null;
            if (!TimeOnly.TryParseExact(parameters.AutoSettleAt, "HH:mm", out var at))
            {
                settlesAt = DateTimeOffset.MaxValue;
                return;
            }

            var zone = TimeZoneInfo.FindSystemTimeZoneById(parameters.TimeZone);
            var now = clock.GetUtcNow();
            var local = TimeZoneInfo.ConvertTime(now, zone);
            var day = local.Date;
            do
            {
                var wall = day + at.ToTimeSpan();
                // an hour that is skipped in spring settles an hour later
                wall = zone.IsInvalidTime(wall) ? wall.AddHours(1) : wall;
                settlesAt = new DateTimeOffset(wall, zone.GetUtcOffset(wall));
                day = day.AddDays(1);
            }
            while (settlesAt <= now || settlesAt <= settledFor);

            autoSettle = clock.CreateTimer(_ => AutoSettle(), null, settlesAt - now, Timeout.InfiniteTimeSpan);
        }
    }

    private void AutoSettle()
    {
        lock (gate)
        {
            settledFor = settlesAt;
            foreach (var merchant in Enumerable.Range(1, Math.Max(1, parameters.Merchants.Count)))
            {
                var rows = BatchReports.Settlement(ledger, merchant, parameters, force: false);
                if (rows.All(r => r.Result == 0) && ledger.Open.Any(l => l.IsHeld && l.Merchant == merchant))
                {
                    ledger.Close(merchant);
                }
            }
        }

        save();
        Announce();
        ScheduleAutoSettle();
    }
}
