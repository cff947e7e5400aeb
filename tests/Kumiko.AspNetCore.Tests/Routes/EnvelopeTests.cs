namespace Kumiko.AspNetCore.Tests.Routes;

public class EnvelopeTests
{
    public static TheoryData<string> Routes => ["/api/write", "/api/query", "/api/command"];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_missing_type_is_an_issue(string route)
    {
        await using var host = await EdgeHost.StartSignedIn();

        var answer = await host.Post(route, """{"payload":{}}""");

        answer.ShouldHaveIssue("type", "invalid_type");
        answer.Field.GetProperty("i18nKey").GetString().ShouldBe("errors.validation.invalid_type");
        answer.Field.GetProperty("params").GetRawText().ShouldBe("""{"expected":"string","received":"undefined"}""");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("1e999999")]
    [InlineData("""["a"]""")]
    [InlineData("""{"a":1}""")]
    [InlineData("true")]
    public async Task A_type_that_is_no_text_is_an_issue(string type)
    {
        await using var host = await EdgeHost.StartSignedIn();

        (await host.Post("/api/write", $$"""{"type":{{type}}}""")).ShouldHaveIssue("type", "invalid_type");
        (await host.Post("/api/query", $$"""{"type":{{type}}}""")).ShouldHaveIssue("type", "invalid_type");
    }

    [Theory]
    [InlineData("null", "invalid_type")]
    [InlineData("7", "invalid_type")]
    [InlineData("""{}""", "invalid_type")]
    [InlineData("\"\"", "invalid_format")]
    [InlineData("\"with space\"", "invalid_format")]
    [InlineData("\"line\\nbreak\"", "invalid_format")]
    [InlineData("\"\\u0000\"", "invalid_format")]
    [InlineData("\"ümlaut\"", "invalid_format")]
    public async Task A_request_id_that_would_be_no_header_is_an_issue(string requestId, string code)
    {
        await using var host = await EdgeHost.StartSignedIn();

        (await host.Post("/api/write", $$"""{"type":"a","requestId":{{requestId}}}""")).ShouldHaveIssue("requestId", code);
        (await host.Post("/api/batch", $$"""{"commands":[],"requestId":{{requestId}}}""")).ShouldHaveIssue("requestId", code);
        host.Dispatcher.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_id_has_up_to_128_characters()
    {
        await using var host = await EdgeHost.StartSignedIn();
        var longest = new string('a', 128);

        (await host.Post("/api/write", $$"""{"type":"a","requestId":"{{longest}}"}""")).Status.ShouldBe(200);
        host.Dispatcher.Only.RequestId.ShouldBe(longest);

        var tooLong = await host.Post("/api/write", $$"""{"type":"a","requestId":"{{longest}}a"}""");
        tooLong.ShouldHaveIssue("requestId", "too_big");
        tooLong.Field.GetProperty("params").GetProperty("maximum").GetInt32().ShouldBe(128);
    }

    [Fact]
    public async Task Members_that_nobody_knows_are_ignored_in_the_envelope()
    {
        await using var host = await EdgeHost.StartSignedIn();

        (await host.Post("/api/write", """{"v":2,"type":"a","more":{"x":[1]}}""")).Status.ShouldBe(200);
    }
}
