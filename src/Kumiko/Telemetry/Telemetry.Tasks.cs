using System.Diagnostics;

namespace Kumiko;

internal sealed partial class Telemetry
{
    /// <summary>Runs a task and measures it.</summary>
    /// <param name="kind">The kind's name.</param>
    /// <param name="context">What is stored beside the task; it knows the trace that queued it.</param>
    /// <param name="work">Returns whether the task was done.</param>
    public async Task<bool> Run(string kind, ReadOnlyMemory<byte> context, Func<Task<bool>> work)
    {
        if (!_taskDuration.Enabled && !_source.HasListeners())
        {
            return await work();
        }

        // A link and not a parent: the task may run much later, and more than once.
        ActivityLink[] links = IsTraced && ActivityContext.TryParse(TaskContext.TraceOf(context), null, isRemote: true, out var origin) ? [new ActivityLink(origin)] : [];
        using var activity = _source.StartActivity(ActivityKind.Consumer, links: links, name: SpanNames.Task);
        activity?.SetTag(SpanTags.Task, kind);
        var started = _clock.GetTimestamp();
        var outcome = "failed";
        try
        {
            var isDone = await work();
            outcome = isDone ? "done" : "postponed";
            return isDone;
        }
        catch (Exception exception)
        {
            Fail(activity, exception);
            throw;
        }
        finally
        {
            activity?.SetTag(SpanTags.Outcome, outcome);
            _taskDuration.Record(_clock.GetElapsedTime(started).TotalSeconds, Tag("kind", kind), Tag("outcome", outcome));
        }
    }

    public void CountDeadTask(string kind) => _deadTasks.Add(1, Tag("kind", kind));
}
