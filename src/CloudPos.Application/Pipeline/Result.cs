namespace CloudPos.Application.Pipeline;

/// <summary>Why a request was refused, in words that a cashier may read: what is wrong and what to do.</summary>
/// <param name="Code">Stable, for tests and programs: <c>sale.unknown</c>.</param>
/// <param name="Message">One or two sentences.</param>
/// <param name="Fields">Per field of the form: the sentence that belongs beside it.</param>
public sealed record Refusal(string Code, string Message, IReadOnlyDictionary<string, string>? Fields = null);

/// <summary>Lets the pipeline refuse any request without knowing its result.</summary>
public interface IResult<TSelf> where TSelf : IResult<TSelf>
{
    static abstract TSelf Refused(Refusal refusal);

    Refusal? Refusal { get; }
}

/// <summary>A value, or a refusal. Bugs and broken infrastructure throw.</summary>
public readonly record struct Result<T> : IResult<Result<T>>
{
    private Result(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>The value; null where the request was refused.</summary>
    public T? Value { get; }

    /// <summary>Null where the request was carried out.</summary>
    public Refusal? Refusal { get; }

    public bool IsRefused => Refusal is not null;

    public static Result<T> Refused(Refusal refusal) => new(default, refusal);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>"Done", for requests that have nothing to tell.</summary>
public readonly record struct Done;
