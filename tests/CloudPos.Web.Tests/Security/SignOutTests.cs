using System.Net;

namespace CloudPos.Web.Tests.Security;

public sealed class SignOutTests
{
    [Fact]
    public async Task A_foreign_page_signs_nobody_out_and_whoever_is_out_already_is_led_to_the_sign_in()
    {
        await using var host = await SignInHost.StartAsync();
        var cookie = await host.CookieAsync();

        Assert.Equal((HttpStatusCode.Redirect, false), await host.SendAsync(HttpMethod.Post, "/sign-out", cookie));
        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(HttpMethod.Get, "/sales", cookie)).Status);

        await host.WithPersonAsync((users, person) => users.DeleteAsync(person));
        Assert.Equal((HttpStatusCode.Redirect, true), await host.SendAsync(HttpMethod.Post, "/sign-out", cookie));
    }
}
