using FluentValidation;
using FluentValidation.Results;

namespace CloudPos.Application.Pipeline;

internal static class ValidatorWords
{
    /// <summary>The first sentence of every field that has one.</summary>
    public static IReadOnlyDictionary<string, string> Fields<T>(this IValidator<T> validator, T request) => validator.Validate(request).Errors.ByField();

    public static IReadOnlyDictionary<string, string> ByField(this IEnumerable<ValidationFailure> failures) =>
        failures.GroupBy(f => f.PropertyName).ToDictionary(g => g.Key, g => g.First().ErrorMessage);

    /// <summary>The sentence that stands beside the field, with braces taken literally.</summary>
    public static IRuleBuilderOptions<T, TProperty> Says<T, TProperty>(this IRuleBuilderOptions<T, TProperty> rule, string sentence) =>
        rule.WithMessage(sentence.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
}
