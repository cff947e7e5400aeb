using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kumiko.AspNetCore;

/// <summary>
/// Insists on <c>application/json</c>. Forms of foreign pages can post only the three content types of HTML forms without asking first, so
/// this rule is also what keeps them out where no CSRF token stands guard.
/// </summary>
internal static class JsonContent
{
    private const string Json = "application/json";

    public static void Require(HttpRequest request)
    {
        if (!IsJson(request.ContentType))
        {
            throw HttpFailure.UnsupportedMediaType(request.ContentType);
        }
    }

    private static bool IsJson(string? contentType) =>
        string.Equals(contentType, Json, StringComparison.OrdinalIgnoreCase)
        || (MediaTypeHeaderValue.TryParse(contentType, out var parsed)
            && parsed.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
            && IsUtf8(parsed));

    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
