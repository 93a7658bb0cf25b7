using CloudPos.Application.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Components.Authorization;

namespace CloudPos.Web.Security;

/// <summary>The door for screens: the actor is the signed-in user, read on the server, never a parameter.</summary>
public sealed class CircuitSender(ScopedSender sender, AuthenticationStateProvider authentication)
{
    /// <summary>The refusal's code where nobody is signed in any more; its banner leads to the sign-in.</summary>
    public const string NotSignedIn = "not.signed.in";

    public async Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request, CancellationToken cancel = default)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        return ActorReader.TryRead(user, out var actor)
            ? await sender.SendAsync(actor, request, cancel)
            : new Refusal(NotSignedIn, "You are not signed in any more. Sign in again; the cart is kept.");
    }
}
