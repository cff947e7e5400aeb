using Kumiko.Storage;

namespace Kumiko;

/// <summary>Runs tasks that were taken from the queue, and says there what became of them.</summary>
internal sealed class TaskRunner(TaskServices services)
{
    /// <summary>How long a task waits whose feature is off, before it is looked at again.</summary>
    private static readonly TimeSpan WhileOff = TimeSpan.FromMinutes(1);

    private const int LongestError = 4000;

    /// <summary>Runs a task. Failures end in the queue, not here.</summary>
    /// <param name="task">A task of a kind that is registered.</param>
    /// <param name="abort">Ends the work at once; the task is given back as if it had not been begun.</param>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public async Task Run(QueuedTask task, CancellationToken abort)
    {
        try
        {
            await Try(task, abort);
        }
        catch (FencedException)
        {
            TaskLog.Lost(services.Logger, task.Task.Kind, task.Task.Id);
        }
        catch (Exception) when (abort.IsCancellationRequested)
        {
            await Release(task, services.Clock.GetUtcNow());
            throw new OperationCanceledException(abort);
        }
        catch (Exception exception)
        {
            await Failed(task, exception);
        }
    }

    /// <summary>Runs a task once; what it throws is thrown.</summary>
    /// <exception cref="FencedException">Somebody else does it.</exception>
    public async Task Try(QueuedTask task, CancellationToken abort)
    {
        var kind = services.Registry.FindTaskKind(task.Task.Kind)
            ?? throw new InvalidOperationException($"No feature knows tasks of the kind '{task.Task.Kind}'.");
        if (!await services.Telemetry.Run(kind.Name, task.Task.Context, () => services.Dispatcher.RunTask(task, kind, abort)))
        {
            await Release(task, services.Clock.GetUtcNow() + WhileOff);
        }
    }

    public Task Release(QueuedTask task, DateTimeOffset dueAt) => services.Store.Tasks.Release(task.Task.Id, task.Fence, dueAt, CancellationToken.None);

    private async Task Failed(QueuedTask task, Exception exception)
    {
        var (kind, id) = (task.Task.Kind, task.Task.Id);
        var retry = services.Registry.FindTaskKind(kind)!.Retry;
        var now = services.Clock.GetUtcNow();
        if (task.Attempts >= retry.Attempts)
        {
            TaskLog.GaveUp(services.Logger, exception, kind, task.Attempts, id);
            services.Telemetry.CountDeadTask(kind);
            await services.Store.Tasks.Fail(id, task.Fence, new TaskFailure(Describe(exception), now, DeadAt: Instants.ToMilliseconds(now)), CancellationToken.None);
            return;
        }

        var pause = RetryPause.Of(task.Attempts, retry.FirstPause, retry.LongestPause, Random.Shared);
        TaskLog.Failed(services.Logger, exception, kind, task.Attempts, id, pause);
        await services.Store.Tasks.Fail(id, task.Fence, new TaskFailure(Describe(exception), now + pause), CancellationToken.None);
    }

    private static string Describe(Exception exception)
    {
        var text = exception.ToString();
        return text.Length <= LongestError ? text : text[..LongestError];
    }
}
