using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Receipts;

/// <summary>Prints the receipt of a paid sale on the PIN pad of its register. Waits for no payment: where one runs, it refuses.</summary>
[Needs(Permission.Sell)]
public sealed record PrintReceiptOnPinPad(SaleId SaleId) : IRequest<Result<SlipPrinted>>;

/// <param name="Words">For the cashier.</param>
public sealed record SlipPrinted(string Words);

internal sealed class PrintReceiptOnPinPadHandler(AppDbContext db, ReceiptReader receipts, TerminalLeases leases, ICardTerminal cardTerminal)
    : IRequestHandler<PrintReceiptOnPinPad, Result<SlipPrinted>>
{
    /// <summary>Longer than the client waits for the parts of any receipt (140 s each), so that "expired" never means "still printing".</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    public async Task<Result<SlipPrinted>> Handle(PrintReceiptOnPinPad request, CancellationToken cancel)
    {
        if (await receipts.FindAsync(request.SaleId, cancel) is not { } receipt)
            return new Refusal("sale.unknown", "That sale does not exist, or is not paid yet.");
        var register = await db.Registers.AsNoTracking().Where(r => db.Sales.Any(s => s.Id == request.SaleId && s.RegisterId == r.Id)).SingleAsync(cancel);
        var terminal = await db.Terminals.AsNoTracking().InOrderFor(register.StoreId, register.TerminalId).FirstOrDefaultAsync(cancel);
        if (terminal is null)
            return new Refusal("terminal.none", "No PIN pad is paired with this register. Print the receipt on paper.");

        var printing = AttemptId.New(); // nobody's payment: only the name under which the PIN pad is held
        if (!await leases.TryTakeAsync(terminal.Tpn, printing, Window, cancel))
            return new Refusal("print.serving", $"{terminal.Label} is serving a customer. Print when it is done.");
        try
        {
            return Tell(await cardTerminal.PrintAsync(terminal, receipt), terminal.Label);
        }
        finally
        {
            await leases.FreeAsync(printing, CancellationToken.None);
        }
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
        PrintOutcome.Refused => new Refusal("print.refused", $"{label} did not take the slip{(answer.Text is { Length: > 0 } text ? $" ({text.TrimEnd('.')})" : "")}. Print the receipt on paper."),
    };
}
