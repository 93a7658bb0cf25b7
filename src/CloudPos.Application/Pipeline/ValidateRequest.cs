using FluentValidation;
using MediatR;

namespace CloudPos.Application.Pipeline;

/// <summary>Turns failed validation into a refusal with a sentence per field.</summary>
internal sealed class ValidateRequest<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancel, RequestHandlerDelegate<TResponse> next)
    {
        var failures = validators.SelectMany(v => v.Validate(request).Errors).ToArray();
        if (failures.Length == 0)
            return next();
        return Task.FromResult(TResponse.Refused(new Refusal("input.invalid", failures[0].ErrorMessage, failures.ByField())));
    }
}
