using System.Diagnostics;

namespace Kumiko;

internal sealed partial class Telemetry
{
    /// <summary>A span around a call at the door, with all attempts at it and the commit; null while nobody listens.</summary>
    public Activity? StartRequest(HandlerKind kind)
    {
        var span = _source.StartActivity(SpanNames.Request);
        span?.SetTag(SpanTags.Kind, kind.Word());
        return span;
    }

    /// <summary>Marks the request as failed that the code runs in.</summary>
    public void FailRequest(KumikoException error)
    {
        if (Activity.Current is { OperationName: SpanNames.Request } span && ReferenceEquals(span.Source, _source))
        {
            Fail(span, error);
            if (error.Denial is { } denial)
            {
                span.SetTag(SpanTags.Denial, JsonNames.Camel(denial.Kind.ToString()));
            }
        }
    }

    /// <summary>A span around a stage that does much; null while nobody listens.</summary>
    public Activity? StartStage(string stage)
    {
        var span = _source.StartActivity(SpanNames.Stage);
        span?.SetTag(SpanTags.Stage, stage);
        return span;
    }

    /// <summary>A span of a stage that has ended. Most stages neither wait nor refuse, and those have none.</summary>
    public void AddStage(string stage, DateTimeOffset startedAt, Exception? failure)
    {
        using var span = _source.StartActivity(ActivityKind.Internal, startTime: startedAt, name: SpanNames.Stage);
        if (span is not null)
        {
            span.SetTag(SpanTags.Stage, stage);
            span.SetEndTime(_clock.GetUtcNow().UtcDateTime);
            if (failure is not null)
            {
                Fail(span, failure);
            }
        }
    }

    /// <summary>Commits, in a span of its own where somebody listens.</summary>
    public async Task<EventPosition?> Commit(Func<Task<EventPosition?>> commit)
    {
        using var span = _source.StartActivity(SpanNames.Commit);
        try
        {
            return await commit();
        }
        catch (Exception exception)
        {
            Fail(span, exception);
            throw;
        }
    }
}
