using Microsoft.AspNetCore.Http;

namespace Kumiko.AspNetCore;

/// <summary>What the edge knows of one request; a feature of its <see cref="HttpContext"/>.</summary>
internal sealed class RequestContext(RequestInfo info)
{
    private const string RequestIdHeader = "X-Request-ID";
    private const string CorrelationIdHeader = "X-Correlation-ID";

    public RequestInfo Info { get; } = info;

    public Caller? Caller { get; private set; }

    /// <summary>When the caller's token is over; null where nothing ends.</summary>
    public DateTimeOffset? SignedInUntil { get; private set; }

    public static RequestContext? Of(HttpContext context) => context.Features.Get<RequestContext>();

    public static RequestContext Begin(HttpContext context, TimeProvider time)
    {
        var headers = context.Request.Headers;
        var requestId = SafeText.Read(headers[RequestIdHeader]) ?? Guid.CreateVersion7(time.GetUtcNow()).ToString();
        var request = new RequestContext(new RequestInfo
        {
            RequestId = requestId,
            CorrelationId = SafeText.Read(headers[CorrelationIdHeader]) ?? requestId,
            Locale = RequestLocale.Read(headers),
            ClientAddress = context.Connection.RemoteIpAddress,
        });
        context.Features.Set(request);
        request.WriteIds(context.Response);
        return request;
    }

    public void SignIn(SignIn signIn)
    {
        Caller = new Caller(signIn.User, Info);
        SignedInUntil = signIn.Until;
    }

    public void WriteIds(HttpResponse response)
    {
        response.Headers[RequestIdHeader] = Info.RequestId;
        response.Headers[CorrelationIdHeader] = Info.CorrelationId;
    }
}
