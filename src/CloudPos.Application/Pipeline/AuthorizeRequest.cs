using System.Reflection;
using MediatR;

namespace CloudPos.Application.Pipeline;

/// <summary>Refuses a request whose permission the actor lacks.</summary>
internal sealed class AuthorizeRequest<TRequest, TResponse>(RequestContext context) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    private static readonly NeedsAttribute? Needs = typeof(TRequest).GetCustomAttribute<NeedsAttribute>();
    private static readonly bool SystemOnly = typeof(TRequest).GetCustomAttribute<SystemOnlyAttribute>() is not null;

    public Task<TResponse> Handle(TRequest request, CancellationToken cancel, RequestHandlerDelegate<TResponse> next)
    {
        var actor = context.Actor;
        var allowed = SystemOnly ? actor.IsSystem : Needs is not null && actor.Permissions.Contains(Needs.Permission);
        return allowed
            ? next()
            : Task.FromResult(TResponse.Refused(new Refusal("not.allowed",
                "You do not have the right to do this. Ask a manager to do it or to give you the right.")));
    }
}
