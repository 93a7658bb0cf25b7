using System.Globalization;
using CloudPos.SpinSimulator.Printing;
using CloudPos.SpinSimulator.Proxy;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>A question at the terminal that moves no money: a choice, an input, a signature, a text to agree to, a card to read.</summary>
internal sealed class PromptSession(
    SpinRequest request, Autopilot autopilot, TimeProvider clock, Action<ScreenSession, ScreenView> show)
    : ScreenSession(request, autopilot, clock, show)
{
    private Prompt Prompt => Request.Prompt!;

    /// <summary>What is wrong with the question, before anybody is asked.</summary>
    public static string? Fault(Prompt prompt) => prompt switch
    {
        { Kind: "choice", Choices.Count: 0 } => "There is nothing to choose",
        { Kind: "choice", MaxLength: var count } when count != prompt.Choices.Count => "count is not the number of choices",
        { Kind: "choice" } when prompt.Choices.Any(string.IsNullOrEmpty) => "A choice is empty",
        { Kind: "input" } when !RequestGrammar.InputTypes.Contains(prompt.InputType) => "The input type is unknown",
        { Kind: "input", MaxLength: < 1 or > 255 } => "maxlen is not 1 to 255",
        { Kind: "choice" or "input", Title.Length: 0 } => "The title is missing",
        _ => null,
    };

    /// <summary>Null when the request was lost.</summary>
    public async Task<Reply?> RunAsync()
    {
        var view = Screen();
        Show(Mode == AutopilotMode.Manual ? view : view with { Keys = ["cancel"] });
        if (Mode != AutopilotMode.Manual)
        {
            var stopped = await NextKeyAsync(TimeSpan.FromMilliseconds(Autopilot.DelayMs));
            return stopped is not null || Mode is AutopilotMode.Cancel or AutopilotMode.Decline ? Cancelled()
                : Mode == AutopilotMode.Vanish ? null
                : Answer(Usual());
        }

        while (await NextKeyAsync(Prompt.Timeout ?? Wait) is { } key)
        {
            if (key.Name == "cancel")
            {
                return Cancelled();
            }

            if (Fits(key))
            {
                return Answer(key);
            }

            Show(view with { Note = "That does not fit. Try again." });
        }

        return Cancelled();
    }

    private ScreenView Screen() => new(Prompt.Kind switch
    {
        "choice" => "user-choice",
        "input" => "user-input",
        "sign" => "signature",
        "card" => "present-card",
        _ => "disclaimer",
    })
    {
        TransType = Request.TransType,
        Title = Prompt.Title,
        Choices = Prompt.Choices,
        InputType = Prompt.InputType,
        MaxLength = Prompt.MaxLength,
        Hidden = Prompt.Hidden,
        AmountLabel = "Card is read only",
        Amount = "$0.00",
        Keys = Prompt.Kind switch
        {
            "choice" => ["choose", "cancel"],
            "input" => ["input", "cancel"],
            "sign" => ["sign", "cancel"],
            "card" => ["tap", "insert", "swipe", "cancel"],
            _ => ["ok", "cancel"],
        },
    };

    private bool Fits(PressedKey key) => key.Name switch
    {
        "choose" => int.Parse(key.Value, CultureInfo.InvariantCulture) < Prompt.Choices.Count,
        "input" => key.Value.Length > 0 && key.Value.Length <= Prompt.MaxLength && Prompt.InputType switch
        {
            "n" => key.Value.All(char.IsAsciiDigit),
            "a" => key.Value.All(c => char.IsLetter(c) || c == ' '),
            "an" => key.Value.All(c => char.IsLetterOrDigit(c) || c == ' '),
            "$n" => Dollars.TryRead(key.Value, out _),
            _ => !key.Value.Any(char.IsControl),
        },
        "sign" => key.Strokes is { Count: > 0 },
        _ => true,
    };

    private PressedKey Usual() => Prompt.Kind switch
    {
        "choice" => new("choose", "0"),
        "input" => new("input", Cut(Prompt.InputType switch { "n" => "1234567890", "$n" => "5.00", "a" => "David", _ => "No 101 15th Ave" })),
        "sign" => new("sign", Strokes: SignatureImage.Wave),
        "card" => new("tap"),
        _ => new("ok"),
    };

    private string Cut(string text) => text.Length > Prompt.MaxLength ? text[..Prompt.MaxLength] : text;

    private Reply Answer(PressedKey key) => Reply.Success(Request) with
    {
        Input = key.Name switch
        {
            "choose" => Prompt.Choices[int.Parse(key.Value, CultureInfo.InvariantCulture)],
            "input" => key.Value,
            _ => null,
        },
        Sign = key.Name == "sign" ? new SignatureImage(key.Strokes!) : null,
        Card = key.Name switch { "tap" => CardShown.Tapped, "insert" => CardShown.Inserted, "swipe" => CardShown.Swiped, _ => null },
    };

    private Reply Cancelled() => Reply.Cancelled(Request) with { Message = "Cancel" };
}
