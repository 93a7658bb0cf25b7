using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Register;

/// <summary>Whether the register's PIN pad is there, and free, before a customer waits. Asks the proxy only when the last answer is old.</summary>
[Needs(Permission.Sell)]
public sealed record LookAtTerminal(RegisterId RegisterId) : IRequest<Result<TillTerminal>>;

internal sealed class LookAtTerminalHandler(AppDbContext db, ICardTerminal cardTerminal, TerminalQueue queue, TimeProvider clock)
    : IRequestHandler<LookAtTerminal, Result<TillTerminal>>
{
    /// <summary>Several tills may share a PIN pad: one question serves them all.</summary>
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(10);

    public async Task<Result<TillTerminal>> Handle(LookAtTerminal request, CancellationToken cancel)
    {
        var register = await db.Registers.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.RegisterId, cancel);
        if (register is null)
            return CartDesk.UnknownRegister;
        var terminal = await db.Terminals.InOrderFor(register.StoreId, register.TerminalId).FirstOrDefaultAsync(cancel);
        if (terminal is null)
            return new Refusal("terminal.none", "No PIN pad is paired with this register.");
        if (terminal.CheckedAt is not { } last || clock.GetUtcNow() - last > FreshFor)
        {
            terminal.NoteConnection(await cardTerminal.IsOnlineAsync(terminal, cancel) == true, clock.GetUtcNow());
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateConcurrencyException)
            {
                // its parameters were being changed: the next look is as good
            }
        }

        return new TillTerminal(terminal.Id, terminal.Label, terminal.Tpn, terminal.IsOnline, terminal.CheckedAt)
        {
            BusyWith = await queue.BusyWithAsync(register, terminal.Tpn, cancel),
        };
    }
}
