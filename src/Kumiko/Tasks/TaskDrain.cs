using System.Runtime.ExceptionServices;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Runs tasks in the caller's own flow, one by one, until none is due: for tests.</summary>
internal sealed class TaskDrain(TaskServices services)
{
    private readonly TaskRunner _runner = new(services);
    private readonly string _node = $"drain-{Guid.NewGuid():N}";

    /// <summary>Works until nothing is due, whatever is queued meanwhile.</summary>
    /// <exception cref="Exception">What a task threw. It is given back as if it had not been begun: the next drain tries it again.</exception>
    public async Task Run(CancellationToken cancellation)
    {
        while (await Next(cancellation) is { } task)
        {
            try
            {
                await _runner.Try(task, cancellation);
            }
            catch (Exception failure)
            {
                await _runner.Release(task, task.Task.DueAt);
                ExceptionDispatchInfo.Throw(failure);
            }
        }
    }

    private async Task<QueuedTask?> Next(CancellationToken cancellation)
    {
        IReadOnlyCollection<string> kinds = [.. services.Registry.TaskKinds.Select(k => k.Name)];
        var claim = new TaskClaim(_node, kinds, services.Clock.GetUtcNow(), TimeSpan.FromMinutes(10), 1);
        var taken = kinds.Count == 0 ? [] : await services.Store.Tasks.Take(claim, cancellation);
        return taken.Count == 0 ? null : taken[0];
    }
}
