using Microsoft.AspNetCore.Http;

namespace Kumiko.AspNetCore;

/// <summary>A failure that only HTTP knows.</summary>
internal sealed class HttpFailure : KumikoException
{
    private HttpFailure(int status, string code, string message, IReadOnlyDictionary<string, object?>? details = null)
        : base(code, status, "errors.http." + code, message)
    {
        Details = details;
    }

    public static HttpFailure BadRequest() =>
        new(StatusCodes.Status400BadRequest, "bad_request", "The request is not valid HTTP.");

    public static HttpFailure MethodNotAllowed(string method) =>
        new(StatusCodes.Status405MethodNotAllowed, "method_not_allowed", $"The route does not answer {method}; see the header Allow.");

    public static HttpFailure RequestTimeout() =>
        new(StatusCodes.Status408RequestTimeout, "request_timeout", "The request's body came too slowly.");

    public static HttpFailure PayloadTooLarge(long limit) =>
        new(
            StatusCodes.Status413PayloadTooLarge,
            "payload_too_large",
            $"The request's body has more than {limit} bytes.",
            new Dictionary<string, object?> { ["maxBytes"] = limit });

    public static HttpFailure UnsupportedMediaType(string? contentType) =>
        new(
            StatusCodes.Status415UnsupportedMediaType,
            "unsupported_media_type",
            "The body must be application/json in UTF-8.",
            new Dictionary<string, object?> { ["received"] = contentType });

    /// <summary>A status that some other part of the application set without a body.</summary>
    public static HttpFailure Plain(int status) => new(status, "http_" + status, $"The request was answered with status {status}.");
}
