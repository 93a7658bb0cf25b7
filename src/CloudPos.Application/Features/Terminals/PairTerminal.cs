using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Domain.Terminals;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Terminals;

/// <summary>Pairs a TPN with a store, or changes a pairing. An empty AuthKey keeps the one on record.</summary>
/// <param name="Wire">Null = <see cref="TerminalWire.Usual"/>.</param>
[Needs(Permission.ManageTerminals)]
public sealed record PairTerminal(
    TerminalId Id, StoreId StoreId, int? Version, string Tpn, string SpinRegisterId, string? AuthKey, string Label, TerminalModel Model,
    TerminalEndpoint Endpoint, AmountHolds AmountHolds, ComputedBy FeeAndTaxBy, int OperationalTimeoutSeconds, bool CaptureSignature,
    TerminalWire? Wire = null)
    : IRequest<Result<TerminalRow>>
{
    /// <summary>What is wrong at first sight, per field: a form with a number that cannot be read says the rest in the same round.</summary>
    public IReadOnlyDictionary<string, string> Problems() => new PairTerminalValidator().Fields(this);
}

internal sealed class PairTerminalValidator : AbstractValidator<PairTerminal>
{
    private const int SecondsMin = 30;
    private const int SecondsMax = 720; // the proxy's own limit

    public PairTerminalValidator()
    {
        RuleFor(r => r.Tpn).Must(tpn => tpn.Trim() is { Length: >= 10 and <= 12 } t && t.All(char.IsAsciiLetterOrDigit))
            .Says("A TPN has 10 to 12 letters and digits. It stands on the PIN pad's screen and in the portal.");
        RuleFor(r => r.SpinRegisterId).Must(id => id.Trim() is { Length: >= 1 and <= 50 } t && t.All(char.IsAsciiLetterOrDigit))
            .Says("A RegisterId has 1 to 50 letters and digits, as the portal shows it beside the AuthKey.");
        RuleFor(r => r.AuthKey).Must(key => string.IsNullOrEmpty(key) || (key.Trim().Length is >= 8 and <= 25 && key.Trim().All(c => char.IsAsciiLetterOrDigit(c) || c == '-')))
            .Says("An AuthKey has 8 to 25 letters and digits; upper and lower case matter.");
        RuleFor(r => r.AuthKey).Must((request, key) => request.Version is not null || IsLocal(request) || !string.IsNullOrWhiteSpace(key))
            .Says("A new pairing needs the AuthKey, as the portal shows it.");
        RuleFor(r => r.Label).Must(label => label.Trim().Length is >= 1 and <= Terminal.LabelLengthMax)
            .Says("Give the PIN pad a name of 1 to 40 characters, e.g. PIN pad 1: the cashier reads it.");
        RuleFor(r => r.OperationalTimeoutSeconds).InclusiveBetween(SecondsMin, SecondsMax)
            .Says("The time for the customer is 30 to 720 seconds (120 is usual).");
        RuleFor(r => r.FeeAndTaxBy).Must((request, by) => by == ComputedBy.Register || request.AmountHolds == AmountHolds.Base)
            .Says("Where the terminal computes fee and tax, Amount must hold the base: else both are charged twice.");
        RuleFor(r => r.Wire!).SetValidator(new WireValidator()).When(r => r.Wire is not null);
        RuleFor(r => r.Wire!.LocalHost).Must((request, host) => request.Endpoint == TerminalEndpoint.Simulator || !WireValidator.IsThisServer(host))
            .When(IsLocal)
            .Says("That address is this server itself, not a PIN pad on the store's network.");
        RuleFor(r => r.AmountHolds).Equal(AmountHolds.CardTotal).When(r => r.Wire is { Protocol: SpinProtocol.Rest })
            .Says("SPIn REST carries one amount and no second price: Amount has to hold the whole total at the Card Price.");
        RuleFor(r => r.Model).IsInEnum();
        RuleFor(r => r.Endpoint).IsInEnum();
        RuleFor(r => r.AmountHolds).IsInEnum();
    }

    // the key of a terminal on the store's own network is optional
    private static bool IsLocal(PairTerminal request) => request.Wire is { Connection: TerminalConnection.Local };
}

