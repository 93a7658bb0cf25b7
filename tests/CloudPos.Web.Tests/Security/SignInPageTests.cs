using System.Net;
using System.Text.RegularExpressions;

namespace CloudPos.Web.Tests.Security;

/// <summary>What the sign-in page says to whom, and what it takes from whom.</summary>
public sealed partial class SignInPageTests
{
    private const string Wrong = "E-mail or password is not right. Try again; after 5 wrong tries wait 5 minutes first.";

    [Fact]
    public async Task The_page_does_not_tell_who_has_an_account()
    {
        await using var host = await SignInHost.StartAsync();

        foreach (var email in new[] { "nobody@test.cloudpos.test", SignInHost.Email })
            Assert.Equal(Enumerable.Repeat(Wrong, 6), await SaidAsync(host, email, 6));
        await host.WithPersonAsync(async (users, person) => Assert.True(await users.IsLockedOutAsync(person)));
        Assert.Equal([Wrong], await SaidAsync(host, SignInHost.Email, 1, "Correct-Horse-1"));
    }

    [Fact]
    public async Task Whoever_is_shut_out_is_not_told_to_wait_for_a_thousand_years()
    {
        await using var host = await SignInHost.StartAsync();
        await host.WithPersonAsync((users, person) => users.SetLockoutEndDateAsync(person, new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero)));

        Assert.Equal([Wrong], await SaidAsync(host, SignInHost.Email, 1, "Correct-Horse-1"));
    }

    [Fact]
    public async Task A_form_of_another_page_signs_nobody_in()
    {
        await using var host = await SignInHost.StartAsync();
        using var form = Form(SignInHost.Email, "Correct-Horse-1", "");
        using var answer = await host.Http.PostAsync("/sign-in", form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<string[]> SaidAsync(SignInHost host, string email, int tries, string password = "wrong")
    {
        using var http = new HttpClient { BaseAddress = host.Http.BaseAddress };
        var said = new string[tries];
        for (var i = 0; i < tries; i++)
        {
            var token = Token().Match(await http.GetStringAsync("/sign-in")).Groups[1].Value;
            using var form = Form(email, password, token);
            using var answer = await http.PostAsync("/sign-in", form);
            said[i] = Error().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value.Trim();
        }

        return said;
    }

    private static FormUrlEncodedContent Form(string email, string password, string token) => new(
    [
        new("_handler", "sign-in"), new("__RequestVerificationToken", token), new("Input.Email", email), new("Input.Password", password),
    ]);

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]*)\"")]
    private static partial Regex Token();

    [GeneratedRegex("data-testid=\"sign-in-error\".*?</svg>([^<]*)<", RegexOptions.Singleline)]
    private static partial Regex Error();
}
