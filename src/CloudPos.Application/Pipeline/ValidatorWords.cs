using FluentValidation;

namespace CloudPos.Application.Pipeline;

internal static class ValidatorWords
{
    /// <summary>The sentence that stands beside the field, with braces taken literally.</summary>
    public static IRuleBuilderOptions<T, TProperty> Says<T, TProperty>(this IRuleBuilderOptions<T, TProperty> rule, string sentence) =>
        rule.WithMessage(sentence.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
}
