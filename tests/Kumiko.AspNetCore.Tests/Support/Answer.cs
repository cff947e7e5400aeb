namespace Kumiko.AspNetCore.Tests.Support;

/// <summary>What came back.</summary>
public sealed record Answer(int Status, ILookup<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public JsonElement Error => Json.GetProperty("error");

    public string Code => Error.GetProperty("code").GetString()!;

    public JsonElement Field => Error.GetProperty("details").GetProperty("fields").EnumerateArray().ShouldHaveSingleItem();

    public string? Header(string name) => Headers[name].SingleOrDefault();

    public static async Task<Answer> Read(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .SelectMany(header => header.Value.Select(value => (header.Key, value)))
            .ToLookup(header => header.Key, header => header.value, StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, headers, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public void ShouldBeFailure(int status, string code)
    {
        Status.ShouldBe(status, Body);
        Header("Content-Type").ShouldBe("application/json");
        Code.ShouldBe(code);
        Error.GetProperty("httpStatus").GetInt32().ShouldBe(status);
    }

    public void ShouldHaveIssue(string path, string code)
    {
        ShouldBeFailure(400, "validation_error");
        Field.GetProperty("path").GetString().ShouldBe(path);
        Field.GetProperty("code").GetString().ShouldBe(code);
    }
}
