namespace CloudPos.Application.Pipeline;

/// <summary>An action that carries an id made when its screen opened: a double click or a second tab is the same action, with one effect and one answer.</summary>
internal static class Once
{
    /// <param name="find">What the action has led to, read anew; null where it has led to nothing.</param>
    /// <param name="act">Carries it out.</param>
    public static async Task<Result<T>> DoAsync<T>(Func<Task<T?>> find, Func<Task<Result<T>>> act) where T : class
    {
        if (await find() is { } sameClick)
            return sameClick;
        var answer = await act();
        // its twin may have done it meanwhile: then what stands in the way is the very thing that was wanted
        return answer.IsRefused && await find() is { } twin ? twin : answer;
    }
}
