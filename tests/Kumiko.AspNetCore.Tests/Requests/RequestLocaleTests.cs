namespace Kumiko.AspNetCore.Tests.Requests;

public class RequestLocaleTests
{
    [Theory]
    [InlineData("de", null, "de")]
    [InlineData("de-CH", "fr", "de-CH")]
    [InlineData("gsw-CH-1996", null, "gsw-CH-1996")]
    [InlineData(null, "fr", "fr")]
    [InlineData(null, "de;q=0.5, fr;q=0.9, en;q=0.1", "fr")]
    [InlineData(null, "de;q=0.5, en", "en")]
    [InlineData(null, "de, en", "de")]
    [InlineData(null, "*, de;q=0.1", "de")]
    [InlineData(null, "de;q=0", null)]
    [InlineData(null, "de;q=abc, fr;q=7, it;q=0.2", "it")]
    [InlineData(null, "*", null)]
    [InlineData(null, ";;,,", null)]
    [InlineData("nonsense!", "fr", "fr")]
    [InlineData("d", null, null)]
    [InlineData("deutsch", null, null)]
    [InlineData("de-", null, null)]
    [InlineData("de_CH", null, null)]
    [InlineData("de-abcdefghi", null, null)]
    [InlineData("de-abcdefgh-abcdefgh-abcdefgh-abcdefgh", null, null)]
    [InlineData("12", null, null)]
    [InlineData(null, null, null)]
    public async Task The_locale_is_the_best_tag_that_the_client_names(string? own, string? accepted, string? expected)
    {
        await using var host = await EdgeHost.StartSignedIn();
        var headers = new List<(string, string)>();
        if (own is not null)
        {
            headers.Add(("X-Locale", own));
        }

        if (accepted is not null)
        {
            headers.Add(("Accept-Language", accepted));
        }

        await host.Post("/api/write", """{"type":"a"}""", headers);

        host.Dispatcher.Only.Caller.Request.Locale.ShouldBe(expected);
    }
}
