namespace Kumiko;

internal sealed partial class Telemetry
{
    /// <summary>Runs a task and measures it.</summary>
    /// <param name="kind">The kind's name.</param>
    /// <param name="work">Returns whether the task was done.</param>
    public async Task<bool> Run(string kind, Func<Task<bool>> work)
    {
        if (!_taskDuration.Enabled && !_source.HasListeners())
        {
            return await work();
        }

        using var activity = _source.StartActivity("task.run");
        activity?.SetTag("kind", kind);
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
            activity?.SetTag("outcome", outcome);
            _taskDuration.Record(_clock.GetElapsedTime(started).TotalSeconds, Tag("kind", kind), Tag("outcome", outcome));
        }
    }

    public void CountDeadTask(string kind) => _deadTasks.Add(1, Tag("kind", kind));
}
