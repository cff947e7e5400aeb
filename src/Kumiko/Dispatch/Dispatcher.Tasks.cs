using Kumiko.Storage;

namespace Kumiko;

/// <content>Work after commits.</content>
internal sealed partial class Dispatcher
{
    /// <summary>Does a task that was taken from the queue, in one transaction with its end.</summary>
    /// <returns>Whether it was done; it was not when its feature is off.</returns>
    /// <exception cref="FencedException">Somebody else does it.</exception>
    internal async Task<bool> RunTask(QueuedTask task, TaskKind kind, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunTaskOnce(task, kind, cancellation);
            }
            catch (TransientStoreException) when (attempt < Attempts)
            {
                await Pause(attempt, cancellation);
            }
        }
    }

    private async Task<bool> RunTaskOnce(QueuedTask task, TaskKind kind, CancellationToken cancellation)
    {
        var (caller, actor) = TaskContext.Read(task.Task.Context, task.Task.Tenant);
        await using var unit = UnitFor(caller);
        unit.Reach(actor.Tenant);
        var services = ServicesFor(unit, caller, cancellation);
        await services.FindFeatures();
        if (kind.Feature is { } feature && !services.Features.IsOn(feature))
        {
            return false;
        }

        try
        {
            await kind.Run(new TaskRun(task, SealedPayload.Open(task.Task.Payload, registry.Vault)), new WriteContext(services, kind.Feature is null ? null : kind, actor));

            // Last, because on SQLite whoever has written something keeps all other writers waiting from then on.
            unit.Add(new WriteOperation.RemoveTask(task.Task.Id, task.Fence));
            await Commit(unit, cancellation);
            await KeepSnapshots(services, cancellation);
            return true;
        }
        catch (KumikoException error)
        {
            await Explain(error, services);
            error.Denial = error.Denial is { } denial ? Told(denial, kind.Name, caller) : null;
            throw;
        }
        catch (StoreException failure) when (failure is not (FencedException or TransientStoreException))
        {
            throw await Translate(failure, unit, cancellation);
        }
    }
}
