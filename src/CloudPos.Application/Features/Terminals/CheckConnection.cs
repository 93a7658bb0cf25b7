using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Terminals;

/// <summary>Asks the proxy whether the PIN pad is connected, and keeps the answer; asks the PIN pad itself, where nobody uses it, whether it takes the key.</summary>
[Needs(Permission.ManageTerminals)]
public sealed record CheckConnection(TerminalId Id) : IRequest<Result<TerminalRow>>;

internal sealed class CheckConnectionHandler(
    AppDbContext db, ICardTerminal cardTerminal, TerminalLeases leases, TimeProvider clock, PaymentNudge nudge)
    : IRequestHandler<CheckConnection, Result<TerminalRow>>
{
    public async Task<Result<TerminalRow>> Handle(CheckConnection request, CancellationToken cancel)
    {
        var terminal = await db.Terminals.SingleOrDefaultAsync(t => t.Id == request.Id, cancel);
        if (terminal is null)
            return new Refusal("terminal.unknown", "That terminal does not exist.");
        var online = await cardTerminal.IsOnlineAsync(terminal, cancel);
        if (online is null)
            return Unreachable(terminal);
        terminal.NoteConnection(online.Value, clock.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // its parameters were changed while the proxy was asked: what was learned is shown, and kept by the next check
        }

        return online.Value && await IsKeyRefusedAsync(terminal, cancel)
            ? new Refusal("terminal.key", $"{terminal.Label} is online, but it refuses the AuthKey that is kept here: no sale would go through. Show the AuthKey on the PIN pad, write it in here again and save.")
            : TerminalRows.Of(terminal);
    }

    /// <summary>Who is served by it has a key that it takes.</summary>
    private async Task<bool> IsKeyRefusedAsync(Terminal terminal, CancellationToken cancel)
    {
        if (!await leases.TryAskAsync(terminal.Tpn, Guid.CreateVersion7(), cancel))
            return false;
        try
        {
            return await cardTerminal.IsKeyRefusedAsync(terminal, cancel);
        }
        finally
        {
            await leases.EndAskingAsync(terminal.Tpn, CancellationToken.None);
            nudge.Give(); // somebody may have been waiting for the PIN pad
        }
    }

    private static Refusal Unreachable(Terminal terminal) => terminal.Connection == TerminalConnection.Local
        ? new Refusal("terminal.unreachable",
            $"Nothing answered at {terminal.LocalHost}:{terminal.LocalPort}. See that the PIN pad shows the ready screen, that host and port are those of its parameters, and that this server is on its network.")
        : new Refusal("proxy.unreachable",
            $"The {terminal.Endpoint.ToString().ToLowerInvariant()} proxy did not answer, so the PIN pad could not be asked. Check this server's network, then try again.");
}
