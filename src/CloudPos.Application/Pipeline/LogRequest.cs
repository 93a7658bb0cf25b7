using System.Diagnostics;
using MediatR;
using Microsoft.Extensions.Logging;

namespace CloudPos.Application.Pipeline;

/// <summary>Logs name, tenant, user, time and refusal code of every request. Never its body.</summary>
internal sealed class LogRequest<TRequest, TResponse>(RequestContext context, ILogger<LogRequest<TRequest, TResponse>> log)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancel, RequestHandlerDelegate<TResponse> next)
    {
        var started = Stopwatch.GetTimestamp();
        var response = await next();
        var actor = context.Actor;
        log.LogInformation("{Request} merchant {Merchant} by {User}: {Outcome} in {Milliseconds} ms",
            typeof(TRequest).Name, actor.MerchantId?.Value, actor.Email, response.Refusal?.Code ?? "done",
            (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return response;
    }
}
