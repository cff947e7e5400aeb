using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kumiko.AspNetCore;

/// <summary>Answers with failures, as the error contract has them.</summary>
internal sealed partial class FailureResponses(
    IOptions<KumikoHttpOptions> options, IHostEnvironment environment, TimeProvider time, ILogger<FailureResponses> logger)
{
    private readonly string _docs = options.Value.DocsUrl.TrimEnd('/') + "/errors/";
    private readonly bool _showsCauses = environment.IsDevelopment();

    public Task Send(HttpContext context, Exception exception, FailureEnvelope envelope) =>
        Send(context, exception as KumikoException ?? Translate(context, exception), envelope);

    public Task Send(HttpContext context, KumikoException error, FailureEnvelope envelope, Action<Utf8JsonWriter>? more = null)
    {
        // What has a cause was logged where it was caught.
        if (error is InternalErrorException { InnerException: null })
        {
            LogFailure(error, context);
        }

        if (error is RateLimitedException limited)
        {
            context.Response.Headers.RetryAfter = limited.RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return JsonResponse.Send(context.Response, error.Status, writer =>
        {
            if (ReferenceEquals(envelope, FailureEnvelope.Outcome))
            {
                writer.WriteBoolean("isSuccess", false);
            }

            writer.WritePropertyName("error");
            WriteError(writer, context, error);
            more?.Invoke(writer);
        });
    }

    /// <summary>A failure alone, for what is under way already and has no status left to send.</summary>
    public ReadOnlyMemory<byte> ErrorOf(HttpContext context, Exception exception)
    {
        var error = exception as KumikoException ?? Translate(context, exception);
        return JsonResponse.BytesOf(writer => WriteError(writer, context, error));
    }

    private void WriteError(Utf8JsonWriter writer, HttpContext context, KumikoException error)
    {
        writer.WriteStartObject();
        WriteMembers(writer, error);
        WriteContext(writer, context, error);
        writer.WriteEndObject();
    }

    /// <summary>Writes a failure without what belongs to the request as a whole: an entry among the results of a batch.</summary>
    public void WriteMembers(Utf8JsonWriter writer, KumikoException error) =>
        ErrorJson.WriteMembers(writer, Presentable(error), _showsCauses ? Explained(error) : null);

    /// <summary>Texts and details of internal errors may name anything: outside development none of them leaves the house.</summary>
    private KumikoException Presentable(KumikoException error) =>
        error.Code == "internal_error" && !_showsCauses ? new InternalErrorException(error) : error;

    private KumikoException Translate(HttpContext context, Exception exception)
    {
        switch ((exception as BadHttpRequestException)?.StatusCode)
        {
            case StatusCodes.Status413PayloadTooLarge:
                return HttpFailure.PayloadTooLarge(context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? 0);
            case StatusCodes.Status408RequestTimeout:
                return HttpFailure.RequestTimeout();
            case not null:
                return HttpFailure.BadRequest();
            default:
                LogFailure(exception, context);
                return new InternalErrorException(exception);
        }
    }

    private void LogFailure(Exception exception, HttpContext context) =>
        LogFailure(logger, exception, context.Request.Method, context.Request.Path, RequestContext.Of(context)?.Info.RequestId);

    /// <summary>The details with what only developers may know: the rule that refused, or the exception behind an internal error.</summary>
    private static IReadOnlyDictionary<string, object?>? Explained(KumikoException error) => error.Denial is { } denial
        ? new Dictionary<string, object?>(error.Details ?? new Dictionary<string, object?>()) { ["denial"] = denial.ToDetails() }
        : error.Details ?? Cause(error);

    private static Dictionary<string, object?>? Cause(KumikoException error) => error is InternalErrorException { InnerException: { } cause }
        ? new() { ["causeName"] = cause.GetType().Name, ["causeMessage"] = cause.Message }
        : null;

    private void WriteContext(Utf8JsonWriter writer, HttpContext context, KumikoException error)
    {
        writer.WriteString("docsUrl", _docs + Presentable(error).Reason);
        if (RequestContext.Of(context) is { } request)
        {
            writer.WriteString("requestId", request.Info.RequestId);
        }

        writer.WriteString("timestamp", time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "{Method} {Path} failed (request {RequestId})")]
    private static partial void LogFailure(ILogger logger, Exception exception, string method, string path, string? requestId);
}
