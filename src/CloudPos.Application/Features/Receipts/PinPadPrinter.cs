using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Tenancy;
using CloudPos.Spin;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Receipts;

/// <param name="Words">For the cashier.</param>
public sealed record SlipPrinted(string Words);

/// <summary>Prints slips on the PIN pad of a register. Waits for no payment: where one runs, it refuses.</summary>
internal sealed class PinPadPrinter(AppDbContext db, TerminalLeases leases, ICardTerminal cardTerminal)
{
    /// <summary>Longer than the client waits for the parts of any slip (140 s each), so that "expired" never means "still printing".</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    public async Task<Result<SlipPrinted>> PrintAsync(RegisterId register, IReadOnlyList<SpinPrintout> parts, CancellationToken cancel)
    {
        if (await db.PinPadOfAsync(register, cancel) is not { } terminal)
            return new Refusal("terminal.none", "No PIN pad is paired with this register. Print on paper instead.");
        var busy = new Refusal("print.serving", $"{terminal.Label} is serving a customer. Print when it is done.");
        return await leases.ErrandAsync(terminal.Tpn, "a printout", Window, busy, async _ => Tell(await cardTerminal.PrintAsync(terminal, parts), terminal.Label), cancel);
    }

    private static Result<SlipPrinted> Tell(PrintAnswer answer, string label) => answer.Outcome switch
    {
        PrintOutcome.Printed => new SlipPrinted($"Printed on {label}."),
        PrintOutcome.OutOfPaper => new Refusal("print.paper", $"{label} is out of paper. Put in a new roll, then print again."),
        PrintOutcome.Offline => new Refusal("print.offline", $"{label} is offline, so nothing was printed. Wake it and check its network, then print again."),
        PrintOutcome.Busy => new Refusal("print.busy", answer.RetryAfter is { TotalSeconds: >= 1 } wait
            ? $"{label} is still finishing something else. Print again in {wait.TotalSeconds:0} seconds."
            : $"{label} is still finishing something else. Print again when it shows the ready screen."),
        PrintOutcome.Unknown => new Refusal("print.unknown", $"{label} did not say whether it printed. Look at it before you print again."),
        PrintOutcome.Refused => new Refusal("print.refused", $"{label} did not take the slip{(answer.Text is { Length: > 0 } text ? $" ({text.TrimEnd('.')})" : "")}. Print on paper instead."),
    };
}
