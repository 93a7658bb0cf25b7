using CloudPos.Application.Data;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Register;

/// <summary>The registers that the actor may open.</summary>
[Needs(Permission.Sell)]
public sealed record ListRegisters : IRequest<Result<IReadOnlyList<RegisterRow>>>;

internal sealed class ListRegistersHandler(AppDbContext db) : IRequestHandler<ListRegisters, Result<IReadOnlyList<RegisterRow>>>
{
    public async Task<Result<IReadOnlyList<RegisterRow>>> Handle(ListRegisters request, CancellationToken cancel) => await (
        from register in db.Registers
        join store in db.Stores on register.StoreId equals store.Id
        join merchant in db.Merchants on register.MerchantId equals merchant.Id
        orderby merchant.Name, store.Name, register.Name
        select new RegisterRow(register.Id, register.Name, store.Name, merchant.Name)).ToListAsync(cancel);
}
