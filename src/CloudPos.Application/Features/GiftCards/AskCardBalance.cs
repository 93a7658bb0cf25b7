using CloudPos.Application.Data;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Features.Payments.Terminal;
using CloudPos.Application.Features.Register;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CloudPos.Application.Features.GiftCards;

/// <summary>Asks the PIN pad what is left on the card that the customer presents: gift, EBT food or EBT cash.</summary>
[Needs(Permission.Sell)]
public sealed record AskCardBalance(RegisterId RegisterId, PayMethod Method) : IRequest<Result<CardBalance>>;

/// <summary>What is left on a card.</summary>
public sealed record CardBalance(Money Balance, string? Last4);

internal sealed class AskCardBalanceValidator : AbstractValidator<AskCardBalance>
{
    public AskCardBalanceValidator() => RuleFor(r => r.Method)
        .Must(m => m is PayMethod.Gift or PayMethod.EbtFood or PayMethod.EbtCash).Says("Only gift cards and EBT cards tell their balance.");
}

internal sealed class AskCardBalanceHandler(
    AppDbContext db, ICardTerminal cardTerminal, TerminalLeases leases, IOptions<PaymentOptions> options) : IRequestHandler<AskCardBalance, Result<CardBalance>>
{
    /// <summary>What a register that waits is told the PIN pad serves.</summary>
    private const string Errand = "a balance question";

    public async Task<Result<CardBalance>> Handle(AskCardBalance request, CancellationToken cancel)
    {
        var register = await db.Registers.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.RegisterId, cancel);
        if (register is null)
            return CartDesk.UnknownRegister;
        if (await db.PinPadOfAsync(register.Id, cancel) is not { } terminal)
            return new Refusal("terminal.none", "No PIN pad is paired with this register.");
        var window = TimeSpan.FromSeconds(terminal.OperationalTimeoutSeconds) + options.Value.WindowMargin;
        var serving = (await leases.HeldForAsync(terminal.Tpn, cancel))?.Name ?? "another register";
        var busy = new Refusal("terminal.busy", $"{terminal.Label} is serving {serving}. Ask again in a moment.");
        return await leases.ErrandAsync<CardBalance>(terminal.Tpn, Errand, window, busy, async _ =>
        {
            var answer = await cardTerminal.AskBalanceAsync(terminal, request.Method, cancel);
            return answer.Balance is { } balance
                ? new CardBalance(balance, answer.Last4)
                : new Refusal("balance.unread", $"{terminal.Label} gave no balance{(answer.Text is { Length: > 0 } text ? $": {text}" : "")}. Nothing was charged. Try again.");
        }, cancel);
    }
}
