using CloudPos.Domain.Tenancy;

namespace CloudPos.Application.Features.Payments.Terminal;

internal static class PinPadOfRegister
{
    /// <summary>The PIN pads of a store, the one that a register sends cards to first: its own, else the first by name.</summary>
    public static IQueryable<Domain.Terminals.Terminal> InOrderFor(this IQueryable<Domain.Terminals.Terminal> terminals, StoreId store, TerminalId? chosen) =>
        terminals.Where(t => t.StoreId == store).OrderByDescending(t => t.Id == chosen).ThenBy(t => t.Label);
}
