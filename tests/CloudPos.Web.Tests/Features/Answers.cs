using System.Security.Claims;
using Bunit;
using CloudPos.Application.Features.Batches;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace CloudPos.Web.Tests.Features;

/// <summary>Answers what a screen sends, the way the test wants it, and keeps what was asked. What the answers mean is tested elsewhere.</summary>
internal sealed class Answers : IMediator
{
    private readonly List<Func<object, object?>> _answers = [];

    public List<object> Asked { get; } = [];

    public Answers To<TRequest, TValue>(Func<TRequest, Result<TValue>> answer) where TRequest : IRequest<Result<TValue>>
    {
        _answers.Add(request => request is TRequest mine ? (object?)answer(mine) : null);
        return this;
    }

    /// <summary>An answer that may take its time.</summary>
    public Answers ToLater<TRequest, TValue>(Func<TRequest, Task<Result<TValue>>> answer) where TRequest : IRequest<Result<TValue>>
    {
        _answers.Add(request => request is TRequest mine ? answer(mine) : null);
        return this;
    }

    /// <summary>Puts the door with these answers behind it into the test's services, with a signed-in manager in front.</summary>
    public Answers Behind(BunitContext test)
    {
        test.Services.AddLogging();
        test.Services.AddSingleton<IMediator>(this);
        test.Services.AddScoped<RequestContext>();
        test.Services.AddSingleton<ScopedSender>();
        test.Services.AddSingleton<AuthenticationStateProvider>(new SignedIn());
        test.Services.AddScoped<CircuitSender>();
        test.JSInterop.Mode = JSRuntimeMode.Loose;
        return this;
    }

    public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        if (request is GetSettleWarning)
            return Task.FromResult((TResponse)(object)(Result<SettleWarning>)SettleWarning.None); // every screen asks it; hardly a test is about it
        Asked.Add(request);
        var answer = _answers.Select(a => a(request)).FirstOrDefault(a => a is not null);
        return answer as Task<TResponse> ?? Task.FromResult((TResponse)(answer ?? throw new InvalidOperationException($"The test has no answer to {request}.")));
    }

    public Task<object?> Send(object request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task Publish(object notification, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
        where TNotification : INotification => throw new NotSupportedException();

    private sealed class SignedIn : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(
            new ClaimsIdentity(
            [
                new Claim(ActorReader.IsoClaim, Guid.CreateVersion7().ToString()),
                new Claim(ActorReader.MerchantClaim, Guid.CreateVersion7().ToString()),
                new Claim(ActorReader.RoleClaim, nameof(StaffRole.Manager)),
                new Claim(ClaimTypes.Email, "manager@example.test"),
            ],
            "test"))));
    }
}
