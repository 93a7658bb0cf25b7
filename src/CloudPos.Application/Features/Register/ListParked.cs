using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Register;

/// <summary>The carts that are parked in the register's store, by whichever register.</summary>
[Needs(Permission.Sell)]
public sealed record ListParked(RegisterId RegisterId) : IRequest<Result<IReadOnlyList<ParkedCart>>>;

internal sealed class ListParkedHandler(AppDbContext db, ParkedCarts parked) : IRequestHandler<ListParked, Result<IReadOnlyList<ParkedCart>>>
{
    public async Task<Result<IReadOnlyList<ParkedCart>>> Handle(ListParked request, CancellationToken cancel)
    {
        var register = await db.Registers.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.RegisterId, cancel);
        if (register is null)
            return CartDesk.UnknownRegister;
        return (await parked.OfAsync(register, cancel)).ToArray();
    }
}
