using CloudPos.Application.Pipeline;

namespace CloudPos.Web.Ui;

/// <summary>The sentence over a form that was refused.</summary>
internal static class FormWords
{
    public const string NothingSaved = "Nothing was saved yet.";

    /// <summary>A form that is not sent says all that is wrong in one round: beside its own sentences those that sending it would have brought.</summary>
    public static void AddMissing(Dictionary<string, string> problems, Func<IReadOnlyDictionary<string, string>> ofRequest)
    {
        if (problems.Count == 0)
            return;
        foreach (var (field, sentence) in ofRequest())
            problems.TryAdd(field, sentence);
    }

    /// <summary>The refusal's own sentence, unless it stands beside its field already: nothing is said twice.</summary>
    public static string Over(Refusal refusal) => refusal.Fields?.Values.Contains(refusal.Message) != true
        ? refusal.Message
        : $"{NothingSaved} {(refusal.Fields.Count == 1 ? "One field wants" : $"{refusal.Fields.Count} fields want")} a look.";
}
