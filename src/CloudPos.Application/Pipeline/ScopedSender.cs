using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Application.Pipeline;

/// <summary>The one door. One use case = one scope = one DbContext = one actor. Screens, API, workers and tests all use it.</summary>
public sealed class ScopedSender(IServiceScopeFactory scopes)
{
    public async Task<T> SendAsync<T>(Actor actor, IRequest<T> request, CancellationToken cancel = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Enter(actor);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancel);
    }
}