internal sealed class PairTerminalHandler(AppDbContext db, SecretBox secrets) : IRequestHandler<PairTerminal, Result<TerminalRow>>
{
    public async Task<Result<TerminalRow>> Handle(PairTerminal request, CancellationToken cancel)
    {
        var store = await db.Stores.SingleOrDefaultAsync(s => s.Id == request.StoreId, cancel);
        if (store is null)
            return new Refusal("store.unknown", "That store does not exist.");
        var tpn = request.Tpn.Trim().ToUpperInvariant();
        var terminal = await db.Terminals.SingleOrDefaultAsync(t => t.Id == request.Id, cancel);
        if (terminal is null)
        {
            if (request.Version is not null)
                return new Refusal("terminal.unknown", "That terminal does not exist.");
            // asked first: a broken index, which guards the race, is written to the log as an error
            if (await db.IsPairedAsync(tpn, cancel))
                return TpnTaken();
            terminal = new Terminal(request.Id, store.IsoId, store.MerchantId, store.Id, tpn);
            db.Terminals.Add(terminal);
        }
        else if (Refuse(terminal, request, tpn, store) is { } refusal)
        {
            return refusal;
        }

        if (await TakenAsync(request, store, cancel) is { } taken)
            return taken;
        terminal.Describe(request.Label.Trim(), request.SpinRegisterId.Trim(), request.Model, request.Endpoint);
        terminal.SetParameters(request.AmountHolds, request.FeeAndTaxBy, request.OperationalTimeoutSeconds, request.CaptureSignature);
        terminal.SetWire(WireOf(request));
        if (request.AuthKey?.Trim() is { Length: > 0 } key)
            terminal.SetKey(secrets.Seal(store.MerchantId, key), key[^2..]);
        if (terminal is { ProtectedAuthKey: "", Connection: TerminalConnection.Cloud })
            return OnField("key.missing", nameof(PairTerminal.AuthKey), "Through the cloud a PIN pad is commanded with its AuthKey only. Write it, as the portal shows it.");
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Moved;
        }
        catch (DbUpdateException failure) when (UniqueViolation.Is(failure))
        {
            return TpnTaken();
        }

        return TerminalRows.Of(terminal);
    }

    private static TerminalWire WireOf(PairTerminal request)
    {
        var wire = request.Wire ?? TerminalWire.Usual;
        return wire with { LocalHost = wire.LocalHost?.Trim() };
    }

    /// <summary>A cashier must be able to tell PIN pads apart, and a Register ID belongs to one of them.</summary>
    private async Task<Refusal?> TakenAsync(PairTerminal request, Store store, CancellationToken cancel)
    {
        var (label, register) = (request.Label.Trim(), request.SpinRegisterId.Trim());
        if (await db.Terminals.AnyAsync(t => t.StoreId == store.Id && t.Id != request.Id && t.Label == label, cancel))
            return OnField("label.taken", nameof(PairTerminal.Label), $"{store.Name} already has a \"{label}\". Give this one another name: the cashier reads it.");
        var other = await db.Terminals.Where(t => t.Id != request.Id && t.SpinRegisterId == register).Select(t => t.Tpn).FirstOrDefaultAsync(cancel);
        return other is null ? null
            : OnField("register.taken", nameof(PairTerminal.SpinRegisterId), $"Register ID {register} is already paired with TPN {other}. Each PIN pad has its own.");
    }

    private static Refusal TpnTaken() =>
        OnField("tpn.taken", nameof(PairTerminal.Tpn), "This TPN is already paired. One TPN is one PIN pad: end the other pairing first.");

    private static Refusal OnField(string code, string field, string words) => new(code, words, new Dictionary<string, string> { [field] = words });

    private static readonly Refusal Moved = new("terminal.moved", "Somebody else has just changed this terminal. Open it again to see what is there now.");

    private static Refusal? Refuse(Terminal terminal, PairTerminal request, string tpn, Store store)
    {
        // without a version it is the second click of a new pairing: the same one, or none
        if (request.Version is { } version && version != terminal.Version)
            return Moved;
        if (terminal.Tpn != tpn)
            return new Refusal("tpn.fixed", "The TPN of a pairing cannot be changed: pair the other PIN pad as a new one.",
                new Dictionary<string, string> { [nameof(PairTerminal.Tpn)] = "The TPN of a pairing cannot be changed: pair the other PIN pad as a new one." });
        return terminal.StoreId == store.Id ? null
            : new Refusal("store.fixed", "A PIN pad stays with its store. Pair it as a new one in the other store.");
    }
}
