using Kumiko.Storage;

namespace Kumiko;

/// <summary>What operators can see and do of the work that is done after commits.</summary>
public sealed class TaskOperations
{
    private readonly Func<TaskServices> _services;

    internal TaskOperations(Func<TaskServices> services) => _services = services;

    private TaskDirectory Tasks => _services().Store.Tasks;

    /// <summary>How many tasks of each kind wait, and how many were given up.</summary>
    public async Task<IReadOnlyList<TaskReport>> Report(CancellationToken cancellation = default)
    {
        var registry = _services().Registry;
        var counts = (await Tasks.Count(cancellation)).ToDictionary(c => c.Kind);
        return
        [
            .. registry.TaskKinds.Select(k => k.Name).Union(counts.Keys).Order(StringComparer.Ordinal).Select(name => new TaskReport(
                name,
                registry.FindTaskKind(name) is not null,
                counts.GetValueOrDefault(name)?.Waiting ?? 0,
                counts.GetValueOrDefault(name)?.Dead ?? 0,
                counts.GetValueOrDefault(name)?.OldestDueAt)),
        ];
    }

    /// <summary>The tasks that were given up, oldest first; of all kinds, or of one.</summary>
    public async Task<IReadOnlyList<DeadTask>> Dead(string? kind = null, int limit = 100, CancellationToken cancellation = default) =>
    [
        .. (await Tasks.Read(new TaskQuery { Kind = kind, OnlyDead = true, Limit = limit }, cancellation)).Select(t => new DeadTask(
            t.Task.Id, t.Task.Kind, t.Task.Tenant, t.Task.CreatedAt, t.DeadAt!.Value, t.Attempts, t.LastError ?? "")),
    ];

    /// <summary>Lets a task that was given up be tried anew, from the first attempt on.</summary>
    /// <exception cref="NotFoundException">No such task was given up.</exception>
    public async Task Revive(Guid task, CancellationToken cancellation = default)
    {
        if (await Revive(new TaskQuery { Id = task }, cancellation) == 0)
        {
            throw new NotFoundException("dead-task", task.ToString());
        }
    }

    /// <summary>Lets all tasks of a kind that were given up be tried anew.</summary>
    /// <returns>How many.</returns>
    public Task<int> ReviveAll(string kind, CancellationToken cancellation = default) => Revive(new TaskQuery { Kind = kind }, cancellation);

    /// <summary>Forgets a task that was given up: it will never be done.</summary>
    /// <exception cref="NotFoundException">No such task was given up.</exception>
    public async Task Discard(Guid task, CancellationToken cancellation = default)
    {
        if (!await Tasks.Discard(task, cancellation))
        {
            throw new NotFoundException("dead-task", task.ToString());
        }
    }

    private async Task<int> Revive(TaskQuery query, CancellationToken cancellation)
    {
        var revived = await Tasks.Revive(query, Instants.ToMilliseconds(_services().Clock.GetUtcNow()), cancellation);
        _services().Dispatcher.TasksQueued.Set();
        return revived;
    }
}
