namespace Kumiko;

internal sealed partial class Telemetry
{
    /// <summary>Rebuilds a projection and measures it.</summary>
    public async Task<RebuildResult> Rebuild(string projection, Func<Task<RebuildResult>> work)
    {
        using var activity = _source.StartActivity(SpanNames.Rebuild);
        activity?.SetTag(SpanTags.Projection, projection);
        var started = _clock.GetTimestamp();
        var isDone = false;
        try
        {
            var result = await work();
            isDone = true;
            activity?.SetTag(SpanTags.Events, result.Events);
            _rebuildEvents.Add(result.Events, Tag("projection", projection));
            return result;
        }
        catch (Exception exception)
        {
            Fail(activity, exception);
            throw;
        }
        finally
        {
            _rebuildDuration.Record(_clock.GetElapsedTime(started).TotalSeconds, Tag("projection", projection), Tag("success", isDone ? "true" : "false"));
        }
    }
}
