namespace Kumiko.AspNetCore.Tests.Applications;

/// <summary>What an answer must look like, whatever was asked.</summary>
internal static class Documented
{
    private static readonly Dictionary<int, string[]> Codes = new()
    {
        [400] = ["validation_error", "bad_request"],
        [403] = ["access_denied"],
        [404] = ["not_found"],
        [405] = ["method_not_allowed"],
        [409] = ["version_conflict", "unique_violation", "conflict"],
        [413] = ["payload_too_large"],
        [415] = ["unsupported_media_type"],
        [422] = ["unprocessable"],
    };

    /// <summary>A success, or one of the documented failures in the envelope of its route.</summary>
    public static void ShouldBeDocumented(this Answer answer, string asked, string? path = null)
    {
        answer.Header("Content-Type").ShouldBe("application/json", asked);
        var json = answer.Json;
        if (answer.Status is 200 or 202)
        {
            return;
        }

        Codes.Keys.ShouldContain(answer.Status, $"{asked}\n{answer.Body}");
        var error = json.GetProperty("error");
        Codes[answer.Status].ShouldContain(error.GetProperty("code").GetString(), $"{asked}\n{answer.Body}");
        error.GetProperty("httpStatus").GetInt32().ShouldBe(answer.Status, asked);
        error.GetProperty("i18nKey").GetString().ShouldNotBeNullOrEmpty(asked);
        error.GetProperty("message").GetString().ShouldNotBeNullOrEmpty(asked);
        error.GetProperty("requestId").GetString().ShouldNotBeNullOrEmpty(asked);
        json.TryGetProperty("isSuccess", out _).ShouldBe(path is "/api/write" or "/api/batch", asked);
        if (answer.Code == "validation_error")
        {
            var fields = error.GetProperty("details").GetProperty("fields");
            fields.GetArrayLength().ShouldBeGreaterThan(0, asked);
            foreach (var field in fields.EnumerateArray())
            {
                field.GetProperty("path").GetString().ShouldNotBeNullOrEmpty(asked);
                field.GetProperty("code").GetString().ShouldNotBeNullOrEmpty(asked);
                field.GetProperty("i18nKey").GetString().ShouldNotBeNullOrEmpty(asked);
            }
        }
    }
}
