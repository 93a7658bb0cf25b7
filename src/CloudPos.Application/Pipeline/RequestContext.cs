namespace CloudPos.Application.Pipeline;

/// <summary>The actor of this scope. Written once, at the door; reading it before that is a bug and throws.</summary>
public sealed class RequestContext
{
    private Actor? _actor;

    public Actor Actor => _actor ?? throw new InvalidOperationException(
        "No actor has entered this scope: a query without a tenant is refused. Send the request through ScopedSender.");

    public bool HasActor => _actor is not null;

    public void Enter(Actor actor)
    {
        if (_actor is not null)
            throw new InvalidOperationException("An actor has already entered this scope.");
        _actor = actor;
    }
}
